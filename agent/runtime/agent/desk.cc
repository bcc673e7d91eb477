// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "agent/runtime/answers/scene.h"
#include "agent/runtime/people.h"

namespace rigong::runtime {
namespace {

// "lead", or "person:" and the id; never set = nobody's.
constexpr std::string_view kSetting = "desk.member";
constexpr std::string_view kLead = "lead";
constexpr std::string_view kPerson = "person:";

// Nobody where the member has left.
Result<Viewer> viewer_for(storage::ReadView& view, const std::string& id, Day today) {
  RIGONG_ASSIGN(const auto member, find_member(view, id));
  if (!member) return Viewer{overlay::Role::rep, id};
  if (member->left_on && *member->left_on < today) return Viewer{};
  Viewer viewer{page_role(member->role), id};
  if (viewer.role == overlay::Role::lead) return viewer;
  RIGONG_ASSIGN(const auto deputies, view.deputies(today, today));
  for (const model::Deputy& deputy : deputies) {
    if (deputy.deputy != id) continue;
    RIGONG_ASSIGN(const auto away, find_member(view, deputy.person));
    // Who is no lead any more, or has left, has nothing to stand in for.
    if (!away || away->role != model::MemberRole::lead || (away->left_on && *away->left_on < today)) continue;
    viewer.role = overlay::Role::lead;
    viewer.acting_for = deputy.person;
    break;
  }
  return viewer;
}

}  // namespace

Result<Viewer> viewer_of(const overlay::Caller& caller, storage::ReadView& view, const config::Config& config, Day today) {
  if (caller.kind == overlay::Caller::Kind::machine) return Viewer{overlay::Role::lead, {}};
  if (!caller.person.empty()) {
    RIGONG_ASSIGN(Viewer viewer, viewer_for(view, caller.person, today));
    if (viewer.person.empty()) {
      return fail(ErrorKind::refused, "这台设备的登录已随离职失效。有疑问请联系主管。",
                  "This device was shut out when its member left the team. Ask the lead if that is wrong.");
    }
    viewer.own_device = true;
    return viewer;
  }
  if (!config.desk_member.empty()) return viewer_for(view, config.desk_member, today);
  RIGONG_ASSIGN(const std::string chosen, view.setting(kSetting));
  if (chosen == kLead) return Viewer{overlay::Role::lead, {}};
  if (chosen.starts_with(kPerson)) return viewer_for(view, chosen.substr(kPerson.size()), today);
  return Viewer{};
}

bool at_the_machine(const overlay::Caller& caller, const config::Config& config) {
  return caller.kind == overlay::Caller::Kind::machine || (caller.person.empty() && config.listen.public_url.empty());
}

Status choose_desk(storage::WriteTransaction& transaction, const config::Config& config, const Viewer& viewer,
                   const overlay::Caller& caller, bool free_choice, Day today, const overlay::ChooseDesk& choice) {
  if (!config.desk_member.empty()) {
    return fail(ErrorKind::refused, "这台电脑是谁的由 rigong.toml 的 [desk] member 决定，页面上不能改。",
                "Whose desk this is stands in rigong.toml, [desk] member, and is not changed on the page.");
  }
  if (viewer.own_device) {
    return fail(ErrorKind::refused, "这台设备是本人的，不能换人；别人请用自己的邀请链接。",
                "This device is one person's and is not given to another; everybody has an invitation of their own.");
  }
  const bool page = caller.kind == overlay::Caller::Kind::page;
  const team::Role role = role_of(viewer);
  const bool somebodys = role != team::Role::nobody && role != team::Role::lead && role != team::Role::owner;
  if (page && (somebodys || !viewer.acting_for.empty()) && !free_choice) {
    return fail(ErrorKind::refused, "这台电脑已归一位客服使用，不能在页面上换人。请由组长或电脑的主人更改。",
                "This desk belongs to a rep and is not given to somebody else on the page. The lead or the machine's owner can.");
  }
  if (choice.person.empty() && !choice.lead) {
    return fail(ErrorKind::wrong_use, "请选择一位客服，或组长视图。", "Choose a rep, or the lead's view.");
  }
  RIGONG_ASSIGN(const auto members, transaction.members());
  if (choice.person.empty()) {
    const bool led = std::any_of(members.begin(), members.end(),
                                 [](const model::Member& each) { return each.role == model::MemberRole::lead && !each.left_on; });
    if (led && page && role != team::Role::owner && !free_choice) {
      return fail(ErrorKind::refused, "团队里已登记了组长，请选择那位组长。", "The team has a lead already; choose that person.");
    }
    return transaction.set_setting(kSetting, kLead);
  }
  RIGONG_ASSIGN(const overlay::Person person, person_of(transaction, choice.person, today));
  if (person.left) {
    return fail(ErrorKind::refused, fmt::format("{} 已经离职，请选别的人。", person.name),
                fmt::format("{} has left the team; choose somebody else.", person.name));
  }
  if (choice.lead && person.role != overlay::Role::lead) {
    return fail(ErrorKind::refused,
                fmt::format("{} 没有登记为组长。可用 rigong member set {} --role lead 登记。", person.name, person.id),
                fmt::format("{} is not entered as lead. 'rigong member set {} --role lead' does it.", person.name, person.id));
  }
  return transaction.set_setting(kSetting, std::string(kPerson) + choice.person);
}

Result<overlay::Person> person_of(storage::ReadView& view, const std::string& id, Day today) {
  RIGONG_ASSIGN(const auto member, find_member(view, id));
  if (member) {
    return overlay::Person{member->id, member->name, member->group, page_role(member->role),
                           member->left_on && *member->left_on < today};
  }
  RIGONG_ASSIGN(const auto reps, view.reps());
  const bool known = std::any_of(reps.begin(), reps.end(),
                                 [&](const model::Rep& rep) { return rep.member_id.empty() && rep.platform_id == id; });
  if (known && !id.empty()) return overlay::Person{id, id, "", overlay::Role::rep, false};
  return no_such_person();
}

}  // namespace rigong::runtime
