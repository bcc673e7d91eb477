// SPDX-License-Identifier: Apache-2.0
// The groups of the settings beside the accounts: what is wrong with one holds up nothing else.
#include "agent/runtime/agent/stage.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// One group that can be posted to, one whose robot takes no such address, and a folder of files to read.
config::Config settings(const std::filesystem::path& folder) {
  const std::string text =
      "[[group]]\ntype = \"wecom\"\nname = \"坏群\"\nwebhook = \"secret:env:BAD\"\n"
      "[[group]]\ntype = \"webhook\"\nname = \"好群\"\nwebhook = \"secret:env:GOOD\"\nreports = []\n"
      "[[connector]]\ntype = \"files\"\nname = \"导出\"\npath = \"" +
      folder.string() + "\"\n";
  return get(config::parse_config(text, "rigong.toml", {connectors::all(), connectors::robots()},
                                  [](std::string_view, std::string_view name) -> Result<Secret> {
                                    return Secret(
                                        std::string(name == "GOOD" ? "http://127.0.0.1:9/" : "https://canary.example/"));
                                  }));
}

}  // namespace

TEST_CASE("one group that cannot be posted to is said to people, and neither the others nor the accounts wait for it",
          "[threads]") {
  const rigong::testing::TempFolder temp;
  TestDesk desk(settings(temp.path()));
  // Before anything begins, the page may ask.
  const auto posts = get(desk.service().posts(desk.page(), {Day{20000}, Day{20001}})).answer;
  REQUIRE(posts.targets.size() == 1);
  CHECK(posts.targets[0].name == "好群");
  const auto notice = get(desk.service().session(desk.page())).answer.notice;
  REQUIRE(notice);
  CHECK(notice->zh.find("坏群") != std::string::npos);
  CHECK(notice->en.find("rigong.toml") != std::string::npos);
  CHECK(notice->en.find("canary") == std::string::npos);

  must(desk.service().begin());
  const auto polled = [&] {
    const auto accounts = get(desk.service().accounts(desk.page())).answer.accounts;
    return !accounts.empty() && accounts.front().last_success_at.has_value();
  };
  for (int i = 0; i < 200 && !polled(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(25));
  CHECK(polled());
}

TEST_CASE("posting begins once, ends with the stage's stop, and does not begin after it", "[threads]") {
  const rigong::testing::TempFolder temp;
  TestDesk desk(settings(temp.path()));
  // The page asks while posting begins in another thread.
  std::thread beginning([&] { static_cast<void>(desk.service().begin()); });
  for (int i = 0; i < 20; ++i) {
    CHECK(get(desk.service().posts(desk.page(), {Day{20000}, Day{20001}})).answer.targets.size() == 1);
  }
  beginning.join();
  desk.service().stop();
  desk.service().stop();
  must(desk.service().begin());
}
