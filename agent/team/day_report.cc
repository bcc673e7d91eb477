// SPDX-License-Identifier: Apache-2.0
#include "agent/team/day_report.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "agent/team/handoffs.h"
#include "agent/team/tasks.h"

namespace rigong::team {
namespace {

using model::Task;

Words share(std::int64_t done, std::int64_t open) {
  const std::int64_t all = done + open;
  if (all == 0) return {"没有待办", "no to-dos"};
  const auto percent = (done * 100 + all / 2) / all;
  return {fmt::format("完成 {}/{}（{}%）", done, all, percent), fmt::format("{} of {} done ({} %)", done, all, percent)};
}

Words line_of(const Task& task) {
  const std::string title = one_line(task.title);
  const std::string number = task.kind == model::TaskKind::handoff ? shown_number(task) + " " : std::string();
  const Words cause = cause_of(task);
  return {fmt::format("{}{}；原因：{}", number, title, cause.zh.empty() ? "未填" : cause.zh),
          fmt::format("{}{}; cause: {}", number, title, cause.en.empty() ? "not given" : cause.en)};
}

void add(Words& to, const Words& line) {
  to.zh += "\n" + line.zh;
  to.en += "\n" + line.en;
}

}  // namespace

Words day_report(const DayReportFacts& facts) {
  const std::string date = to_string(facts.day);
  Words report{fmt::format("{}日报 {}", facts.group, date), fmt::format("Day report {} {}", facts.group, date)};
  if (facts.group.empty()) report = {fmt::format("日报 {}", date), fmt::format("Day report {}", date)};

  const Words own = share(facts.mine_done, static_cast<std::int64_t>(facts.mine.size()) - facts.mine_done);
  add(report, {"一、个人：" + own.zh, "1. Own: " + own.en});
  for (const Task& task : facts.mine) {
    if (task.state != model::TaskState::open) continue;
    const Words line = line_of(task);
    add(report, {"· " + line.zh, "· " + line.en});
  }

  std::int64_t done = 0;
  std::int64_t open = 0;
  std::int64_t here = 0;
  for (const DayReportPerson& person : facts.people) {
    done += person.done;
    open += person.open;
    if (!person.off) ++here;
  }
  const Words all = share(done, open);
  add(report, {fmt::format("二、团队：在岗 {} 人，待办{}；对接收 {} 件，有结果 {} 件，未结 {} 件", here, all.zh,
                           facts.handoffs_received, facts.handoffs_done, facts.handoffs_open),
               fmt::format("2. Team: {} at work; to-dos: {}; hand-offs: {} received, {} with a result, {} open", here, all.en,
                           facts.handoffs_received, facts.handoffs_done, facts.handoffs_open)});

  Words figures;
  for (const Words& figure : facts.figures) {
    figures.zh += (figures.zh.empty() ? "" : "；") + figure.zh;
    figures.en += (figures.en.empty() ? "" : "; ") + figure.en;
  }
  if (figures.zh.empty()) figures = {"还没有数据", "none yet"};
  if (facts.figures_day == facts.day) {
    add(report, {"三、数据：" + figures.zh, "3. Figures: " + figures.en});
  } else {
    const std::string of = to_string(facts.figures_day);
    add(report, {fmt::format("三、数据（{}）：{}", of, figures.zh), fmt::format("3. Figures ({}): {}", of, figures.en)});
  }

  add(report, {fmt::format("四、明天顺延 {} 项", open), fmt::format("4. Going on tomorrow: {}", open)});
  for (const DayReportPerson& person : facts.people) {
    for (const Task& task : person.unfinished) {
      const Words line = line_of(task);
      add(report, {fmt::format("· {}：{}", person.name, line.zh), fmt::format("· {}: {}", person.name, line.en)});
    }
  }
  return report;
}

}  // namespace rigong::team
