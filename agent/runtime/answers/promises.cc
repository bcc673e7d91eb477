// SPDX-License-Identifier: Apache-2.0
// The grid of promised steps: rep x step x day.
#include "agent/team/promises.h"

#include <algorithm>

#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/tasks.h"

namespace rigong::runtime {
namespace {

using model::TaskKind;
using model::TaskState;

// What suggestions look back on.
constexpr int kLookBackDays = 7;

Result<team::PromiseFacts> facts_of(Scene& scene, const Somebody& somebody) {
  RIGONG_ASSIGN(const auto days, own_days(scene, somebody, scene.today - kLookBackDays, scene.today - 1));
  team::PromiseFacts facts;
  for (const auto& [day, figures] : days) {
    facts.first_answers += figures.first_response_n;
    facts.first_answers_in_time += figures.first_response_in_time_n;
    facts.turns += figures.turns;
    facts.turns_unanswered += figures.turns_unanswered;
    facts.turns_slow += figures.turns_slow;
    facts.sessions_known += figures.fcr_n;
    facts.sessions_resolved += figures.fcr_resolved;
    facts.inquiries += figures.inquiries;
    facts.inquiries_paid += figures.paid_final;
    facts.messages_in += figures.messages_in;
    facts.messages_out += figures.messages_out;
  }
  return facts;
}

Result<overlay::PromiseRow> row_of(const Scene& scene, const Roster& roster, const Somebody& somebody, Day from, Day to,
                                   const std::vector<model::Task>& promises, const std::map<std::string, std::set<Day>>& kept) {
  overlay::PromiseRow row;
  row.person = somebody.person;
  for (const model::Task& promise : promises) {
    if (promise.owner != somebody.person.id || promise.state == TaskState::dropped) continue;
    const auto found = kept.find(promise.id);
    row.promises.push_back(shown_promise(promise, found != kept.end() ? found->second : std::set<Day>(), from,
                                         std::min(to, scene.today), roster, somebody));
  }
  for (Day day = from; day <= to; day = day + 1) {
    if (roster.off(somebody, day)) row.off.push_back(day);
  }
  return row;
}

// Those asked about whom the viewer may see.
Result<std::vector<const Somebody*>> people_of(const Scene& scene, const overlay::PromisesQuery& query) {
  const team::Subject who = scene.subject();
  const auto may_see = [&](const Somebody& somebody) { return team::may(who, team::Deed::see_promises, whose(somebody)); };
  std::vector<const Somebody*> people;
  if (!query.person.empty()) {
    const Somebody* somebody = scene.cast.find(query.person);
    if (somebody == nullptr || !may_see(*somebody)) return no_such_person();
    scene.looks_at(*somebody);
    people.push_back(somebody);
    return people;
  }
  const auto groups = scene.cast.groups();
  const std::string group = query.group ? *query.group : groups.empty() ? std::string() : groups.front();
  for (const Somebody* somebody : scene.cast.group_on(group, scene.today)) {
    if (!may_see(*somebody) || somebody->person.role != overlay::Role::rep) continue;
    scene.looks_at(*somebody);
    people.push_back(somebody);
  }
  return people;
}

}  // namespace

Result<overlay::Promises> answer_promises(Reading& reading, const overlay::PromisesQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const auto people, people_of(scene, query));
  overlay::Promises answer;
  answer.from = query.from;
  answer.to = query.to;
  answer.today = scene.today;
  RIGONG_ASSIGN(const auto set, reading.view.step_settings());
  const auto steps = team::catalogue(team::step_catalogue(), set);
  for (const team::CatalogueItem& each : steps) {
    answer.catalogue.push_back({each.entry.id, each.entry.title, each.entry.example, each.hidden, each.built_in});
  }
  answer.may_set = scene.may_with_all(team::Deed::set_steps);
  RIGONG_ASSIGN(const auto promises, reading.view.tasks({query.from, query.to, query.person, TaskKind::promise}));
  Day earliest = query.from;
  for (const model::Task& each : promises) earliest = std::min(earliest, each.from);
  RIGONG_ASSIGN(const auto ticks, reading.view.task_ticks({earliest, query.to, query.person, TaskKind::promise}));
  const auto kept = kept_days(ticks);
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, earliest, query.to));
  for (const Somebody* somebody : people) {
    RIGONG_ASSIGN(auto row, row_of(scene, roster, *somebody, query.from, query.to, promises, kept));
    answer.rows.push_back(std::move(row));
  }
  if (query.person.empty()) return answer;
  answer.may_choose = team::may(scene.subject(), team::Deed::choose_promises, whose(*people.front()));
  RIGONG_ASSIGN(const team::PromiseFacts facts, facts_of(scene, *people.front()));
  for (team::PromiseProposal& proposal : team::propose(facts)) {
    const bool hidden = std::any_of(steps.begin(), steps.end(), [&](const team::CatalogueItem& each) {
      return each.hidden && each.entry.id == proposal.step;
    });
    if (hidden) continue;
    answer.proposals.push_back({std::move(proposal.step), std::move(proposal.why)});
  }
  return answer;
}

}  // namespace rigong::runtime
