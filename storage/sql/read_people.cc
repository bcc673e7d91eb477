// SPDX-License-Identifier: Apache-2.0
// Accounts, people, settings: small tables that are read whole.
#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kChangeNumber{"SELECT change_no FROM team WHERE team_id = $1"};
constexpr Query kAccounts{"SELECT account_no, name, type, platform, shop FROM account WHERE team_id = $1 ORDER BY account_no"};
constexpr Query kAccountNamed{"SELECT account_no, name, type, platform, shop FROM account WHERE team_id = $1 AND name = $2"};
constexpr Query kReps{
    "SELECT rep_no, account_no, platform_id, member_id, name, group_name FROM rep WHERE team_id = $1 ORDER BY rep_no"};
constexpr Query kMembers{
    "SELECT member_id, name, group_name, role, joined_on, left_on, track, stage, unnamed, mentor FROM member WHERE team_id = $1"};
constexpr Query kMemberAccounts{
    "SELECT member_id, account_no, platform_id, from_day, to_day FROM member_account WHERE team_id = $1 ORDER BY n"};
constexpr Query kTargets{"SELECT scope, figure, value, from_day, to_day FROM target WHERE team_id = $1 ORDER BY from_day"};
constexpr Query kCursor{"SELECT cursor FROM stream_cursor WHERE team_id = $1 AND account_no = $2 AND stream = $3"};
constexpr Query kSetting{"SELECT value FROM setting WHERE team_id = $1 AND name = $2"};

// Orders by texts here and not in the statements, since a server's collation is its own.
template <class T, class Key>
void sort_by(std::vector<T>& values, Key key) {
  std::stable_sort(values.begin(), values.end(), [&](const T& a, const T& b) { return key(a) < key(b); });
}

model::Account account_of(const Row& row) {
  return {row.as<model::AccountNo>(0), row.text(1), row.text(2), row.text(3), row.text(4)};
}

}  // namespace

Result<std::int64_t> Reader::change_number() {
  std::int64_t number = 0;
  RIGONG_TRY(db_.each(kChangeNumber, {team_}, [&](const Row& row) {
    number = row.integer(0);
    return true;
  }));
  return number;
}

Result<std::vector<model::Account>> Reader::accounts() {
  std::vector<model::Account> accounts;
  RIGONG_TRY(db_.each(kAccounts, {team_}, [&](const Row& row) {
    accounts.push_back(account_of(row));
    return true;
  }));
  return accounts;
}

Result<std::optional<model::Account>> Reader::account(std::string_view name) {
  std::optional<model::Account> account;
  RIGONG_TRY(db_.each(kAccountNamed, {team_, name}, [&](const Row& row) {
    account = account_of(row);
    return true;
  }));
  return account;
}

Result<std::vector<model::Rep>> Reader::reps() {
  std::vector<model::Rep> reps;
  RIGONG_TRY(db_.each(kReps, {team_}, [&](const Row& row) {
    reps.push_back({row.as<model::RepNo>(0), row.as<model::AccountNo>(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    return true;
  }));
  return reps;
}

Result<std::vector<model::Member>> Reader::members() {
  std::vector<model::Member> members;
  RIGONG_TRY(db_.each(kMembers, {team_}, [&](const Row& row) {
    // What this version does not know has the fewest rights.
    members.push_back({row.text(0), row.text(1), row.text(2), row.choice(3, model::MemberRole::reader), row.maybe_day(4),
                       row.maybe_day(5), row.choice(6, model::Track::live), row.choice(7, model::Stage::senior),
                       row.integer(8) != 0, row.text(9)});
    return true;
  }));
  sort_by(members, [](const model::Member& member) { return std::string_view(member.id); });
  return members;
}

Result<std::vector<model::MemberAccount>> Reader::member_accounts() {
  std::vector<model::MemberAccount> accounts;
  RIGONG_TRY(db_.each(kMemberAccounts, {team_}, [&](const Row& row) {
    accounts.push_back({row.text(0), row.as<model::AccountNo>(1), row.text(2), row.maybe_day(3), row.maybe_day(4)});
    return true;
  }));
  sort_by(accounts, [](const model::MemberAccount& account) { return std::string_view(account.member_id); });
  return accounts;
}

Result<std::vector<model::Target>> Reader::targets() {
  std::vector<model::Target> targets;
  RIGONG_TRY(db_.each(kTargets, {team_}, [&](const Row& row) {
    targets.push_back({row.text(0), row.text(1), row.real(2), row.day(3), row.maybe_day(4)});
    return true;
  }));
  sort_by(targets,
          [](const model::Target& target) { return std::pair<std::string_view, std::string_view>(target.scope, target.figure); });
  return targets;
}

Result<std::string> Reader::cursor(model::AccountNo account, std::string_view stream) {
  std::string cursor;
  RIGONG_TRY(db_.each(kCursor, {team_, account, stream}, [&](const Row& row) {
    cursor = row.text(0);
    return true;
  }));
  return cursor;
}

Result<std::string> Reader::setting(std::string_view name) {
  std::string value;
  RIGONG_TRY(db_.each(kSetting, {team_, name}, [&](const Row& row) {
    value = row.text(0);
    return true;
  }));
  return value;
}

}  // namespace rigong::storage::sql
