// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/cast.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace rigong::runtime {
namespace {

// Sub-accounts are called "main account:name" on Taobao and Tmall. Where nobody has given a name, the part that tells them apart
// is enough, as long as it does.
void shorten_names(std::map<std::string, Somebody>& all) {
  std::map<std::string, int> taken;
  const auto short_name = [](const Somebody& somebody) -> std::string {
    const bool bare = !somebody.member && somebody.person.name == somebody.person.id;
    const std::size_t colon = bare ? somebody.person.id.rfind(':') : std::string::npos;
    return colon == std::string::npos ? somebody.person.name : somebody.person.id.substr(colon + 1);
  };
  for (const auto& [id, somebody] : all) ++taken[short_name(somebody)];
  for (auto& [id, somebody] : all) {
    const std::string name = short_name(somebody);
    if (!name.empty() && taken[name] == 1) somebody.person.name = name;
  }
}

bool nobody(const std::string& id) { return id.empty() || id == model::kUnassignedRep || id == model::kUnknownRep; }

}  // namespace

overlay::Role page_role(model::MemberRole role) {
  switch (role) {
    case model::MemberRole::lead:
      return overlay::Role::lead;
    case model::MemberRole::admin:
      return overlay::Role::admin;
    case model::MemberRole::reader:
      return overlay::Role::reader;
    case model::MemberRole::rep:
      break;
  }
  return overlay::Role::rep;
}

Result<Cast> Cast::load(storage::ReadView& view, Day today) {
  Cast cast;
  RIGONG_ASSIGN(cast.people_, People::load(view));
  RIGONG_ASSIGN(const auto members, view.members());
  RIGONG_ASSIGN(const auto reps, view.reps());
  RIGONG_ASSIGN(const auto mappings, view.member_accounts());
  std::map<std::string, Somebody> all;
  for (const model::Member& member : members) {
    Somebody& somebody = all[member.id];
    const bool left = member.left_on && *member.left_on < today;
    somebody.person = {member.id, member.name.empty() ? member.id : member.name, member.group, page_role(member.role), left};
    somebody.member = true;
    somebody.joined_on = member.joined_on;
    somebody.stage = member.stage;
    somebody.left_on = member.left_on;
  }
  for (const model::Member& member : members) {
    const auto mentor = all.find(member.mentor);
    if (mentor != all.end() && !mentor->second.person.left) all[member.id].mentor = member.mentor;
  }
  std::map<std::pair<model::AccountNo, std::string>, model::RepNo> platform;
  for (const model::Rep& rep : reps) {
    if (!rep.member_id.empty()) {
      if (const auto member = all.find(rep.member_id); member != all.end()) {
        member->second.reps.insert(rep.number);
        member->second.platform_reps.insert(rep.number);
      }
      continue;
    }
    platform[{rep.account, rep.platform_id}] = rep.number;
    // Who answers as a member is shown as the member. The same name of a member and a platform's rep is one person.
    if (nobody(rep.platform_id) || cast.people_.on_day(rep.number, today) != rep.number) continue;
    Somebody& somebody = all[rep.platform_id];
    if (somebody.person.id.empty()) somebody.person = {rep.platform_id, rep.platform_id, "", overlay::Role::rep, false};
    // The name that the platform gives, until somebody says which member that is.
    if (!somebody.member && !rep.name.empty()) {
      somebody.person.name = rep.name;
      somebody.person.group = rep.group;
    }
    somebody.reps.insert(rep.number);
    somebody.platform_reps.insert(rep.number);
  }
  for (const model::MemberAccount& mapping : mappings) {
    const auto rep = platform.find({mapping.account, mapping.platform_id});
    const auto member = all.find(mapping.member_id);
    if (rep != platform.end() && member != all.end()) member->second.platform_reps.insert(rep->second);
  }
  shorten_names(all);
  for (auto& [id, somebody] : all) cast.everybody_.push_back(std::move(somebody));
  std::stable_sort(cast.everybody_.begin(), cast.everybody_.end(), [](const Somebody& a, const Somebody& b) {
    return std::tuple(a.person.left, a.person.group.empty(), std::string_view(a.person.group), std::string_view(a.person.name)) <
           std::tuple(b.person.left, b.person.group.empty(), std::string_view(b.person.group), std::string_view(b.person.name));
  });
  for (std::size_t at = 0; at < cast.everybody_.size(); ++at) {
    cast.by_id_[cast.everybody_[at].person.id] = at;
    for (const model::RepNo rep : cast.everybody_[at].reps) cast.by_rep_[rep] = at;
  }
  return cast;
}

const Somebody* Cast::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found != by_id_.end() && !nobody(id) ? &everybody_[found->second] : nullptr;
}

const Somebody* Cast::of(model::RepNo rep) const {
  const auto found = by_rep_.find(rep);
  return found != by_rep_.end() ? &everybody_[found->second] : nullptr;
}

std::vector<const Somebody*> Cast::group_on(const std::string& group, Day day) const {
  std::vector<const Somebody*> found;
  for (const Somebody& somebody : everybody_) {
    if (somebody.person.group == group && somebody.belonged_on(day)) found.push_back(&somebody);
  }
  return found;
}

std::vector<std::string> in_trade_order(std::set<std::string> names) {
  constexpr std::array<std::string_view, 3> kKnown = {"售前", "售后", "电话"};
  std::vector<std::string> groups;
  for (const std::string_view known : kKnown) {
    if (const auto at = names.find(std::string(known)); at != names.end()) {
      groups.push_back(*at);
      names.erase(at);
    }
  }
  groups.insert(groups.end(), names.begin(), names.end());
  return groups;
}

std::vector<std::string> Cast::groups() const {
  // Leads by themselves are no group that anybody looks at first.
  std::set<std::string> with_reps;
  std::set<std::string> of_leads;
  bool without = false;
  for (const Somebody& somebody : everybody_) {
    const bool lead = somebody.person.role != overlay::Role::rep;
    without = without || somebody.person.group.empty();
    if (!somebody.person.group.empty()) (lead ? of_leads : with_reps).insert(somebody.person.group);
  }
  std::vector<std::string> result = in_trade_order(with_reps);
  std::copy_if(of_leads.begin(), of_leads.end(), std::back_inserter(result),
               [&](const std::string& group) { return !with_reps.contains(group); });
  if (without) result.emplace_back();
  return result;
}

std::vector<std::string> Cast::groups_of_reps(Day day, const std::string& also) const {
  std::vector<std::string> result = groups();
  std::erase_if(result, [&](const std::string& group) {
    const auto people = group_on(group, day);
    return group != also && std::none_of(people.begin(), people.end(),
                                         [](const Somebody* each) { return each->person.role == overlay::Role::rep; });
  });
  return result;
}

}  // namespace rigong::runtime
