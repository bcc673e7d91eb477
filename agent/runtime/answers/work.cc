// SPDX-License-Identifier: Apache-2.0
// Somebody's list of a day, and the story of one task.
#include <algorithm>
#include <map>

#include "agent/runtime/answers/checklists.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/follow_ups.h"
#include "agent/team/workday.h"

namespace rigong::runtime {
namespace {

using model::TaskKind;
using model::TaskState;

constexpr int kDepartmentsBack = 30;
// A promise is for half a month, and one of this week may have begun before.
constexpr int kStreakDays = 24;
// Whom a shop hands off to, where nobody has handed off yet.
constexpr const char* kUsualDepartments[] = {"仓库", "快递", "运营", "供应链"};
constexpr std::size_t kMostDepartments = 12;
constexpr std::size_t kMostBooked = 50;

Result<std::vector<std::string>> departments(Scene& scene) {
  RIGONG_ASSIGN(const auto handoffs,
                scene.reading.view.tasks({scene.today - kDepartmentsBack, scene.today, "", TaskKind::handoff}));
  std::map<std::string, int> counts;
  for (const model::Task& task : handoffs) ++counts[task.department];
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [name, count] : counts) sorted.emplace_back(-count, name);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> names;
  for (auto& [count, name] : sorted) names.push_back(std::move(name));
  for (const char* usual : kUsualDepartments) {
    if (!counts.contains(usual)) names.emplace_back(usual);
  }
  if (names.size() > kMostDepartments) names.resize(kMostDepartments);
  return names;
}

Status add_promises(Scene& scene, const Roster& roster, const Somebody& somebody, overlay::Work& work) {
  const std::string& id = somebody.person.id;
  const Day monday = work.day - weekday(work.day);
  RIGONG_ASSIGN(auto promises, scene.reading.view.tasks({monday, work.day, id, TaskKind::promise}));
  std::erase_if(promises, [](const model::Task& each) { return each.state == TaskState::dropped; });
  Day earliest = monday - 7;
  for (const model::Task& each : promises) earliest = std::min(earliest, each.from);
  RIGONG_ASSIGN(const auto ticks, scene.reading.view.task_ticks({earliest, work.day, id, TaskKind::promise}));
  const auto kept = kept_days(ticks);
  const auto days_of = [&](const model::Task& promise) {
    const auto found = kept.find(promise.id);
    return found != kept.end() ? found->second : std::set<Day>();
  };
  for (const model::Task& promise : promises) {
    if (team::is_promised_on(promise, work.day)) {
      work.promises.push_back(shown_promise(promise, days_of(promise), work.day - 6, work.day, roster, somebody));
    }
  }
  for (Day day = monday; day <= work.day; day = day + 1) {
    const auto promised = [&](const model::Task& each) { return team::is_promised_on(each, day); };
    const auto missed = [&](const model::Task& each) { return promised(each) && !days_of(each).contains(day); };
    if (std::any_of(promises.begin(), promises.end(), promised) && std::none_of(promises.begin(), promises.end(), missed)) {
      ++work.kept_days;
    }
  }
  return {};
}

// How the follow-ups of the month went until the day, and, of today, what is booked for later.
Status add_follow_ups(Scene& scene, const Somebody& somebody, overlay::Work& work) {
  const Day from = Scene::month_begin(work.day);
  const bool today = work.day == scene.today;
  const Day last = today ? work.day + team::kFarthestDays + 1 : work.day;
  RIGONG_ASSIGN(auto tasks, scene.reading.view.tasks({from, last, somebody.person.id, TaskKind::follow_up}));
  const team::FollowUpShare share = team::follow_up_share(tasks, from, work.day, scene.now());
  work.follow_ups = {from, share.due, share.done, share.unsettled, share.dropped};
  if (!today) return {};
  std::erase_if(tasks, [&](const model::Task& each) { return each.from <= work.day || each.state != TaskState::open; });
  team::sort_list(tasks, work.day);
  if (tasks.size() > kMostBooked) tasks.resize(kMostBooked);
  for (const model::Task& task : tasks) work.booked.push_back(shown_task(scene, task, task.state, work.day));
  return {};
}

TaskState state_of(team::OnDay on_day) {
  return on_day == team::OnDay::done ? TaskState::done : on_day == team::OnDay::dropped ? TaskState::dropped : TaskState::open;
}

}  // namespace

Result<overlay::Work> answer_work(Reading& reading, const overlay::WorkQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  const Somebody* somebody = scene.cast.find(query.person);
  const team::Subject who = scene.subject();
  if (somebody == nullptr || !team::may(who, team::Deed::see_work, whose(*somebody))) return no_such_person();
  scene.looks_at(*somebody);
  overlay::Work work;
  work.person = somebody->person;
  work.today = scene.today;
  work.day = query.day.value_or(scene.today);
  constexpr int kFarthest = 400;
  if (work.day > scene.today + kFarthest) return day_to_come(work.day);
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, work.day - kStreakDays, work.day));
  RIGONG_ASSIGN(auto tasks, reading.view.tasks({work.day, work.day, query.person, {}}));
  const auto share = team::done_share(tasks, work.day);
  work.done = share.done;
  work.open = share.open;
  team::sort_list(tasks, work.day);
  for (const model::Task& task : tasks) {
    const team::OnDay on_day = team::on_day(task, work.day);
    if (on_day != team::OnDay::not_listed) work.tasks.push_back(shown_task(scene, task, state_of(on_day), work.day));
  }
  RIGONG_TRY(add_promises(scene, roster, *somebody, work));
  RIGONG_TRY(add_follow_ups(scene, *somebody, work));
  if (work.day == scene.today) {
    work.part = work_part(scene, roster, *somebody);
    RIGONG_ASSIGN(work.checklist, checklist_of(scene, *somebody));
    RIGONG_ASSIGN(work.mentored, mentored_by(scene, *somebody));
  }
  work.may_add = team::may(who, team::Deed::add_task, whose(*somebody)) && !somebody->person.left;
  RIGONG_ASSIGN(work.departments, departments(scene));
  return work;
}

Result<overlay::TaskStory> answer_task(Reading& reading, const overlay::TaskQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const auto task, reading.view.task(query.id));
  if (!task || !may_see(scene.subject(), *task)) return no_such_task();
  overlay::TaskStory story;
  story.task = shown_task(scene, *task, task->state, scene.today);
  RIGONG_ASSIGN(const auto events, reading.view.task_events(query.id));
  for (const model::TaskEvent& event : events) {
    overlay::TaskEvent shown{event.number, event.what,   event.at, maybe_named(scene, event.by),
                             event.text,   std::nullopt, event.day};
    if (event.what == model::TaskEvent::What::given) {
      shown.to = named(scene, event.text);
      shown.text.clear();
    }
    story.events.push_back(std::move(shown));
  }
  return story;
}

}  // namespace rigong::runtime
