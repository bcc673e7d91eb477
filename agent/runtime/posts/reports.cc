// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "agent/base/holidays.h"
#include "agent/base/text.h"
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/roster.h"
#include "agent/runtime/answers/scene.h"
#include "agent/runtime/board.h"
#include "agent/runtime/correction.h"
#include "agent/runtime/customer_names.h"
#include "agent/runtime/posts/written.h"

namespace rigong::runtime {
namespace {

using overlay::RankBy;

constexpr int kDaysBack = 2;
// From the month's first day that may carry its report to any of it.
constexpr int kMonthDays = 31;

RankBy by_of(team::RankPeriod period) {
  switch (period) {
    case team::RankPeriod::week:
      return RankBy::week;
    case team::RankPeriod::month:
      return RankBy::month;
    case team::RankPeriod::day:
      break;
  }
  return RankBy::day;
}

// Whether none of the people was to be there; false where nobody's shifts are known.
bool nobody_there(const Roster& roster, const std::vector<const Somebody*>& people, Day day) {
  return !people.empty() &&
         std::all_of(people.begin(), people.end(), [&](const Somebody* each) { return roster.off(*each, day); });
}

// How far back a period may end that is still corrected: the day before a long holiday is told of when it is over.
int corrected_back(RankBy by) { return by == RankBy::month ? 62 : 16; }

// What the target was told of the periods before the ranking's, by what it was told last of each. Corrections are a report's last
// lines: they were told where all of its messages arrived.
Result<ToldPeriods> told_to(storage::ReadView& view, const PostTarget& target, const overlay::Ranking& ranking) {
  const Day first = ranking.to - corrected_back(ranking.by);
  const std::string report = report_name(ranking.by);
  // Of later days too: an older report that is posted by hand repeats nothing that was corrected since.
  RIGONG_ASSIGN(auto posts, view.posts(first, ranking.today));
  std::erase_if(posts, [&](const model::Post& post) {
    return post.key.report != report || post.key.group != ranking.group || post.key.target != target.name ||
           is_lost_picture(post);
  });
  std::set<Day> in_part;
  for (const model::Post& post : posts) {
    if (post.state != model::PostState::sent) in_part.insert(post.key.day);
  }
  std::sort(posts.begin(), posts.end(), [](const auto& a, const auto& b) { return a.tried_at < b.tried_at; });
  ToldPeriods all;
  for (const model::Post& post : posts) {
    if (post.state != model::PostState::sent || post.told.empty()) continue;
    for (auto& [day, told] : told_from_text(post.told)) {
      if (day < first || day >= ranking.to || (day != post.key.day && in_part.contains(post.key.day))) continue;
      all.insert_or_assign(day, std::move(told));
    }
  }
  return all;
}

// At most so many stand in a ranking of the day: those who lead are in none. Who is off is known only from the ranking.
bool enough_people(const Cast& cast, const std::string& group, Day day) {
  const auto people = cast.group_on(group, day);
  const auto reps =
      std::count_if(people.begin(), people.end(), [](const Somebody* each) { return each->person.role == overlay::Role::rep; });
  return static_cast<std::size_t>(reps) >= team::kSmallestRanking;
}

}  // namespace

std::string report_name(RankBy by) { return fmt::format("ranking.{}", word(by)); }

std::optional<RankBy> period_of_report(std::string_view name) {
  for (const RankBy by : {RankBy::day, RankBy::week, RankBy::month}) {
    if (report_name(by) == name) return by;
  }
  return std::nullopt;
}

Result<std::vector<std::string>> groups_of(const PostTarget& target, const Cast& cast) {
  std::vector<std::string> groups = cast.groups();
  if (!target.group.empty()) {
    if (std::find(groups.begin(), groups.end(), target.group) == groups.end()) {
      return fail(ErrorKind::not_found,
                  fmt::format("团队里没有“{}”这个小组，不能发它的榜。请核对 rigong.toml 里这张 [[group]] 表的 group。",
                              one_line(target.group)),
                  fmt::format("The team has no group {}, so its ranking cannot be posted. Check `group` of that [[group]] table "
                              "in rigong.toml.",
                              one_line(target.group)));
    }
    return std::vector{target.group};
  }
  // What is asked about no group is answered about the first.
  if (groups.size() > 1) std::erase(groups, std::string());
  return groups;
}

Result<std::vector<Scheduled>> scheduled(storage::ReadView& view, const config::Config& config, const PostTarget& target,
                                         TimeMs now) {
  ShopRules rules(config);
  const ShopCalendar& calendar = rules.calendar(config.shop.id);
  const Day today = calendar.day_of(now);
  RIGONG_ASSIGN(const Cast cast, Cast::load(view, today));
  RIGONG_ASSIGN(const Roster roster, Roster::load(view, cast, {}, today - kDaysBack - kMonthDays, today));
  RIGONG_ASSIGN(const auto groups, groups_of(target, cast));
  std::vector<Scheduled> all;
  for (const std::string& group : groups) {
    const auto people = cast.group_on(group, today);
    const auto quiet = [&](Day day) { return (target.rests && !offices_work(day)) || nobody_there(roster, people, day); };
    for (Day day = today - kDaysBack; day <= today; day = day + 1) {
      for (const team::DueReport& due : team::due_on(day, target.plan, quiet)) {
        Scheduled one;
        one.by = by_of(due.period);
        one.key = {report_name(one.by), group, due.day, target.name, 1};
        const std::string name = fmt::format("{} {} {} {}", one.key.report, to_string(due.day), group, target.name);
        one.due_at = team::due_at(calendar, day, due, team::jitter_of(name));
        one.expires_at = calendar.day_start(day + due.days);
        one.enough = enough_people(cast, group, due.day);
        if (one.expires_at > now) all.push_back(std::move(one));
      }
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Scheduled& a, const Scheduled& b) { return std::tie(a.due_at, a.key) < std::tie(b.due_at, b.key); });
  return all;
}

Result<overlay::Ranking> ranking_to_post(storage::ReadView& view, const config::Config& config, const std::string& group,
                                         RankBy by, const std::optional<Day>& day, TimeMs now) {
  ShopRules rules(config);
  const CustomerNames names;
  Reading reading{view, rules, config, names, {overlay::Role::lead, ""}, now};
  RIGONG_ASSIGN(overlay::Ranking ranking, answer_ranking(reading, {group, "", by, day}));
  if (ranking.group != group) {
    return fail(ErrorKind::not_found, "没有这个组的榜单。请写明小组。", "There is no ranking of that group. Name one.");
  }
  return ranking;
}

Result<std::optional<model::Report>> report_of(storage::ReadView& view, const config::Config& config, const PostTarget& target,
                                               const overlay::Ranking& ranking, TimeMs now) {
  const bool any =
      std::any_of(ranking.figures.begin(), ranking.figures.end(), [](const auto& each) { return each.total.has_value(); });
  if (!any || ranking.people < static_cast<std::int64_t>(team::kSmallestRanking)) return std::optional<model::Report>();
  model::Report report = public_board(ranking, target.language);
  RIGONG_ASSIGN(const ToldPeriods before, told_to(view, target, ranking));
  ToldPeriods told{{ranking.to, told_of(ranking)}};
  for (const auto& [day, then] : before) {
    const auto now_known = ranking_to_post(view, config, ranking.group, ranking.by, day, now);
    // Of a group that is no more there is nothing to correct.
    if (!now_known && now_known.error().kind == ErrorKind::not_found) continue;
    if (!now_known) return fail(now_known.error());
    std::string line = correction(then, *now_known, target.language);
    if (line.empty()) continue;
    report.blocks.push_back({model::ReportBlock::Kind::line, std::move(line)});
    told.emplace(day, told_of(*now_known));
  }
  report.told = told_as_text(told);
  return std::optional(std::move(report));
}

}  // namespace rigong::runtime
