// SPDX-License-Identifier: Apache-2.0
// The team as it is kept, and the devices that are let in.
#include <algorithm>
#include <map>

#include "agent/runtime/answers/checklists.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/only_here.h"
#include "agent/runtime/people.h"
#include "agent/team/members.h"
#include "agent/team/stage.h"

namespace rigong::runtime {
namespace {

// For whoever may not see it there is no such page.
tl::unexpected<Error> nothing_here() {
  return fail(ErrorKind::not_found, "这里没有可以看的内容。请回到面板。", "There is nothing to see here. Go back to the panel.");
}

constexpr int kFarDays = 400;

}  // namespace

Result<overlay::Members> answer_members(Reading& reading) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  if (!scene.may_with_all(team::Deed::manage_people)) return nothing_here();
  overlay::Members answer;
  answer.may_set_role = scene.may_with_all(team::Deed::set_role);
  answer.may_erase = answer.may_set_role;
  answer.only_here = only_here(reading.config.listen);
  RIGONG_ASSIGN(const auto members, reading.view.members());
  std::vector<model::Member> known = members;
  for (;;) {
    answer.next_id = team::next_member_id(known);
    RIGONG_ASSIGN(const bool taken, is_id_taken(reading.view, answer.next_id));
    if (!taken) break;
    known.emplace_back();
    known.back().id = answer.next_id;
  }
  RIGONG_ASSIGN(const auto mappings, reading.view.member_accounts());
  RIGONG_ASSIGN(const auto accounts, reading.view.accounts());
  std::map<model::AccountNo, std::string> names;
  for (const model::Account& account : accounts) {
    names[account.number] = account.name;
    answer.accounts.push_back(account.name);
  }
  RIGONG_ASSIGN(const auto leaves, reading.view.leaves(scene.today, scene.today + kFarDays));
  RIGONG_ASSIGN(const auto sessions, reading.view.page_sessions());
  RIGONG_ASSIGN(const auto invitations, reading.view.invitations());
  for (const model::Member& member : members) {
    overlay::Member shown;
    shown.id = member.id;
    shown.name = member.name.empty() ? member.id : member.name;
    shown.group = member.group;
    shown.role = page_role(member.role);
    shown.track = member.track;
    shown.stage = member.stage;
    shown.stage_now = team::stage_on(member, scene.today);
    if (const Somebody* somebody = scene.cast.find(member.id)) shown.mentor = maybe_named(scene, somebody->mentor);
    shown.joined_on = member.joined_on;
    shown.left_on = member.left_on;
    shown.left = member.left_on && *member.left_on < scene.today;
    for (const model::MemberAccount& mapping : mappings) {
      if (mapping.member_id == member.id) {
        shown.accounts.push_back({names[mapping.account], mapping.platform_id, mapping.from, mapping.to});
      }
    }
    for (const model::Leave& leave : leaves) {
      if (leave.person == member.id) shown.leaves.push_back({leave.id, leave.from, leave.to});
    }
    shown.devices = std::count_if(sessions.begin(), sessions.end(), [&](const auto& each) { return each.person == member.id; });
    for (const model::Invitation& invitation : invitations) {
      if (invitation.person != member.id || invitation.expires_at <= reading.now) continue;
      shown.invited_until = invitation.expires_at;
      reading.valid_only_until(invitation.expires_at);
    }
    answer.members.push_back(std::move(shown));
  }
  RIGONG_ASSIGN(answer.checklists, stage_checklists(scene));
  answer.groups = scene.cast.groups();
  std::erase(answer.groups, "");
  RIGONG_ASSIGN(const auto deputies, reading.view.deputies(scene.today, scene.today + kFarDays));
  for (const model::Deputy& deputy : deputies) {
    answer.deputies.push_back({deputy.id, named(scene, deputy.person), named(scene, deputy.deputy), deputy.from, deputy.to});
  }
  RIGONG_ASSIGN(const auto reps, reading.view.reps());
  for (const model::Rep& rep : reps) {
    const bool platforms = rep.member_id.empty() && !rep.platform_id.empty() && rep.platform_id.front() != '(';
    if (!platforms || scene.cast.people().on_day(rep.number, scene.today) != rep.number) continue;
    answer.unclaimed.push_back({names[rep.account], rep.platform_id, rep.name.empty() ? rep.platform_id : rep.name});
  }
  return answer;
}

Result<overlay::Devices> answer_devices(Reading& reading, const std::string& session) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  const bool all = scene.may_with_all(team::Deed::manage_people);
  overlay::Devices answer;
  RIGONG_ASSIGN(const auto sessions, reading.view.page_sessions());
  for (const model::PageSession& each : sessions) {
    const bool own = !reading.viewer.person.empty() && each.person == reading.viewer.person;
    const bool this_one = each.id == session;
    if (!all && !own && !this_one) continue;
    answer.devices.push_back(
        {each.id, maybe_named(scene, each.person), each.device, each.made_at, std::max(each.made_at, each.used_at), this_one});
  }
  return answer;
}

}  // namespace rigong::runtime
