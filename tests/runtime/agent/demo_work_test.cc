// SPDX-License-Identifier: Apache-2.0
// The made-up shop's work keeps to the rules by which people work, and is the same each time.
#include "agent/runtime/agent/demo_work.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/test_store.h"

using namespace rigong;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;
namespace demo = rigong::connectors::demo;

namespace {

std::vector<model::Task> work_on(const TestStore& test, Day today, const ShopCalendar& calendar, TimeMs now) {
  const auto store = test.open();
  const auto write = get(store->write());
  must(runtime::write_demo_work(*write, demo::Settings{}, today, calendar, now));
  must(write->commit());
  return get(get(store->read())->tasks({today - 30, today + 30, "", {}}));
}

}  // namespace

TEST_CASE("the demo's work is that of a week and of the day until now, on every weekday and hour") {
  const auto calendar = get(ShopCalendar::make({}));
  const Day first = *parse_day("2026-11-23");
  for (int weekday = 0; weekday < 7; ++weekday) {
    for (const int hour : {0, 8, 11, 16, 23}) {
      CAPTURE(weekday, hour);
      const Day today = first + weekday;
      const TimeMs now = calendar.from_local(today, hour * kHourMs);
      const TestStore test("sqlite");
      const auto tasks = work_on(test, today, calendar, now);
      std::map<model::TaskKind, int> kinds;
      std::map<std::pair<std::string, Day>, std::set<int>> series;
      int open = 0;
      for (const model::Task& task : tasks) {
        ++kinds[task.kind];
        CHECK(task.made_at < now);
        CHECK(task.changed_at < now);
        if (task.kind == model::TaskKind::handoff) CHECK(series[{task.group, task.from}].insert(task.number).second);
        if (task.kind == model::TaskKind::todo && task.state == model::TaskState::open) ++open;
      }
      CHECK(kinds[model::TaskKind::todo] > 150);
      CHECK(kinds[model::TaskKind::handoff] > 60);
      CHECK(kinds[model::TaskKind::promise] >= (weekday == 0 && hour < 9 ? 0 : 60));
      CHECK(open > 10);
      for (const auto& [key, numbers] : series) CHECK(*numbers.rbegin() == static_cast<int>(numbers.size()));
    }
  }
}

TEST_CASE("the demo's work is the same each time") {
  const auto calendar = get(ShopCalendar::make({}));
  const Day today = *parse_day("2026-11-25");
  const TimeMs now = calendar.from_local(today, 15 * kHourMs);
  const TestStore one("sqlite");
  const TestStore other("sqlite");
  CHECK((work_on(one, today, calendar, now) == work_on(other, today, calendar, now)));
}
