// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/same_hour.h"

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/part_of_day.h"

namespace rigong::runtime {
namespace {

// The turn as somebody saw it at the instant: what came later had not come.
model::Turn seen_then(model::Turn turn, TimeMs instant, const ShopCalendar& calendar, DurationMs slow_after_ms) {
  if (turn.end == model::TurnEnd::waiting || turn.ended_at <= instant) return turn;
  const bool eligible = turn.turn_class == model::TurnClass::eligible;
  turn.end = model::TurnEnd::waiting;
  turn.ended_at = kNoTime;
  turn.decided_at = eligible ? calendar.exceeds_at(turn.clock_start_at, slow_after_ms) : kNoTime;
  turn.first_response = false;
  turn.slow = false;
  turn.leftover_in_time = false;
  return turn;
}

// A bot's answer and a courtesy are what they are, whenever they are seen.
bool counts(const model::Turn& turn, TimeMs instant) { return turn.clock_start_at < instant && turn.opened_at < instant; }

}  // namespace

TimeMs SameHour::instant(const ShopCalendar& calendar, TimeMs now, Day today, Day day) {
  const auto local = calendar.local(now - now % kMinuteMs);
  return calendar.from_local(day + (local.date - today), local.since_midnight);
}

Result<std::optional<metrics::FigureValue>> SameHour::value(const metrics::FigureKind& kind, Day day) {
  const bool ratings = is_of_ratings(kind);
  if (!ratings && !is_of_turns(kind)) return std::optional<metrics::FigureValue>();
  auto& known = ratings ? ratings_ : turns_;
  if (!known.contains(day)) {
    RIGONG_ASSIGN(known[day], ratings ? ratings_until(day) : turns_until(day));
  }
  return std::optional(metrics::value_of(kind, known[day]));
}

Result<model::DayFigures> SameHour::turns_until(Day day) {
  model::DayFigures sums;
  const model::MetricOptions& options = scene_.reading.rules.options();
  for (const std::string& shop : scene_.shops) {
    const ShopCalendar& calendar = scene_.reading.rules.calendar(shop);
    const TimeMs cut = instant(calendar, scene_.now(), scene_.today, day);
    metrics::FigureCounter counter(options, cut);
    RIGONG_ASSIGN(const auto* turns, person_turns_.on(day));
    for (const storage::TurnRow& row : *turns) {
      if (row.shop != shop || !counts(row.turn, cut)) continue;
      counter.add(conversation_id(row.where), seen_then(row.turn, cut, calendar, options.slow_after_ms));
    }
    for (const auto& row : counter.finish()) {
      if (somebody_.reps.contains(row.rep)) metrics::add_up(sums, row);
    }
  }
  return sums;
}

Result<model::DayFigures> SameHour::ratings_until(Day day) {
  return ratings_where(scene_, person_turns_, day, [&](const std::string& shop, TimeMs rated_at) {
    return rated_at < instant(scene_.reading.rules.calendar(shop), scene_.now(), scene_.today, day);
  });
}

}  // namespace rigong::runtime
