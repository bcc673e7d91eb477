// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/day_view.h"

#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/metrics/statistics.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/reported.h"
#include "agent/runtime/answers/same_hour.h"

namespace rigong::runtime {
namespace {

using overlay::Mode;

// As far back as comparisons and the month look.
constexpr int kLookBack = 34;

Words what_more_needs() {
  return {
      "要有实时等待、同时段对比和每一轮的明细，请接入聊天消息：把消息文件拖进来，或添加一个平台账号。",
      "For live waits, comparisons at the same hour and the turns behind each figure, messages are needed: drop a message file "
      "here, or add an account of the platform."};
}

Words no_messages_yet() {
  return {"今天还没有消息。新的消息导入或取到后，这里会自动更新。",
          "There are no messages of today yet. These figures change by themselves once messages come in."};
}

void take_own(DayView& view, Mode mode, Day day) {
  view.mode = mode;
  view.day = day;
  view.source = "own";
}

void take_delivered(DayView& view, Mode mode, DeliveredSource source) {
  view.mode = mode;
  view.day = source.day;
  view.source = source.platform;
  view.updated_at = source.delivered_at;
  view.own.clear();
  view.delivered = std::move(source.days);
}

Result<std::optional<Day>> last_own_day(Scene& scene, const Somebody& somebody, const DayView& view) {
  if (!view.own.empty()) return std::optional(view.own.rbegin()->first);
  std::optional<Day> last;
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const auto known, scene.reading.view.known_days(shop));
    if (!known) continue;
    RIGONG_ASSIGN(const auto days, own_days(scene, somebody, known->first, scene.today));
    if (!days.empty() && (!last || *last < days.rbegin()->first)) last = days.rbegin()->first;
  }
  return last;
}

// A day gone by that was asked for.
Result<DayView> day_asked_for(Scene& scene, const Somebody& somebody, Day day, DayView view) {
  RIGONG_ASSIGN(view.own, own_days(scene, somebody, day - kLookBack, day));
  take_own(view, Mode::past, day);
  if (view.own.contains(day)) return view;
  RIGONG_ASSIGN(auto delivered, delivered_source(scene, somebody, day, kLookBack));
  if (delivered && delivered->day == day) take_delivered(view, Mode::past, std::move(*delivered));
  return view;
}

Result<DayView> day_of_today(Scene& scene, const Somebody& somebody, DayView view) {
  RIGONG_ASSIGN(view.own, own_days(scene, somebody, scene.today - kLookBack, scene.today));
  take_own(view, Mode::live, scene.today);
  if (view.own.contains(scene.today)) return view;
  RIGONG_ASSIGN(const bool live, messages_come_in(scene));
  if (live && !view.own.empty()) return view;
  RIGONG_ASSIGN(auto delivered, delivered_source(scene, somebody, scene.today, kLookBack));
  if (live && !delivered) return view;  // Somebody new, before the first message.
  std::optional<Day> last;
  if (!live) {
    RIGONG_ASSIGN(last, last_own_day(scene, somebody, view));
  }
  if (last && (!delivered || delivered->day <= *last)) {
    RIGONG_ASSIGN(view.own, own_days(scene, somebody, *last - kLookBack, *last));
    take_own(view, Mode::past, *last);
    view.missing = no_messages_yet();
    return view;
  }
  if (delivered) {
    view.missing = what_more_needs();
    take_delivered(view, Mode::delivered, std::move(*delivered));
    return view;
  }
  view.mode = Mode::empty;
  view.missing = what_more_needs();
  return view;
}

// The values of the person's group on the view's day, of those who were there.
class GroupDay {
 public:
  static Result<GroupDay> load(Scene& scene, const Somebody& somebody, const DayView& view, const Roster& roster) {
    GroupDay group;
    if (somebody.person.group.empty()) return group;
    std::vector<const Somebody*> members = scene.cast.group_on(somebody.person.group, view.day);
    std::erase_if(members, [&](const Somebody* each) { return roster.off(*each, view.day); });
    if (members.size() < metrics::kSmallestTeam) return group;
    if (view.source == "own") {
      RIGONG_ASSIGN(const auto rows, everybodys_day(scene, view.day));
      for (const Somebody* each : members) {
        if (const auto row = rows.find(each); row != rows.end()) group.own_.push_back(row->second);
      }
      return group;
    }
    RIGONG_ASSIGN(auto days, delivered_days(scene, view.day, view.day, nullptr));
    const auto& of_day = days.platforms[view.source][view.day];
    for (const Somebody* each : members) {
      if (const auto figures = of_day.find(each); figures != of_day.end()) group.delivered_.push_back(figures->second);
    }
    return group;
  }
  [[nodiscard]] std::vector<metrics::FigureValue> values(const metrics::FigureKind& kind) const {
    std::vector<metrics::FigureValue> result;
    for (const auto& row : own_) result.push_back(metrics::value_of(kind, row));
    for (const auto& figures : delivered_) result.push_back(delivered_value(kind, figures));
    return result;
  }

 private:
  std::vector<model::DayFigures> own_;
  std::vector<DeliveredFigures> delivered_;
};

// What stands beside the mean response: median, p90, and the second clock.
Status add_response_details(PersonTurns& turns, const DayView& view, overlay::Figure& figure) {
  std::vector<std::int64_t> times;
  RIGONG_ASSIGN(const auto* rows, turns.on(view.day));
  for (const storage::TurnRow& row : *rows) {
    if (metrics::is_sample(row.turn)) times.push_back(row.turn.held_ms);
  }
  const auto as_double = [](std::optional<std::int64_t> value) {
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
  };
  figure.median_ms = as_double(metrics::median(times));
  figure.p90_ms = as_double(metrics::nearest_rank(times, 90));
  const auto row = view.own.find(view.day);
  if (row != view.own.end()) {
    figure.substantive_ms = metrics::value_of(*metrics::find_figure("substantive_mean_ms"), row->second).value;
  }
  return {};
}

}  // namespace

std::vector<const metrics::FigureKind*> row_of_group(const std::string& group) {
  const auto named = [&](std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return group.find(word) != std::string::npos; });
  };
  std::vector<std::string_view> names = {"first_response_mean_ms", "first_response_in_time_rate", "fcr_rate"};
  if (named({"售前", "pre-sales", "Pre-sales", "presales"})) names = {"conversion_rate", "sales_fen", "sales_per_customer_fen"};
  if (named({"售后", "after-sales", "After-sales", "aftersales"})) names = {"fcr_rate", "escalation_rate", "session_mean_ms"};
  if (named({"电话", "phone", "Phone"})) names = {"first_response_in_time_rate", "session_mean_ms", "fcr_rate"};
  std::vector<const metrics::FigureKind*> kinds;
  for (const std::string_view name : names) kinds.push_back(metrics::find_figure(name));
  return kinds;
}

std::vector<const metrics::FigureKind*> figures_of_group(const std::string& group) {
  std::vector<const metrics::FigureKind*> kinds;
  const auto add = [&](const metrics::FigureKind* kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  };
  for (const char* name : {"customers", "turns"}) add(metrics::find_figure(name));
  for (const metrics::FigureKind* kind : metrics::self_check_figures()) add(kind);
  for (const char* name : {"first_response_mean_ms", "first_response_in_time_rate"}) add(metrics::find_figure(name));
  for (const metrics::FigureKind* kind : row_of_group(group)) add(kind);
  return kinds;
}

Result<DayView> choose_day(Scene& scene, const Somebody& somebody, std::optional<Day> asked) {
  if (asked && scene.today < *asked) return day_to_come(*asked);
  DayView view;
  view.day = asked.value_or(scene.today);
  view.updated_at = scene.now();
  view.more = row_of_group(somebody.person.group);
  if (asked && *asked < scene.today) {
    RIGONG_ASSIGN(view, day_asked_for(scene, somebody, *asked, std::move(view)));
  } else {
    RIGONG_ASSIGN(view, day_of_today(scene, somebody, std::move(view)));
  }
  if (const auto own = view.own.find(view.day); own != view.own.end()) {
    view.anything = true;
    view.customers = own->second.customers;
  }
  if (const auto delivered = view.delivered.find(view.day); delivered != view.delivered.end()) {
    view.anything = true;
    const auto customers = delivered_value(*metrics::find_figure("customers"), delivered->second).value;
    view.customers = static_cast<std::int64_t>(customers.value_or(0));
  }
  // What is live is so up to when all of its sources were last read.
  for (const AwaySource& source : scene.reading.away) {
    if (view.mode == Mode::live && source.since) view.updated_at = std::min(view.updated_at, *source.since);
  }
  if (!view.anything && view.day < scene.today) {
    RIGONG_ASSIGN(view.not_yet, nothing_known_since(scene, view.day));
  }
  view.status = status_on(scene, view, metrics::Finality::closings);
  return view;
}

Result<Roster> roster_around(Scene& scene, Day day) {
  return Roster::load(scene.reading.view, scene.cast, scene.shops, std::min(day - kDaysBack, Scene::month_begin(day)),
                      Scene::month_end(day));
}

Result<bool> nothing_known_since(Scene& scene, Day day) {
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const auto known, scene.reading.view.known_days(shop));
    if (known && day <= known->second) return false;
  }
  return true;
}

overlay::FigureStatus status_on(const Scene& scene, const DayView& view, metrics::Finality finality) {
  if (view.not_yet) return overlay::FigureStatus::provisional;
  if (view.source != "own") return view.day < scene.today ? overlay::FigureStatus::final : overlay::FigureStatus::live;
  model::DayFigures figures;
  if (const auto own = view.own.find(view.day); own != view.own.end()) figures = own->second;
  figures.day = view.day;
  return page(scene.status_of(finality, figures));
}

metrics::FigureValue value_on_day(const metrics::FigureKind& kind, const DayView& view) {
  if (const auto own = view.own.find(view.day); own != view.own.end() && kind.numerator != nullptr) {
    return metrics::value_of(kind, own->second);
  }
  if (const auto delivered = view.delivered.find(view.day); delivered != view.delivered.end()) {
    return delivered_value(kind, delivered->second);
  }
  return {};
}

Result<std::vector<overlay::Figure>> five_figures(Scene& scene, PersonTurns& turns, const DayView& view, const Roster& roster,
                                                  Depth depth) {
  const Somebody& somebody = turns.somebody();
  std::optional<GroupDay> group;
  if (depth == Depth::whole) {
    RIGONG_ASSIGN(group, GroupDay::load(scene, somebody, view, roster));
  }
  AtSameHour same_hour;
  SameHour cut(scene, turns);
  if (view.mode == Mode::live) {
    same_hour = [&](const metrics::FigureKind& kind, Day day) { return cut.value(kind, day); };
    // The cut moves on with every minute.
    scene.reading.valid_only_until(scene.now() - scene.now() % kMinuteMs + kMinuteMs);
  }
  const auto reported = reported_on(scene, somebody.person.group, view.day);
  std::optional<WithoutReported> without;
  if (!reported.empty() && view.source == "own") {
    RIGONG_ASSIGN(without, without_reported(scene, turns, view.day, reported));
  }
  std::vector<overlay::Figure> figures;
  for (const metrics::FigureKind* kind : metrics::self_check_figures()) {
    const Series series = view.source == "own" ? series_of(*kind, view.own) : series_of(*kind, view.delivered);
    const metrics::FigureValue value = value_on_day(*kind, view);
    overlay::Figure figure;
    figure.name = kind->name;
    figure.unit = kind->unit;
    figure.better = kind->better;
    figure.value = page(value);
    figure.status = status_on(scene, view, kind->finality);
    figure.goal = goal_of(scene, &somebody, *kind, view.day);
    figure.standing = standing_of(figure.goal, value);
    if (without) {
      if (const auto rest = without->value(*kind)) figure.without_reported = page(*rest);
    }
    const auto days = day_values(series, roster, somebody, view.day - kDaysBack, view.day);
    RIGONG_ASSIGN(figure.comparisons, comparisons_of(*kind, series, days, view.day, same_hour));
    if (depth == Depth::whole) {
      figure.group = spread_of(*kind, group->values(*kind), scene.may_with_all(team::Deed::see_team) ? Ends::told : Ends::hidden);
      figure.history = history_of(series, roster, somebody, view.day - (kHistoryDays - 1), view.day);
      figure.month = month_of(usual_goal_of(scene, &somebody, *kind, view.day), series, roster, somebody, view.day);
      figure.next = distance_of(*kind, figure.goal, value);
      if (view.source == "own" && kind->name == "response_mean_ms") {
        RIGONG_TRY(add_response_details(turns, view, figure));
      }
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace rigong::runtime
