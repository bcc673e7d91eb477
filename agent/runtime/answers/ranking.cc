// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/rank_days.h"
#include "agent/runtime/answers/series.h"
#include "agent/runtime/public_ranking.h"
#include "agent/team/stage.h"

namespace rigong::runtime {
namespace {

using overlay::RankBy;

// In this order on page and post. Speed never without satisfaction before it.
constexpr std::array kFigures = {"satisfaction", "response_mean_ms", "slow_share", "reply_rate", "first_response_in_time_rate",
                                 "fcr_rate",     "conversion_rate",  "sales_fen"};
// What only a group that sells is ranked by: one in whose row on the panel it stands.
bool sells(const std::string& figure) { return figure == "conversion_rate" || figure == "sales_fen"; }

team::RankPeriod period_of(RankBy by) {
  switch (by) {
    case RankBy::week:
      return team::RankPeriod::week;
    case RankBy::month:
      return team::RankPeriod::month;
    case RankBy::day:
      break;
  }
  return team::RankPeriod::day;
}

overlay::LeftOut page(team::LeftOut why) {
  switch (why) {
    case team::LeftOut::off:
      return overlay::LeftOut::off;
    case team::LeftOut::newcomer:
      return overlay::LeftOut::newcomer;
    case team::LeftOut::no_value:
      return overlay::LeftOut::no_value;
    case team::LeftOut::alone:
      return overlay::LeftOut::alone;
    case team::LeftOut::few:
      break;
  }
  return overlay::LeftOut::few;
}

overlay::TitleKind page(team::Title title) {
  switch (title) {
    case team::Title::best_response:
      return overlay::TitleKind::best_response;
    case team::Title::high_conversion:
      return overlay::TitleKind::high_conversion;
    case team::Title::service_star:
      break;
  }
  return overlay::TitleKind::service_star;
}

// Everybody who ever belonged to the group as it is: of each, days outside their time with the team count for nothing.
std::vector<const Somebody*> all_of(const Cast& cast, const std::string& group) {
  std::vector<const Somebody*> all;
  for (const Somebody& each : cast.everybody()) {
    if (each.person.group == group) all.push_back(&each);
  }
  return all;
}

// What one group's ranking is made of.
struct Board {
  Scene& scene;
  const RankSpan& span;
  const RankDays& days;
  RankBy by = RankBy::day;
  std::vector<const metrics::FigureKind*> kinds = {};
  std::map<std::string, model::Member> members = {};

  [[nodiscard]] std::vector<team::RankedFigure> figures(const std::string& group) const {
    std::vector<team::RankedFigure> all;
    for (const metrics::FigureKind* kind : kinds) {
      Somebody anybody;
      anybody.person.group = group;
      // One goal for all of a group, so that nobody gets ahead by a smaller one.
      const auto goal = usual_goal_of(scene, &anybody, *kind, span.to);
      std::optional<double> number;
      if (goal) number = kind->better == model::Better::lower ? goal->high : goal->low;
      all.push_back({std::string(kind->name), kind->better, number});
    }
    return all;
  }

  [[nodiscard]] team::Entrant entrant(const Somebody& somebody) const {
    team::Entrant entrant;
    entrant.id = somebody.person.id;
    entrant.off = days.off(somebody);
    if (const auto member = members.find(entrant.id); member != members.end()) {
      const Day then = by == RankBy::day ? span.to - 7 : span.before_to;
      entrant.newcomer = team::stage_on(member->second, span.to) == model::Stage::newcomer;
      entrant.newcomer_then = team::stage_on(member->second, then) == model::Stage::newcomer;
      entrant.unnamed = member->second.unnamed;
    }
    return entrant;
  }

  [[nodiscard]] std::vector<team::Entrant> entrants(const std::vector<const Somebody*>& people, RankDays::Days which) const {
    std::vector<team::Entrant> all;
    for (const Somebody* each : people) {
      all.push_back(entrant(*each));
      for (const metrics::FigureKind* kind : kinds) all.back().entries.push_back(days.entry(*kind, *each, which));
    }
    return all;
  }

  [[nodiscard]] const overlay::Person& person(const std::string& id) const { return scene.cast.find(id)->person; }
};

// Whether there is anything to rank by the figure: one in which nobody sold anything is none.
bool worth_ranking(const std::string& figure, const std::vector<team::Entrant>& entrants, std::size_t index) {
  return std::any_of(entrants.begin(), entrants.end(), [&](const team::Entrant& each) {
    const team::Entry& entry = each.entries[index];
    // A period in which nobody was rated, of a shop whose customers rate, is one in which speed alone would decide.
    if (figure == "satisfaction" && (entry.before.value || entry.week_ago.value)) return true;
    return entry.now.value && (!sells(figure) || entry.now.numerator != 0);
  });
}

// Of all figures that the group may be ranked by, those with something to rank. Returns the people's entries in them.
std::vector<team::Entrant> choose_figures(Board& board, const std::string& group, const std::vector<const Somebody*>& people) {
  const auto row = row_of_group(group);
  for (const char* figure : kFigures) {
    const metrics::FigureKind* kind = metrics::find_figure(figure);
    if (!sells(figure) || std::find(row.begin(), row.end(), kind) != row.end()) board.kinds.push_back(kind);
  }
  std::vector<team::Entrant> entrants = board.entrants(people, RankDays::Days::all);
  for (std::size_t i = board.kinds.size(); i-- > 0;) {
    if (worth_ranking(std::string(board.kinds[i]->name), entrants, i)) continue;
    board.kinds.erase(board.kinds.begin() + static_cast<std::ptrdiff_t>(i));
    for (team::Entrant& each : entrants) each.entries.erase(each.entries.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return entrants;
}

overlay::RankingFigure page_of(const Board& board, const team::FigureRanking& ranking, const metrics::FigureKind* kind) {
  overlay::RankingFigure figure;
  figure.name = ranking.figure;
  figure.unit = kind != nullptr ? kind->unit : overlay::Unit::count;
  figure.better = ranking.better;
  figure.goal = ranking.goal;
  if (kind != nullptr) figure.least = team::find_rankable(ranking.figure)->least(period_of(board.by));
  figure.people = static_cast<std::int64_t>(ranking.people);
  std::vector<metrics::FigureValue> values;
  for (const team::Place& place : ranking.places) {
    overlay::RankingPlace one{
        board.person(place.id), place.place, runtime::page(place.measure), place.change, place.week_change, {}, place.gap};
    if (place.moved) one.moved = *place.moved;
    figure.places.push_back(std::move(one));
    if (!place.measure.few) values.push_back({place.measure.value, place.measure.numerator, place.measure.denominator, false});
  }
  for (const team::Unplaced& each : ranking.unplaced) {
    figure.unplaced.push_back({board.person(each.id), page(each.why), runtime::page(each.measure)});
  }
  metrics::FigureKind plain;
  plain.better = ranking.better;
  figure.spread = spread_of(kind != nullptr ? *kind : plain, values, Ends::told);
  return figure;
}

void add_total(const Board& board, const metrics::FigureKind& kind, const std::vector<const Somebody*>& group,
               overlay::RankingFigure& figure) {
  const RankTotal total = board.days.total(kind, group);
  if (!total.entry.now.value) return;
  figure.total = runtime::page(total.entry.now);
  figure.total_people = static_cast<std::int64_t>(total.people);
  figure.total_change = team::difference(total.entry.now, total.entry.before);
  figure.total_week_change = team::difference(total.entry.now, total.entry.week_ago);
  figure.total_gap = team::gap_to(figure.goal, kind.better, total.entry.now);
  if (!figure.goal) return;
  const auto month = board.days.month(kind, group, *figure.goal);
  if (month) figure.month = {*figure.goal, month->gap.so_far, month->gap.gap, month->gap.needed, month->days_left};
}

std::vector<overlay::RankingGroup> beside(const Board& board, const std::string& name) {
  std::vector<overlay::RankingGroup> all;
  for (const std::string& group : board.scene.cast.groups()) {
    if (group == name) continue;
    overlay::RankingGroup one{group, {}};
    const auto people = all_of(board.scene.cast, group);
    const auto goals = board.figures(group);
    for (std::size_t i = 0; i < goals.size(); ++i) {
      const RankTotal total = board.days.total(*board.kinds[i], people);
      const team::Entry& entry = total.entry;
      if (!entry.now.value) continue;
      one.cells.push_back({goals[i].figure, runtime::page(entry.now), static_cast<std::int64_t>(total.people),
                           team::difference(entry.now, board.by == RankBy::day ? entry.week_ago : entry.before),
                           team::gap_to(goals[i].goal, goals[i].better, entry.now)});
    }
    if (!one.cells.empty()) all.push_back(std::move(one));
  }
  return all;
}

// Which group is asked for; refuses one whose ranking the subject may not see as if it did not exist.
Result<std::string> chosen_group(const std::vector<std::string>& groups, const team::Subject& subject, const std::string& asked) {
  const auto has = [&](const std::string& group) { return std::find(groups.begin(), groups.end(), group) != groups.end(); };
  std::string name = asked;
  if (name.empty() && !subject.group.empty() && has(subject.group)) name = subject.group;
  if (name.empty() && !groups.empty()) name = groups.front();
  const bool known = groups.empty() ? name.empty() && team::may(subject, team::Deed::see_board, {"", ""}) : has(name);
  if (known) return name;
  return fail(ErrorKind::not_found, "没有这个组的榜单。请从组别里选一个。",
              "There is no ranking of that group. Choose one of those offered.");
}

}  // namespace

Result<overlay::Ranking> answer_ranking(Reading& reading, const overlay::RankingQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  const team::Subject subject = scene.subject();
  std::vector<std::string> groups = scene.cast.groups();
  std::erase_if(groups, [&](const std::string& group) { return !team::may(subject, team::Deed::see_board, {"", group}); });
  RIGONG_ASSIGN(const std::string name, chosen_group(groups, subject, query.group));
  if (query.day && scene.today < *query.day) return day_to_come(*query.day);
  const bool full = team::may(subject, team::Deed::see_team, {"", name});
  if (full) scene.looks_at_group(name);

  const RankSpan span = rank_span(query.by, query.day.value_or(scene.today - 1), scene.today);
  const std::vector<const Somebody*> group = all_of(scene.cast, name);
  std::vector<const Somebody*> ranked;  // Those who lead are not.
  for (const Somebody* each : scene.cast.group_on(name, span.to)) {
    if (each->person.role == overlay::Role::rep) ranked.push_back(each);
  }
  RIGONG_ASSIGN(const RankDays days, RankDays::load(scene, span, group));
  Board board{scene, span, days, query.by};
  RIGONG_ASSIGN(const auto members, reading.view.members());
  for (const model::Member& member : members) board.members.emplace(member.id, member);
  const std::vector<team::Entrant> entrants = choose_figures(board, name, ranked);
  const std::vector<team::RankedFigure> figures = board.figures(name);
  const team::RankPeriod period = period_of(query.by);

  overlay::Ranking ranking;
  ranking.group = name;
  ranking.groups = groups;
  ranking.shop = query.shop;
  ranking.by = query.by;
  ranking.from = span.from;
  ranking.to = span.to;
  ranking.today = scene.today;
  ranking.source = days.source();
  ranking.status = runtime::page(days.status(scene, group));
  ranking.special = days.special();
  ranking.special_before = days.special_before();
  ranking.full = true;
  ranking.people = std::count_if(entrants.begin(), entrants.end(), [](const team::Entrant& each) { return !each.off; });
  for (std::size_t i = 0; i < figures.size(); ++i) {
    overlay::RankingFigure figure = page_of(board, team::rank(figures[i], i, period, entrants), board.kinds[i]);
    add_total(board, *board.kinds[i], group, figure);
    ranking.figures.push_back(std::move(figure));
  }
  const team::Composite composite = team::composite(figures, period, entrants);
  ranking.composite_of = composite.figures;
  ranking.composite = page_of(board, composite.ranking, nullptr);
  // Special days are no measure of getting better.
  const auto usual = query.by == RankBy::day ? entrants : board.entrants(ranked, RankDays::Days::usual);
  for (const team::Improved& each : team::most_improved(figures, period, usual)) {
    ranking.improved.push_back({board.person(each.id), each.points});
  }
  // A title is not taken back, so it waits until nothing changes.
  if (query.by == RankBy::month && span.over && ranking.status == overlay::FigureStatus::final) {
    for (const team::Titled& each : team::titles(figures, entrants, {})) {
      overlay::RankingTitle title{page(each.title), {}, runtime::page(each.measure)};
      for (const std::string& id : each.ids) title.people.push_back(board.person(id));
      ranking.titles.push_back(std::move(title));
    }
  }
  ranking.beside = beside(board, name);
  if (const auto self = board.members.find(subject.person); self != board.members.end()) ranking.named = !self->second.unnamed;
  for (const team::Entrant& each : entrants) {
    if (each.unnamed) ranking.unnamed.push_back(each.id);
  }
  if (!full) make_public(ranking);
  return ranking;
}

}  // namespace rigong::runtime
