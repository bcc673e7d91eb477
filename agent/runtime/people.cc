// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/people.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace rigong::runtime {
namespace {

constexpr Day kAlways{std::numeric_limits<std::int32_t>::min()};
constexpr Day kForever{std::numeric_limits<std::int32_t>::max()};

std::string names_of(const std::vector<model::Account>& accounts) {
  std::string names;
  for (const model::Account& account : accounts) names += (names.empty() ? "" : ", ") + account.name;
  return names;
}

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

Result<model::AccountNo> account_meant(storage::ReadView& view, const std::string& name, const std::string& rep) {
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  if (accounts.empty()) {
    return fail(ErrorKind::not_found, "还没有任何账号的数据。请先用 rigong import 导入文件。",
                "There are no data of any account yet. Import a file with 'rigong import' first.");
  }
  if (!name.empty()) {
    for (const model::Account& account : accounts) {
      if (account.name == name) return account.number;
    }
    return fail(ErrorKind::not_found, fmt::format("没有账号“{}”。已有的账号：{}。", name, names_of(accounts)),
                fmt::format("There is no account '{}'. Known accounts: {}.", name, names_of(accounts)));
  }
  if (accounts.size() == 1) return accounts.front().number;
  RIGONG_ASSIGN(const auto reps, view.reps());
  std::vector<model::Account> having;
  for (const model::Account& account : accounts) {
    for (const model::Rep& each : reps) {
      if (each.account == account.number && each.member_id.empty() && each.platform_id == rep) having.push_back(account);
    }
  }
  if (having.size() == 1) return having.front().number;
  if (having.empty()) {
    return fail(ErrorKind::not_found,
                fmt::format("各账号中都还没有客服“{}”。请检查 --rep，或用 --account 指明账号：{}。", rep, names_of(accounts)),
                fmt::format("No account knows a rep '{}' yet. Check --rep, or name the account with --account: {}.", rep,
                            names_of(accounts)));
  }
  return fail(ErrorKind::wrong_use,
              fmt::format("客服“{}”在多个账号中都有：{}。请用 --account 指明是哪一个。", rep, names_of(having)),
              fmt::format("The rep '{}' is known in several accounts: {}. Say which with --account.", rep, names_of(having)));
}

Result<std::optional<model::Member>> find_member(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const auto members, view.members());
  const auto found = std::find_if(members.begin(), members.end(), [&](const model::Member& each) { return each.id == id; });
  return found == members.end() ? std::nullopt : std::optional(*found);
}

namespace {

Result<bool> goes_by(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const auto member, find_member(view, id));
  if (member) return true;
  RIGONG_ASSIGN(const auto reps, view.reps());
  return std::any_of(reps.begin(), reps.end(),
                     [&](const model::Rep& rep) { return rep.member_id == id || rep.platform_id == id; });
}

}  // namespace

Result<bool> was_erased(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const bool there, goes_by(view, id));
  if (there) return false;
  RIGONG_ASSIGN(const auto about, view.log({{id}, {}, 0, 1}));
  RIGONG_ASSIGN(const auto by, view.log({{}, id, 0, 1}));
  return !about.empty() || !by.empty();
}

Result<bool> is_id_taken(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const bool there, goes_by(view, id));
  if (there) return true;
  return was_erased(view, id);
}

namespace {

Status change_accounts(storage::WriteTransaction& transaction, const std::string& member,
                       const std::function<bool(model::MemberAccount&)>& stays) {
  RIGONG_ASSIGN(const auto all, transaction.member_accounts());
  std::vector<model::MemberAccount> own;
  for (model::MemberAccount mapping : all) {
    if (mapping.member_id == member && stays(mapping)) own.push_back(std::move(mapping));
  }
  return transaction.put_member_accounts(member, own);
}

}  // namespace

Status end_accounts(storage::WriteTransaction& transaction, const std::string& member, Day last_day) {
  return change_accounts(transaction, member, [&](model::MemberAccount& mapping) {
    if (mapping.from && *mapping.from > last_day) return false;
    if (!mapping.to || *mapping.to > last_day) mapping.to = last_day;
    return true;
  });
}

Status resume_accounts(storage::WriteTransaction& transaction, const std::string& member, Day last_day) {
  return change_accounts(transaction, member, [&](model::MemberAccount& mapping) {
    if (mapping.to == last_day) mapping.to.reset();
    return true;
  });
}

}  // namespace rigong::runtime
