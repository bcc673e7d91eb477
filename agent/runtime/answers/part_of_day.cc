// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/part_of_day.h"

#include <set>

#include "agent/metrics/figures.h"
#include "agent/runtime/day_maker.h"

namespace rigong::runtime {

bool is_of_turns(const metrics::FigureKind& kind) {
  static const std::set<std::string_view> names = {"response_mean_ms", "slow_share", "reply_rate", "first_response_mean_ms",
                                                   "first_response_in_time_rate"};
  return names.contains(kind.name);
}

bool is_of_ratings(const metrics::FigureKind& kind) { return kind.name == "satisfaction"; }

std::uint64_t conversation_id(storage::ConversationRef ref) {
  return (static_cast<std::uint64_t>(ref.account) << 32) | ref.conversation;
}

Result<model::DayFigures> turns_where(Scene& scene, PersonTurns& turns, Day day, const CountsAt& counts) {
  model::DayFigures sums;
  RIGONG_ASSIGN(const auto* rows, turns.on(day));
  for (const std::string& shop : scene.shops) {
    metrics::FigureCounter counter(scene.reading.rules.options(), scene.now());
    for (const storage::TurnRow& row : *rows) {
      if (row.shop != shop || !counts(shop, row.turn.opened_at)) continue;
      counter.as_of(scene.moments.of(row.where.account));
      counter.add(conversation_id(row.where), row.turn);
    }
    for (const auto& row : counter.finish()) {
      if (turns.somebody().reps.contains(row.rep)) metrics::add_up(sums, row);
    }
  }
  return sums;
}

Result<model::DayFigures> ratings_where(Scene& scene, PersonTurns& turns, Day day, const CountsAt& counts) {
  model::DayFigures sums;
  const Somebody& somebody = turns.somebody();
  storage::ReadView& view = scene.reading.view;
  DayMaker maker(scene.reading.rules, scene.cast.people());
  for (const std::string& shop : scene.shops) {
    const ShopCalendar& calendar = scene.reading.rules.calendar(shop);
    RIGONG_ASSIGN(const auto ratings, view.ratings(shop, calendar.day_start(day), calendar.day_start(day + 1)));
    if (ratings.empty()) continue;
    // Whom a rating belongs to stands in its conversation. Mostly those in which the person had turns that day are all there are;
    // the stored count says whether they were.
    std::set<storage::ConversationRef> own;
    RIGONG_ASSIGN(const auto* rows, turns.on(day));
    for (const storage::TurnRow& row : *rows) own.insert(row.where);
    std::int64_t wanted = 0;
    for (const model::RepNo rep : somebody.reps) {
      RIGONG_ASSIGN(const auto stored, view.day_figures({day, day, shop, rep}));
      for (const auto& row : stored) wanted += row.figures.ratings;
    }
    for (const bool all : {false, true}) {
      model::DayFigures found;
      model::DayFigures counted;
      for (const auto& rating : ratings) {
        if (rating.level == 0 || rating.appeal_upheld) continue;
        if (!all && rating.conversation != 0 && !own.contains({rating.account, rating.conversation})) continue;
        RIGONG_ASSIGN(const model::RepNo rep, maker.credited(view, shop, day, rating));
        if (!somebody.reps.contains(rep)) continue;
        metrics::FigureCounter one(scene.reading.rules.options(), scene.now());
        one.add(metrics::FigureCounter::CreditedRating{day, rep, rating.invited_at != kNoTime, rating.level, false});
        const auto row = one.finish().front();
        metrics::add_up(found, row);
        if (counts(shop, rating.rated_at)) metrics::add_up(counted, row);
      }
      if (!all && found.ratings != wanted) continue;
      metrics::add_up(sums, counted);
      break;
    }
  }
  return sums;
}

}  // namespace rigong::runtime
