// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "connectors/demo/cast.h"
#include "connectors/demo/demo.h"
#include "connectors/demo/plan.h"

namespace rigong::connectors::demo {

std::string customer_name(int customer) { return fmt::format("演示顾客 {}", customer); }

namespace {

// From 20:00 on, when its customers come (plan.cc), with what is usual where it is urgent.
model::NamedPeriod campaign_on(Day day) {
  model::NamedPeriod period;
  period.kind = model::PeriodKind::campaign;
  period.level = model::PeriodLevel::urgent;
  period.name = "会员日大促";
  period.from = period.to = day;
  period.begin_min = 20 * 60;
  period.aims = {{"response_mean_ms", 15'000}};
  period.warn_after_ms = 15'000;
  return period;
}

}  // namespace

Roster roster(const Settings& settings, Day first_today) {
  Roster roster;
  for (const Person& person : make_cast(settings)) {
    RosterMember member;
    member.member.id = person.id;
    member.member.name = person.name;
    member.member.group = group_name(person.group);
    if (person.joined) member.member.joined_on = first_today + *person.joined;
    if (person.left) member.member.left_on = first_today + *person.left;
    member.role = person.group == Group::lead ? Role::lead : Role::rep;
    member.platform_id = person.platform_id;
    roster.members.push_back(std::move(member));
  }
  const Day first = first_today - settings.days;
  const auto aim = [&](const char* scope, const char* figure, double value) {
    roster.targets.push_back({scope, figure, value, first, std::nullopt});
  };
  aim("", "response_mean_ms", 45'000);
  aim("", "slow_share", 0.025);
  aim("", "satisfaction", 0.90);
  aim("", "reply_rate", 0.98);
  aim("group:售前", "conversion_rate", 0.33);
  aim("group:电话", "response_mean_ms", 25'000);
  roster.bands.push_back({"answer_ratio", 1.0, 1.8});
  for (Day day = first; day <= first_today + 60; day = day + 1) {
    if (is_campaign(day, first_today)) roster.periods.push_back(campaign_on(day));
  }
  return roster;
}

std::vector<model::MemberAccount> member_accounts(const Roster& roster, model::AccountNo account) {
  std::vector<model::MemberAccount> mappings;
  for (const RosterMember& each : roster.members) {
    // Without a last day: what the platform still delivers of somebody who left is theirs as well.
    mappings.push_back({each.member.id, account, each.platform_id, each.member.joined_on, std::nullopt});
  }
  return mappings;
}

}  // namespace rigong::connectors::demo
