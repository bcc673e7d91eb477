// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/same_hour.h"

#include <set>

#include "agent/metrics/figures.h"
#include "agent/runtime/day_maker.h"

namespace rigong::runtime {
namespace {

std::uint64_t conversation_id(storage::ConversationRef ref) {
  return (static_cast<std::uint64_t>(ref.account) << 32) | ref.conversation;
}

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

bool of_turns(const metrics::FigureKind& kind) {
  static const std::set<std::string_view> names = {"response_mean_ms", "slow_share", "reply_rate", "first_response_mean_ms",
                                                   "first_response_in_time_rate"};
  return names.contains(kind.name);
}

}  // namespace

TimeMs SameHour::instant(const ShopCalendar& calendar, TimeMs now, Day today, Day day) {
  const auto local = calendar.local(now - now % kMinuteMs);
  return calendar.from_local(day + (local.date - today), local.since_midnight);
}

Result<std::optional<metrics::FigureValue>> SameHour::value(const metrics::FigureKind& kind, Day day) {
  const bool ratings = kind.name == "satisfaction";
  if (!ratings && !of_turns(kind)) return std::optional<metrics::FigureValue>();
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
  model::DayFigures sums;
  storage::ReadView& view = scene_.reading.view;
  DayMaker maker(scene_.reading.rules, scene_.cast.people());
  for (const std::string& shop : scene_.shops) {
    const ShopCalendar& calendar = scene_.reading.rules.calendar(shop);
    const TimeMs cut = instant(calendar, scene_.now(), scene_.today, day);
    RIGONG_ASSIGN(const auto ratings, view.ratings(shop, calendar.day_start(day), calendar.day_start(day + 1)));
    if (ratings.empty()) continue;
    // Whom a rating belongs to stands in its conversation. Mostly those in which the person had turns that day are all there are;
    // the stored count says whether they were.
    std::set<storage::ConversationRef> own;
    RIGONG_ASSIGN(const auto* turns, person_turns_.on(day));
    for (const storage::TurnRow& row : *turns) own.insert(row.where);
    std::int64_t wanted = 0;
    for (const model::RepNo rep : somebody_.reps) {
      RIGONG_ASSIGN(const auto stored, view.day_figures({day, day, shop, rep}));
      for (const auto& row : stored) wanted += row.figures.ratings;
    }
    for (const bool all : {false, true}) {
      model::DayFigures found;
      model::DayFigures until;
      for (const auto& rating : ratings) {
        if (rating.level == 0 || rating.appeal_upheld) continue;
        if (!all && rating.conversation != 0 && !own.contains({rating.account, rating.conversation})) continue;
        RIGONG_ASSIGN(const model::RepNo rep, maker.credited(view, shop, day, rating));
        if (!somebody_.reps.contains(rep)) continue;
        metrics::FigureCounter one(scene_.reading.rules.options(), cut);
        one.add(metrics::FigureCounter::CreditedRating{day, rep, rating.invited_at != kNoTime, rating.level, false});
        const auto row = one.finish().front();
        metrics::add_up(found, row);
        if (rating.rated_at < cut) metrics::add_up(until, row);
      }
      if (!all && found.ratings != wanted) continue;
      metrics::add_up(sums, until);
      break;
    }
  }
  return sums;
}

}  // namespace rigong::runtime
