// SPDX-License-Identifier: Apache-2.0
// A month's report from being handed in to the late data that change it.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "agent/runtime/answers/reports.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::Caller;
using overlay::RankBy;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const Day kMarch = *parse_day("2026-03-20");

struct Shop {
  Shop() {
    desk.fill();
    desk.clock().set(wall("2026-04-01 10:00"));
    lead = desk.device_of("chen");
    bai = desk.device_of("bai");
  }
  overlay::TeamReport report(const Caller& caller) {
    return get(desk.service().team_report(caller, {"售前", RankBy::month, kMarch})).answer;
  }
  Result<overlay::CommandDone> act(const Caller& caller, overlay::ReportAct act) {
    return desk.command_of(caller, std::move(act));
  }
  // A conversation of the month that comes in late: answered after five minutes.
  void late() {
    const auto late = desk.import_file("late.csv",
                                       "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                                       "late,l1,2026-03-03 10:00:00,in,,kl,在吗\n"
                                       "late,l2,2026-03-03 10:05:00,out,小白,kl,在\n");
    REQUIRE(late.state == overlay::Import::State::finished);
  }
  TestDesk desk;
  Caller lead, bai;
};

}  // namespace

TEST_CASE("What changed since a report was handed in is listed, then and now; taken back, it was not handed in") {
  Shop shop;
  CHECK_FALSE(shop.report(shop.lead).given);
  const auto done = get(shop.act(shop.lead, overlay::GiveReport{"售前", RankBy::month, kMarch}));
  CHECK(done.words.has_value());
  auto given = shop.report(shop.lead).given;
  REQUIRE(given);
  CHECK(given->by->id == "chen");
  CHECK(given->at == shop.desk.clock().now());
  CHECK(given->changes.empty());

  shop.late();
  given = shop.report(shop.lead).given;
  REQUIRE(given);
  const auto turns =
      std::find_if(given->changes.begin(), given->changes.end(), [](const auto& each) { return each.name == "turns"; });
  REQUIRE(turns != given->changes.end());
  CHECK(turns->was->value.value_or(-1) == 24);
  CHECK(turns->is->value.value_or(-1) == 25);
  // What reads the same is no change.
  const auto satisfied =
      std::count_if(given->changes.begin(), given->changes.end(), [](const auto& each) { return each.name == "satisfaction"; });
  CHECK(satisfied == 0);

  // Handed in anew, nothing has changed since; taken back, the time before holds.
  shop.desk.clock().advance(kMinuteMs);
  must(shop.act(shop.lead, overlay::GiveReport{"售前", RankBy::month, kMarch}));
  CHECK(shop.report(shop.lead).given->changes.empty());
  must(shop.act(shop.lead, overlay::TakeBackReport{"售前", RankBy::month, kMarch}));
  CHECK_FALSE(shop.report(shop.lead).given->changes.empty());
  must(shop.act(shop.lead, overlay::TakeBackReport{"售前", RankBy::month, kMarch}));
  CHECK_FALSE(shop.report(shop.lead).given);
  CHECK(shop.act(shop.lead, overlay::TakeBackReport{"售前", RankBy::month, kMarch}).error().kind == ErrorKind::refused);
}

TEST_CASE("A figure that had no number then, or has none any more, is told as such") {
  const auto figure = [](const char* name, std::optional<overlay::Value> total) {
    overlay::ReportFigure one;
    one.name = name;
    one.unit = overlay::Unit::share;
    one.total = total;
    return one;
  };
  const overlay::Value most{0.9, 9, 10, false};
  const std::string told =
      runtime::told_as_text({figure("satisfaction", most), figure("complaint_rate", most), figure("reply_rate", {})});
  const auto changes = runtime::changes_since(
      told, {figure("satisfaction", overlay::Value{0.9004, 9004, 10'000, false}), figure("reply_rate", most)});
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].name == "reply_rate");
  CHECK_FALSE(changes[0].was);
  CHECK(changes[0].is == most);
  CHECK(changes[1].name == "complaint_rate");
  CHECK(changes[1].was == most);
  CHECK_FALSE(changes[1].is);
  // What cannot be read was not told.
  CHECK(runtime::changes_since("{", {figure("reply_rate", most)}).size() == 1);
}

TEST_CASE("A report without figures is not handed in, a week is not its month, and a rep knows of neither") {
  Shop shop;
  CHECK(shop.act(shop.lead, overlay::GiveReport{"售前", RankBy::month, *parse_day("2026-01-10")}).error().kind ==
        ErrorKind::refused);
  must(shop.act(shop.lead, overlay::GiveReport{"售前", RankBy::week, *parse_day("2026-03-02")}));
  CHECK_FALSE(shop.report(shop.lead).given);
  CHECK(shop.act(shop.bai, overlay::GiveReport{"售前", RankBy::month, kMarch}).error().kind == ErrorKind::not_found);
  CHECK(shop.desk.service().team_report(shop.bai, {"售前", RankBy::month, kMarch}).error().kind == ErrorKind::not_found);
}

TEST_CASE("Looking at a report and saving it as a file stand in the log of those whom it tells of") {
  Shop shop;
  (void)shop.report(shop.lead);
  (void)get(shop.desk.service().report_file(
      shop.lead, {overlay::ReportOf::team, overlay::ReportFormat::xlsx, false, "售前", RankBy::month, kMarch}));
  const auto log = get(shop.desk.service().log(shop.bai, {})).answer;
  for (const char* kind : {"view.report", "view.report_file"}) {
    CAPTURE(kind);
    CHECK(std::any_of(log.lines.begin(), log.lines.end(), [&](const auto& line) { return line.kind == kind; }));
  }
}
