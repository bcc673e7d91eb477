// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises and topics as a lead sets them, and what they change for those they are for.
#include <catch2/catch.hpp>

#include "agent/team/periods.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::PeriodAct;
using overlay::PeriodWords;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const Day kToday = *parse_day("2026-03-02");

// Level urgent from 20:00 on, as the page offers it.
PeriodWords campaign() {
  PeriodWords words;
  words.level = model::PeriodLevel::urgent;
  words.name = "大促";
  words.from = words.to = kToday;
  words.begin = "20:00";
  words.end = "24:00";
  words.aims = {{"response_mean_ms", 15'000}};
  words.warn_after_s = 15;
  return words;
}

struct Shop {
  Shop() { desk.fill(); }
  Result<overlay::CommandDone> act(PeriodAct act) { return desk.command_of(TestDesk::machine(), std::move(act)); }
  std::string made(const PeriodWords& words) { return get(act(overlay::MakePeriod{words})).id; }
  overlay::Periods periods() { return get(desk.service().periods(TestDesk::machine())).answer; }
  overlay::Panel panel(const std::string& person = "bai") {
    return get(desk.service().panel(TestDesk::machine(), {person, "", {}})).answer;
  }
  [[nodiscard]] static overlay::Goal goal(const overlay::Panel& panel) {
    for (const auto& figure : panel.figures) {
      if (figure.name == "response_mean_ms") return figure.goal.value();
    }
    return {};
  }
  ErrorKind refused(const PeriodWords& words) {
    const auto done = act(overlay::MakePeriod{words});
    return done ? ErrorKind::internal : done.error().kind;
  }
  TestDesk desk;
};

}  // namespace

TEST_CASE("A campaign is told of from the morning, changes targets and warning while it runs, and nothing after it") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 19:59"));
  const auto usual = Shop::goal(shop.panel());
  const std::string id = shop.made(campaign());
  auto panel = shop.panel();
  REQUIRE(panel.periods.size() == 1);
  CHECK(panel.periods[0].id == id);
  CHECK_FALSE(panel.periods[0].running);
  CHECK(panel.periods[0].words.zh == "大促 · 急 · 从 20:00 到 24:00；目标 15 秒");
  CHECK(panel.periods[0].words.en == "大促 · urgent · from 20:00 until 24:00; target 15 s");
  CHECK(Shop::goal(panel).high == usual.high);
  CHECK(panel.special == "大促");
  CHECK(shop.periods().periods[0].state == overlay::Period::State::planned);
  // The answer is another one from 20:00 on although nothing is written.
  CHECK(get(shop.desk.service().periods(TestDesk::machine())).valid_until == wall("2026-03-02 20:00"));

  shop.desk.clock().set(wall("2026-03-02 20:00"));
  panel = shop.panel();
  REQUIRE(panel.periods.size() == 1);
  CHECK(panel.periods[0].running);
  CHECK(panel.periods[0].words.zh == "大促 · 急 · 到 24:00；目标 15 秒");
  CHECK(Shop::goal(panel).high == 15'000);
  CHECK(Shop::goal(panel).scope == "period:" + id);
  CHECK(shop.periods().periods[0].state == overlay::Period::State::running);

  shop.desk.clock().set(wall("2026-03-03 00:00"));
  panel = shop.panel();
  CHECK(panel.periods.empty());
  CHECK(Shop::goal(panel).high == usual.high);
  CHECK(shop.periods().periods[0].state == overlay::Period::State::over);
  // A day of which it took a few hours is not judged by it afterwards.
  const auto then = get(shop.desk.service().panel(TestDesk::machine(), {"bai", "", kToday})).answer;
  CHECK(Shop::goal(then).high == usual.high);
  CHECK(then.special == "大促");
}

TEST_CASE("A day that a campaign took as a whole keeps its targets, and its month does not") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 21:00"));
  const auto usual = Shop::goal(shop.panel());
  PeriodWords words = campaign();
  words.begin = words.end = "";
  words.to = kToday + 1;
  shop.made(words);
  CHECK(shop.panel().periods.at(0).words.zh == "大促 · 急 · 到 03-03 24:00；目标 15 秒");
  for (const auto& figure : shop.panel().figures) {
    if (figure.name == "response_mean_ms") CHECK(figure.month->target == usual.high);
  }
  shop.desk.clock().set(wall("2026-03-05 10:00"));
  const auto then = get(shop.desk.service().panel(TestDesk::machine(), {"bai", "", kToday})).answer;
  // Made in its evening, it was not asked for on the day itself; on the next it was.
  CHECK(Shop::goal(then).high == usual.high);
  const auto next = get(shop.desk.service().panel(TestDesk::machine(), {"bai", "", kToday + 1})).answer;
  CHECK(Shop::goal(next).high == 15'000);
}

TEST_CASE("An end at midnight is the end of the day before, and what is made for days that are over asks nothing of them") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 09:00"));
  PeriodWords words = campaign();
  words.begin = "20:00";
  words.end = "00:00";
  words.to = kToday + 1;
  shop.made(words);
  CHECK(shop.panel().periods.at(0).words.zh.find("到 24:00") != std::string::npos);
  shop.desk.clock().set(wall("2026-03-03 09:00"));
  CHECK(shop.panel().periods.empty());
  const auto usual = Shop::goal(shop.panel());
  words.begin = words.end = "";
  words.from = words.to = kToday - 1;
  shop.made(words);
  const auto past = get(shop.desk.service().panel(TestDesk::machine(), {"bai", "", kToday - 1})).answer;
  CHECK(Shop::goal(past).high == usual.high);
}

TEST_CASE("A period for one group changes nothing for another") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 21:00"));
  {
    const auto write = get(shop.desk.store().write());
    must(write->put_member({"yu", "于五", "售后", model::MemberRole::rep, {}, {}}));
    must(write->commit());
  }
  PeriodWords words = campaign();
  words.group = "售后";
  shop.made(words);
  CHECK(shop.panel("yu").periods.size() == 1);
  CHECK(shop.panel("yu").special == "大促");
  CHECK(shop.panel("bai").periods.empty());
  CHECK_FALSE(shop.panel("bai").special.has_value());
  words.group = "没有的组";
  CHECK(shop.refused(words) == ErrorKind::not_found);
  words.group = "";
  words.shop = "no such shop";
  CHECK(shop.refused(words) == ErrorKind::not_found);
}

TEST_CASE("A topic makes no day special and has no target of its own unless one is given") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 21:00"));
  PeriodWords words = campaign();
  words.period_kind = model::PeriodKind::topic;
  words.name = "新品 A";
  words.aims.clear();
  words.warn_after_s = 0;
  const auto usual = Shop::goal(shop.panel());
  shop.made(words);
  const auto panel = shop.panel();
  CHECK_FALSE(panel.special.has_value());
  CHECK(panel.periods.at(0).words.zh == "新品 A · 到 24:00");
  CHECK(Shop::goal(panel).high == usual.high);
}

TEST_CASE("Ending, taking back and restoring are each other's opposites, and a command counts once") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 21:00"));
  const std::string id = shop.made(campaign());
  const overlay::Command end = shop.desk.make(PeriodAct(overlay::EndPeriod{id}));
  const auto done = get(shop.desk.service().command(TestDesk::machine(), end));
  CHECK(done.words->zh.find("已结束") != std::string::npos);
  CHECK(get(shop.desk.service().command(TestDesk::machine(), end)).change == done.change);
  CHECK(shop.periods().periods.at(0).state == overlay::Period::State::ended);
  CHECK(shop.periods().periods.at(0).closed_at == wall("2026-03-02 21:00"));
  CHECK(shop.panel().periods.empty());
  CHECK(shop.panel().special == "大促");
  CHECK(shop.act(overlay::ChangePeriod{id, campaign()}).error().kind == ErrorKind::refused);
  get(shop.act(overlay::RestorePeriod{id}));
  CHECK(shop.panel().periods.size() == 1);
  get(shop.act(overlay::DropPeriod{id}));
  CHECK(shop.periods().periods.at(0).state == overlay::Period::State::dropped);
  CHECK_FALSE(shop.panel().special.has_value());
  get(shop.act(overlay::RestorePeriod{id}));
  PeriodWords words = campaign();
  words.name = "大促加时";
  words.aims = {{"response_mean_ms", 20'000}, {"satisfaction", 0.85}};
  get(shop.act(overlay::ChangePeriod{id, words}));
  CHECK(shop.panel().periods.at(0).words.zh == "大促加时 · 急 · 到 24:00；目标 20 秒，满意度 85%");
  CHECK(Shop::goal(shop.panel()).high == 20'000);
  CHECK(shop.act(overlay::EndPeriod{"01976b3e-7d00-7abc-89ab-0123456789ab"}).error().kind == ErrorKind::not_found);
  // It stands in the log with what was said, by whom, and whom it changes something for.
  for (const auto& entry : get(get(shop.desk.store().read())->log({}))) {
    if (entry.kind.starts_with("period.")) CHECK(entry.about == "group:");
  }
}

TEST_CASE("Who stands in for the lead sets them with the lead's rights, and the log says for whom") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 21:00"));
  const overlay::Caller bai = shop.desk.device_of("bai");
  CHECK(shop.desk.command_of(bai, PeriodAct(overlay::MakePeriod{campaign()})).error().kind == ErrorKind::refused);
  must(shop.desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddDeputy{"chen", "bai", kToday, kToday})));
  const auto made = get(shop.desk.command_of(bai, PeriodAct(overlay::MakePeriod{campaign()})));
  const auto entry = get(get(shop.desk.store().read())->command(made.id));
  REQUIRE(entry);
  CHECK(entry->by == "bai");
  CHECK(entry->acting_for == "chen");
  CHECK(entry->body.find("body ") == 0);
  CHECK(shop.periods().periods.at(0).made_by->id == "bai");
}

TEST_CASE("What cannot be is refused with a sentence") {
  Shop shop;
  shop.desk.clock().set(wall("2026-03-02 12:00"));
  const auto with = [&](auto change) {
    PeriodWords words = campaign();
    change(words);
    return shop.refused(words);
  };
  CHECK(with([](auto& x) { x.name = ""; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.end = "19:00"; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.end = "20:00"; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.begin = "25:00"; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.aims = {{"no_such_figure", 1}}; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.aims = {{"warn_after_ms", 1}}; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.aims = {{"satisfaction", 90}}; }) == ErrorKind::wrong_use);
  CHECK(with([](auto& x) { x.aims = {{"answer_ratio_high", 2}}; }) == ErrorKind::internal);
  // One that has not begun is taken back, not ended.
  const std::string id = shop.made(campaign());
  CHECK(shop.act(overlay::EndPeriod{id}).error().kind == ErrorKind::refused);
}

TEST_CASE("The page is offered what the levels mean and which figures may have a target") {
  Shop shop;
  const auto periods = shop.periods();
  CHECK(periods.periods.empty());
  CHECK(periods.may_set);
  CHECK(periods.groups == std::vector<std::string>{"售前"});
  REQUIRE(periods.defaults.size() == 12);
  CHECK(periods.defaults[0].warn_after_s == 15);
  for (const auto& defaults : periods.defaults) {
    for (const auto& aim : defaults.aims) {
      const auto offered = [&](const auto& each) { return each.figure == aim.figure; };
      CHECK(std::any_of(periods.figures.begin(), periods.figures.end(), offered));
    }
  }
}
