// SPDX-License-Identifier: Apache-2.0
#include "agent/team/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rigong::team {
namespace {

using model::Better;

constexpr std::array kRankable = {
    // Ratings are rare; the Wilson bound looks after small numbers.
    Rankable{"satisfaction", 3, 10, 30, true},
    Rankable{"response_mean_ms", 10, 30, 100, true},
    Rankable{"slow_share", 10, 30, 100, true},
    Rankable{"reply_rate", 10, 30, 100, true},
    Rankable{"first_response_mean_ms", 10, 30, 100, false},
    Rankable{"first_response_in_time_rate", 10, 30, 100, false},
    Rankable{"fcr_rate", 10, 30, 100, false},
    Rankable{"conversion_rate", 10, 30, 100, true},
    // A sum: whoever takes more gains.
    Rankable{"sales_fen", 0, 0, 0, false},
};

constexpr std::string_view kSatisfaction = "satisfaction";
constexpr std::size_t kToldPlaces = 3;
constexpr double kMostPoints = 120;
constexpr double kPointsAtGoal = 100;
// Values are quotients of whole numbers: what differs by less is equal.
constexpr double kTiny = 1e-9;

bool equal(double a, double b) { return std::abs(a - b) <= kTiny * std::max({1.0, std::abs(a), std::abs(b)}); }

bool better_than(double a, double b, Better better) { return !equal(a, b) && (better == Better::lower ? a < b : a > b); }

bool enough(const Measure& measure, double least) { return measure.value && measure.rank_by && measure.denominator >= least; }

struct Placed {
  std::size_t entrant = 0;
  double rank_by = 0;
  int place = 0;
};

// Best first, places shared by equals; entrants keep their order among equals. Sorted by the numbers as they are, since "equal
// but for a tiny difference" is no order to sort by: a may equal b, and b equal c, while a and c differ.
std::vector<Placed> in_order(std::vector<Placed> all, Better better) {
  const double sign = better == Better::lower ? 1 : -1;
  std::sort(all.begin(), all.end(), [&](const Placed& a, const Placed& b) { return sign * a.rank_by < sign * b.rank_by; });
  const auto by_entrant = [](const Placed& a, const Placed& b) { return a.entrant < b.entrant; };
  for (auto first = all.begin(); first != all.end();) {
    const auto next = std::find_if(first, all.end(), [&](const Placed& each) { return !equal(each.rank_by, first->rank_by); });
    const int place = static_cast<int>(first - all.begin()) + 1;
    for (auto each = first; each != next; ++each) each->place = place;
    std::sort(first, next, by_entrant);
    first = next;
  }
  return all;
}

// The one way to a ranking: measures of one figure, or points.
FigureRanking rank_entries(const RankedFigure& figure, double least, std::span<const Entrant> entrants,
                           const std::vector<const Entry*>& entries) {
  FigureRanking ranking;
  ranking.figure = figure.figure;
  ranking.better = figure.better;
  ranking.goal = figure.goal;
  std::vector<Placed> now;
  std::vector<Placed> before;
  for (std::size_t i = 0; i < entrants.size(); ++i) {
    const Entrant& entrant = entrants[i];
    const Measure& measure = entries[i]->now;
    const auto leave_out = [&](LeftOut why) { ranking.unplaced.push_back({entrant.id, why, measure}); };
    if (entrant.off) {
      leave_out(LeftOut::off);
    } else if (entrant.newcomer) {
      leave_out(LeftOut::newcomer);
    } else if (!measure.value || !measure.rank_by) {
      leave_out(measure.denominator > 0 ? LeftOut::few : LeftOut::no_value);
    } else if (!enough(measure, least)) {
      leave_out(LeftOut::few);
    } else {
      now.push_back({i, *measure.rank_by, 0});
    }
    if (!entrant.newcomer && enough(entries[i]->before, least)) before.push_back({i, *entries[i]->before.rank_by, 0});
  }
  ranking.people = now.size();
  ranking.places.reserve(now.size());
  if (now.size() < kSmallestRanking) {
    for (const Placed& each : now)
      ranking.unplaced.push_back({entrants[each.entrant].id, LeftOut::alone, entries[each.entrant]->now});
    return ranking;
  }

  before = in_order(std::move(before), figure.better);
  if (before.size() < kSmallestRanking) before.clear();
  std::vector<int> place_before(entrants.size(), 0);
  for (const Placed& each : before) place_before[each.entrant] = each.place;
  for (const Placed& each : in_order(std::move(now), figure.better)) {
    const Entry& entry = *entries[each.entrant];
    Place place;
    place.id = entrants[each.entrant].id;
    place.place = each.place;
    place.measure = entry.now;
    place.change = difference(entry.now, entry.before);
    place.week_change = difference(entry.now, entry.week_ago);
    if (const int was = place_before[each.entrant]; was != 0) place.moved = was - each.place;
    place.gap = gap_to(figure.goal, figure.better, entry.now);
    ranking.places.push_back(std::move(place));
  }
  return ranking;
}

bool in_composite(const RankedFigure& figure) {
  const Rankable* known = find_rankable(figure.figure);
  return known != nullptr && known->in_composite && figure.goal && *figure.goal > 0;
}

using Which = Measure Entry::*;

// One that may be in a composite, and from how many on somebody has enough of it.
struct Part {
  std::size_t figure = 0;
  double least = 0;
};

// The figures that count: those with a goal of which at least half of those who are there have enough. None where satisfaction is
// known and does not count.
std::vector<Part> composite_parts(std::span<const RankedFigure> figures, RankPeriod period, std::span<const Entrant> entrants) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (in_composite(figures[i])) parts.push_back({i, find_rankable(figures[i].figure)->least(period)});
  }
  const auto has = [](const Entrant& entrant, const Part& part) {
    return !entrant.off && !entrant.newcomer && enough(entrant.entries[part.figure].now, part.least);
  };
  const auto there = std::count_if(entrants.begin(), entrants.end(), [&](const Entrant& entrant) {
    return std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return has(entrant, part); });
  });
  std::erase_if(parts, [&](const Part& part) {
    const auto have = std::count_if(entrants.begin(), entrants.end(), [&](const Entrant& each) { return has(each, part); });
    return have == 0 || have * 2 < there;
  });
  const auto is_satisfaction = [](const auto& figure) { return figure.figure == kSatisfaction; };
  const bool known = std::any_of(figures.begin(), figures.end(), is_satisfaction);
  const bool counts =
      std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return is_satisfaction(figures[part.figure]); });
  if (known && !counts) parts.clear();
  return parts;
}

// How far the lower bound lies under the value for the group's median number of ratings: what everybody's is put back by. 1 for
// figures whose value decides by itself.
double usual_share_of_bound(const Part& part, std::span<const Entrant> entrants, Which which) {
  std::vector<double> shares;
  for (const Entrant& entrant : entrants) {
    const Measure& one = entrant.entries[part.figure].*which;
    if (enough(one, part.least) && *one.value > 0 && *one.rank_by > 0) shares.push_back(*one.rank_by / *one.value);
  }
  if (shares.empty()) return 1;
  const auto middle = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
  std::nth_element(shares.begin(), middle, shares.end());
  return *middle;
}

Measure composite_of(std::span<const RankedFigure> figures, std::span<const Part> chosen, std::span<const double> usual,
                     const Entrant& entrant, Which which) {
  Measure measure;
  double sum = 0;
  std::size_t enough_of = 0;
  bool any = false;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Measure& one = entrant.entries[chosen[i].figure].*which;
    any = any || one.value.has_value();
    if (!enough(one, chosen[i].least)) continue;
    ++enough_of;
    const RankedFigure& figure = figures[chosen[i].figure];
    sum += *points(figure, figure.figure == kSatisfaction ? *one.rank_by / usual[i] : *one.value);
  }
  if (enough_of < chosen.size() || chosen.empty()) {
    // With something, and not enough of everything.
    measure.denominator = any ? static_cast<double>(chosen.size()) : 0;
    return measure;
  }
  measure.numerator = sum;
  measure.denominator = static_cast<double>(chosen.size());
  // A tenth of a point is as fine as anybody should be told apart by.
  measure.value = std::round(sum / measure.denominator * 10) / 10;
  measure.rank_by = measure.value;
  return measure;
}

struct Composed {
  std::vector<Part> parts;
  std::vector<Entry> entries;  // Of each entrant, in points.
};
Composed compose(std::span<const RankedFigure> figures, RankPeriod period, std::span<const Entrant> entrants) {
  Composed all;
  all.parts = composite_parts(figures, period, entrants);
  all.entries.resize(entrants.size());
  for (const Which which : {&Entry::now, &Entry::before, &Entry::week_ago}) {
    std::vector<double> usual;
    for (const Part& part : all.parts) usual.push_back(usual_share_of_bound(part, entrants, which));
    for (std::size_t i = 0; i < entrants.size(); ++i)
      all.entries[i].*which = composite_of(figures, all.parts, usual, entrants[i], which);
  }
  return all;
}

std::optional<std::size_t> index_of(std::span<const RankedFigure> figures, std::string_view name) {
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].figure == name) return i;
  }
  return std::nullopt;
}

bool reached(const RankedFigure& figure, const Measure& measure, double over) {
  if (!figure.goal || !measure.value) return false;
  const double wanted = figure.better == Better::lower ? *figure.goal * (1 - over) : *figure.goal * (1 + over);
  return equal(*measure.value, wanted) || better_than(*measure.value, wanted, figure.better);
}

}  // namespace

double Rankable::least(RankPeriod period) const {
  switch (period) {
    case RankPeriod::day:
      return least_of_day;
    case RankPeriod::week:
      return least_of_week;
    default:
      return least_of_month;
  }
}

std::span<const Rankable> rankable() { return kRankable; }

const Rankable* find_rankable(std::string_view figure) {
  const auto found =
      std::find_if(kRankable.begin(), kRankable.end(), [&](const Rankable& each) { return each.figure == figure; });
  return found != kRankable.end() ? &*found : nullptr;
}

FigureRanking rank(const RankedFigure& figure, std::size_t index, RankPeriod period, std::span<const Entrant> entrants) {
  const Rankable* known = find_rankable(figure.figure);
  if (known == nullptr) {
    FigureRanking none;
    none.figure = figure.figure;
    none.better = figure.better;
    return none;
  }
  std::vector<const Entry*> entries;
  for (const Entrant& entrant : entrants) entries.push_back(&entrant.entries[index]);
  return rank_entries(figure, known->least(period), entrants, entries);
}

std::optional<double> difference(const Measure& now, const Measure& then) {
  const bool told = now.value && then.value && !now.few && !then.few;
  return told ? std::optional(*now.value - *then.value) : std::nullopt;
}

std::optional<double> gap_to(const std::optional<double>& goal, Better better, const Measure& measure) {
  if (!goal || !measure.value || measure.few) return std::nullopt;
  return better == Better::lower ? *goal - *measure.value : *measure.value - *goal;
}

std::size_t told_in_public(std::span<const int> places) {
  const std::size_t upper_half = (places.size() + 1) / 2;
  std::size_t told = 0;
  for (std::size_t i = 0; i < places.size() && static_cast<std::size_t>(places[i]) <= kToldPlaces; ++i) {
    const bool last_of_equals = i + 1 == places.size() || places[i + 1] != places[i];
    if (!last_of_equals) continue;
    if (i + 1 > upper_half) break;
    told = i + 1;
  }
  return told;
}

std::optional<double> points(const RankedFigure& figure, const std::optional<double>& value) {
  if (!figure.goal || *figure.goal <= 0 || !value) return std::nullopt;
  if (figure.better == Better::lower) {
    return *value <= 0 ? kMostPoints : std::min(kMostPoints, kPointsAtGoal * *figure.goal / *value);
  }
  return std::clamp(kPointsAtGoal * *value / *figure.goal, 0.0, kMostPoints);
}

Composite composite(std::span<const RankedFigure> figures, RankPeriod period, std::span<const Entrant> entrants) {
  const Composed all = compose(figures, period, entrants);
  Composite made;
  for (const Part& part : all.parts) made.figures.push_back(figures[part.figure].figure);
  std::vector<const Entry*> entries;
  for (const Entry& entry : all.entries) entries.push_back(&entry);
  made.ranking = rank_entries({"composite", Better::higher, kPointsAtGoal}, 1, entrants, entries);
  return made;
}

std::vector<Improved> most_improved(std::span<const RankedFigure> figures, RankPeriod period, std::span<const Entrant> entrants) {
  const Composed all = compose(figures, period, entrants);
  const auto there = std::count_if(all.entries.begin(), all.entries.end(), [](const Entry& entry) { return entry.now.value; });
  if (static_cast<std::size_t>(there) < kSmallestRanking) return {};
  std::vector<Improved> best;
  for (std::size_t i = 0; i < entrants.size(); ++i) {
    const Measure& then = period == RankPeriod::day ? all.entries[i].week_ago : all.entries[i].before;
    const Entrant& one = entrants[i];
    if (one.off || one.newcomer || one.newcomer_then || one.unnamed || !all.entries[i].now.value || !then.value) continue;
    const double grown = *all.entries[i].now.value - *then.value;
    if (grown < 1 - kTiny) continue;
    if (!best.empty() && better_than(grown, best.front().points, Better::higher)) best.clear();
    if (best.empty() || equal(grown, best.front().points)) best.push_back({entrants[i].id, grown});
  }
  return best;
}

std::vector<Titled> titles(std::span<const RankedFigure> figures, std::span<const Entrant> entrants, const TitleRules& rules) {
  const auto satisfaction = index_of(figures, "satisfaction");
  const auto response = index_of(figures, "response_mean_ms");
  const auto conversion = index_of(figures, "conversion_rate");
  const auto entrant_of = [&](const std::string& id) {
    return std::find_if(entrants.begin(), entrants.end(), [&](const Entrant& each) { return each.id == id; });
  };
  std::vector<Titled> all;
  const auto give = [&](Title title, std::optional<std::size_t> index, double over, std::optional<std::size_t> beside) {
    if (!index) return;
    const FigureRanking ranking = rank(figures[*index], *index, RankPeriod::month, entrants);
    Titled titled{title, {}, {}};
    for (const Place& place : ranking.places) {
      if (place.place != 1 || !reached(figures[*index], place.measure, over)) continue;
      if (beside) {
        const Measure& other = entrant_of(place.id)->entries[*beside].now;
        const double least = find_rankable(figures[*beside].figure)->least(RankPeriod::month);
        if (!enough(other, least) || !reached(figures[*beside], other, 0)) continue;
      }
      titled.ids.push_back(place.id);
      titled.measure = place.measure;
    }
    if (!titled.ids.empty()) all.push_back(std::move(titled));
  };
  // Speed stands beside satisfaction: without the one there is no title for the other.
  if (response) give(Title::service_star, satisfaction, 0, response);
  if (satisfaction) give(Title::best_response, response, rules.over_goal, satisfaction);
  give(Title::high_conversion, conversion, rules.over_goal, std::nullopt);
  return all;
}

}  // namespace rigong::team
