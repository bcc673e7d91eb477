// SPDX-License-Identifier: Apache-2.0
// A full disk and a store that is gone: said to everybody, and over by itself where it can be.
#include "agent/runtime/agent/health.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;
namespace fs = std::filesystem;

TEST_CASE("Notices come and go by whoever has found them") {
  runtime::Health health;
  CHECK_FALSE(health.sick());
  CHECK(health.report("disk", Words{"满", "full"}));
  CHECK_FALSE(health.report("disk", Words{"满", "full"}));
  CHECK(health.report("store", Words{"坏", "broken"}));
  CHECK(health.sick());
  CHECK(health.notice()->en == "full");
  CHECK(health.report("disk", std::nullopt));
  CHECK_FALSE(health.report("disk", std::nullopt));
  CHECK(health.notice()->en == "broken");
  CHECK(health.report("store", std::nullopt));
  CHECK_FALSE(health.notice().has_value());
}

TEST_CASE("A notice that only tells pauses nothing, and gives way to one that does") {
  runtime::Health health;
  CHECK(health.report("a group", Words{"群", "group"}, runtime::Health::Weight::tells));
  CHECK_FALSE(health.sick());
  CHECK(health.notice()->en == "group");
  CHECK(health.report("disk", Words{"满", "full"}));
  CHECK(health.sick());
  CHECK(health.notice()->en == "full");
  CHECK(health.report("disk", std::nullopt));
  CHECK_FALSE(health.sick());
  CHECK(health.notice()->en == "group");
}

TEST_CASE("With a full disk the page says so, nothing is asked, reading goes on, and it ends by itself") {
  TestDesk desk;
  desk.fill();
  const fs::path watched = desk.folder() / "exports";
  fs::create_directory(watched);
  desk.pause_below = std::uintmax_t{1} << 62;
  desk.resume_above = std::uintmax_t{1} << 62;
  desk.restart();
  const auto version = desk.service().version();
  desk.service().look_after();
  CHECK(desk.service().version() > version);
  const auto session = get(desk.service().session(desk.page())).answer;
  REQUIRE(session.notice.has_value());
  CHECK_FALSE(session.empty);
  CHECK_FALSE(get(desk.service().people(desk.page())).answer.people.empty());
  must(desk.command(overlay::AddAccount{"files", "导出", "", {{"path", watched.string()}}}));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto accounts = get(desk.service().accounts(desk.page())).answer.accounts;
  CHECK_FALSE(accounts.front().last_success_at.has_value());
  desk.pause_below = 0;
  desk.resume_above = 0;
  desk.restart();
  desk.service().look_after();
  CHECK_FALSE(get(desk.service().session(desk.page())).answer.notice.has_value());
}

TEST_CASE("A store file that is replaced or removed while it is used is noticed and said") {
  TestDesk desk;
  desk.fill();
  const auto caller = desk.page();
  CHECK_FALSE(get(desk.service().session(caller)).answer.notice.has_value());
  fs::rename(desk.data() / "rigong.db", desk.data() / "elsewhere.db");
  desk.service().look_after();
  const auto session = get(desk.service().session(caller)).answer;
  REQUIRE(session.notice.has_value());
  CHECK(session.notice->en.find("replaced or removed") != std::string::npos);
  CHECK_FALSE(desk.service().command(caller, desk.make(overlay::ChooseDesk{"bai", false})).has_value());
  fs::rename(desk.data() / "elsewhere.db", desk.data() / "rigong.db");
  desk.service().look_after();
  CHECK_FALSE(get(desk.service().session(caller)).answer.notice.has_value());
}
