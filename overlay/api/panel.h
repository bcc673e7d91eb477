// SPDX-License-Identifier: Apache-2.0
// One rep's panel, and what stands behind its figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "overlay/api/common.h"
#include "overlay/api/periods.h"

namespace rigong::overlay {

struct Figure {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  Value value;
  FigureStatus status = FigureStatus::live;
  std::optional<Goal> goal;
  Standing standing = Standing::none;
  std::optional<Spread> group;
  std::vector<Comparison> comparisons;
  std::vector<HistoryDay> history;
  std::optional<MonthGap> month;
  std::optional<Words> next;
  std::optional<double> median_ms;
  std::optional<double> p90_ms;
  std::optional<double> substantive_ms;
  std::optional<Value> without_reported;
};
template <class Visit>
void describe(Visit&& visit, const Figure& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("value", x.value);
  visit("status", x.status);
  visit("goal", x.goal);
  visit("standing", x.standing);
  visit("group", x.group);
  visit("comparisons", x.comparisons);
  visit("history", x.history);
  visit("month", x.month);
  visit("next", x.next);
  visit("median_ms", x.median_ms);
  visit("p90_ms", x.p90_ms);
  visit("substantive_ms", x.substantive_ms);
  visit("without_reported", x.without_reported);
}

struct SmallFigure {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  Value value;
  FigureStatus status = FigureStatus::live;
};
template <class Visit>
void describe(Visit&& visit, const SmallFigure& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("value", x.value);
  visit("status", x.status);
}

struct Waiting {
  std::string conversation;
  std::string customer;
  TimeMs since = 0;
  TimeMs warn_at = 0;
  TimeMs slow_at = 0;
  std::optional<std::string> link;
};
template <class Visit>
void describe(Visit&& visit, const Waiting& x) {
  visit("conversation", x.conversation);
  visit("customer", x.customer);
  visit("since", x.since);
  visit("warn_at", x.warn_at);
  visit("slow_at", x.slow_at);
  visit("link", x.link);
}

// The turns meant, as parameters of getTurns.
enum class Pick { all, eligible, answered, slow, open, unanswered, first, passed, courtesy, leftover, waiting, slowest };
[[nodiscard]] const char* word(Pick pick);
[[nodiscard]] std::optional<Pick> pick_of(std::string_view word);

struct TurnPick {
  Day from;
  Day to;
  Pick pick = Pick::all;
  std::optional<int> minute_from;
  std::optional<int> minute_to;
};
template <class Visit>
void describe(Visit&& visit, const TurnPick& x) {
  visit("from", x.from);
  visit("to", x.to);
  visit("pick", x.pick);
  visit("minute_from", x.minute_from);
  visit("minute_to", x.minute_to);
}

struct NextStep {
  enum class Kind {
    answer_waiting,
    slow_hour,
    slowest_turns,
    first_answer,
    unanswered,
    few_ratings,
    keep,
    task_overdue,
    task_due,
    close_day,
    choose_promises
  } kind = Kind::keep;
  Words words;
  Words why;
  std::int64_t count = 0;
  std::optional<TurnPick> turns;
  std::optional<std::string> task;
};
[[nodiscard]] const char* word(NextStep::Kind kind);
template <class Visit>
void describe(Visit&& visit, const NextStep& x) {
  visit("kind", x.kind);
  visit("words", x.words);
  visit("why", x.why);
  visit("count", x.count);
  visit("turns", x.turns);
  visit("task", x.task);
}

struct Shift {
  enum class Kind { work, day_off, leave } kind = Kind::work;
  std::optional<int> start_min;
  std::optional<int> end_min;
};
[[nodiscard]] const char* word(Shift::Kind kind);
template <class Visit>
void describe(Visit&& visit, const Shift& x) {
  visit("kind", x.kind);
  visit("start_min", x.start_min);
  visit("end_min", x.end_min);
}

struct Panel {
  Person person;
  Day day;
  Day today;
  TimeMs now = 0;
  std::int64_t change = 0;
  std::string shop;
  Mode mode = Mode::empty;
  std::string source = "own";
  FigureStatus status = FigureStatus::live;
  std::int64_t customers = 0;
  TimeMs updated_at = 0;
  std::optional<std::string> special;
  std::vector<PeriodLine> periods;
  std::optional<Words> missing;
  std::vector<Shift> shifts;
  std::vector<Waiting> waiting;
  std::optional<TimeMs> quiet_until;
  std::optional<NextStep> step;
  std::vector<Figure> figures;
  std::vector<SmallFigure> more;
  SheetState sheet = SheetState::none;
};
template <class Visit>
void describe(Visit&& visit, const Panel& x) {
  visit("person", x.person);
  visit("day", x.day);
  visit("today", x.today);
  visit("now", x.now);
  visit("change", x.change);
  visit("shop", x.shop);
  visit("mode", x.mode);
  visit("source", x.source);
  visit("status", x.status);
  visit("customers", x.customers);
  visit("updated_at", x.updated_at);
  visit("special", x.special);
  visit("periods", x.periods);
  visit("missing", x.missing);
  visit("shifts", x.shifts);
  visit("waiting", x.waiting);
  visit("quiet_until", x.quiet_until);
  visit("step", x.step);
  visit("figures", x.figures);
  visit("more", x.more);
  visit("sheet", x.sheet);
}

struct Turn {
  std::string conversation;
  std::string customer;
  std::string shop;
  TimeMs opened_at = 0;
  TimeMs clock_start_at = 0;
  std::optional<TimeMs> answered_at;
  std::optional<DurationMs> response_ms;
  std::optional<DurationMs> customer_ms;
  std::optional<DurationMs> substantive_ms;
  std::int64_t messages_in = 0;
  std::string state;  // metrics::name(TurnState)
  bool slow = false;
  bool first_response = false;
  std::string owner;
  std::string replier;
  std::optional<std::string> link;
};
template <class Visit>
void describe(Visit&& visit, const Turn& x) {
  visit("conversation", x.conversation);
  visit("customer", x.customer);
  visit("shop", x.shop);
  visit("opened_at", x.opened_at);
  visit("clock_start_at", x.clock_start_at);
  visit("answered_at", x.answered_at);
  visit("response_ms", x.response_ms);
  visit("customer_ms", x.customer_ms);
  visit("substantive_ms", x.substantive_ms);
  visit("messages_in", x.messages_in);
  visit("state", x.state);
  visit("slow", x.slow);
  visit("first_response", x.first_response);
  visit("owner", x.owner);
  visit("replier", x.replier);
  visit("link", x.link);
}

struct Turns {
  std::vector<Turn> turns;
  std::int64_t total = 0;
  std::optional<std::string> next;
};
template <class Visit>
void describe(Visit&& visit, const Turns& x) {
  visit("turns", x.turns);
  visit("total", x.total);
  visit("next", x.next);
}

struct Trend {
  std::string name;
  Unit unit = Unit::count;
  Better better = Better::none;
  std::optional<Goal> goal;
  FigureStatus status = FigureStatus::live;
  std::vector<HistoryDay> days;
};
template <class Visit>
void describe(Visit&& visit, const Trend& x) {
  visit("name", x.name);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("goal", x.goal);
  visit("status", x.status);
  visit("days", x.days);
}

}  // namespace rigong::overlay
