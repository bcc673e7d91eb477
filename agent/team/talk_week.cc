// SPDX-License-Identifier: Apache-2.0
// What is odd about a week, and how far somebody has come.
#include <fmt/format.h>

#include "agent/base/civil.h"
#include "agent/team/distance.h"
#include "agent/team/figure_words.h"
#include "agent/team/one_on_one.h"
#include "agent/team/stage.h"

namespace rigong::team {
namespace {

Words date_words(Day day) {
  const Words weekday = weekday_words(day);
  const Words date = days_words(day, day);
  return {fmt::format("{}（{}）", weekday.zh, date.zh), fmt::format("{} ({})", weekday.en, date.en)};
}

bool within(const std::optional<Day>& day, const WeekState& week) { return day && week.from <= *day && *day <= week.to; }

}  // namespace

std::vector<Words> week_notes(const WeekState& state) {
  std::vector<Words> notes;
  const auto note = [&](std::string zh, std::string en) { notes.push_back({std::move(zh), std::move(en)}); };
  if (!state.over) {
    const Words to = date_words(state.to);
    note(fmt::format("这一周还没有结束，数字到{}为止。", to.zh),
         fmt::format("The week is not over: the figures go up to {}.", to.en));
  }
  if (within(state.joined_on, state)) {
    const Words on = date_words(*state.joined_on);
    note(fmt::format("{}入职，这一周不满七天。", on.zh), fmt::format("Joined on {}: not a whole week.", on.en));
  }
  if (within(state.left_on, state)) {
    const Words on = date_words(*state.left_on);
    note(fmt::format("{}是最后一天。", on.zh), fmt::format("The last day was {}.", on.en));
  }
  if (state.days_off >= state.days && state.days > 0) {
    note("这一周每天都休息，没有要谈的数字。", "Off on every day of the week: there are no figures to talk about.");
  } else if (state.days_off > 0) {
    note(fmt::format("休息 {} 天，按其余 {} 天算。", state.days_off, state.days - state.days_off),
         fmt::format("{} off; the figures are of the other {}.", plural(state.days_off, "day", "days"),
                     plural(state.days - state.days_off, "day", "days")));
  }
  for (const std::string& name : state.special) {
    if (state.all_special) {
      note(fmt::format("有数字的几天都在“{}”里：数字照列，不和别的周比，也不按平常的目标看。", name),
           fmt::format("All days with figures lie in “{}”: they are shown, but held neither against other weeks nor against the "
                       "usual goals.",
                       name));
    } else {
      note(fmt::format("有“{}”，这几天不算在数字里。", name),
           fmt::format("“{}” lay in it: its days are not in the figures.", name));
    }
  }
  if (state.newcomer) {
    note("入职第一个月：不和小组比较。", "The first month: not held against the group.");
  }
  if (!state.anything && state.days_off < state.days) {
    note("这一周没有数据。可以先谈想谈的和上周说好的；接入账号或导入文件后，数字会补上。",
         "There are no data of this week. Talk about what was agreed and the person's own topics; figures follow once an account "
         "is "
         "connected or a file imported.");
  } else if (state.source != "own" && state.anything) {
    note(fmt::format("数字来自平台（{}）的日报，没有逐轮记录，所以没有要一起看的对话。", state.source),
         fmt::format("The figures are ready ones of the platform ({}): without turns there is nothing to read together.",
                     state.source));
  }
  return notes;
}

Words stage_words(const model::Member& member, Day day) {
  using model::Stage;
  Words stage;
  switch (stage_on(member, day)) {
    case Stage::newcomer:
      stage = {"新手期", "newcomer"};
      break;
    case Stage::growing:
      stage = {"成长期", "growing"};
      break;
    case Stage::senior:
      stage = {"资深", "senior"};
      break;
    case Stage::mature:
    case Stage::by_time:
      stage = {"成熟期", "mature"};
      break;
  }
  if (!member.joined_on || day < *member.joined_on) return stage;
  const cctz::civil_day joined = civil_day_of(*member.joined_on);
  const cctz::civil_day now = civil_day_of(day);
  const auto months = (cctz::civil_month(now) - cctz::civil_month(joined)) + (now.day() >= joined.day() ? 1 : 0);
  constexpr long long kYear = 12;
  if (months > kYear) return stage;
  return {fmt::format("{}，入职第 {} 个月", stage.zh, months), fmt::format("{}, month {}", stage.en, months)};
}

}  // namespace rigong::team
