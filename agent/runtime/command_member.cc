// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/command.h"
#include "agent/runtime/log_entry.h"
#include "agent/runtime/people.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"
#include "agent/team/goals.h"
#include "overlay/api/people.h"

namespace rigong::runtime {
namespace {

Cell role_name(model::MemberRole role) {
  switch (role) {
    case model::MemberRole::lead:
      return "lead";
    case model::MemberRole::admin:
      return "admin";
    case model::MemberRole::reader:
      return "reader";
    case model::MemberRole::rep:
      break;
  }
  return "rep";
}
Cell maybe_day(const std::optional<Day>& day) { return day ? Cell(to_string(*day)) : Cell(); }

Result<model::Member> known_member(storage::ReadView& view, const std::string& id) {
  RIGONG_ASSIGN(const auto found, find_member(view, id));
  if (found) return *found;
  return fail(ErrorKind::not_found, fmt::format("没有成员“{}”。先用 rigong member set {} --name 姓名 添加。", id, id),
              fmt::format("There is no member '{}'. Add one with 'rigong member set {} --name NAME' first.", id, id));
}

// A target of a scope that nobody has would never be shown beside anything.
Status check_scope(std::string_view scope) {
  for (const std::string_view kind : {std::string_view("group:"), std::string_view("member:")}) {
    if (scope.starts_with(kind) && scope.size() > kind.size()) return {};
  }
  if (scope.empty()) return {};
  std::string stages;
  for (const model::Stage stage : {model::Stage::newcomer, model::Stage::growing, model::Stage::mature, model::Stage::senior}) {
    const std::string name = fmt::format("stage:{}", model::word(stage));
    if (scope == name) return {};
    stages += (stages.empty() ? "" : ", ") + name;
  }
  return fail(ErrorKind::wrong_use, fmt::format("没有范围“{}”。可以写 group:小组、member:编号，或 {}。", scope, stages),
              fmt::format("There is no scope '{}'. It is group:NAME, member:ID, or one of {}.", scope, stages));
}

// Of whom a target is, as the log names them: "member:ID" is that member, "group:NAME" and everybody as they are called there.
std::string about_of(const model::Target& target) {
  constexpr std::string_view kMember = "member:";
  if (target.scope.starts_with(kMember)) return target.scope.substr(kMember.size());
  return target.scope.empty() ? "group:" : target.scope;
}

// What the day belongs to changes for every conversation of the account since then.
Status work_out_anew(const OpenStore& open) {
  ShopRules rules(open.config);
  RIGONG_TRY(work_out(*open.store, rules));
  return open.store->settle();
}

}  // namespace

Status command_member_list(const Command& command) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  RIGONG_ASSIGN(const auto members, view->members());
  RIGONG_ASSIGN(const auto mappings, view->member_accounts());
  RIGONG_ASSIGN(const auto accounts, view->accounts());
  Table table;
  table.when_empty = {"还没有成员。用 rigong member set ID --name 姓名 添加。",
                      "There are no members yet. Add one with 'rigong member set ID --name NAME'."};
  table.columns = {
      {"id", {"成员", "member"}, Show::plain, Align::left},       {"name", {"姓名", "name"}, Show::plain, Align::left},
      {"group", {"组", "group"}, Show::plain, Align::left},       {"role", {"角色", "role"}, Show::word, Align::left},
      {"account", {"账号", "account"}, Show::plain, Align::left}, {"rep", {"平台客服", "platform rep"}, Show::plain, Align::left},
      {"from", {"从", "from"}, Show::plain, Align::left},         {"to", {"到", "to"}, Show::plain, Align::left},
      {"left_on", {"离职", "left"}, Show::plain, Align::left}};
  for (const model::Member& member : members) {
    bool any = false;
    for (const model::MemberAccount& mapping : mappings) {
      if (mapping.member_id != member.id) continue;
      any = true;
      const auto account = std::find_if(accounts.begin(), accounts.end(),
                                        [&](const model::Account& each) { return each.number == mapping.account; });
      table.rows.push_back({member.id, member.name, member.group, role_name(member.role),
                            account != accounts.end() ? Cell(account->name) : Cell(), mapping.platform_id,
                            maybe_day(mapping.from), maybe_day(mapping.to), maybe_day(member.left_on)});
    }
    if (!any)
      table.rows.push_back(
          {member.id, member.name, member.group, role_name(member.role), {}, {}, {}, {}, maybe_day(member.left_on)});
  }
  command.print(table);
  return {};
}

Status command_member_set(const Command& command, const MemberOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  bool known = false;
  model::Member member;
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_ASSIGN(const auto found, find_member(transaction, options.id));
    known = found.has_value();
    if (!known) {
      RIGONG_ASSIGN(const bool erased, was_erased(transaction, options.id));
      if (erased) {
        return fail(ErrorKind::refused, fmt::format("编号 {} 以前用过，请换一个。", options.id),
                    fmt::format("The id {} was somebody else's; choose another.", options.id));
      }
    }
    if (found) member = *found;
    member.id = options.id;
    if (!options.name.empty()) member.name = options.name;
    if (member.name.empty()) member.name = options.id;
    if (!options.group.empty()) member.group = options.group;
    if (options.role) member.role = *options.role;
    if (options.from) member.joined_on = options.from;
    RIGONG_TRY(transaction.put_member(member));
    RIGONG_TRY(transaction.member_rep(member.id));
    return transaction.add_command(log_entry("member.put", command.clock->now(), member.id));
  }));
  command.tell(known ? Words{fmt::format("已更新成员 {}（{}）。", member.id, member.name),
                             fmt::format("Changed member {} ({}).", member.id, member.name)}
                     : Words{fmt::format("已添加成员 {}（{}）。", member.id, member.name),
                             fmt::format("Added member {} ({}).", member.id, member.name)});
  return {};
}

Status command_member_map(const Command& command, const MemberOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_ASSIGN(const model::Member member, known_member(transaction, options.id));
    RIGONG_ASSIGN(const model::AccountNo account, account_meant(transaction, options.account, options.rep));
    RIGONG_ASSIGN(const auto all, transaction.member_accounts());
    std::vector<model::MemberAccount> own;
    for (const model::MemberAccount& mapping : all) {
      const bool replaced = mapping.account == account && mapping.platform_id == options.rep && mapping.from == options.from;
      if (mapping.member_id == member.id && !replaced) own.push_back(mapping);
    }
    own.push_back({member.id, account, options.rep, options.from, options.to});
    RIGONG_TRY(transaction.ensure_rep(account, options.rep));
    RIGONG_TRY(transaction.put_member_accounts(member.id, own));
    RIGONG_TRY(transaction.add_command(log_entry("member.map", command.clock->now(), member.id)));
    return begin_anew(transaction, account);
  }));
  RIGONG_TRY(work_out_anew(open));
  command.tell({fmt::format("{} 的数据现在算到成员 {} 名下。", options.rep, options.id),
                fmt::format("What {} did counts for member {}.", options.rep, options.id)});
  return {};
}

Status command_member_leave(const Command& command, const MemberOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_ASSIGN(model::Member member, known_member(transaction, options.id));
    member.left_on = options.to;
    RIGONG_TRY(transaction.put_member(member));
    RIGONG_TRY(end_accounts(transaction, member.id, *options.to));
    RIGONG_TRY(transaction.add_command(log_entry("member.leaves", command.clock->now(), member.id)));
    return begin_anew(transaction, 0);
  }));
  RIGONG_TRY(work_out_anew(open));
  command.tell({fmt::format("成员 {} 的最后一天记为 {}，以前的数据都保留。", options.id, to_string(*options.to)),
                fmt::format("The last day of member {} is {}; all earlier data stay.", options.id, to_string(*options.to))});
  return {};
}

Status command_target_list(const Command& command) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  RIGONG_ASSIGN(const auto targets, view->targets());
  Table table;
  table.when_empty = {"还没有目标。例如：rigong target set response_mean_ms 40000",
                      "There are no targets yet. For example: rigong target set response_mean_ms 40000"};
  table.columns = {{"figure", {"指标", "figure"}, Show::plain, Align::left},
                   {"value", {"目标", "target"}},
                   {"scope", {"范围", "scope"}, Show::plain, Align::left},
                   {"from", {"从", "from"}, Show::plain, Align::left},
                   {"to", {"到", "to"}, Show::plain, Align::left}};
  for (const model::Target& target : targets) {
    table.rows.push_back(
        {target.figure, target.value, target.scope.empty() ? "all" : target.scope, to_string(target.from), maybe_day(target.to)});
  }
  command.print(table);
  return {};
}

Status command_target_set(const Command& command, const model::Target& target) {
  // Targets are kept by the JSON name of their figure, so a misspelled one would never be shown beside anything.
  std::vector<std::string_view> names(team::other_target_names().begin(), team::other_target_names().end());
  for (const metrics::FigureKind& kind : metrics::catalogue()) {
    if (kind.better != model::Better::band) names.push_back(kind.name);
  }
  if (std::find(names.begin(), names.end(), target.figure) == names.end()) {
    const std::string near(nearest(target.figure, names.data(), names.size()));
    return fail(
        ErrorKind::wrong_use,
        fmt::format("没有指标“{}”{}。", target.figure, near.empty() ? "" : fmt::format("，是不是 {}？", near)),
        fmt::format("There is no figure '{}'{}", target.figure, near.empty() ? "." : fmt::format("; did you mean {}?", near)));
  }
  RIGONG_TRY(check_scope(target.scope));
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_TRY(transaction.put_target(target));
    return transaction.add_command(log_entry("target.set", command.clock->now(), about_of(target)));
  }));
  command.tell({fmt::format("目标已设：{} = {}，从 {} 起。", target.figure, target.value, to_string(target.from)),
                fmt::format("Target set: {} = {} from {} on.", target.figure, target.value, to_string(target.from))});
  return {};
}

Status command_target_remove(const Command& command, const model::Target& target) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_TRY(transaction.remove_target(target));
    return transaction.add_command(log_entry("target.remove", command.clock->now(), about_of(target)));
  }));
  command.tell({fmt::format("目标 {} 已删除。", target.figure), fmt::format("Target {} removed.", target.figure)});
  return open.store->settle();
}

}  // namespace rigong::runtime
