// SPDX-License-Identifier: Apache-2.0
#include "agent/team/handoffs.h"

#include <catch2/catch.hpp>

#include "agent/team/tasks.h"
#include "tests/support/results.h"

using namespace rigong;
using namespace rigong::team;
using model::Task;
using model::TaskKind;
using rigong::testing::get;

namespace {

const Day kDay = *parse_day("2026-11-22");
TimeMs end_of(Day day) { return (day + 1).number * kDayMs - 8 * kHourMs; }
Actor on(Day day) { return {"lin", end_of(day) - 6 * kHourMs, day}; }

Task handoff(int number, const char* department, const char* title, Day day, Day entered) {
  auto task = get(begin({"h" + std::to_string(number), TaskKind::handoff, title, "售前", "lin", day, kNoTime, department, {}},
                        on(entered)))
                  .task;
  task.number = number;
  return task;
}
Task handoff(int number, const char* department, const char* title) { return handoff(number, department, title, kDay, kDay); }

}  // namespace

TEST_CASE("a number is shown as month, day and place in the series") {
  CHECK(shown_number(handoff(12, "仓库", "x")) == "1122-12");
  CHECK(shown_number(handoff(3, "仓库", "x", *parse_day("2026-01-05"), *parse_day("2026-01-05"))) == "0105-3");
}

TEST_CASE("the close of the day lists what is open, with progress and reason") {
  std::vector<Task> day{handoff(1, "仓库", "改地址 2 单"), handoff(2, "快递", "查件"), handoff(3, "运营", "活动价不符"),
                        handoff(4, "仓库", "漏发\n补寄", kDay, kDay + 1)};
  day[0] = get(finish(day[0], "已改", on(kDay))).task;
  day[1] = get(note_progress(get(accept(day[1], "小李", on(kDay))).task, "已联系网点", on(kDay))).task;
  day[1] = get(explain(day[1], model::TaskCause::waiting, "网点明早回", on(kDay))).task;
  day[2] = get(drop(day[2], "重复", on(kDay))).task;
  const Words words = close_of_day("售前", kDay, day, {handoff(9, "供应链", "缺货", kDay - 1, kDay - 1)});
  CHECK(words.zh ==
        "售前 对接日清 11-22：共 3 件，有结果 1 件，未结 2 件（另作废 1 件，号码保留）。\n"
        "1122-2 快递：查件；进展：已联系网点；原因：等对方部门，网点明早回\n"
        "1122-4（补单） 仓库：漏发\\n补寄；还没接单；原因未填\n"
        "前几天未结 1 件：\n"
        "1121-9 供应链：缺货；还没接单；原因未填");
  CHECK(words.en.find("1122-2 快递: 查件; so far: 已联系网点; reason: waiting for the department, 网点明早回") !=
        std::string::npos);
  // Nobody's name is in it.
  CHECK(words.zh.find("lin") == std::string::npos);
  CHECK(close_of_day("", kDay, {day[0]}, {}).zh == "对接日清 11-22：共 1 件，有结果 1 件，未结 0 件。\n全部有结果。");
  CHECK(close_of_day("", kDay, {}, {}).zh == "对接日清 11-22：共 0 件，有结果 0 件，未结 0 件。");
}

TEST_CASE("each department has its sheet: received, in time, open") {
  std::vector<Task> all{handoff(1, "仓库", "a"), handoff(2, "仓库", "b"), handoff(3, "仓库", "c"), handoff(4, "快递", "d"),
                        handoff(5, "仓库", "e")};
  all[0] = get(finish(all[0], "好", on(kDay + 1))).task;  // By the end of the next day: in time.
  all[1] = get(finish(all[1], "好", on(kDay + 2))).task;  // Later.
  all[4] = get(drop(all[4], "重复", on(kDay))).task;
  all[3] = get(accept(all[3], "小李", on(kDay))).task;
  const auto sheets = department_sheets(all, end_of(kDay + 2), end_of);
  REQUIRE(sheets.size() == 2);
  CHECK(sheets[0].department == "仓库");
  CHECK(sheets[0].received == 3);
  CHECK(sheets[0].done == 2);
  CHECK(sheets[0].in_time == 1);
  CHECK(sheets[0].open == 1);
  CHECK(sheets[0].overdue == 1);
  REQUIRE(sheets[0].open_ones.size() == 1);
  CHECK(sheets[0].open_ones[0].number == 3);
  CHECK(sheets[1].accepted == 1);
  CHECK(department_sheets(all, end_of(kDay), end_of)[0].overdue == 0);
}
