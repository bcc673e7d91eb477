// SPDX-License-Identifier: Apache-2.0
// The real program that draws, and what is said where it does not.
#include "agent/runtime/chart/picture.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <string>

#include "agent/chart/description.h"
#include "tests/support/process.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::runtime;
using namespace std::chrono_literals;
using rigong::test::rigong_binary;
using rigong::test::TempFolder;
namespace fs = std::filesystem;

namespace {

const fs::path& real() {
  static const fs::path program = fs::path(rigong_binary()).parent_path() / "rigong-chart";
  return program;
}

Words words_of(const Result<std::string>& picture) {
  REQUIRE_FALSE(picture);
  CHECK(picture.error().kind == ErrorKind::unavailable);
  CHECK(picture.error().words.zh.find("这一榜没有配图") == 0);
  CHECK(picture.error().words.en.find("No picture goes along") == 0);
  return picture.error().words;
}

}  // namespace

TEST_CASE("the program that lies beside rigong draws a report") {
  const auto picture = picture_by(real(), 20'000ms, testing::ranking_report(26), {});
  REQUIRE(picture);
  CHECK(picture->substr(1, 3) == "PNG");
  CHECK(picture->size() < 200'000);
  REQUIRE(picture_by(real(), 20'000ms, testing::nasty_report(), {}));
}

TEST_CASE("the program that draws tells by its status what was wrong") {
  const auto ends = [&](const std::string& input) { return run_child(real(), input, {20'000ms, 1'000}, {}).status; };
  CHECK(ends("") == static_cast<int>(chart::Ending::bad_description));
  CHECK(ends("{}") == static_cast<int>(chart::Ending::bad_description));
  CHECK(ends(std::string(10 * 1024 * 1024, 'x')) == static_cast<int>(chart::Ending::bad_description));
}

TEST_CASE("why there is no picture is said in words of its own for each cause, each with a next step") {
  const TempFolder folder;
  const auto by = [&](const std::string& name, const std::string& lines, std::chrono::milliseconds time = 20'000ms) {
    const std::string file = folder.write(name, "#!/bin/sh\n" + lines + "\n");
    fs::permissions(file, fs::perms::owner_all);
    return words_of(picture_by(file, time, testing::ranking_report(3), {}));
  };
  std::set<std::string> said;
  said.insert(by("fault", "exit 1").en);
  said.insert(by("description", "exit 2").en);
  const Words font = by("font", "exit 3");
  CHECK(font.zh.find("fonts-noto-cjk") != std::string::npos);
  said.insert(font.en);
  said.insert(by("tall", "exit 4").en);
  said.insert(by("crash", "kill -SEGV $$").en);
  said.insert(by("slow", "exec sleep 60", 200ms).en);
  said.insert(by("loud", "exec yes").en);
  said.insert(words_of(picture_by(folder.file("none"), 1'000ms, {}, {})).en);
  said.insert(words_of(picture_by(folder.write("text", "x"), 1'000ms, {}, {})).en);
  CHECK(said.size() == 9);
  // What is no PNG is none, whatever the status says.
  by("empty", "exit 0");
  by("other", "echo GIF89a");
}

TEST_CASE("a stop ends the drawing and is no trouble") {
  const TempFolder folder;
  const std::string file = folder.write("slow", "#!/bin/sh\nexec sleep 60\n");
  fs::permissions(file, fs::perms::owner_all);
  const auto picture = picture_by(file, 60'000ms, {}, [] { return true; });
  REQUIRE_FALSE(picture);
  CHECK(picture.error().kind == ErrorKind::cancelled);
}
