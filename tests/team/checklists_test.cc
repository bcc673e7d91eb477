// SPDX-License-Identifier: Apache-2.0
#include "agent/team/checklists.h"

#include <catch2/catch.hpp>

#include <set>

#include "agent/team/stage.h"

using namespace rigong;
using namespace rigong::team;
using model::ChecklistSetting;
using model::ChecklistTick;
using model::Stage;

namespace {

constexpr TimeMs kNow = 1'772'400'000'000;
const Day kToday{20'000};

std::vector<std::string> offered(const std::vector<ChecklistSetting>& set, Stage stage) {
  std::vector<std::string> ids;
  for (const CheckedItem& each : checked(set, stage, {})) ids.push_back(each.entry.id);
  return ids;
}

ErrorKind kind_of(const Status& status) {
  REQUIRE_FALSE(status);
  CHECK_FALSE(status.error().words.zh.empty());
  CHECK_FALSE(status.error().words.en.empty());
  return status.error().kind;
}

}  // namespace

TEST_CASE(
    "newcomers and those who are growing have a checklist, in both languages, and the others none until a team writes one") {
  CHECK(offered({}, Stage::newcomer).size() == 8);
  CHECK(offered({}, Stage::newcomer).front() == "newcomer-notice");
  CHECK(offered({}, Stage::growing).size() == 4);
  CHECK(offered({}, Stage::mature).empty());
  CHECK(offered({}, Stage::senior).empty());
  std::set<std::string> ids;
  std::size_t count = 0;
  for (const Stage stage : kStages) {
    for (const CatalogueItem& item : checklist({}, stage)) {
      ++count;
      ids.insert(item.entry.id);
      CHECK_FALSE(item.entry.title.zh.empty());
      CHECK_FALSE(item.entry.title.en.empty());
      CHECK(item.built_in);
      // What is built in would be accepted of a team.
      CHECK(name_entry(checklist_catalogue(stage), {}, item.entry.id, item.entry.title, ""));
    }
  }
  CHECK(ids.size() == count);
}

TEST_CASE("what a team sets in one stage's checklist is of that stage alone") {
  const std::vector<ChecklistSetting> set{{Stage::newcomer, {"01-own", "看过仓库", "Saw the warehouse", false}},
                                          {Stage::newcomer, {"newcomer-sheet", "", "", true}},
                                          {Stage::mature, {"02-own", "带过一位新手", "", false}}};
  CHECK(offered(set, Stage::newcomer).size() == 8);
  CHECK(offered(set, Stage::newcomer).back() == "01-own");
  CHECK(offered(set, Stage::mature) == std::vector<std::string>{"02-own"});
  CHECK(offered(set, Stage::growing).size() == 4);
  CHECK(checklist(set, Stage::mature).front().entry.title.en == "带过一位新手");
  const auto& newcomer = checklist_catalogue(Stage::newcomer);
  CHECK(name_entry(newcomer, settings_of(set, Stage::newcomer), "02-own", {"别的", ""}, "").error().kind == ErrorKind::not_found);
  const auto back = reset_entries(newcomer, settings_of(set, Stage::newcomer));
  REQUIRE(back.size() == 2);
  CHECK(back[0].hidden);
  CHECK_FALSE(back[1].hidden);
}

TEST_CASE("an item is ticked while it is on the list of one's stage, once, and stays done in the next one") {
  const std::vector<ChecklistSetting> set{{Stage::newcomer, {"newcomer-sheet", "", "", true}}};
  const ChecklistTick wanted{"lin", "newcomer-chat", "chen", kNow};
  const auto first = tick_item(set, Stage::newcomer, {}, wanted);
  REQUIRE(first);
  CHECK(*first == wanted);
  std::vector<ChecklistTick> ticks{wanted};
  // Who was first stays.
  CHECK_FALSE(tick_item(set, Stage::newcomer, ticks, {"lin", "newcomer-chat", "lin", kNow + 1})->has_value());
  CHECK_FALSE(tick_item(set, Stage::growing, ticks, {"lin", "newcomer-chat", "lin", kNow + 1})->has_value());
  const auto kind = [&](Stage stage, const std::string& item) {
    const auto done = tick_item(set, stage, ticks, {"lin", item, "lin", kNow});
    REQUIRE_FALSE(done);
    return done.error().kind;
  };
  CHECK(kind(Stage::growing, "newcomer-goods") == ErrorKind::refused);
  CHECK(kind(Stage::newcomer, "newcomer-sheet") == ErrorKind::refused);
  CHECK(kind(Stage::newcomer, "nothing") == ErrorKind::not_found);
  // What was ticked is taken back whatever became of the item.
  CHECK(check_item(set, "newcomer-sheet"));
  CHECK(check_item(set, "growing-peak"));
  CHECK(kind_of(check_item(set, "nothing")) == ErrorKind::not_found);

  const auto list = checked(set, Stage::newcomer, ticks);
  REQUIRE(list.size() == 7);
  CHECK_FALSE(list[0].tick);
  REQUIRE(list[1].tick);
  CHECK(list[1].tick->by == "chen");
}

TEST_CASE("a list is shown while something is open and some days after its last tick, and never where there is none") {
  const auto list = [](std::vector<TimeMs> ticked) {
    std::vector<CheckedItem> all;
    for (const TimeMs at : ticked) {
      all.push_back({{"i", {"项", "item"}, {}}, at == kNoTime ? std::nullopt : std::optional(ChecklistTick{"lin", "i", "", at})});
    }
    return all;
  };
  CHECK_FALSE(is_shown({}, kNow));
  CHECK(is_shown(list({kNoTime, kNow - 90 * kDayMs}), kNow));
  CHECK(is_shown(list({kNow - 90 * kDayMs, kNow - 6 * kDayMs}), kNow));
  CHECK_FALSE(is_shown(list({kNow - 90 * kDayMs, kNow - kShownDays * kDayMs}), kNow));
}

TEST_CASE("a mentor is another member who is there, or nobody") {
  std::vector<model::Member> members(3);
  members[0].id = "lin";
  members[1].id = "mei";
  members[1].left_on = kToday;
  members[2].id = "old";
  members[2].name = "老王";
  members[2].left_on = kToday - 1;
  CHECK(check_mentor("lin", "", members, kToday));
  CHECK(check_mentor("lin", "mei", members, kToday));
  CHECK(kind_of(check_mentor("lin", "lin", members, kToday)) == ErrorKind::wrong_use);
  CHECK(kind_of(check_mentor("lin", "old", members, kToday)) == ErrorKind::refused);
  CHECK(kind_of(check_mentor("lin", "nobody", members, kToday)) == ErrorKind::not_found);
}
