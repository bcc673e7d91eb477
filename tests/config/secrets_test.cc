// SPDX-License-Identifier: Apache-2.0
// Secrets come from where they are named, and never stand in a message. The canary plays a secret in every wrong place.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "agent/config/keys.h"
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;

namespace {

constexpr const char* kCanary = "Kanarienvogel7f3a";

void check_silent(const std::string& text) {
  CAPTURE(text);
  const Error error = error_of(text, read_secret);
  CHECK(error.words.zh.find(kCanary) == std::string::npos);
  CHECK(error.words.en.find(kCanary) == std::string::npos);
}

std::string market(const std::string& line) { return "[[connector]]\ntype = \"market\"\napp_key = \"1\"\n" + line; }

}  // namespace

TEST_CASE("a plain secret is refused with the ways to write it") {
  const Error error = error_of(market("app_secret = \"hunter2\""));
  CHECK(error.words.en ==
        "rigong.toml:4: [[connector]] market app_secret: is a secret and must not stand here itself; write "
        "\"secret:env:RIGONG_APP_SECRET\" (an environment variable), \"secret:file:app_secret.txt\" (a file that only you can "
        "read) or "
        "\"secret:keyring:app_secret\" (the system's keyring).");
  CHECK_THAT(
      error.words.zh,
      Contains(
          "rigong.toml:4: [[connector]] market app_secret：是密钥，不能直接写在这里；请写 \"secret:env:RIGONG_APP_SECRET\""));
}

TEST_CASE("no message repeats a secret that stands in a wrong place") {
  const std::string canary = kCanary;
  for (const std::string& value :
       {"\"" + canary + "\"", "'" + canary + "'", "\"secret:" + canary + "\"", "\"secret:plain:" + canary + "\"",
        "\"secret:env:" + canary + "!\"", "\"secret:file: " + canary + "\"", "[\"" + canary + "\"]",
        "{ value = \"" + canary + "\" }", canary, "\"" + canary, "“" + canary + "”", "\"\\" + canary + "\"", "\"\"\"" + canary,
        "1" + canary, "true" + canary, "[\"" + canary, "2026-" + canary}) {
    check_silent(market("app_secret = " + value));
    check_silent("[hub]\nurl = \"https://h\"\ntoken = " + value);
  }
  // The right value under the wrong key, and in addresses.
  check_silent(market("app_secert = \"" + canary + "\""));
  check_silent(market("app_secret " + canary));
  check_silent(market("page_size = \"" + canary + "\""));
  check_silent(market("endpoint = \"https://user:" + canary + "@host\""));
  check_silent(market("endpoint = \"http://host/?key=" + canary + "\""));
  check_silent("[store]\nurl = \"mysql://u:" + canary + "@db\"");
  check_silent("[listen]\nframe_ancestors = [\"https://u:" + canary + "@h\"]");
  check_silent("[metrics]\nattribution = \"" + canary + "\"");
  check_silent("[shop]\nname = \"a\"\nname = \"" + canary + "\"");
}

TEST_CASE("a secret that cannot be had is one problem among the others") {
  const auto none = [](std::string_view, std::string_view) -> Result<Secret> {
    return fail(ErrorKind::refused, "没有。", "it is not there.");
  };
  CHECK(error_of("[hub]\nurl = \"https://h\"\ntoken = \"secret:env:A\"\nx = 1", none).words.en ==
        "rigong.toml:3: [hub] token: it is not there.\nrigong.toml:4: [hub] has no key 'x'; there are url, token.");
}

TEST_CASE("a reference where no secret belongs is refused") {
  CHECK(complaint("[desk]\nmember = \"secret:env:A\"") ==
        "rigong.toml:2: [desk] member: is no secret; write the value itself and not secret:...");
}

TEST_CASE("the reader is asked only for references that are well formed") {
  for (const char* reference :
       {"secret:env:", "secret:env:1A", "secret:env:A-B", "secret:file:", "secret:keyring: ", "secret:", "secret"}) {
    CAPTURE(reference);
    int asked = 0;
    const auto count = [&](std::string_view, std::string_view) -> Result<Secret> {
      ++asked;
      return Secret("x");
    };
    error_of(std::string("[hub]\nurl = \"https://h\"\ntoken = \"") + reference + "\"", count);
    CHECK(asked == 0);
  }
}

#ifndef _WIN32

TEST_CASE("the environment must hold something") {
  ::setenv("RIGONG_TEST_SECRET", kCanary, 1);
  REQUIRE(read_secret("env", "RIGONG_TEST_SECRET"));
  CHECK(read_secret("env", "RIGONG_TEST_SECRET")->reveal() == kCanary);
  ::setenv("RIGONG_TEST_SECRET", "", 1);
  CHECK(read_secret("env", "RIGONG_TEST_SECRET").error().kind == ErrorKind::refused);
  ::unsetenv("RIGONG_TEST_SECRET");
  CHECK_THAT(read_secret("env", "RIGONG_TEST_SECRET").error().words.en, Contains("RIGONG_TEST_SECRET is not set or empty"));
}

TEST_CASE("a secret file is private, regular and small") {
  const auto folder = std::filesystem::temp_directory_path() / "rigong-secrets";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "key").string();
  const auto write = [&](const std::string& text, mode_t mode) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    ::chmod(file.c_str(), mode);
  };
  const auto reason = [&](const std::string& name) {
    const auto secret = read_secret("file", name);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().kind == ErrorKind::refused);
    CHECK(secret.error().words.en.find(kCanary) == std::string::npos);
    return secret.error().words.en;
  };
  const std::string canary = kCanary;

  write(canary + "\n", 0600);
  CHECK(read_secret("file", file)->reveal() == canary);
  write(canary + "\r\n", 0400);
  CHECK(read_secret("file", file)->reveal() == canary);
  ::chmod(file.c_str(), 0600);
  write("a\nb\n\n", 0600);
  CHECK(read_secret("file", file)->reveal() == "a\nb\n");
  for (const mode_t mode : {0640U, 0604U, 0620U, 0644U, 0777U}) {
    write(canary, mode);
    CHECK_THAT(reason(file), Contains("is open to others; run chmod 600"));
  }
  write("\n", 0600);
  CHECK_THAT(reason(file), Contains("is empty"));
  write(std::string(64 * 1024 + 1, 'x'), 0600);
  CHECK_THAT(reason(file), Contains("larger than 64 KB"));
  write(std::string(64 * 1024, 'x'), 0600);
  CHECK(read_secret("file", file)->reveal().size() == 64 * 1024);

  CHECK_THAT(reason((folder / "none").string()), Contains("cannot be opened"));
  CHECK_THAT(reason(folder.string()), Contains("not a regular file"));
  std::filesystem::create_symlink(file, folder / "link");
  CHECK_THAT(reason((folder / "link").string()), Contains("symbolic link"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THAT(reason((folder / "pipe").string()), Contains("not a regular file"));
  if (::geteuid() == 0) {
    write(canary, 0600);
    REQUIRE(::chown(file.c_str(), 12345, 12345) == 0);
    CHECK_THAT(reason(file), Contains("belongs to another user"));
  }
}

#endif

TEST_CASE("there is no keyring yet, and no other source") {
  CHECK(read_secret("keyring", "x").error().kind == ErrorKind::refused);
  CHECK_THAT(read_secret("keyring", "x").error().words.en, Contains("secret:file"));
  CHECK(read_secret("vault", "x").error().kind == ErrorKind::wrong_use);
}
