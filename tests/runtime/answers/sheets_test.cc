// SPDX-License-Identifier: Apache-2.0
// The self-check sheets.
#include <catch2/catch.hpp>

#include <map>
#include <string>

#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;

namespace {

const TimeMs kNow = at("2026-03-09 20:00:00");

model::Sheet signed_sheet() {
  model::Sheet sheet;
  sheet.person = "lin";
  sheet.day = day("2026-03-09");
  sheet.figures = {{"response_mean_ms", true, std::nullopt, 40'000.0, 40'000, 1},
                   {"satisfaction", false, 0.95, std::nullopt, 0, 0}};
  sheet.line = "比昨天慢一点";
  sheet.note = "下午系统卡";
  sheet.signature = "林";
  sheet.signed_at = at("2026-03-09 18:00:00");
  sheet.changed_at = at("2026-03-09 18:00:00");
  return sheet;
}

}  // namespace

TEST_CASE("sheets come newest first, and days with figures that nobody began are open") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-07 10:00:00", 40) + turn("c2", "lin", "2026-03-09 10:00:00", 40));
  desk.work_out();
  desk.keep(signed_sheet());
  const auto sheets = get(desk.sheets({"lin", day("2026-03-01"), day("2026-03-31")}, kNow));
  REQUIRE(sheets.sheets.size() == 2);
  CHECK(sheets.person.id == "lin");
  CHECK(sheets.sheets[0].day == day("2026-03-09"));
  CHECK(sheets.sheets[0].state == overlay::SheetState::signed_off);
  CHECK(sheets.sheets[0].typed == 1);
  CHECK(sheets.sheets[0].line == "比昨天慢一点");
  CHECK(sheets.sheets[1].day == day("2026-03-07"));
  CHECK(sheets.sheets[1].state == overlay::SheetState::open);
  desk.as_rep("wu");
  CHECK(desk.sheets({"lin", day("2026-03-01"), day("2026-03-31")}, kNow).error().kind == ErrorKind::not_found);
  CHECK(desk.sheet({"lin", day("2026-03-09")}, kNow).error().kind == ErrorKind::not_found);
}

TEST_CASE("a sheet shows what was signed beside what the program has now") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-08 10:00:00", 30) + turn("c2", "lin", "2026-03-09 10:00:00", 40));
  desk.work_out();
  desk.keep(signed_sheet());
  desk.take(turn("c3", "lin", "2026-03-09 11:00:00", 80));  // Came in after the signature.
  desk.work_out();
  const auto sheet = get(desk.sheet({"lin", day("2026-03-09")}, kNow));
  CHECK(sheet.state == overlay::SheetState::signed_off);
  CHECK(sheet.signature == "林");
  CHECK(sheet.customers == 2);
  REQUIRE(sheet.figures.size() == 5);
  CHECK(sheet.figures[0].name == "satisfaction");
  CHECK(sheet.figures[0].typed == 0.95);
  CHECK_FALSE(sheet.figures[0].confirmed);
  CHECK(sheet.figures[1].now == overlay::Value{60'000.0, 120'000, 2, false});
  CHECK(sheet.figures[1].shown == overlay::Value{40'000.0, 40'000, 1, false});
  CHECK(sheet.figures[1].confirmed);
  CHECK(sheet.figures[1].comparisons.at(0).difference == 30'000);
  CHECK_FALSE(sheet.figures[2].shown);
  CHECK(desk.panel("lin", kNow).sheet == overlay::SheetState::signed_off);
}

TEST_CASE("a draft is no signed sheet, and a day without anything has none") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-07 10:00:00", 30));
  desk.work_out();
  model::Sheet draft = signed_sheet();
  draft.signature.clear();
  draft.signed_at = kNoTime;
  desk.keep(draft);
  const auto sheet = get(desk.sheet({"lin", day("2026-03-09")}, kNow));
  CHECK(sheet.state == overlay::SheetState::draft);
  CHECK_FALSE(sheet.signed_at);
  CHECK(sheet.day == day("2026-03-09"));
  CHECK_FALSE(sheet.figures[1].now.value);  // Not the figures of the last day that has any.
  CHECK(get(desk.sheet({"lin", day("2026-03-06")}, kNow)).state == overlay::SheetState::none);
  CHECK(desk.sheet({"lin", day("2026-03-10")}, kNow).error().kind == ErrorKind::not_found);
}

TEST_CASE("a day off asks for no sheet, whatever came in by itself, until customers were served after all") {
  Desk desk;
  desk.take(turn("c1", "lin", "2026-03-06 10:00:00", 40) + turn("c2", "lin", "2026-03-08 10:00:00", 40));
  desk.take({rated("r1", "c1", at("2026-03-07 11:59:00"), at("2026-03-07 12:00:00"), 5)});
  desk.work_out();
  const auto states = [&] {
    std::map<std::string, overlay::SheetState> found;
    for (const auto& one : get(desk.sheets({"lin", day("2026-03-01"), day("2026-03-31")}, kNow)).sheets) {
      found[to_string(one.day)] = one.state;
    }
    return found;
  };
  CHECK(states().size() == 3);
  desk.shift("lin", "2026-03-07", model::ShiftKind::day_off);
  desk.shift("lin", "2026-03-08", model::ShiftKind::day_off);
  CHECK(states() == std::map<std::string, overlay::SheetState>{{"2026-03-06", overlay::SheetState::open},
                                                               {"2026-03-08", overlay::SheetState::open}});
  CHECK(get(desk.sheet({"lin", day("2026-03-07")}, kNow)).state == overlay::SheetState::none);
  CHECK(get(desk.sheet({"lin", day("2026-03-08")}, kNow)).state == overlay::SheetState::open);
}
