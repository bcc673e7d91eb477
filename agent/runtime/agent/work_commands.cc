// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/work_commands.h"

#include <fmt/format.h>

#include "agent/runtime/agent/cleaned.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/complaints.h"
#include "agent/team/follow_ups.h"
#include "agent/team/handoffs.h"
#include "agent/team/members.h"
#include "agent/team/promises.h"
#include "agent/team/rights.h"
#include "agent/team/tasks.h"

namespace rigong::runtime {
namespace {

using model::Task;
using model::TaskKind;
using team::Deed;
using team::Happened;
using Told = std::optional<Words>;

class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, Scene& scene, const std::string& command, std::string& about)
      : transaction_(transaction), reading_(reading), scene_(scene), command_(command), about_(about), who_(scene.subject()) {}

  Result<Told> operator()(const overlay::MakeTask& act) const {
    RIGONG_ASSIGN(const Somebody* owner, colleague(act.person, Deed::add_task));
    team::NewTask wanted;
    wanted.id = command_;
    wanted.kind = act.task_kind;
    wanted.title = cleaned(act.title);
    wanted.group = owner->person.group;
    wanted.owner = owner->person.id;
    wanted.due_at = act.due_at.value_or(kNoTime);
    wanted.from = act.task_kind == TaskKind::follow_up ? day_of(wanted.due_at, act.from) : act.from;
    wanted.department = cleaned(act.department);
    if (act.link) wanted.link = {act.link->kind, cleaned(act.link->ref), act.link->day};
    wanted.major = act.major;
    wanted.seen = hears_of_major();
    wanted.complaint = act.complaint;
    RIGONG_ASSIGN(const Task task, put(team::begin(wanted, actor())));
    if (task.kind != TaskKind::handoff) return Told();
    const std::string number = team::shown_number(task);
    return Told(task.late ? Words{fmt::format("已补单 {}。", number), fmt::format("Entered late as {}.", number)}
                          : Words{fmt::format("已登记对接 {}。", number), fmt::format("Handed off as {}.", number)});
  }

  Result<Told> operator()(const overlay::ChangeTask& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    if (!team::may(who_, Deed::change_task, {task.made_by, {}})) return not_yours(task, "改");
    const TimeMs due_at = act.due_at.value_or(kNoTime);
    const Day from = task.kind == TaskKind::follow_up ? day_of(due_at, act.from) : act.from;
    return done(team::change(task,
                             {cleaned(act.title), from, due_at, cleaned(act.department), act.version,
                              act.major.value_or(task.major), hears_of_major(), act.complaint.value_or(task.complaint)},
                             actor()));
  }

  Result<Told> operator()(const overlay::GiveTask& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    const bool takes = act.person == who_.person && may_take(who_, task);
    if (!takes && !team::may(who_, Deed::give_task, {task.owner, task.group})) {
      return fail(ErrorKind::refused, "转给别人要由组长来做；对接也可以由同组的同事自己接过去。",
                  "A lead gives tasks to others; a colleague of the group can take a hand-off over.");
    }
    const Somebody* to = scene_.cast.find(act.person);
    if (to == nullptr) return no_such_person();
    RIGONG_TRY(check_here(*to));
    return done(team::give(task, to->person.id, actor()));
  }

  Result<Told> operator()(const overlay::PassTask& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    if (!team::may(who_, Deed::pass_handoff, {task.owner, {}})) {
      return fail(ErrorKind::refused, "对接由负责人本人交给主管；主管可以直接转给别人。",
                  "Whoever a hand-off is with passes it to the lead; a lead gives it to anybody.");
    }
    RIGONG_ASSIGN(const auto members, reading_.view.members());
    RIGONG_ASSIGN(const auto leaves, reading_.view.leaves(scene_.today, scene_.today));
    RIGONG_ASSIGN(const auto deputies, reading_.view.deputies(scene_.today, scene_.today));
    RIGONG_ASSIGN(const team::LeadThere to, team::lead_there(who_.person, task.group, members, leaves, deputies, scene_.today));
    RIGONG_TRY(put(team::pass_on(task, to.person, actor())));
    const std::string name = named(scene_, to.person).name;
    if (to.stands_in_for.empty()) {
      return Told(Words{fmt::format("已交给主管 {}，对方接下前仍由您负责。", name),
                        fmt::format("Passed to the lead, {}; it stays yours until accepted.", name)});
    }
    if (to.lead_is_away) {
      return Told(Words{fmt::format("主管今天休假，已交给代理 {}。", name),
                        fmt::format("The lead is away today; passed to the deputy, {}.", name)});
    }
    return Told(Words{fmt::format("主管今天有代理，已交给代理 {}。", name),
                      fmt::format("Somebody stands in for the lead today; passed to the deputy, {}.", name)});
  }

  Result<Told> operator()(const overlay::SeeTask& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    if (!hears_of_major()) {
      return fail(ErrorKind::refused, "“知道了”由主管或代理来点。", "The lead, or who stands in, says that it was seen.");
    }
    // Two who press at once mean the same, and so does whoever presses when there is nothing to know any more: it is closed, or a
    // complaint has its cause. What was never to be told is refused.
    const bool late = team::late_step(task, reading_.now) != team::ComplaintStep::none;
    const bool unseen = task.major && !team::is_seen(task);
    const bool ever = task.major || task.complaint || task.found_at != kNoTime || team::is_seen(task);
    if (ever && (task.state != model::TaskState::open || (!late && !unseen))) return Told();
    return done(team::see(task, actor()));
  }

  Result<Told> operator()(const overlay::AcceptTask& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    return done(team::accept(task, cleaned(act.by), actor()));
  }
  Result<Told> operator()(const overlay::NoteProgress& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    return done(team::note_progress(task, cleaned(act.words), actor()));
  }
  Result<Told> operator()(const overlay::FindCause& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    return done(team::find_cause(task, cleaned(act.words), actor()));
  }
  Result<Told> operator()(const overlay::ExplainTask& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    return done(team::explain(task, act.cause, cleaned(act.words), actor()));
  }
  Result<Told> operator()(const overlay::FinishTask& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    RIGONG_TRY(put(team::finish(task, cleaned(act.result), actor())));
    if (!act.follow_up_at) return Told();
    // Named after the command, of which it is the one thing that is new.
    RIGONG_TRY(put(team::follow_up_of(task, command_, day_of(*act.follow_up_at, scene_.today), *act.follow_up_at, actor())));
    return Told(Words{"已约回访，到时间会出现在清单上。", "The follow-up is booked; it comes on the list at its time."});
  }
  Result<Told> operator()(const overlay::FollowUp& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    if (act.outcome != model::FollowUpOutcome::none) {
      return done(team::reached(task, act.outcome, cleaned(act.words), actor()));
    }
    const TimeMs again_at = act.again_at.value_or(kNoTime);
    return done(team::not_reached(task, day_of(again_at, scene_.today), again_at, cleaned(act.words), actor()));
  }
  Result<Told> operator()(const overlay::DropTask& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    if (!team::may(who_, Deed::change_task, {task.made_by, {}})) return not_yours(task, "作废");
    return done(team::drop(task, cleaned(act.reason), actor()));
  }
  Result<Told> operator()(const overlay::ReopenTask& act) const {
    RIGONG_ASSIGN(const Task task, closable(act.task));
    // What was dropped is taken back by whoever may drop it.
    const bool dropped = task.state == model::TaskState::dropped;
    if (dropped && !team::may(who_, Deed::change_task, {task.made_by, {}})) return not_yours(task, "恢复");
    RIGONG_TRY(put(team::reopen(task, actor())));
    if (task.kind == TaskKind::handoff) RIGONG_TRY(drop_follow_ups(task));
    return Told();
  }

  Result<Told> operator()(const overlay::TickPromise& act) const {
    RIGONG_ASSIGN(const Task task, seen(act.task));
    if (!team::may(who_, Deed::tick_promise, {task.owner, {}})) {
      return fail(ErrorKind::refused, "小事由本人打勾，别人不能代打。", "A promise is ticked by the person alone.");
    }
    return done(team::tick(task, act.day, act.kept, actor()));
  }

  Result<Told> operator()(const overlay::ChoosePromises& act) const {
    RIGONG_ASSIGN(const Somebody* owner, colleague(act.person, Deed::choose_promises));
    team::NewPromises wanted{command_, owner->person.id, owner->person.group, act.from, act.until, {}};
    for (const overlay::ChoosePromises::Step& step : act.steps) wanted.steps.push_back({cleaned(step.step), cleaned(step.title)});
    const Day last = act.until < act.from ? act.from : act.until;
    RIGONG_ASSIGN(const auto running, reading_.view.tasks({act.from, last, owner->person.id, TaskKind::promise}));
    RIGONG_ASSIGN(const auto all, team::choose_promises(wanted, running, actor()));
    for (const Happened& each : all) RIGONG_TRY(transaction_.put_task(each.task, each.event));
    return Told();
  }

  Result<Told> operator()(const overlay::SetStep& act) const {
    RIGONG_ASSIGN(const auto set, steps());
    RIGONG_ASSIGN(const auto step, team::name_entry(team::step_catalogue(), set, act.step,
                                                    {cleaned_line(act.title.zh), cleaned_line(act.title.en)}, command_));
    RIGONG_TRY(transaction_.put_step_setting(step));
    return Told();
  }
  Result<Told> operator()(const overlay::HideStep& act) const {
    RIGONG_ASSIGN(const auto set, steps());
    RIGONG_ASSIGN(const auto step, team::hide_entry(team::step_catalogue(), set, act.step, act.hidden));
    RIGONG_TRY(transaction_.put_step_setting(step));
    return Told();
  }
  Result<Told> operator()(const overlay::ResetSteps&) const {
    RIGONG_ASSIGN(const auto set, steps());
    for (const model::StepSetting& step : team::reset_entries(team::step_catalogue(), set))
      RIGONG_TRY(transaction_.put_step_setting(step));
    return Told();
  }

 private:
  // The shop day on which a follow-up at this time is listed.
  [[nodiscard]] Day day_of(TimeMs time, Day otherwise) const {
    return time != kNoTime ? scene_.calendar.day_of(time) : otherwise;
  }

  // What was booked when a hand-off was closed is for nothing once it is open again, and is booked anew when it closes.
  [[nodiscard]] Status drop_follow_ups(const Task& handoff) const {
    RIGONG_ASSIGN(const auto tasks,
                  reading_.view.tasks({scene_.today, scene_.today + team::kFarthestDays, "", TaskKind::follow_up}));
    for (const Task& task : tasks) {
      const bool of_it = task.link.kind == model::TaskLink::Kind::task && task.link.ref == handoff.id;
      if (!of_it || task.state != model::TaskState::open) continue;
      RIGONG_TRY(put(team::drop(task, "对接已恢复，还没有结果。", actor())));
    }
    return {};
  }

  [[nodiscard]] bool hears_of_major() const { return team::reach_of(who_.role, Deed::hear_major) == team::Reach::team; }

  // The catalogue as it is set, for whoever may set it.
  [[nodiscard]] Result<std::vector<model::StepSetting>> steps() const {
    if (team::reach_of(who_.role, Deed::set_steps) != team::Reach::team) {
      return fail(ErrorKind::refused, "小事的步骤由主管来改。", "The steps of promises are set by a lead.");
    }
    about_ = "group:";
    return reading_.view.step_settings();
  }

  [[nodiscard]] team::Actor actor() const { return {who_.person, reading_.now, scene_.today}; }

  [[nodiscard]] static Status check_here(const Somebody& somebody) {
    if (!somebody.person.left) return {};
    return fail(ErrorKind::refused, fmt::format("{} 已经离职，不能再派给这位。", somebody.person.name),
                fmt::format("{} has left and gets no more tasks.", somebody.person.name));
  }

  // For whom the viewer does it.
  [[nodiscard]] Result<const Somebody*> colleague(const std::string& id, Deed deed) const {
    if (who_.role == team::Role::nobody) {
      return fail(ErrorKind::refused, "先选择这台电脑是谁的。", "Choose first whose desk this is.");
    }
    const Somebody* somebody = scene_.cast.find(id);
    if (somebody == nullptr || !team::may(who_, deed, whose(*somebody))) return no_such_person();
    RIGONG_TRY(check_here(*somebody));
    about_ = id;
    return somebody;
  }

  // The task, where the viewer may know of it.
  [[nodiscard]] Result<Task> seen(const std::string& id) const {
    if (who_.role == team::Role::nobody) {
      return fail(ErrorKind::refused, "先选择这台电脑是谁的。", "Choose first whose desk this is.");
    }
    RIGONG_ASSIGN(const auto task, reading_.view.task(id));
    if (!task || !may_see(who_, *task)) return no_such_task();
    about_ = task->owner;
    return *task;
  }

  [[nodiscard]] Result<Task> closable(const std::string& id) const {
    RIGONG_ASSIGN(const Task task, seen(id));
    const bool own = team::may(who_, Deed::close_task, {task.owner, {}}) || team::may(who_, Deed::close_task, {task.asked, {}}) ||
                     team::may(who_, Deed::close_task, {task.passed_by, {}});
    if (!own) return not_yours(task, "更新");
    return task;
  }

  [[nodiscard]] tl::unexpected<Error> not_yours(const Task& task, const char* what) const {
    const std::string name = task.made_by.empty() ? std::string("主管") : named(scene_, task.made_by).name;
    if (team::may(who_, Deed::close_task, {task.owner, {}})) {
      return fail(ErrorKind::refused, fmt::format("这一项是 {} 安排的，不能自己{}。可以写进展或原因。", name, what),
                  "Somebody else asked for this, so it is not yours to change or drop. Note the progress or the cause instead.");
    }
    return fail(ErrorKind::refused, fmt::format("这一项由 {} 负责，不能替别人{}。", named(scene_, task.owner).name, what),
                fmt::format("{} sees to this; it is not changed for others.", named(scene_, task.owner).name));
  }

  [[nodiscard]] Result<Task> put(const Result<Happened>& happened) const {
    if (!happened) return fail(happened.error());
    return transaction_.put_task(happened->task, happened->event);
  }
  [[nodiscard]] Result<Told> done(const Result<Happened>& happened) const {
    RIGONG_TRY(put(happened));
    return Told();
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  const Scene& scene_;
  const std::string& command_;
  std::string& about_;  // Whose work it is.
  const team::Subject who_;
};

}  // namespace

Result<WorkDone> do_work(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                         const overlay::WorkAct& act) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  WorkDone done;
  const Doing doing(transaction, reading, scene, command, done.about);
  RIGONG_ASSIGN(done.words, std::visit(doing, act));
  return done;
}

}  // namespace rigong::runtime
