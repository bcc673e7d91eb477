// SPDX-License-Identifier: Apache-2.0
// Accounts, people, settings.
#include <fmt/format.h>
#include <cmath>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kFindAccount{"SELECT account_no, type, platform, shop FROM account WHERE team_id = $1 AND name = $2"};
constexpr Query kAddAccount{
    "INSERT INTO account (team_id, account_no, name, type, platform, shop, next_conversation) VALUES ($1, $2, $3, $4, $5, $6, "
    "1)"};
constexpr Query kChangeAccount{"UPDATE account SET type = $1, platform = $2, shop = $3 WHERE team_id = $4 AND account_no = $5"};
constexpr Query kFactDaysOfAccount{"SELECT DISTINCT day FROM conversation_day WHERE team_id = $1 AND account_no = $2"};
constexpr Query kFindRep{"SELECT rep_no FROM rep WHERE team_id = $1 AND account_no = $2 AND platform_id = $3 AND member_id = $4"};
constexpr Query kNameRep{"UPDATE rep SET name = $1, group_name = $2 WHERE team_id = $3 AND rep_no = $4"};
constexpr Query kAddRep{"INSERT INTO rep (team_id, rep_no, account_no, platform_id, member_id) VALUES ($1, $2, $3, $4, $5)"};
constexpr Query kPutCursor{
    "INSERT INTO stream_cursor (team_id, account_no, stream, cursor) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (team_id, account_no, stream) DO UPDATE SET cursor = excluded.cursor"};
constexpr Query kPutSetting{
    "INSERT INTO setting (team_id, name, value) VALUES ($1, $2, $3) "
    "ON CONFLICT (team_id, name) DO UPDATE SET value = excluded.value"};
constexpr Query kDropSetting{"DELETE FROM setting WHERE team_id = $1 AND name = $2"};
constexpr Query kPutMember{
    "INSERT INTO member (team_id, member_id, name, group_name, role, joined_on, left_on, track, stage, unnamed, mentor) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (team_id, member_id) DO UPDATE SET name = excluded.name, group_name = excluded.group_name, "
    "role = excluded.role, joined_on = excluded.joined_on, left_on = excluded.left_on, "
    "track = excluded.track, stage = excluded.stage, unnamed = excluded.unnamed, mentor = excluded.mentor"};
constexpr Query kDropMemberAccounts{"DELETE FROM member_account WHERE team_id = $1 AND member_id = $2"};
constexpr Query kAddMemberAccount{
    "INSERT INTO member_account (team_id, member_id, n, account_no, platform_id, from_day, to_day) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Query kPutTarget{
    "INSERT INTO target (team_id, scope, figure, from_day, to_day, value) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (team_id, scope, figure, from_day) DO UPDATE SET to_day = excluded.to_day, value = excluded.value"};
constexpr Query kDropTarget{"DELETE FROM target WHERE team_id = $1 AND scope = $2 AND figure = $3 AND from_day = $4"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostCursorBytes = 64 * 1024;
constexpr std::size_t kMostSettingBytes = 1024 * 1024;

bool overlap(const model::MemberAccount& a, const model::MemberAccount& b) {
  const bool a_ends_before = a.to && b.from && *a.to < *b.from;
  const bool b_ends_before = b.to && a.from && *b.to < *a.from;
  return !a_ends_before && !b_ends_before;
}

}  // namespace

Result<model::AccountNo> Writer::ensure_account(const model::Account& account) {
  RIGONG_TRY(check_text(account.name, kMostBytes, "name"));
  RIGONG_TRY(check_text(account.type, kMostBytes, "type"));
  RIGONG_TRY(check_text(account.platform, kMostBytes, "platform"));
  RIGONG_TRY(check_text(account.shop, kMostBytes, "shop"));
  std::optional<model::Account> found;
  RIGONG_TRY(db_.each(kFindAccount, {team_, account.name}, [&](const Row& row) {
    found = model::Account{row.as<model::AccountNo>(0), account.name, row.text(1), row.text(2), row.text(3)};
    return true;
  }));
  if (!found) {
    changed_ = true;
    RIGONG_TRY(db_.run(kAddAccount, {team_, next_account_, account.name, account.type, account.platform, account.shop}));
    return next_account_++;
  }
  if (found->type == account.type && found->platform == account.platform && found->shop == account.shop) return found->number;
  changed_ = true;
  RIGONG_TRY(db_.run(kChangeAccount, {account.type, account.platform, account.shop, team_, found->number}));
  if (found->shop != account.shop) {
    // Its conversations leave the figures of the one shop and enter those of the other.
    RIGONG_TRY(mark_account_days(found->number, found->shop));
    RIGONG_TRY(mark_account_days(found->number, account.shop));
    if (const auto known = known_.accounts.find(found->number); known != known_.accounts.end()) {
      known->second.shop = account.shop;
    }
  }
  return found->number;
}

Status Writer::mark_account_days(model::AccountNo account, const std::string& shop) {
  std::set<Day> days;
  RIGONG_TRY(db_.each(kFactDaysOfAccount, {team_, account}, [&](const Row& row) {
    days.insert(row.day(0));
    return true;
  }));
  return mark_days(shop, days);
}

Result<model::RepNo> Writer::find_rep(model::AccountNo account, std::string_view platform_id, std::string_view member_id) {
  model::RepNo rep = model::kNoRep;
  RIGONG_TRY(db_.each(kFindRep, {team_, account, platform_id, member_id}, [&](const Row& row) {
    rep = row.as<model::RepNo>(0);
    return true;
  }));
  return rep;
}

Result<model::RepNo> Writer::ensure_rep(model::AccountNo account, std::string_view platform_id) {
  RIGONG_TRY(check_text(platform_id, kMostBytes, "rep id"));
  RIGONG_TRY(known_account(account));
  RIGONG_ASSIGN(const model::RepNo found, find_rep(account, platform_id, ""));
  if (found != model::kNoRep) return found;
  changed_ = true;
  RIGONG_TRY(db_.run(kAddRep, {team_, next_rep_, account, platform_id, std::string_view()}));
  return next_rep_++;
}

Status Writer::put_rep_names(model::AccountNo account, std::span<const model::RepName> names) {
  RIGONG_ASSIGN(const std::vector<model::Rep> known, reps());
  for (const model::RepName& given : names) {
    RIGONG_TRY(check_text(given.name, kMostBytes, "name"));
    RIGONG_TRY(check_text(given.group, kMostBytes, "group"));
    const auto same = std::find_if(known.begin(), known.end(), [&](const model::Rep& rep) {
      return rep.account == account && rep.member_id.empty() && rep.platform_id == given.rep_id;
    });
    if (same != known.end() && same->name == given.name && same->group == given.group) continue;
    RIGONG_ASSIGN(const model::RepNo number, ensure_rep(account, given.rep_id));
    changed_ = true;
    RIGONG_TRY(db_.run(kNameRep, {given.name, given.group, team_, number}));
  }
  return {};
}

Status Writer::set_cursor(model::AccountNo account, std::string_view stream, std::string_view cursor) {
  RIGONG_TRY(check_text(stream, kMostBytes, "stream"));
  RIGONG_TRY(check_text(cursor, kMostCursorBytes, "cursor"));
  RIGONG_TRY(known_account(account));
  changed_ = true;
  RIGONG_TRY(db_.run(kPutCursor, {team_, account, stream, cursor}));
  return {};
}

Status Writer::set_setting(std::string_view name, std::string_view value) {
  RIGONG_TRY(check_text(name, kMostBytes, "name"));
  RIGONG_TRY(check_text(value, kMostSettingBytes, "value"));
  changed_ = true;
  if (value.empty()) {
    RIGONG_TRY(db_.run(kDropSetting, {team_, name}));
  } else {
    RIGONG_TRY(db_.run(kPutSetting, {team_, name, value}));
  }
  return {};
}

Status Writer::put_member(const model::Member& member) {
  RIGONG_TRY(check_text(member.id, kMostBytes, "id"));
  RIGONG_TRY(check_text(member.name, kMostBytes, "name"));
  RIGONG_TRY(check_text(member.group, kMostBytes, "group"));
  RIGONG_TRY(check_text(member.mentor, kMostBytes, "mentor"));
  if (member.id.empty()) {
    return fail(ErrorKind::wrong_use, "成员编号不能为空。", "A member's id must not be empty. Choose one.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutMember, {team_, member.id, member.name, member.group, member.role, member.joined_on, member.left_on,
                                  member.track, member.stage, member.unnamed ? 1 : 0, member.mentor}));
  RIGONG_ASSIGN(const model::RepNo found, find_rep(0, "", member.id));
  if (found != model::kNoRep) return {};
  RIGONG_TRY(db_.run(kAddRep, {team_, next_rep_++, 0, std::string_view(), member.id}));
  return {};
}

Result<model::RepNo> Writer::member_rep(std::string_view member_id) {
  RIGONG_ASSIGN(const model::RepNo found, find_rep(0, "", member_id));
  if (found != model::kNoRep && !member_id.empty()) return found;
  return fail(ErrorKind::not_found, fmt::format("没有编号为 {} 的成员。请先添加。", member_id),
              fmt::format("There is no member {}. Add the member first.", member_id));
}

Status Writer::put_member_accounts(std::string_view member_id, std::span<const model::MemberAccount> given) {
  RIGONG_TRY(member_rep(member_id));
  RIGONG_ASSIGN(const std::vector<model::MemberAccount> others, member_accounts());
  for (const model::MemberAccount& account : given) {
    RIGONG_TRY(check_text(account.platform_id, kMostBytes, "rep id"));
    RIGONG_TRY(known_account(account.account));
    for (const model::MemberAccount& other : others) {
      if (other.member_id == member_id || other.account != account.account || other.platform_id != account.platform_id) continue;
      if (!overlap(account, other)) continue;
      return fail(
          ErrorKind::wrong_use,
          fmt::format("平台账号 {} 在同一天已属于成员 {}。请先改动那位成员的起止日期。", account.platform_id, other.member_id),
          fmt::format("The platform account {} belongs to member {} on some of these days. Change that member's dates first.",
                      account.platform_id, other.member_id));
    }
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kDropMemberAccounts, {team_, member_id}));
  int n = 0;
  for (const model::MemberAccount& account : given) {
    RIGONG_TRY(
        db_.run(kAddMemberAccount, {team_, member_id, n++, account.account, account.platform_id, account.from, account.to}));
  }
  return {};
}

Status Writer::put_target(const model::Target& target) {
  RIGONG_TRY(check_text(target.scope, kMostBytes, "scope"));
  RIGONG_TRY(check_text(target.figure, kMostBytes, "figure"));
  if (!std::isfinite(target.value)) {
    return fail(ErrorKind::wrong_use, "目标值必须是数字。", "A target must be a number. Enter one.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutTarget, {team_, target.scope, target.figure, target.from, target.to, target.value}));
  return {};
}

Status Writer::remove_target(const model::Target& target) {
  changed_ = true;
  RIGONG_TRY(db_.run(kDropTarget, {team_, target.scope, target.figure, target.from}));
  return {};
}

}  // namespace rigong::storage::sql
