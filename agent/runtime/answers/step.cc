// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/step.h"

#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/answers/waiting.h"
#include "agent/team/complaints.h"
#include "agent/team/handoffs.h"
#include "agent/team/next_step.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

overlay::NextStep::Kind page(team::NextStep::Kind kind) {
  switch (kind) {
    case team::NextStep::Kind::answer_waiting:
      return overlay::NextStep::Kind::answer_waiting;
    case team::NextStep::Kind::slow_hour:
      return overlay::NextStep::Kind::slow_hour;
    case team::NextStep::Kind::slowest_turns:
      return overlay::NextStep::Kind::slowest_turns;
    case team::NextStep::Kind::first_answer:
      return overlay::NextStep::Kind::first_answer;
    case team::NextStep::Kind::unanswered:
      return overlay::NextStep::Kind::unanswered;
    case team::NextStep::Kind::few_ratings:
      return overlay::NextStep::Kind::few_ratings;
    case team::NextStep::Kind::task_overdue:
      return overlay::NextStep::Kind::task_overdue;
    case team::NextStep::Kind::task_due:
      return overlay::NextStep::Kind::task_due;
    case team::NextStep::Kind::close_day:
      return overlay::NextStep::Kind::close_day;
    case team::NextStep::Kind::choose_promises:
      return overlay::NextStep::Kind::choose_promises;
    case team::NextStep::Kind::keep:
      break;
  }
  return overlay::NextStep::Kind::keep;
}

// Which turns stand behind a step; nothing where none do.
std::optional<overlay::Pick> pick_of(team::NextStep::Kind kind) {
  switch (kind) {
    case team::NextStep::Kind::answer_waiting:
      return overlay::Pick::waiting;
    case team::NextStep::Kind::slow_hour:
      return overlay::Pick::slow;
    case team::NextStep::Kind::slowest_turns:
      return overlay::Pick::slowest;
    case team::NextStep::Kind::first_answer:
      return overlay::Pick::first;
    case team::NextStep::Kind::unanswered:
      return overlay::Pick::unanswered;
    case team::NextStep::Kind::few_ratings:
    case team::NextStep::Kind::keep:
    case team::NextStep::Kind::task_overdue:
    case team::NextStep::Kind::task_due:
    case team::NextStep::Kind::close_day:
    case team::NextStep::Kind::choose_promises:
      break;
  }
  return std::nullopt;
}

Status add_turns(Scene& scene, PersonTurns& turns, const DayView& view, const std::vector<overlay::Figure>& figures,
                 const std::vector<overlay::Waiting>& waiting, team::StepFacts& facts) {
  const Somebody& somebody = turns.somebody();
  const model::MetricOptions& options = scene.reading.rules.options();
  facts.warn_after_ms = warn_after_of(scene, somebody, "");
  // Waits are warned of by the shop they are in: said is the first of these warnings.
  for (const std::string& shop : scene.shops) {
    facts.warn_after_ms = std::min(facts.warn_after_ms, warn_after_of(scene, somebody, shop));
  }
  facts.slow_after_ms = options.slow_after_ms;
  facts.first_answer_ms = options.first_answer_ms;
  facts.waiting_past_warning =
      std::count_if(waiting.begin(), waiting.end(), [&](const overlay::Waiting& one) { return one.warn_at <= scene.now(); });
  for (const overlay::Figure& figure : figures) {
    if (figure.name == "response_mean_ms") facts.response_over_goal = figure.standing == overlay::Standing::look;
  }
  const metrics::FigureKind& first = *metrics::find_figure("first_response_in_time_rate");
  facts.first_answers_under_goal =
      standing_of(goal_of(scene, &somebody, first, view.day), value_on_day(first, view)) == overlay::Standing::look;
  facts.ratings_for_percent = metrics::find_figure("satisfaction")->few_below;
  facts.ratings_known = std::any_of(view.own.begin(), view.own.end(),
                                    [](const auto& day) { return day.second.ratings > 0 || day.second.invitations > 0; });
  if (const auto own = view.own.find(view.day); own != view.own.end()) {
    facts.ratings = own->second.ratings;
    facts.sessions = own->second.sessions;
  }
  RIGONG_ASSIGN(const auto* rows, turns.on(view.day));
  for (const storage::TurnRow& row : *rows) {
    if (auto turn = step_turn(row, scene.moments.of(row.where.account), scene.reading.rules.calendar(row.shop)))
      facts.turns.push_back(*turn);
  }
  std::stable_sort(facts.turns.begin(), facts.turns.end(),
                   [](const team::StepTurn& a, const team::StepTurn& b) { return a.opened_at < b.opened_at; });
  return {};
}

// Today's tasks, as far as they can be the next step. It is the person's own, so others are shown only what their figures say.
Status add_work(Scene& scene, const Roster& roster, const Somebody& somebody, team::StepFacts& facts) {
  RIGONG_ASSIGN(auto tasks, scene.reading.view.tasks({scene.today, scene.today, somebody.person.id, {}}));
  const auto due_of = [](const model::Task& task) { return team::next_due(task).at; };
  std::sort(tasks.begin(), tasks.end(), [&](const model::Task& a, const model::Task& b) { return due_of(a) < due_of(b); });
  bool promised = false;
  for (const model::Task& task : tasks) {
    promised = promised || team::is_promised_on(task, scene.today);
    if (team::on_day(task, scene.today) != team::OnDay::open) continue;
    ++facts.work.open;
    if (task.progress.empty() && task.cause == model::TaskCause::none && task.cause_words.empty()) ++facts.work.unexplained;
    const TimeMs due_at = due_of(task);
    if (due_at == kNoTime) continue;
    const bool handoff = task.kind == model::TaskKind::handoff;
    team::StepTask due{task.id, handoff ? team::shown_number(task) + " " + task.title : task.title, due_at,
                       task.kind == model::TaskKind::follow_up};
    if (due_at < scene.now()) {
      facts.work.overdue.push_back(std::move(due));
    } else if (due_at <= scene.now() + team::kDueSoonMs) {
      facts.work.due_soon.push_back(std::move(due));
      scene.reading.valid_only_until(scene.now() + kMinuteMs);
    } else {
      scene.reading.valid_only_until(due_at - team::kDueSoonMs);
    }
  }
  facts.work.last_hour = work_part(scene, roster, somebody) == overlay::WorkPart::last_hour;
  facts.work.may_promise = !promised && somebody.person.role == overlay::Role::rep && !roster.off(somebody, scene.today);
  return {};
}

}  // namespace

std::optional<team::StepTurn> step_turn(const storage::TurnRow& row, TimeMs now, const ShopCalendar& calendar) {
  const model::Turn& turn = row.turn;
  const metrics::TurnState state = metrics::state_of(turn, now);
  const bool passed_late = state == metrics::TurnState::passed && turn.slow && turn.turn_class == model::TurnClass::eligible;
  const bool answered = state == metrics::TurnState::answered;
  const bool unanswered = state == metrics::TurnState::unanswered || passed_late;
  if (!answered && !unanswered) return std::nullopt;
  team::StepTurn result;
  result.conversation = (static_cast<std::uint64_t>(row.where.account) << 32) | row.where.conversation;
  result.opened_at = turn.opened_at;
  result.until = turn.ended_at != kNoTime ? turn.ended_at : now;
  result.minute = static_cast<int>(calendar.local(turn.clock_start_at).since_midnight / kMinuteMs);
  result.response_ms = turn.held_ms;
  result.answered = answered;
  result.unanswered = unanswered;
  result.slow = metrics::is_slow(turn, now);
  result.first_response = turn.first_response;
  return result;
}

Result<std::optional<overlay::NextStep>> step_of(Scene& scene, PersonTurns& turns, const DayView& view, const Roster& roster,
                                                 const std::vector<overlay::Figure>& figures,
                                                 const std::vector<overlay::Waiting>& waiting, WithWork with_work) {
  team::StepFacts facts;
  const Somebody& somebody = turns.somebody();
  facts.today = view.day == scene.today;
  facts.now = scene.now();
  if (view.source == "own" && view.mode != overlay::Mode::empty) {
    RIGONG_TRY(add_turns(scene, turns, view, figures, waiting, facts));
  }
  if (with_work == WithWork::yes && scene.own(somebody)) RIGONG_TRY(add_work(scene, roster, somebody, facts));
  auto step = team::next_step(facts);
  if (!step) return std::optional<overlay::NextStep>();
  overlay::NextStep result;
  result.kind = page(step->kind);
  result.words = std::move(step->words);
  result.why = std::move(step->why);
  result.count = step->count;
  if (!step->task.empty()) result.task = std::move(step->task);
  if (const auto pick = pick_of(step->kind)) {
    result.turns = overlay::TurnPick{view.day, view.day, *pick, step->minute_from, step->minute_to};
  }
  return std::optional(std::move(result));
}

}  // namespace rigong::runtime
