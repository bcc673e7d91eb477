// SPDX-License-Identifier: Apache-2.0
#include "agent/team/day_report.h"

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
const Actor kLead{"mei", kDay.number* kDayMs, kDay};

Task task(TaskKind kind, const char* title) {
  return get(begin({title, kind, title, "售前", "lin", kDay, kNoTime, "仓库", {}}, kLead)).task;
}

}  // namespace

TEST_CASE("the report has own part, team, figures, and what goes on with its cause") {
  DayReportFacts facts;
  facts.group = "售前";
  facts.day = kDay;
  facts.figures_day = kDay;
  facts.figures = {{"满意度 94.1%（16/17）", "satisfaction 94.1 % (16/17)"}, {"平响 42.3 秒", "mean response 42.3 s"}};
  facts.mine = {get(finish(task(TaskKind::todo, "排班"), "", kLead)).task, task(TaskKind::todo, "面谈 2 人")};
  facts.mine_done = 1;
  Task handoff = get(explain(task(TaskKind::handoff, "改地址"), model::TaskCause::waiting, "明早回", kLead)).task;
  handoff.number = 12;
  facts.people = {{"林小满", false, 2, 2, {task(TaskKind::todo, "跟进\n未付款"), handoff}}, {"白一", true, 0, 0, {}}};
  facts.handoffs_received = 12;
  facts.handoffs_done = 11;
  facts.handoffs_open = 1;
  const Words words = day_report(facts);
  CHECK(words.zh ==
        "售前日报 2026-11-22\n"
        "一、个人：完成 1/2（50%）\n"
        "· 面谈 2 人；原因：未填\n"
        "二、团队：在岗 1 人，待办完成 2/4（50%）；对接收 12 件，有结果 11 件，未结 1 件\n"
        "三、数据：满意度 94.1%（16/17）；平响 42.3 秒\n"
        "四、明天顺延 2 项\n"
        "· 林小满：跟进\\n未付款；原因：未填\n"
        "· 林小满：1122-12 改地址；原因：等对方部门，明早回");
  CHECK(words.en.find("1122-12 改地址; cause: waiting for the department, 明早回") != std::string::npos);
}

TEST_CASE("a day with nothing says so, and figures of another day name it") {
  DayReportFacts facts;
  facts.day = kDay;
  facts.figures_day = kDay - 1;
  const Words words = day_report(facts);
  CHECK(words.zh.find("个人：没有待办") != std::string::npos);
  CHECK(words.zh.find("数据（2026-11-21）：还没有数据") != std::string::npos);
  CHECK(words.zh.find("明天顺延 0 项") != std::string::npos);
}
