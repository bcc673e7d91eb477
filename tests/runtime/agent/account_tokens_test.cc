// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/account_tokens.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "agent/config/accounts.h"
#include "tests/support/process.h"

namespace rigong::runtime {
namespace {

config::AccountSettings chatwoot(const std::string& token) {
  const auto account = config::read_form({"chatwoot", "店/../../x", "", {{"account", "1"}, {"token", token}}}, connectors::all());
  REQUIRE(account);
  return *account;
}

std::string bytes_below(const std::filesystem::path& folder, std::filesystem::path* file) {
  std::string all;
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file()) continue;
    *file = each.path();
    std::ostringstream text;
    text << std::ifstream(each.path()).rdbuf();
    all += text.str();
  }
  return all;
}

}  // namespace

TEST_CASE("Tokens are kept for the account with these settings, until they end, and go with it") {
  test::TempFolder temp;
  AccountTokens tokens(temp.path(), chatwoot("first"));
  CHECK(tokens.kept("session", 1000).empty());
  REQUIRE(tokens.keep("session", Secret("new-session"), 5000));
  REQUIRE(tokens.keep("refresh_token", Secret("new-refresh"), 9000));
  CHECK(tokens.kept("session", 4999).reveal() == "new-session");
  CHECK(tokens.kept("session", 5000).empty());
  CHECK(tokens.kept("refresh_token", 5000).reveal() == "new-refresh");
  CHECK(tokens.kept("other", 0).empty());

  // Another thread's or program's renewal is seen at once, and a restart loses nothing.
  AccountTokens beside(temp.path(), chatwoot("first"));
  REQUIRE(beside.keep("session", Secret("newer"), 8000));
  CHECK(tokens.kept("session", 6000).reveal() == "newer");

  // The file stays within the folder, is the owner's alone, and does not show the settings.
  std::filesystem::path file;
  const std::string all = bytes_below(temp.path(), &file);
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  CHECK(file.parent_path() == temp.path() / "tokens");
  CHECK(all.find("first") == std::string::npos);

  CHECK(AccountTokens(temp.path(), chatwoot("second")).kept("session", 0).empty());
  AccountTokens::forget(temp.path(), "店/../../x");
  CHECK(tokens.kept("session", 0).empty());
}

TEST_CASE("Tokens that cannot be read are as if there were none") {
  test::TempFolder temp;
  AccountTokens tokens(temp.path(), chatwoot("first"));
  REQUIRE(tokens.keep("session", Secret("s"), 5000));
  std::filesystem::path file;
  bytes_below(temp.path(), &file);
  for (const char* bytes : {"", "{", "[]", "{\"made_for\":1}", "{\"tokens\":{}}"}) {
    std::ofstream(file) << bytes;
    CHECK(tokens.kept("session", 0).empty());
  }
  REQUIRE(tokens.keep("session", Secret("again"), 5000));
  CHECK(tokens.kept("session", 0).reveal() == "again");
}

}  // namespace rigong::runtime
