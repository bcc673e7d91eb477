// SPDX-License-Identifier: Apache-2.0
// Who is said to work there is who answers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "connectors/demo/demo.h"
#include "connectors/demo/plan.h"
#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

const Day kToday = parse_day("2026-11-25").value();

}  // namespace

TEST_CASE("the roster has 26 reps in three groups, and their lead") {
  const Roster made = roster({}, kToday);
  std::set<std::string> ids;
  std::set<std::string> names;
  std::set<std::string> platform_ids;
  std::map<std::string, int> groups;
  for (const RosterMember& each : made.members) {
    ids.insert(each.member.id);
    names.insert(each.member.name);
    platform_ids.insert(each.platform_id);
    if (each.role == Role::rep) ++groups[each.member.group];
  }
  CHECK(made.members.size() == 27);
  CHECK(ids.size() == 27);
  CHECK(names.size() == 27);
  CHECK(platform_ids.size() == 27);
  CHECK(groups == std::map<std::string, int>{{"售前", 14}, {"售后", 8}, {"电话", 4}});
  CHECK(names.contains("林小满"));
  CHECK(names.contains("欧阳上官慕容小雨"));
  CHECK(names.contains("Sunny Demo"));
  CHECK(made.members.back().member.name == "陈立");
  CHECK(made.members.back().role == Role::lead);
}

TEST_CASE("one has come lately and one has left, and their mappings say so") {
  const Roster made = roster({}, kToday);
  const auto mappings = member_accounts(made, 3);
  REQUIRE(mappings.size() == made.members.size());
  int newcomers = 0;
  int leavers = 0;
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    const model::Member& member = made.members[i].member;
    CHECK(mappings[i] == model::MemberAccount{member.id, 3, made.members[i].platform_id, member.joined_on, std::nullopt});
    newcomers += member.joined_on && *member.joined_on > kToday - 30 ? 1 : 0;
    leavers += member.left_on ? 1 : 0;
  }
  CHECK(newcomers == 1);
  CHECK(leavers == 1);
}

TEST_CASE("the targets are those of the panel, and the campaign is within the past days") {
  const Roster made = roster({}, kToday);
  std::map<std::string, double> everybody;
  for (const model::Target& target : made.targets) {
    CHECK(target.from == kToday - 60);
    if (target.scope.empty()) everybody[target.figure] = target.value;
  }
  CHECK(everybody == std::map<std::string, double>{
                         {"response_mean_ms", 45'000}, {"slow_share", 0.025}, {"satisfaction", 0.9}, {"reply_rate", 0.98}});
  REQUIRE(made.bands.size() == 1);
  CHECK(made.bands[0].low == 1.0);
  CHECK(made.bands[0].high == 1.8);
  REQUIRE(made.periods.size() == 2);
  CHECK(made.periods[0].from == kToday - 10);
  CHECK(made.periods[0].to == kToday - 10);
  CHECK(made.periods[1].from > kToday);
  CHECK(made.periods[0].kind == model::PeriodKind::campaign);
  CHECK_FALSE(made.periods[0].name.empty());
}

TEST_CASE("whoever writes is on the roster, and was employed and at work") {
  const Settings settings{5, 26, 25, 6};
  const Roster made = roster(settings, kToday);
  std::map<std::string, const RosterMember*> by_platform_id;
  for (const RosterMember& each : made.members) by_platform_id[each.platform_id] = &each;
  Kept kept;
  std::string cursor;
  poll_up_to(settings, at("2026-11-25T22:00:00+08:00"), cursor, kept);
  std::set<std::string> wrote;
  for (const model::Message& message : kept.messages) {
    if (message.kind != model::SenderKind::rep) continue;
    wrote.insert(message.rep_id);
    REQUIRE(by_platform_id.contains(message.rep_id));
    const model::Member& member = by_platform_id[message.rep_id]->member;
    const Day day = shanghai().local(message.sent_at).date;
    if (member.joined_on) REQUIRE(day >= *member.joined_on);
    if (member.left_on) REQUIRE(day <= *member.left_on + 1);
  }
  CHECK(wrote.size() == 27);
  for (const model::DeliveredDay& day : kept.days) {
    REQUIRE(day.platform == kPlatform);
    REQUIRE((day.rep_id.empty() || by_platform_id.contains(day.rep_id)));
  }
  for (const model::Shift& shift : kept.shifts) REQUIRE(by_platform_id.contains(shift.rep_id));
}

TEST_CASE("more reps than there are names have numbers") {
  const Roster made = roster({1, 500, 0, 1}, kToday);
  std::set<std::string> ids;
  for (const RosterMember& each : made.members) ids.insert(each.member.id);
  CHECK(ids.size() == 501);
  CHECK(made.members[499].member.name == "演示客服 500");
  CHECK(roster({1, 0, 0, 1}, kToday).members.empty());
}

TEST_CASE("a customer's name says that nobody is meant") { CHECK(customer_name(1037) == "演示顾客 1037"); }

}  // namespace rigong::connectors::demo::test
