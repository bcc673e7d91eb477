// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/talk_week.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/person_weeks.h"
#include "agent/runtime/answers/step.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/answers/why.h"
#include "agent/runtime/people.h"
#include "agent/team/figure_words.h"
#include "agent/team/follow_ups.h"
#include "agent/team/stage.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using model::TaskKind;
using overlay::OneOnOneWeek;

// How far back the last talk may lie.
constexpr int kTalksBack = 10 * 7;
// More are no talk; and the page that both sign is kept.
constexpr std::size_t kMostHandoffs = 20;
// Beside the five: what the person's group is looked at by.
constexpr std::size_t kMostOfGroup = 2;

std::vector<const metrics::FigureKind*> kinds_of(const std::string& group) {
  std::vector<const metrics::FigureKind*> kinds(metrics::self_check_figures().begin(), metrics::self_check_figures().end());
  for (const metrics::FigureKind* kind : row_of_group(group)) {
    const bool measured = kind->denominator != nullptr && kind->better != model::Better::none;
    const bool there = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    if (measured && !there && kinds.size() < metrics::self_check_figures().size() + kMostOfGroup) kinds.push_back(kind);
  }
  return kinds;
}

overlay::Pick pick_of(team::TurnsBehind::Which which) {
  using Which = team::TurnsBehind::Which;
  switch (which) {
    case Which::answered:
      return overlay::Pick::answered;
    case Which::slow:
      return overlay::Pick::slow;
    case Which::slowest:
      return overlay::Pick::slowest;
    case Which::unanswered:
      return overlay::Pick::unanswered;
    case Which::first:
      return overlay::Pick::first;
    case Which::all:
      break;
  }
  return overlay::Pick::eligible;
}

overlay::TalkLine line_of(const team::TalkSentence& sentence) {
  overlay::TalkLine line;
  line.words = sentence.words;
  if (!sentence.figure.empty()) line.figure = sentence.figure;
  if (sentence.turns) {
    const team::TurnsBehind& turns = *sentence.turns;
    line.turns = overlay::TurnPick{turns.from, turns.to, pick_of(turns.which), turns.minute_from, turns.minute_to};
  }
  return line;
}
std::optional<overlay::TalkLine> line_of(const std::optional<team::TalkSentence>& sentence) {
  return sentence ? std::optional(line_of(*sentence)) : std::nullopt;
}

// The turns of the week, and what they are called.
struct WeekTurns {
  std::vector<team::TalkTurn> turns;  // In order of opening.
  std::vector<std::string> labels;    // Of each, its conversation.
};

Result<WeekTurns> turns_of(Scene& scene, const Somebody& somebody, Day from, Day to) {
  struct One {
    team::TalkTurn turn;
    std::string label;
  };
  WeekTurns week;
  PersonTurns person(scene, somebody);
  for (Day day = from; day <= to; day = day + 1) {
    RIGONG_ASSIGN(const auto* rows, person.on(day));
    std::vector<std::pair<team::StepTurn, const storage::TurnRow*>> steps;
    for (const storage::TurnRow& row : *rows) {
      if (auto turn = step_turn(row, scene.moments.of(row.where.account), scene.reading.rules.calendar(row.shop)))
        steps.emplace_back(*turn, &row);
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const auto& a, const auto& b) { return a.first.opened_at < b.first.opened_at; });
    std::vector<team::StepTurn> bare;
    bare.reserve(steps.size());
    for (const auto& [step, row] : steps) bare.push_back(step);
    const auto in_touch = team::in_touch_of_each(bare);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto& [step, row] = steps[i];
      team::TalkTurn turn;
      // Sessions are numbered within a conversation, and there are far fewer than this.
      constexpr int kSessionBits = 20;
      turn.session = (step.conversation << kSessionBits) ^ row->turn.session;
      turn.day = day;
      turn.minute = step.minute;
      turn.opened_at = step.opened_at;
      turn.response_ms = step.response_ms;
      turn.answered = step.answered;
      turn.unanswered = step.unanswered;
      turn.slow = step.slow;
      turn.first_response = step.first_response;
      turn.in_touch = in_touch[i];
      week.turns.push_back(turn);
      week.labels.push_back(row->conversation_label);
    }
  }
  return week;
}

// Of each of the group who was there, the week's value of the figure.
class GroupWeek {
 public:
  static Result<GroupWeek> load(Scene& scene, const Somebody& somebody, Day from, Day to) {
    GroupWeek week;
    RIGONG_ASSIGN(const auto days, everybodys_days(scene, from, to));
    RIGONG_ASSIGN(const Roster roster, Roster::load(scene.reading.view, scene.cast, scene.shops, from, to));
    for (const auto& [day, people] : days) {
      if (roster.special(day, somebody.person.group)) continue;
      for (const auto& [each, figures] : people) {
        if (each == nullptr || each->person.group != somebody.person.group || !each->belonged_on(day)) continue;
        metrics::add_up(week.sums_[each], figures);
      }
    }
    return week;
  }
  [[nodiscard]] std::vector<metrics::FigureValue> values(const metrics::FigureKind& kind) const {
    std::vector<metrics::FigureValue> values;
    if (kind.numerator == nullptr) return values;
    for (const auto& [each, sums] : sums_) values.push_back(metrics::value_of(kind, sums));
    return values;
  }

 private:
  std::map<const Somebody*, model::DayFigures> sums_;
};

std::optional<team::Goal> team_goal(const std::optional<overlay::Goal>& goal) {
  return goal ? std::optional(team::Goal{goal->low, goal->high, goal->from_default, goal->scope}) : std::nullopt;
}

overlay::Value shown_value(const team::WeekValue& week) { return {week.value, week.numerator, week.denominator, week.few}; }

team::WeekFigure week_figure(const Scene& scene, const Somebody& somebody, const PersonWeeks& weeks,
                             const metrics::FigureKind& kind, Day day) {
  team::WeekFigure figure;
  figure.figure = kind.name;
  figure.title = kind.title;
  figure.unit = kind.unit;
  figure.better = kind.better;
  figure.goal = team_goal(usual_goal_of(scene, &somebody, kind, day));
  for (const Day monday : weeks.mondays()) figure.weeks.push_back(weeks.value(kind, monday));
  return figure;
}

overlay::TalkFigure shown_figure(const Scene& scene, const Somebody& somebody, const PersonWeeks& weeks,
                                 const metrics::FigureKind& kind, const team::WeekFigure& figure, Day day) {
  overlay::TalkFigure shown;
  shown.name = kind.name;
  shown.title = kind.title;
  shown.unit = kind.unit;
  shown.better = kind.better;
  const team::WeekValue& now = figure.weeks.back();
  shown.value = shown_value(now);
  shown.status = page(weeks.status(scene, kind.finality));
  shown.goal = usual_goal_of(scene, &somebody, kind, day);
  if (!now.special) shown.standing = standing_of(shown.goal, {now.value, now.numerator, now.denominator, now.few});
  if (figure.weeks.size() > 1) {
    const team::WeekValue& before = figure.weeks[figure.weeks.size() - 2];
    if (now.usable() && before.usable()) shown.change = *now.value - *before.value;
  }
  for (const team::WeekValue& week : figure.weeks) {
    overlay::HistoryWeek one{week.week, shown_value(week), week.off, week.usable(), std::nullopt};
    if (auto special = weeks.special(week.week); !special.empty()) one.special = std::move(special.front());
    shown.weeks.push_back(std::move(one));
  }
  return shown;
}

Result<std::vector<team::WeekPromise>> promises_of(Scene& scene, const Somebody& somebody, const Roster& roster, Day from,
                                                   Day to) {
  RIGONG_ASSIGN(auto tasks, scene.reading.view.tasks({from, to, somebody.person.id, TaskKind::promise}));
  RIGONG_ASSIGN(const auto ticks, scene.reading.view.task_ticks({from, to, somebody.person.id, TaskKind::promise}));
  const auto kept = kept_days(ticks);
  std::vector<team::WeekPromise> promises;
  for (const model::Task& task : tasks) {
    if (task.state == model::TaskState::dropped || task.owner != somebody.person.id) continue;
    team::WeekPromise promise{task.title, 0, 0};
    const auto days = kept.find(task.id);
    for (Day day = from; day <= to; day = day + 1) {
      if (!team::is_promised_on(task, day) || roster.off(somebody, day)) continue;
      ++promise.days;
      if (days != kept.end() && days->second.contains(day)) ++promise.kept;
    }
    if (promise.days > 0) promises.push_back(std::move(promise));
  }
  return promises;
}

// To-dos and hand-offs of the week: done of those that stood on a list, and what was carried on.
Result<Words> tasks_of(Scene& scene, const Somebody& somebody, Day from, Day to) {
  RIGONG_ASSIGN(auto tasks, scene.reading.view.tasks({from, to, somebody.person.id, {}}));
  std::int64_t done = 0;
  std::int64_t open = 0;
  for (const model::Task& task : tasks) {
    if (task.kind == TaskKind::promise || task.kind == TaskKind::follow_up || task.owner != somebody.person.id) continue;
    bool finished = false;
    for (Day day = std::max(from, task.from); day <= to; day = day + 1)
      finished = finished || team::on_day(task, day) == team::OnDay::done;
    if (finished) {
      ++done;
    } else if (team::on_day(task, to) == team::OnDay::open) {
      ++open;
    }
  }
  std::erase_if(tasks, [&](const model::Task& task) { return task.owner != somebody.person.id; });
  const Words follow_ups = team::follow_up_words(team::follow_up_share(tasks, from, to, scene.now()));
  if (done + open == 0) {
    return Words{"这一周没有待办和对接。" + follow_ups.zh, "No to-dos and no hand-offs this week." + follow_ups.en};
  }
  Words words{fmt::format("待办和对接完成 {}/{}", done, done + open),
              fmt::format("Done {} of {} to-dos and hand-offs", done, done + open)};
  if (open > 0) {
    words.zh += fmt::format("，顺延 {} 条", open);
    words.en += fmt::format(", {} carried over", open);
  }
  return Words{words.zh + "。" + follow_ups.zh, words.en + "." + follow_ups.en};
}

Status add_records(Scene& scene, const Somebody& somebody, OneOnOneWeek& page_of) {
  RIGONG_ASSIGN(page_of.tasks, tasks_of(scene, somebody, page_of.week, page_of.to));
  RIGONG_ASSIGN(const auto handoffs, scene.reading.view.tasks({scene.today, scene.today, somebody.person.id, TaskKind::handoff}));
  for (const model::Task& task : handoffs) {
    if (task.owner != somebody.person.id || team::on_day(task, scene.today) != team::OnDay::open) continue;
    if (page_of.handoffs.size() == kMostHandoffs) break;  // The rest stand on the list of hand-offs.
    page_of.handoffs.push_back(shown_task(scene, task, task.state, scene.today));
  }
  RIGONG_ASSIGN(const auto talks, scene.reading.view.talks(somebody.person.id, page_of.week - kTalksBack, page_of.week - 7));
  const auto last = std::find_if(talks.begin(), talks.end(), [](const model::Talk& talk) { return talk.is_signed(); });
  if (last != talks.end()) {
    for (const model::Agreement& each : last->agreements) {
      RIGONG_ASSIGN(auto shown, shown_agreement(scene, somebody, *last, each));
      page_of.last.push_back(std::move(shown));
    }
  }
  return {};
}

Result<team::WeekState> state_of(Scene& scene, const Somebody& somebody, const PersonWeeks& weeks, const OneOnOneWeek& page_of,
                                 bool all_special) {
  team::WeekState state;
  state.from = page_of.week;
  state.to = page_of.to;
  state.over = page_of.over;
  state.anything = weeks.anything();
  state.days = weeks.days();
  state.days_off = weeks.days_off();
  state.joined_on = somebody.joined_on;
  state.left_on = somebody.left_on;
  state.special = weeks.special(page_of.week);
  state.all_special = all_special;
  state.source = weeks.source() == "own" ? "own" : platform_name(weeks.source()).zh;
  RIGONG_ASSIGN(const auto member, find_member(scene.reading.view, somebody.person.id));
  state.newcomer = member && team::stage_on(*member, page_of.to) == model::Stage::newcomer;
  return state;
}

}  // namespace

Day week_end(Day monday, Day today) {
  if (monday + 6 < today) return monday + 6;
  return monday < today ? today - 1 : monday;
}

Result<OneOnOneWeek> talk_week(Scene& scene, const Somebody& somebody, Day monday) {
  if (scene.today < monday) return day_to_come(monday);
  OneOnOneWeek answer;
  answer.person = somebody.person;
  answer.week = monday;
  answer.to = week_end(monday, scene.today);
  answer.over = monday + 6 < scene.today;
  RIGONG_ASSIGN(const auto member, find_member(scene.reading.view, somebody.person.id));
  if (member) answer.stage = team::stage_words(*member, answer.to);
  RIGONG_ASSIGN(const PersonWeeks weeks, PersonWeeks::load(scene, somebody, monday, answer.to, team::kTalkWeeks));
  answer.source = weeks.source();

  std::vector<team::WeekFigure> figures;
  for (const metrics::FigureKind* kind : kinds_of(somebody.person.group)) {
    figures.push_back(week_figure(scene, somebody, weeks, *kind, answer.to));
    answer.figures.push_back(shown_figure(scene, somebody, weeks, *kind, figures.back(), answer.to));
  }
  const bool all_special =
      std::any_of(figures.begin(), figures.end(), [](const auto& each) { return each.weeks.back().special; });
  RIGONG_ASSIGN(const team::WeekState state, state_of(scene, somebody, weeks, answer, all_special));
  answer.notes = team::week_notes(state);
  if (!state.newcomer && !all_special && weeks.source() == "own") {
    RIGONG_ASSIGN(const GroupWeek group, GroupWeek::load(scene, somebody, answer.week, answer.to));
    for (overlay::TalkFigure& figure : answer.figures) {
      const metrics::FigureKind& kind = *metrics::find_figure(figure.name);
      figure.group = spread_of(kind, group.values(kind), Ends::hidden);
    }
  }

  RIGONG_TRY(add_records(scene, somebody, answer));
  RIGONG_ASSIGN(const auto promises, promises_of(scene, somebody, weeks.roster(), answer.week, answer.to));
  for (const team::WeekPromise& promise : promises) {
    answer.promises.push_back({team::promise_words(promise), std::nullopt, std::nullopt});
  }
  for (const team::TalkSentence& win : team::two_wins(figures, promises)) answer.wins.push_back(line_of(win));
  std::optional<team::TalkSentence> gap;
  if (const team::WeekFigure* worst = team::worst_gap(figures)) gap = team::gap_sentence(*worst, answer.week, answer.to);
  answer.gap = line_of(gap);
  if (const auto target = team::modest_target(figures)) {
    answer.proposal = overlay::TalkProposal{target->figure, target->value, target->met.met, target->met.weeks, target->words};
  }

  WeekTurns turns;
  if (weeks.source() == "own") {
    RIGONG_ASSIGN(turns, turns_of(scene, somebody, answer.week, answer.to));
  }
  answer.trend = line_of(team::one_trend(figures, turns.turns, answer.week, answer.to));
  answer.load = line_of(team::load_sentence(turns.turns, answer.week, answer.to));
  const auto readings = team::three_to_read(turns.turns, scene.reading.rules.options().first_answer_ms);
  for (const team::TalkReading& reading : readings) {
    const team::TalkTurn& turn = turns.turns[reading.turn];
    answer.conversations.push_back(
        {reading.good, turn.opened_at, customer_shown(scene, false, model::kNoCustomer, turns.labels[reading.turn]),
         reading.words, overlay::TurnPick{turn.day, turn.day, overlay::Pick::eligible, turn.minute, turn.minute + 1}});
  }
  answer.fact = team::bic_fact(turns.turns, readings, gap);
  return answer;
}

Result<overlay::Agreement> shown_agreement(Scene& scene, const Somebody& somebody, const model::Talk& talk,
                                           const model::Agreement& agreement) {
  overlay::Agreement shown;
  shown.week = talk.week;
  shown.number = agreement.number;
  shown.words = agreement.words;
  shown.figure = agreement.figure;
  shown.from = agreement.from;
  shown.to = agreement.to;
  shown.lead = agreement.lead;
  shown.verdict = agreement.verdict;
  if (!agreement.task.empty()) shown.task = agreement.task;
  const bool over = agreement.to < scene.today;
  if (const metrics::FigureKind* kind = metrics::find_figure(agreement.figure)) {
    shown.value = agreement.value;
    if (scene.today < agreement.from || !talk.is_signed()) return shown;
    const Day end = std::min(agreement.to, week_end(agreement.from, scene.today));
    RIGONG_ASSIGN(const PersonWeeks weeks, PersonWeeks::load(scene, somebody, agreement.from, end, 1));
    const team::WeekValue value = weeks.value(*kind, agreement.from);
    const auto kept = team::came_true(kind->better, agreement.value, value);
    if (!kept) {
      if (over) shown.fact = Words{"那一周没有可比的数字", "no figure of that week to go by"};
      return shown;
    }
    shown.fact = team::value_words(kind->unit, *value.value);
    if (!over) return shown;
    shown.by_record = true;
    shown.verdict = *kept ? model::Verdict::kept : model::Verdict::missed;
    return shown;
  }
  if (agreement.task.empty()) return shown;
  RIGONG_ASSIGN(const auto task, scene.reading.view.task(agreement.task));
  if (!task || task->state == model::TaskState::dropped) return shown;
  if (task->state == model::TaskState::done) {
    shown.by_record = true;
    shown.verdict = model::Verdict::kept;
    if (!task->result.empty()) shown.fact = Words{task->result, task->result};
  } else if (over && agreement.verdict == model::Verdict::open) {
    shown.fact = Words{"待办还开着", "the to-do is still open"};
  }
  return shown;
}

}  // namespace rigong::runtime
