// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agent/base/ids.h"
#include "agent/team/complaints.h"
#include "agent/team/follow_ups.h"
#include "agent/team/promises.h"
#include "agent/team/tasks.h"
#include "connectors/demo/plan.h"

namespace rigong::runtime {
namespace {

namespace demo = connectors::demo;
using model::Task;
using model::TaskKind;
using team::Actor;

constexpr int kDaysBack = 6;
constexpr std::array kOwnTodos = {"跟进昨天没付款的客户", "整理昨天没成交的原因", "复习新品尺码表", "把常见问题里的一条改短",
                                  "看两段最慢的会话"};
constexpr std::array kLeadTodos = {"新品尺码表周五测试，先自己过一遍", "核对今天的活动价和话术", "退换货说明更新了，看完打个勾",
                                   "准备下周的案例分享一页"};
struct Matter {
  const char* department;
  const char* title;
  const char* progress;
  const char* result;
};
constexpr std::array kMatters = {
    Matter{"仓库", "改地址 2 单", "仓库在查是否已出库", "已改好，重新打单"},
    Matter{"仓库", "漏发配件，补寄 1 件", "等今天最后一批", "已补寄"},
    Matter{"快递", "物流三天没有更新", "网点在查", "已找到，明天派送"},
    Matter{"快递", "拒收件退回确认", "等退回扫描", "已退回入库"},
    Matter{"运营", "详情页和活动价不一致", "运营在改", "页面已改"},
    Matter{"供应链", "M 码什么时候补货", "问了供应商", "周四到货"},
};

class Week {
 public:
  Week(storage::WriteTransaction& transaction, const demo::Plan& plan, const ShopCalendar& calendar, TimeMs now)
      : transaction_(transaction), plan_(plan), calendar_(calendar), now_(now) {}

  Status write(const demo::Roster& roster) {
    std::string lead;
    for (const demo::RosterMember& each : roster.members) {
      if (each.role == demo::Role::lead) lead = each.member.id;
    }
    // The roster is the cast, in its order.
    for (std::size_t i = 0; i < roster.members.size(); ++i) {
      if (roster.members[i].role == demo::Role::rep) RIGONG_TRY(write_rep(static_cast<int>(i), roster.members[i].member, lead));
    }
    // In order of time, so that numbers run as they would have.
    std::stable_sort(handoffs_.begin(), handoffs_.end(), [](const Handoff& a, const Handoff& b) { return a.at < b.at; });
    for (const Handoff& handoff : handoffs_) RIGONG_TRY(write_handoff(handoff));
    return {};
  }

 private:
  struct Handoff {
    const model::Member* by = nullptr;
    Day day;
    TimeMs at = 0;
    const Matter* matter = nullptr;
    std::uint64_t chance = 0;
  };

  [[nodiscard]] Actor at(const std::string& person, TimeMs time) const { return {person, time, calendar_.day_of(time)}; }
  // Ids in the order of their making, the same each time.
  [[nodiscard]] std::string next_id(TimeMs time) {
    const auto n = static_cast<unsigned>(++ids_);
    return fmt::format("{:08x}-{:04x}-7{:03x}-8000-{:012x}", static_cast<std::uint64_t>(time) >> 16U,
                       static_cast<std::uint64_t>(time) & 0xFFFFU, n & 0xFFFU, n);
  }
  Result<Task> put(const Result<team::Happened>& happened) {
    if (!happened) return fail(happened.error());
    return transaction_.put_task(happened->task, happened->event);
  }

  Status write_rep(int rep, const model::Member& member, const std::string& lead) {
    const Day today = plan_.first_today();
    for (Day day = today - kDaysBack; day <= today; day = day + 1) {
      const demo::Duty duty = plan_.duty(rep, day);
      if (!duty.works()) continue;
      const TimeMs begins = plan_.at(day, duty.start_min);
      if (begins + kHourMs > now_) continue;
      const std::uint64_t chance = plan_.seed(91, rep, day);
      RIGONG_TRY(write_todos(member, lead, day, begins, duty, chance));
      if (chance % 3 != 0) {
        const TimeMs asked = begins + (60 + static_cast<DurationMs>(chance >> 8U) % 200) * kMinuteMs;
        if (asked < now_)
          handoffs_.push_back({&member, day, asked, &kMatters.at((chance >> 16U) % kMatters.size()), chance >> 24U});
      }
    }
    return write_promises(rep, member);
  }

  Status write_todos(const model::Member& member, const std::string& lead, Day day, TimeMs begins, const demo::Duty& duty,
                     std::uint64_t chance) {
    const auto todo = [&](const std::string& by, const char* title, TimeMs made, TimeMs due) -> Result<Task> {
      return put(team::begin({next_id(made), TaskKind::todo, title, member.group, member.id, day, due, "", {}}, at(by, made)));
    };
    const bool is_today = day == plan_.first_today();
    const auto finish = [&](const Task& task, TimeMs when) -> Status {
      if (when < now_) RIGONG_TRY(put(team::finish(task, "", at(member.id, when))));
      return {};
    };
    RIGONG_ASSIGN(const Task first, todo(member.id, kOwnTodos.at(chance % kOwnTodos.size()), begins + 5 * kMinuteMs, kNoTime));
    RIGONG_TRY(finish(first, begins + (90 + static_cast<DurationMs>(chance % 60)) * kMinuteMs));
    RIGONG_ASSIGN(const Task second,
                  todo(member.id, kOwnTodos.at((chance + 2) % kOwnTodos.size()), begins + 6 * kMinuteMs, kNoTime));
    // One in six of the past days goes on until today.
    if (is_today || (chance >> 4U) % 6 != 0) RIGONG_TRY(finish(second, plan_.at(day, duty.end_min) - 20 * kMinuteMs));
    if (lead.empty() || chance % 2 == 0) return {};
    const TimeMs due = is_today ? plan_.at(day, duty.end_min) - kHourMs : kNoTime;
    const TimeMs made = begins + 20 * kMinuteMs;
    RIGONG_ASSIGN(const Task third,
                  todo(lead, kLeadTodos.at((chance >> 12U) % kLeadTodos.size()), made, due > made ? due : kNoTime));
    if ((chance >> 7U) % 5 != 0) return finish(third, plan_.at(day, duty.end_min) - 40 * kMinuteMs);
    return {};
  }

  Status write_handoff(const Handoff& handoff) {
    const std::string& by = handoff.by->id;
    team::NewTask wanted{next_id(handoff.at),
                         TaskKind::handoff,
                         handoff.matter->title,
                         handoff.by->group,
                         by,
                         handoff.day,
                         kNoTime,
                         handoff.matter->department,
                         {}};
    // One customer in nine complains, and has the cause within two hours and an answer the same day: only such as are over, since
    // nobody sees to the others.
    const bool stays_open = (handoff.chance >> 12U) % 9 == 0;
    wanted.complaint = !stays_open && (handoff.chance >> 20U) % 9 == 0 && handoff.at + 9 * kHourMs < now_;
    RIGONG_ASSIGN(Task task, put(team::begin(wanted, at(by, handoff.at))));
    const TimeMs found = handoff.at + (30 + static_cast<DurationMs>((handoff.chance >> 24U) % 85)) * kMinuteMs;
    const TimeMs accepted = handoff.at + (10 + static_cast<DurationMs>(handoff.chance % 40)) * kMinuteMs;
    if (accepted >= now_) return {};
    RIGONG_ASSIGN(task, put(team::accept(task, fmt::format("{}值班", handoff.matter->department), at(by, accepted))));
    if (wanted.complaint && found < now_) {
      RIGONG_ASSIGN(task, put(team::find_cause(task, handoff.matter->progress, at(by, std::max(found, accepted)))));
    }
    const TimeMs done = std::max(accepted, wanted.complaint ? found : accepted) +
                        (60 + static_cast<DurationMs>((handoff.chance >> 6U) % 300)) * kMinuteMs;
    if (stays_open || done >= now_) {
      RIGONG_TRY(put(team::note_progress(task, handoff.matter->progress, at(by, accepted + kMinuteMs))));
      return {};
    }
    RIGONG_ASSIGN(task, put(team::finish(task, handoff.matter->result, at(by, done))));
    return write_follow_up(task, by, done, handoff.chance >> 15U);
  }

  // Of two results in three the customer is asked the next day; most are reached, and most of these are content.
  Status write_follow_up(const Task& handoff, const std::string& by, TimeMs closed, std::uint64_t chance) {
    if (chance % 3 == 0) return {};
    const TimeMs due = closed + team::kFollowUpAfterMs;
    RIGONG_ASSIGN(const Task task, put(team::follow_up_of(handoff, next_id(closed), calendar_.day_of(due), due, at(by, closed))));
    const TimeMs asked = due - static_cast<DurationMs>(chance >> 4U) % 90 * kMinuteMs;
    if (asked >= now_ || (chance >> 8U) % 10 == 0) return {};
    if ((chance >> 12U) % 6 == 0) {
      const TimeMs again = std::max(asked, now_) + 3 * kHourMs;
      RIGONG_TRY(put(team::not_reached(task, calendar_.day_of(again), again, "没有接，晚点再试", at(by, asked))));
      return {};
    }
    const bool settled = (chance >> 16U) % 7 != 0;
    RIGONG_TRY(put(team::reached(task, settled ? model::FollowUpOutcome::settled : model::FollowUpOutcome::unsettled,
                                 settled ? "已收到，没有别的问题" : "还没收到，再查一次", at(by, asked))));
    return {};
  }

  // From Monday on for the week, ticked on most days of work.
  Status write_promises(int rep, const model::Member& member) {
    const Day today = plan_.first_today();
    const Day monday = today - weekday(today);
    const TimeMs chosen = plan_.at(monday, 9 * 60);
    if (chosen >= now_ || !plan_.duty(rep, monday).employed) return {};
    const std::uint64_t chance = plan_.seed(92, rep, monday);
    team::NewPromises wanted{next_id(chosen), member.id, member.group, monday, monday + 6, {}};
    const auto& steps = team::promise_steps();
    for (std::size_t i = 0; i < team::kMostPromises; ++i) {
      const team::CatalogueEntry& step = steps.at((chance + 2 * i) % steps.size());
      wanted.steps.push_back({step.id, step.example.zh});
    }
    RIGONG_ASSIGN(const auto made, team::choose_promises(wanted, {}, at(member.id, chosen)));
    int number = 0;
    for (const team::Happened& each : made) {
      RIGONG_ASSIGN(Task promise, transaction_.put_task(each.task, each.event));
      ++number;
      for (Day day = monday; day <= today; day = day + 1) {
        const demo::Duty duty = plan_.duty(rep, day);
        const TimeMs when = plan_.at(day, duty.end_min) - (10 + number) * kMinuteMs;
        if (!duty.works() || when >= now_ || when <= promise.changed_at || plan_.seed(93, rep, day, number) % 4 == 0) continue;
        RIGONG_ASSIGN(promise, put(team::tick(promise, day, true, at(member.id, when))));
      }
    }
    return {};
  }

  storage::WriteTransaction& transaction_;
  const demo::Plan& plan_;
  const ShopCalendar& calendar_;
  const TimeMs now_;
  std::vector<Handoff> handoffs_;
  int ids_ = 0;
};

}  // namespace

Status write_demo_work(storage::WriteTransaction& transaction, const demo::Settings& settings, Day first_today,
                       const ShopCalendar& calendar, TimeMs now) {
  const demo::Plan plan(settings, first_today, calendar);
  const demo::Roster roster = demo::roster(settings, first_today);
  return Week(transaction, plan, calendar, now).write(roster);
}

}  // namespace rigong::runtime
