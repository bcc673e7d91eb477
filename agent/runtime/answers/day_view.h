// SPDX-License-Identifier: Apache-2.0
// One person's day as panel and sheet show it: which day, from which source, and the five figures of the self-check with
// everything beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/runtime/answers/person_turns.h"
#include "agent/runtime/answers/series.h"

namespace rigong::runtime {

struct DayView {
  Day day;
  overlay::Mode mode = overlay::Mode::empty;
  std::string source = "own";
  overlay::FigureStatus status = overlay::FigureStatus::live;
  std::int64_t customers = 0;
  TimeMs updated_at = 0;
  std::optional<Words> missing;
  bool anything = false;                         // Whether the day has figures of the person.
  bool not_yet = false;                          // A day gone by of which nothing has been imported or polled yet.
  std::map<Day, model::DayFigures> own;          // Where the source is "own": the days looked at.
  std::map<Day, DeliveredFigures> delivered;     // Else.
  std::vector<const metrics::FigureKind*> more;  // The row of the person's group.
};

// Chooses day and source: the day asked for, or today where messages come in, else the last day that has figures. not_found for a
// day to come.
[[nodiscard]] Result<DayView> choose_day(Scene& scene, const Somebody& somebody, std::optional<Day> asked);

enum class Depth { whole, sheet };  // A sheet has no history, month, group and words.
[[nodiscard]] Result<std::vector<overlay::Figure>> five_figures(Scene& scene, PersonTurns& turns, const DayView& view,
                                                                const Roster& roster, Depth depth);
// Whether the day lies after all that is known of the shops: what it was may still come.
[[nodiscard]] Result<bool> nothing_known_since(Scene& scene, Day day);
// A figure's status on the view's day.
[[nodiscard]] overlay::FigureStatus status_on(const Scene& scene, const DayView& view, metrics::Finality finality);
// The roster of the days that a view of `day` looks at, and of the rest of its month.
[[nodiscard]] Result<Roster> roster_around(Scene& scene, Day day);
// The figures that stand below the five for a group: pre-sales, after-sales, phone, any other.
[[nodiscard]] std::vector<const metrics::FigureKind*> row_of_group(const std::string& group);
// What a group's days taken together are told by: load, the five, first answers, the group's row.
[[nodiscard]] std::vector<const metrics::FigureKind*> figures_of_group(const std::string& group);
// The figure of any kind on the view's day.
[[nodiscard]] metrics::FigureValue value_on_day(const metrics::FigureKind& kind, const DayView& view);

}  // namespace rigong::runtime
