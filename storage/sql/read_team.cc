// SPDX-License-Identifier: Apache-2.0
// Who is away, who stands in, and which devices are let in.
#include <algorithm>

#include "agent/base/ids.h"
#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kLeaves{
    "SELECT leave_id, person, from_day, to_day, made_by, made_at FROM member_leave "
    "WHERE team_id = $1 AND to_day >= $2 AND from_day <= $3"};
constexpr Query kDeputies{
    "SELECT deputy_id, person, deputy, from_day, to_day, made_by, made_at FROM deputy "
    "WHERE team_id = $1 AND to_day >= $2 AND from_day <= $3"};
#define RIGONG_PAGE_SESSION_COLUMNS "token_hash, session_id, made_at, used_at, person, device"
constexpr Query kPageSession{"SELECT " RIGONG_PAGE_SESSION_COLUMNS " FROM page_session WHERE team_id = $1 AND token_hash = $2"};
constexpr Query kPageSessions{"SELECT " RIGONG_PAGE_SESSION_COLUMNS " FROM page_session WHERE team_id = $1"};
#undef RIGONG_PAGE_SESSION_COLUMNS
#define RIGONG_INVITATION_COLUMNS "token_hash, person, made_by, made_at, expires_at"
constexpr Query kInvitation{"SELECT " RIGONG_INVITATION_COLUMNS " FROM invitation WHERE team_id = $1 AND token_hash = $2"};
constexpr Query kInvitations{"SELECT " RIGONG_INVITATION_COLUMNS " FROM invitation WHERE team_id = $1"};
#undef RIGONG_INVITATION_COLUMNS

// The bytes behind lower-case digits, as to_hex writes them.
std::string from_hex(std::string_view digits) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
  }
  return bytes;
}

model::PageSession page_session_of(const Row& row) {
  return {from_hex(row.text(0)), row.text(1), row.integer(2), row.integer(3), row.text(4), row.text(5)};
}

model::Invitation invitation_of(const Row& row) {
  return {from_hex(row.text(0)), row.text(1), row.text(2), row.integer(3), row.integer(4)};
}

// A server's collation is its own, so that texts are compared here.
template <class Absence>
void sort_by_day(std::vector<Absence>& absences) {
  std::sort(absences.begin(), absences.end(),
            [](const Absence& a, const Absence& b) { return std::tie(a.from, a.id) < std::tie(b.from, b.id); });
}

}  // namespace

Result<std::vector<model::Leave>> Reader::leaves(Day from, Day to) {
  std::vector<model::Leave> leaves;
  RIGONG_TRY(db_.each(kLeaves, {team_, from, to}, [&](const Row& row) {
    leaves.push_back({row.text(0), row.text(1), row.day(2), row.day(3), row.text(4), row.integer(5)});
    return true;
  }));
  sort_by_day(leaves);
  return leaves;
}

Result<std::vector<model::Deputy>> Reader::deputies(Day from, Day to) {
  std::vector<model::Deputy> deputies;
  RIGONG_TRY(db_.each(kDeputies, {team_, from, to}, [&](const Row& row) {
    deputies.push_back({row.text(0), row.text(1), row.text(2), row.day(3), row.day(4), row.text(5), row.integer(6)});
    return true;
  }));
  sort_by_day(deputies);
  return deputies;
}

Result<std::optional<model::PageSession>> Reader::page_session(std::string_view token_hash) {
  std::optional<model::PageSession> found;
  RIGONG_TRY(db_.each(kPageSession, {team_, to_hex(token_hash)}, [&](const Row& row) {
    found = page_session_of(row);
    return true;
  }));
  return found;
}

Result<std::vector<model::PageSession>> Reader::page_sessions() {
  std::vector<model::PageSession> sessions;
  RIGONG_TRY(db_.each(kPageSessions, {team_}, [&](const Row& row) {
    sessions.push_back(page_session_of(row));
    return true;
  }));
  std::sort(sessions.begin(), sessions.end(), [](const model::PageSession& a, const model::PageSession& b) {
    return std::tie(b.used_at, b.made_at, a.id) < std::tie(a.used_at, a.made_at, b.id);
  });
  return sessions;
}

Result<std::optional<model::Invitation>> Reader::invitation(std::string_view token_hash) {
  std::optional<model::Invitation> found;
  RIGONG_TRY(db_.each(kInvitation, {team_, to_hex(token_hash)}, [&](const Row& row) {
    found = invitation_of(row);
    return true;
  }));
  return found;
}

Result<std::vector<model::Invitation>> Reader::invitations() {
  std::vector<model::Invitation> invitations;
  RIGONG_TRY(db_.each(kInvitations, {team_}, [&](const Row& row) {
    invitations.push_back(invitation_of(row));
    return true;
  }));
  std::sort(invitations.begin(), invitations.end(), [](const model::Invitation& a, const model::Invitation& b) {
    return std::tie(a.made_at, a.person) < std::tie(b.made_at, b.person);
  });
  return invitations;
}

}  // namespace rigong::storage::sql
