// SPDX-License-Identifier: Apache-2.0
// The rules of the self-check sheet, asked through the service as a page would ask.
#include "agent/runtime/agent/sheets.h"

#include <catch2/catch.hpp>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::ReopenSheet;
using overlay::SaveSheet;
using overlay::SheetState;
using overlay::SignSheet;
using rigong::testing::get;
using rigong::testing::must;

namespace {

Day day(const char* text) { return *parse_day(text); }
const Day kToday = day("2026-03-02");

overlay::Sheet sheet_of(TestDesk& desk, const std::string& person, Day of = kToday) {
  return get(desk.service().sheet(desk.page(), {person, of})).answer;
}

// Where the mean response time stands among them.
std::size_t response(const overlay::Sheet& sheet) {
  for (std::size_t at = 0; at < sheet.figures.size(); ++at) {
    if (sheet.figures[at].name == "response_mean_ms") return at;
  }
  FAIL("The sheet has no response time.");
  return 0;
}

// All figures of the sheet confirmed.
SaveSheet all_confirmed(TestDesk& desk, const std::string& person, Day of = kToday) {
  SaveSheet save{person, of, {}, "比昨天好", "下午卡顿"};
  for (const auto& figure : sheet_of(desk, person, of).figures) save.figures.push_back({figure.name, true, std::nullopt});
  return save;
}

void refused(const Result<overlay::CommandDone>& done, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == kind);
  CHECK_FALSE(done.error().words.zh.empty());
}

}  // namespace

TEST_CASE("A sheet is saved, signed, taken back and signed again; the store keeps what was shown") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const overlay::Sheet fresh = sheet_of(desk, "bai");
  REQUIRE(fresh.figures.size() == 5);
  const std::size_t mean = response(fresh);
  REQUIRE(fresh.figures[mean].now.value.has_value());

  SaveSheet save = all_confirmed(desk, "bai");
  save.figures[mean].confirmed = false;
  must(desk.command(save));
  CHECK(sheet_of(desk, "bai").state == SheetState::draft);
  refused(desk.command(SignSheet{"bai", kToday, "白一"}));
  save.figures[mean].typed = 12345;
  must(desk.command(save));
  refused(desk.command(SignSheet{"bai", kToday, " \t"}), ErrorKind::wrong_use);
  must(desk.command(SignSheet{"bai", kToday, "白一"}));

  const overlay::Sheet done = sheet_of(desk, "bai");
  CHECK(done.state == SheetState::signed_off);
  CHECK(done.signature == "白一");
  CHECK(done.line == "比昨天好");
  CHECK(done.note == "下午卡顿");
  CHECK(done.figures[mean].typed == 12345);
  CHECK_FALSE(done.figures[mean].confirmed);
  REQUIRE(done.figures[mean].shown.has_value());
  CHECK(done.figures[mean].shown->value == fresh.figures[mean].now.value);
  CHECK(done.figures[(mean + 1) % 5].confirmed);
  refused(desk.command(save));
  refused(desk.command(SignSheet{"bai", kToday, "白一"}));

  desk.restart();
  CHECK(sheet_of(desk, "bai").signature == "白一");
  desk.clock().advance(kDayMs);
  must(desk.command(ReopenSheet{"bai", kToday}));
  CHECK(sheet_of(desk, "bai").state == SheetState::draft);
  refused(desk.command(ReopenSheet{"bai", kToday}));
  must(desk.command(SignSheet{"bai", kToday, "白一"}));
  desk.clock().advance(kDayMs);
  refused(desk.command(ReopenSheet{"bai", kToday}));
}

TEST_CASE("What was shown stays as long as the decision does, whatever the figures become") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  must(desk.command(all_confirmed(desk, "bai")));
  const std::size_t mean = response(sheet_of(desk, "bai"));
  const auto shown = sheet_of(desk, "bai").figures[mean].shown;
  REQUIRE(shown.has_value());
  REQUIRE(shown->value.has_value());
  // A late, slow answer changes the figure.
  desk.import_file("late.csv",
                   "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                   "late,l1,2026-03-02 19:00:00,in,,k99,在吗\nlate,l2,2026-03-02 19:09:00,out,小白,k99,在\n");
  const auto later = sheet_of(desk, "bai").figures[mean];
  CHECK(later.now.value != shown->value);
  CHECK(later.shown->value == shown->value);
  SaveSheet save = all_confirmed(desk, "bai");
  save.note = "补充";
  must(desk.command(save));
  CHECK(sheet_of(desk, "bai").figures[mean].shown->value == shown->value);
  save.figures[mean].typed = 20000;
  must(desk.command(save));
  CHECK(sheet_of(desk, "bai").figures[mean].shown->value == later.now.value);
}

TEST_CASE("Everybody signs for themself: no rep for another, no lead for a rep, nobody before the desk is theirs") {
  TestDesk desk;
  desk.fill();
  refused(desk.command(SaveSheet{"bai", kToday, {}, "", ""}));
  refused(desk.service().command(TestDesk::machine(), desk.make(SaveSheet{"bai", kToday, {}, "", ""})));
  desk.give_desk_to("bai");
  const auto other = desk.command(SaveSheet{"qing", kToday, {}, "", ""});
  const auto nobody = desk.command(SaveSheet{"nobody", kToday, {}, "", ""});
  refused(other, ErrorKind::not_found);
  refused(nobody, ErrorKind::not_found);
  CHECK(other.error().words.en == nobody.error().words.en);
  refused(desk.command(SignSheet{"qing", kToday, "x"}), ErrorKind::not_found);
  refused(desk.command(ReopenSheet{"qing", kToday}), ErrorKind::not_found);
  // To read is the same.
  const auto read_other = desk.service().sheet(desk.page(), {"qing", kToday});
  const auto read_nobody = desk.service().sheet(desk.page(), {"nobody", kToday});
  REQUIRE_FALSE(read_other.has_value());
  REQUIRE_FALSE(read_nobody.has_value());
  CHECK(read_other.error().words.en == read_nobody.error().words.en);
  CHECK(read_other.error().words.en == other.error().words.en);
  CHECK(desk.service().panel(desk.page(), {"qing", "", std::nullopt}).error().words.en == other.error().words.en);

  desk.give_desk_to("chen");
  CHECK(sheet_of(desk, "bai").figures.size() == 5);
  refused(desk.command(SaveSheet{"bai", kToday, {}, "", ""}));
  refused(desk.command(SignSheet{"bai", kToday, "陈立"}));
  refused(desk.command(ReopenSheet{"bai", kToday}));
}

TEST_CASE("A sheet has its own figures, its own day, and numbers") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  const std::string name = sheet_of(desk, "bai").figures[0].name;
  refused(desk.command(SaveSheet{"bai", kToday + 1, {}, "", ""}));
  refused(desk.command(SaveSheet{"bai", kToday - 100, {}, "", ""}));
  refused(desk.command(SaveSheet{"bai", kToday, {{"salary", true, {}}}, "", ""}), ErrorKind::wrong_use);
  refused(desk.command(SaveSheet{"bai", kToday, {{name, true, {}}, {name, false, {}}}, "", ""}), ErrorKind::wrong_use);
  const double infinity = std::numeric_limits<double>::infinity();
  refused(desk.command(SaveSheet{"bai", kToday, {{name, false, infinity}}, "", ""}), ErrorKind::wrong_use);
  refused(desk.command(SignSheet{"bai", kToday + 1, "白一"}));
  CHECK(sheet_of(desk, "bai").state == SheetState::open);
}
