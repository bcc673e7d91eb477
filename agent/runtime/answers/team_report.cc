// SPDX-License-Identifier: Apache-2.0
// 周报 and 团队月报: what a group's week or month was. The figures are those of the group's ranking (RankDays), so that no two
// pages can disagree.
#include <algorithm>

#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/reports.h"
#include "agent/runtime/answers/talk_week.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/complaints.h"
#include "agent/team/follow_ups.h"
#include "agent/team/report_notes.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using metrics::FigureKind;
using model::TaskKind;
using model::TaskState;

std::optional<overlay::Value> maybe(const team::Measure& measure) {
  if (!measure.value) return std::nullopt;
  return page(measure);
}

overlay::Standing standing(const std::optional<overlay::Goal>& goal, const std::optional<overlay::Value>& value) {
  if (!value) return overlay::Standing::none;
  return standing_of(goal, {value->value, value->numerator, value->denominator, value->few});
}

// Who was of the group's reps on any day of the period. A group is as it is now: of whoever changed to it, all days count.
std::vector<const Somebody*> reps_of(const std::vector<const Somebody*>& people, const RankSpan& span) {
  std::vector<const Somebody*> reps;
  for (const Somebody* each : people) {
    const bool there = (!each->joined_on || *each->joined_on <= span.to) && (!each->left_on || span.from <= *each->left_on);
    if (each->person.role == overlay::Role::rep && there) reps.push_back(each);
  }
  return reps;
}

void add_figures(Scene& scene, const RankSpan& span, const RankDays& days, const std::vector<const Somebody*>& people,
                 overlay::TeamReport& report) {
  std::vector<const FigureKind*> kinds = figures_of_group(report.group);
  const FigureKind* complaints = metrics::find_figure("complaint_rate");
  if (days.total(*complaints, people).entry.now.value) kinds.push_back(complaints);
  const auto reps = reps_of(people, span);
  for (const Somebody* each : reps) report.rows.push_back({each->person, days.off(*each), days.days(*each), {}});
  Somebody anybody;
  anybody.person.group = report.group;
  for (const FigureKind* kind : kinds) {
    const RankTotal total = days.total(*kind, people);
    overlay::ReportFigure figure{std::string(kind->name), kind->title, kind->unit, kind->better};
    // One goal for all of a group; what was agreed with one person is between the two.
    figure.goal = usual_goal_of(scene, &anybody, *kind, span.to);
    figure.total = maybe(total.entry.now);
    figure.standing = standing(figure.goal, figure.total);
    figure.before = maybe(total.entry.before);
    figure.people = static_cast<std::int64_t>(total.people);
    for (std::size_t i = 0; i < reps.size(); ++i) {
      const auto value = maybe(days.entry(*kind, *reps[i], RankDays::Days::all).now);
      report.rows[i].cells.push_back({value, standing(figure.goal, value)});
    }
    report.figures.push_back(std::move(figure));
  }
}

Status add_promises(Scene& scene, const std::vector<model::Task>& tasks, Day from, Day to, const RankDays& days,
                    overlay::TeamReport& report) {
  Day earliest = from;
  for (const model::Task& task : tasks) {
    if (task.kind == TaskKind::promise) earliest = std::min(earliest, task.from);
  }
  RIGONG_ASSIGN(const auto ticks, scene.reading.view.task_ticks({earliest, to, "", TaskKind::promise}));
  const auto kept = kept_days(ticks);
  for (const model::Task& task : tasks) {
    const Somebody* owner = scene.cast.find(task.owner);
    if (task.kind != TaskKind::promise || task.group != report.group || owner == nullptr) continue;
    const auto ticked = kept.find(task.id);
    for (Day day = from; day <= to; day = day + 1) {
      if (!team::is_promised_on(task, day) || days.roster().off(*owner, day)) continue;
      ++report.work.promised;
      if (ticked != kept.end() && ticked->second.contains(day)) ++report.work.kept;
    }
  }
  return {};
}

Status add_work(Scene& scene, const RankSpan& span, const RankDays& days, overlay::TeamReport& report) {
  RIGONG_ASSIGN(const auto tasks, scene.reading.view.tasks({span.from, span.to, "", {}}));
  overlay::ReportWork& work = report.work;
  for (const model::Task& task : tasks) {
    if (task.group != report.group || task.state == TaskState::dropped) continue;
    if (task.kind == TaskKind::todo && task.from <= span.to && (!task.closed_on || span.from <= *task.closed_on)) {
      ++work.todos;
      if (task.state == TaskState::done && task.closed_on && *task.closed_on <= span.to) ++work.todos_done;
    }
    if (task.kind == TaskKind::handoff && span.from <= task.from && task.from <= span.to) {
      ++work.handoffs;
      if (task.state == TaskState::done) ++work.handoffs_done;
    }
  }
  auto group_tasks = tasks;
  std::erase_if(group_tasks, [&](const model::Task& task) { return task.group != report.group; });
  const team::FollowUpShare share = team::follow_up_share(group_tasks, span.from, span.to, scene.now());
  const team::ComplaintShare complaints = team::complaint_share(group_tasks, span.from, span.to, scene.now());
  work.complaints = complaints.received;
  work.causes_due = complaints.causes_due;
  work.causes_in_time = complaints.causes_in_time;
  work.answers_due = complaints.answers_due;
  work.answers_in_time = complaints.answers_in_time;
  work.follow_ups = share.due;
  work.follow_ups_done = share.done;
  RIGONG_TRY(add_promises(scene, tasks, span.from, span.to, days, report));
  RIGONG_ASSIGN(const auto talks, scene.reading.view.talks("", span.from, span.to));
  for (const model::Talk& talk : talks) {
    const Somebody* somebody = scene.cast.find(talk.person);
    if (talk.group != report.group || !talk.is_signed() || somebody == nullptr) continue;
    ++work.talks;
    for (const model::Agreement& agreement : talk.agreements) {
      ++work.agreed;
      RIGONG_ASSIGN(const overlay::Agreement shown, shown_agreement(scene, *somebody, talk, agreement));
      if (shown.verdict == model::Verdict::kept) ++work.came_true;
    }
  }
  return {};
}

std::vector<team::SpecialDay> special_days(const RankDays& days, const std::string& group, Day from, Day to) {
  std::vector<team::SpecialDay> special;
  for (Day day = from; day <= to; day = day + 1) {
    if (auto name = days.roster().special(day, group)) special.push_back({day, std::move(*name)});
  }
  return special;
}

Status add_given(Scene& scene, overlay::TeamReport& report) {
  RIGONG_ASSIGN(const auto all, scene.reading.view.given_reports(report.group, given_by(report.by), report.from));
  if (all.empty()) return {};
  const model::GivenReport& last = all.front();
  overlay::ReportGiven given;
  given.by = maybe_named(scene, last.made_by);
  given.at = last.made_at;
  given.to = last.to;
  given.status = page(last.status);
  given.changes = changes_since(last.told, report.figures);
  report.given = std::move(given);
  return {};
}

}  // namespace

Result<overlay::TeamReport> answer_team_report(Reading& reading, const overlay::TeamReportQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  overlay::TeamReport report;
  RIGONG_ASSIGN(report.group, scene.group_to_look_at(query.group));
  RIGONG_ASSIGN(const RankSpan span, report_span(query.by, query.day, scene.today));
  scene.looks_at_group(report.group);
  report.groups = scene.cast.groups_of_reps(span.to, report.group);
  report.today = scene.today;
  report.by = query.by;
  report.from = span.from;
  report.to = span.to;
  report.over = span.over;
  if (span.compared) {
    report.before_from = span.before_from;
    report.before_to = span.before_to;
  }
  std::vector<const Somebody*> people;
  for (const Somebody& each : scene.cast.everybody()) {
    if (each.person.group == report.group) people.push_back(&each);
  }
  RIGONG_ASSIGN(const RankDays days, RankDays::load(scene, span, people));
  const metrics::FigureStatus status = days.status(scene, people);
  report.source = days.source();
  report.status = page(status);
  add_figures(scene, span, days, people, report);
  RIGONG_TRY(add_work(scene, span, days, report));
  team::ReportFacts facts;
  facts.month = query.by == overlay::RankBy::month;
  facts.to = span.to;
  facts.over = span.over;
  facts.compared = span.compared;
  facts.settled = status == metrics::FigureStatus::final;
  facts.source = days.source();
  facts.special = special_days(days, report.group, span.from, span.to);
  facts.special_before = special_days(days, report.group, span.before_from, span.before_to);
  facts.complaints =
      std::any_of(report.figures.begin(), report.figures.end(), [](const auto& each) { return each.name == "complaint_rate"; });
  report.notes = team::report_notes(facts);
  RIGONG_TRY(add_given(scene, report));
  return report;
}

}  // namespace rigong::runtime
