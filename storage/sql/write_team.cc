// SPDX-License-Identifier: Apache-2.0
// Who is away, who stands in, and which devices are let in.
#include <fmt/format.h>

#include "agent/base/ids.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kMember{"SELECT 1 FROM member WHERE team_id = $1 AND member_id = $2"};
constexpr Query kPutLeave{
    "INSERT INTO member_leave (team_id, leave_id, person, from_day, to_day, made_by, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (team_id, leave_id) DO UPDATE SET person = excluded.person, "
    "from_day = excluded.from_day, to_day = excluded.to_day, made_by = excluded.made_by, made_at = excluded.made_at"};
constexpr Query kDropLeave{"DELETE FROM member_leave WHERE team_id = $1 AND leave_id = $2"};
constexpr Query kPutDeputy{
    "INSERT INTO deputy (team_id, deputy_id, person, deputy, from_day, to_day, made_by, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (team_id, deputy_id) DO UPDATE SET person = excluded.person, "
    "deputy = excluded.deputy, from_day = excluded.from_day, to_day = excluded.to_day, made_by = excluded.made_by, "
    "made_at = excluded.made_at"};
constexpr Query kDropDeputy{"DELETE FROM deputy WHERE team_id = $1 AND deputy_id = $2"};
constexpr Query kAddInvitation{
    "INSERT INTO invitation (team_id, token_hash, person, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Query kDropInvitations{"DELETE FROM invitation WHERE team_id = $1 AND (person = $2 OR token_hash = $3)"};
constexpr Query kDropInvitation{"DELETE FROM invitation WHERE team_id = $1 AND token_hash = $2"};
constexpr Query kPutPageSession{
    "INSERT INTO page_session (team_id, token_hash, session_id, made_at, used_at, person, device) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (team_id, token_hash) DO UPDATE SET used_at = excluded.used_at"};
constexpr Query kDropPageSession{"DELETE FROM page_session WHERE team_id = $1 AND token_hash = $2"};
constexpr Query kDropPageSessions{"DELETE FROM page_session WHERE team_id = $1 AND used_at < $2"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kHashBytes = 32;

Status check_days(Day from, Day to) {
  if (from <= to) return {};
  return fail(ErrorKind::wrong_use, "结束日期早于开始日期。请更正后重试。",
              "The last day is before the first. Correct the days and try again.");
}

Status check_id(std::string_view id) {
  RIGONG_TRY(check_text(id, kMostIdBytes, "id"));
  if (!id.empty()) return {};
  return fail(ErrorKind::wrong_use, "编号不能为空。请指定一个。", "An id must not be empty. Choose one.");
}

Status check_hash(std::string_view hash) {
  if (hash.size() == kHashBytes) return {};
  return fail(ErrorKind::wrong_use, "令牌的哈希必须是 32 字节。请重新生成。",
              "The hash of a token has 32 bytes. Make the token anew.");
}

}  // namespace

Status Writer::check_member(std::string_view member_id) {
  RIGONG_TRY(check_text(member_id, kMostBytes, "person"));
  bool found = false;
  RIGONG_TRY(db_.each(kMember, {team_, member_id}, [&](const Row&) { return found = true; }));
  if (found) return {};
  return fail(ErrorKind::not_found, fmt::format("没有编号为 {} 的成员。请先添加。", member_id),
              fmt::format("There is no member {}. Add the member first.", member_id));
}

Status Writer::put_leave(const model::Leave& leave) {
  RIGONG_TRY(check_id(leave.id));
  RIGONG_TRY(check_text(leave.made_by, kMostBytes, "person"));
  RIGONG_TRY(check_days(leave.from, leave.to));
  RIGONG_TRY(check_member(leave.person));
  changed_ = true;
  RIGONG_TRY(db_.run(kPutLeave, {team_, leave.id, leave.person, leave.from, leave.to, leave.made_by, leave.made_at}));
  return {};
}

Status Writer::remove_leave(std::string_view id) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropLeave, {team_, id}));
  if (removed > 0) changed_ = true;
  return {};
}

Status Writer::put_deputy(const model::Deputy& deputy) {
  RIGONG_TRY(check_id(deputy.id));
  RIGONG_TRY(check_text(deputy.made_by, kMostBytes, "person"));
  RIGONG_TRY(check_days(deputy.from, deputy.to));
  RIGONG_TRY(check_member(deputy.person));
  RIGONG_TRY(check_member(deputy.deputy));
  if (deputy.person == deputy.deputy) {
    return fail(ErrorKind::wrong_use, "不能由本人代理自己。请另选一位。", "Nobody is their own deputy. Choose somebody else.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutDeputy,
                     {team_, deputy.id, deputy.person, deputy.deputy, deputy.from, deputy.to, deputy.made_by, deputy.made_at}));
  return {};
}

Status Writer::remove_deputy(std::string_view id) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropDeputy, {team_, id}));
  if (removed > 0) changed_ = true;
  return {};
}

Status Writer::put_invitation(const model::Invitation& invitation) {
  RIGONG_TRY(check_hash(invitation.token_hash));
  RIGONG_TRY(check_text(invitation.made_by, kMostBytes, "person"));
  RIGONG_TRY(check_member(invitation.person));
  const std::string hash = to_hex(invitation.token_hash);
  changed_ = true;
  RIGONG_TRY(db_.run(kDropInvitations, {team_, invitation.person, hash}));
  RIGONG_TRY(
      db_.run(kAddInvitation, {team_, hash, invitation.person, invitation.made_by, invitation.made_at, invitation.expires_at}));
  return {};
}

Status Writer::remove_invitation(std::string_view token_hash) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropInvitation, {team_, to_hex(token_hash)}));
  if (removed > 0) changed_ = true;
  return {};
}

Status Writer::put_page_session(const model::PageSession& session) {
  RIGONG_TRY(check_text(session.id, kMostIdBytes, "id"));
  RIGONG_TRY(check_text(session.person, kMostBytes, "person"));
  RIGONG_TRY(check_text(session.device, kMostBytes, "device"));
  RIGONG_TRY(check_hash(session.token_hash));
  changed_ = true;
  RIGONG_TRY(db_.run(kPutPageSession, {team_, to_hex(session.token_hash), session.id, session.made_at, session.used_at,
                                       session.person, session.device}));
  return {};
}

Status Writer::remove_page_session(std::string_view token_hash) {
  changed_ = true;
  RIGONG_TRY(db_.run(kDropPageSession, {team_, to_hex(token_hash)}));
  return {};
}

Status Writer::remove_page_sessions(TimeMs not_used_since) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropPageSessions, {team_, not_used_since}));
  if (removed > 0) changed_ = true;
  return {};
}

}  // namespace rigong::storage::sql
