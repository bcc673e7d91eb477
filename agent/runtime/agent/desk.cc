// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {
namespace {

// "lead", or "person:" and the id; never set = nobody's.
constexpr std::string_view kSetting = "desk.member";
constexpr std::string_view kLead = "lead";
constexpr std::string_view kPerson = "person:";

Result<std::optional<model::Member>> member_of(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const auto members, view.members());
  const auto found = std::find_if(members.begin(), members.end(), [&](const model::Member& each) { return each.id == id; });
  if (found == members.end()) return std::optional<model::Member>();
  return std::optional(*found);
}

Result<Viewer> viewer_for(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const auto member, member_of(view, id));
  const bool lead = member && member->role == model::MemberRole::lead;
  return Viewer{lead ? overlay::Role::lead : overlay::Role::rep, id};
}

}  // namespace

Result<Viewer> viewer_of(const overlay::Caller& caller, storage::ReadView& view, const config::Config& config) {
  if (caller.kind == overlay::Caller::Kind::machine) return Viewer{overlay::Role::lead, {}};
  if (!config.desk_member.empty()) return viewer_for(view, config.desk_member);
  RIGONG_ASSIGN(const std::string chosen, view.setting(kSetting));
  if (chosen == kLead) return Viewer{overlay::Role::lead, {}};
  if (chosen.starts_with(kPerson)) return viewer_for(view, chosen.substr(kPerson.size()));
  return Viewer{};
}

Status choose_desk(storage::WriteTransaction& transaction, const config::Config& config, const Viewer& viewer,
                   const overlay::Caller& caller, bool free_choice, const overlay::ChooseDesk& choice) {
  if (!config.desk_member.empty()) {
    return fail(ErrorKind::refused, "这台电脑是谁的由 rigong.toml 的 [desk] member 决定，页面上不能改。",
                "Whose desk this is stands in rigong.toml, [desk] member, and is not changed on the page.");
  }
  const bool page = caller.kind == overlay::Caller::Kind::page;
  if (page && viewer.role == overlay::Role::rep && !free_choice) {
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
    if (led && page && viewer.role != overlay::Role::lead && !free_choice) {
      return fail(ErrorKind::refused, "团队里已登记了组长，请选择那位组长。", "The team has a lead already; choose that person.");
    }
    return transaction.set_setting(kSetting, kLead);
  }
  RIGONG_ASSIGN(const overlay::Person person, person_of(transaction, choice.person, Day{}));
  if (choice.lead && person.role != overlay::Role::lead) {
    return fail(ErrorKind::refused,
                fmt::format("{} 没有登记为组长。可用 rigong member set {} --role lead 登记。", person.name, person.id),
                fmt::format("{} is not entered as lead. 'rigong member set {} --role lead' does it.", person.name, person.id));
  }
  return transaction.set_setting(kSetting, std::string(kPerson) + choice.person);
}

Result<overlay::Person> person_of(storage::ReadView& view, const std::string& id, Day today) {
  RIGONG_ASSIGN(const auto member, member_of(view, id));
  if (member) {
    const auto role = member->role == model::MemberRole::lead ? overlay::Role::lead : overlay::Role::rep;
    return overlay::Person{member->id, member->name, member->group, role, member->left_on && *member->left_on < today};
  }
  RIGONG_ASSIGN(const auto reps, view.reps());
  const bool known = std::any_of(reps.begin(), reps.end(),
                                 [&](const model::Rep& rep) { return rep.member_id.empty() && rep.platform_id == id; });
  if (known && !id.empty()) return overlay::Person{id, id, "", overlay::Role::rep, false};
  return no_such_person();
}

}  // namespace rigong::runtime
