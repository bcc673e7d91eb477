// SPDX-License-Identifier: Apache-2.0
#include "agent/team/handoffs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "agent/base/text.h"
#include "agent/team/complaints.h"
#include "agent/team/tasks.h"

namespace rigong::team {
namespace {

using model::Task;
using model::TaskState;

// A line for the group, not a page: whoever wants all of it opens the number.
std::string shortened(const std::string& text) { return brief_line(text, kMostShown); }

Words line_of(const Task& task) {
  const Words cause = cause_of(task);
  const std::string progress = shortened(task.progress);
  Words line{
      fmt::format("{}{} {}：{}", shown_number(task), task.late ? "（补单）" : "", task.department, shortened(task.title)),
      fmt::format("{}{} {}: {}", shown_number(task), task.late ? " (late entry)" : "", task.department, shortened(task.title))};
  line.zh += progress.empty() ? (task.accepted_by.empty() ? "；还没接单" : "；已接单") : fmt::format("；进展：{}", progress);
  line.en +=
      progress.empty() ? (task.accepted_by.empty() ? "; not accepted yet" : "; accepted") : fmt::format("; so far: {}", progress);
  line.zh += cause.zh.empty() ? "；原因未填" : fmt::format("；原因：{}", cause.zh);
  line.en += cause.en.empty() ? "; no reason given" : fmt::format("; reason: {}", cause.en);
  return line;
}

void add_lines(Words& to, const std::vector<const Task*>& tasks) {
  for (const Task* task : tasks) {
    const Words line = line_of(*task);
    to.zh += "\n" + line.zh;
    to.en += "\n" + line.en;
  }
}

std::vector<const Task*> open_ones(const std::vector<Task>& tasks) {
  std::vector<const Task*> open;
  for (const Task& task : tasks) {
    if (task.state == TaskState::open) open.push_back(&task);
  }
  std::sort(open.begin(), open.end(),
            [](const Task* a, const Task* b) { return std::pair(a->from, a->number) < std::pair(b->from, b->number); });
  return open;
}

}  // namespace

std::string shown_number(const Task& handoff) {
  const std::string day = to_string(handoff.from);  // 2026-11-22
  return fmt::format("{}{}-{}", day.substr(5, 2), day.substr(8, 2), handoff.number);
}

Words close_of_day(const std::string& group, Day day, const std::vector<Task>& of_day, const std::vector<Task>& open_before) {
  const auto dropped =
      std::count_if(of_day.begin(), of_day.end(), [](const Task& task) { return task.state == TaskState::dropped; });
  const auto done = std::count_if(of_day.begin(), of_day.end(), [](const Task& task) { return task.state == TaskState::done; });
  const auto all = static_cast<std::ptrdiff_t>(of_day.size()) - dropped;
  const auto open = open_ones(of_day);
  const auto before = open_ones(open_before);
  const std::string date = to_string(day).substr(5);
  const std::string of = group.empty() ? std::string() : group + " ";
  Words words;
  words.zh = fmt::format("{}对接日清 {}：共 {} 件，有结果 {} 件，未结 {} 件", of, date, all, done, open.size());
  words.en = fmt::format("{}hand-offs of {}: {} in all, {} with a result, {} open", of, date, all, done, open.size());
  if (dropped > 0) {
    words.zh += fmt::format("（另作废 {} 件，号码保留）", dropped);
    words.en += fmt::format(" (and {} dropped, numbers kept)", dropped);
  }
  words.zh += "。";
  words.en += ".";
  add_lines(words, open);
  if (!before.empty()) {
    words.zh += fmt::format("\n前几天未结 {} 件：", before.size());
    words.en += fmt::format("\nStill open from earlier days, {}:", before.size());
    add_lines(words, before);
  }
  if (open.empty() && before.empty() && all > 0) {
    words.zh += "\n全部有结果。";
    words.en += "\nAll have a result.";
  }
  return words;
}

TimeMs due_of(const Task& handoff, const std::function<TimeMs(Day)>& end_of_day) {
  if (handoff.complaint) return answer_by(handoff);
  return handoff.due_at != kNoTime ? handoff.due_at : end_of_day(handoff.from + 1);
}

std::vector<DepartmentSheet> department_sheets(const std::vector<Task>& handoffs, TimeMs now,
                                               const std::function<TimeMs(Day)>& end_of_day) {
  std::map<std::string, DepartmentSheet> by_name;
  for (const Task& task : handoffs) {
    if (task.state == TaskState::dropped) continue;
    DepartmentSheet& sheet = by_name[task.department];
    sheet.department = task.department;
    ++sheet.received;
    if (!task.accepted_by.empty()) ++sheet.accepted;
    const TimeMs due = due_of(task, end_of_day);
    if (task.state == TaskState::done) {
      ++sheet.done;
      if (task.closed_at <= due) ++sheet.in_time;
    } else {
      ++sheet.open;
      if (now > due) ++sheet.overdue;
      sheet.open_ones.push_back(task);
    }
  }
  std::vector<DepartmentSheet> sheets;
  for (auto& [name, sheet] : by_name) {
    std::sort(sheet.open_ones.begin(), sheet.open_ones.end(),
              [](const Task& a, const Task& b) { return std::pair(a.from, a.number) < std::pair(b.from, b.number); });
    sheets.push_back(std::move(sheet));
  }
  std::stable_sort(sheets.begin(), sheets.end(),
                   [](const DepartmentSheet& a, const DepartmentSheet& b) { return a.received > b.received; });
  return sheets;
}

}  // namespace rigong::team
