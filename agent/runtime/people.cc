// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/people.h"

#include <limits>
#include <utility>

namespace rigong::runtime {
namespace {

constexpr Day kAlways{std::numeric_limits<std::int32_t>::min()};
constexpr Day kForever{std::numeric_limits<std::int32_t>::max()};

}  // namespace

Result<People> People::load(storage::ReadView& view) {
  RIGONG_ASSIGN(const auto reps, view.reps());
  RIGONG_ASSIGN(const auto mappings, view.member_accounts());
  People people;
  std::map<std::string, model::RepNo> members;
  std::map<std::pair<model::AccountNo, std::string>, model::RepNo> platform;
  for (const model::Rep& rep : reps) {
    const bool member = !rep.member_id.empty();
    people.ids_[rep.number] = member ? rep.member_id : rep.platform_id;
    if (member) {
      members[rep.member_id] = rep.number;
    } else {
      platform[{rep.account, rep.platform_id}] = rep.number;
    }
  }
  for (const model::MemberAccount& mapping : mappings) {
    const auto member = members.find(mapping.member_id);
    const auto rep = platform.find({mapping.account, mapping.platform_id});
    if (member == members.end() || rep == platform.end()) continue;  // Nothing of this platform rep has been seen yet.
    people.claims_[rep->second].push_back({mapping.from.value_or(kAlways), mapping.to.value_or(kForever), member->second});
  }
  return people;
}

model::RepNo People::on_day(model::RepNo platform_rep, Day day) const {
  const auto claims = claims_.find(platform_rep);
  if (claims == claims_.end()) return platform_rep;
  for (const Claim& claim : claims->second) {
    if (claim.from <= day && day <= claim.to) return claim.member;
  }
  return platform_rep;
}

std::string People::id(model::RepNo rep) const {
  if (rep == model::kNoRep) return model::kUnassignedRep;
  if (rep == model::kUnknownRepNo) return model::kUnknownRep;
  const auto found = ids_.find(rep);
  return found != ids_.end() ? found->second : model::kUnknownRep;
}

std::vector<model::RepNo> People::find(const std::string& id) const {
  std::vector<model::RepNo> found;
  if (id == model::kUnassignedRep) found.push_back(model::kNoRep);
  if (id == model::kUnknownRep) found.push_back(model::kUnknownRepNo);
  for (const auto& [number, name] : ids_) {
    if (name == id) found.push_back(number);
  }
  return found;
}

metrics::RepOnDay People::resolver() const {
  if (claims_.empty()) return {};
  return [this](model::RepNo rep, Day day) { return on_day(rep, day); };
}

}  // namespace rigong::runtime
