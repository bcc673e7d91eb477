// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/public_ranking.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "agent/team/ranking.h"

namespace rigong::runtime {
namespace {

constexpr auto kSmallest = static_cast<std::int64_t>(team::kSmallestRanking);

// Counts stay where they are what is told ("17/20").
void without_parts(overlay::Value& value) {
  if (!value.few) value.numerator = value.denominator = 0;
}

void keep_public(overlay::RankingFigure& figure, bool small, const std::set<std::string>& unnamed) {
  if (small || figure.total_people < kSmallest) {
    figure.total.reset();
    figure.total_change.reset();
    figure.total_week_change.reset();
    figure.total_gap.reset();
    figure.month.reset();
  }
  if (figure.total) without_parts(*figure.total);
  figure.unplaced.clear();
  if (figure.spread) {
    figure.spread->best.reset();
    figure.spread->lowest.reset();
  }
  std::vector<int> places;
  for (const overlay::RankingPlace& each : figure.places) places.push_back(static_cast<int>(each.place));
  figure.places.resize(team::told_in_public(places));
  std::erase_if(figure.places, [&](const overlay::RankingPlace& each) { return unnamed.contains(each.person.id); });
  for (overlay::RankingPlace& each : figure.places) {
    each.moved.reset();
    without_parts(each.value);
  }
}

}  // namespace

void make_public(overlay::Ranking& ranking) {
  if (!ranking.full) return;
  const bool small = ranking.people < kSmallest;
  const std::set<std::string> unnamed(ranking.unnamed.begin(), ranking.unnamed.end());
  const auto hidden = [&](const overlay::Person& person) { return unnamed.contains(person.id); };
  keep_public(ranking.composite, small, unnamed);
  for (overlay::RankingFigure& figure : ranking.figures) keep_public(figure, small, unnamed);
  std::erase_if(ranking.improved, [&](const overlay::RankingImproved& each) { return hidden(each.person); });
  for (overlay::RankingTitle& title : ranking.titles) {
    std::erase_if(title.people, hidden);
    without_parts(title.value);
  }
  std::erase_if(ranking.titles, [](const overlay::RankingTitle& title) { return title.people.empty(); });
  for (overlay::RankingGroup& group : ranking.beside) {
    std::erase_if(group.cells, [](const overlay::RankingGroupCell& cell) { return cell.people < kSmallest; });
    for (overlay::RankingGroupCell& cell : group.cells) without_parts(cell.value);
  }
  std::erase_if(ranking.beside, [](const overlay::RankingGroup& group) { return group.cells.empty(); });
  ranking.unnamed.clear();
  ranking.full = false;
}

}  // namespace rigong::runtime
