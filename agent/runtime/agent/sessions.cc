// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/sessions.h"

#include <openssl/crypto.h>

#include <vector>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "agent/runtime/log_entry.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kTokenBytes = 32;
// A person opens one or two; more at once is no person.
constexpr std::size_t kMostCodes = 32;
constexpr std::size_t kMostKnown = 1024;

std::string hash_of(std::string_view text) {
  const std::string hex = sha256_hex(text);
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    bytes.push_back(static_cast<char>(digit(hex[at]) * 16 + digit(hex[at + 1])));
  }
  return bytes;
}

std::string hash_of(const Secret& secret) { return hash_of(secret.reveal()); }

tl::unexpected<Error> unknown_token() {
  return fail(ErrorKind::refused, "这个页面的登录已失效。请运行 rigong open 重新打开。",
              "This page is not signed in any more. Open it again with 'rigong open'.");
}

tl::unexpected<Error> unknown_code() {
  return fail(
      ErrorKind::refused, "这个链接已用过或已过期。本机请再运行一次 rigong open；邀请链接请主管重新发一个。",
      "This link was used or is too old. On this machine run 'rigong open' once more; for an invitation ask the lead for a "
      "new one.");
}

}  // namespace

Sessions::Sessions(storage::Store& store, const Clock& clock, const Secret& machine_token)
    : store_(store), clock_(clock), machine_hash_(hash_of(machine_token)) {}

overlay::NewCode Sessions::make_code() {
  const overlay::NewCode made{to_hex(random_bytes(kTokenBytes)), clock_.now() + kCodeLifeMs};
  const std::lock_guard lock(mutex_);
  std::erase_if(codes_, [&](const auto& code) { return code.second <= clock_.now(); });
  if (codes_.size() >= kMostCodes) codes_.clear();
  codes_.emplace(hash_of(made.code), made.expires_at);
  return made;
}

Result<overlay::NewSession> Sessions::begin(const Secret& code, const std::string& device) {
  const std::string hash = hash_of(code);
  const TimeMs now = clock_.now();
  bool good = false;
  {
    const std::lock_guard lock(mutex_);
    const auto found = codes_.find(hash);
    // A clock that was set back must not make a code live longer.
    good = found != codes_.end() && now < found->second && found->second <= now + kCodeLifeMs;
    if (found != codes_.end()) codes_.erase(found);
  }
  const Beginning beginning{{}, one_line(device)};
  if (good) {
    RIGONG_ASSIGN(const auto transaction, store_.write());
    return begin_as(*transaction, beginning);
  }
  // Asked before the only writer is taken: whoever guesses must not keep others from writing.
  RIGONG_ASSIGN(const auto view, store_.read());
  RIGONG_ASSIGN(const auto invited, view->invitation(hash));
  if (!invited) return unknown_code();
  RIGONG_ASSIGN(const auto transaction, store_.write());
  RIGONG_ASSIGN(const auto invitation, transaction->invitation(hash));
  const bool fresh = invitation && now < invitation->expires_at && invitation->expires_at <= now + kInvitationLifeMs;
  if (!fresh) return unknown_code();
  RIGONG_TRY(transaction->remove_invitation(hash));
  RIGONG_TRY(transaction->add_command(log_entry("invitation.use", now, invitation->person, invitation->person)));
  return begin_as(*transaction, {invitation->person, beginning.device});
}

Result<overlay::NewSession> Sessions::begin_as(storage::WriteTransaction& transaction, const Beginning& beginning) {
  const TimeMs now = clock_.now();
  overlay::NewSession session{to_hex(random_bytes(kTokenBytes))};
  const model::PageSession kept{hash_of(session.token), make_uuid_v7(now), now, now, beginning.person, beginning.device};
  RIGONG_TRY(transaction.put_page_session(kept));
  RIGONG_TRY(transaction.commit());
  const std::lock_guard lock(mutex_);
  know(kept, false);
  return session;
}

void Sessions::know(const model::PageSession& session, bool dirty) {
  ids_.emplace(session.token_hash, session.id);
  known_.emplace(session.id, Known{session.token_hash, session.person, session.device, session.made_at, session.used_at, dirty});
}

Result<Secret> Sessions::invite(storage::WriteTransaction& transaction, const std::string& person, const std::string& by,
                                TimeMs now) {
  Secret token(to_hex(random_bytes(kTokenBytes)));
  RIGONG_TRY(transaction.put_invitation({hash_of(token), person, by, now, now + kInvitationLifeMs}));
  return token;
}

Result<overlay::Caller> Sessions::who(const Secret& token) {
  const std::string hash = hash_of(token);
  if (CRYPTO_memcmp(hash.data(), machine_hash_.data(), hash.size()) == 0) {
    return overlay::Caller{overlay::Caller::Kind::machine, {}, {}};
  }
  const TimeMs now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    // Of hashes the order of bytes tells nothing about the token.
    if (const auto id = ids_.find(hash); id != ids_.end()) {
      Known& known = known_[id->second];
      if (now - known.used_at > kSessionIdleMs) return unknown_token();
      known.dirty = known.dirty || now - known.used_at > kDayMs;
      if (known.dirty) known.used_at = now;
      return overlay::Caller{overlay::Caller::Kind::page, id->second, known.person};
    }
  }
  RIGONG_ASSIGN(const auto view, store_.read());
  RIGONG_ASSIGN(const auto session, view->page_session(hash));
  if (!session || now - session->used_at > kSessionIdleMs) return unknown_token();
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) {
    known_.clear();
    ids_.clear();
  }
  const bool new_day = now - session->used_at > kDayMs;
  model::PageSession seen = *session;
  if (new_day) seen.used_at = now;
  know(seen, new_day);
  return overlay::Caller{overlay::Caller::Kind::page, session->id, session->person};
}

Status Sessions::remove(storage::WriteTransaction& transaction, const std::set<std::string>& sessions) {
  RIGONG_ASSIGN(const auto all, transaction.page_sessions());
  for (const model::PageSession& session : all) {
    if (sessions.contains(session.id)) RIGONG_TRY(transaction.remove_page_session(session.token_hash));
  }
  return {};
}

void Sessions::forget(const std::set<std::string>& sessions) {
  const std::lock_guard lock(mutex_);
  for (const std::string& session : sessions) {
    const auto known = known_.find(session);
    if (known == known_.end()) continue;
    ids_.erase(known->second.hash);
    known_.erase(known);
  }
}

void Sessions::forget_all() {
  static_cast<void>(tidy());
  const std::lock_guard lock(mutex_);
  ids_.clear();
  known_.clear();
}

Status Sessions::end(const std::string& session) {
  std::string hash;
  {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(session);
    if (known == known_.end()) return {};
    hash = known->second.hash;
  }
  RIGONG_ASSIGN(const auto transaction, store_.write());
  RIGONG_TRY(transaction->remove_page_session(hash));
  RIGONG_TRY(transaction->commit());
  const std::lock_guard lock(mutex_);
  known_.erase(session);
  ids_.erase(hash);
  return {};
}

Status Sessions::tidy() {
  std::vector<model::PageSession> used;
  const TimeMs now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(codes_, [&](const auto& code) { return code.second <= now; });
    for (auto& [id, known] : known_) {
      if (known.dirty) used.push_back({known.hash, id, known.made_at, known.used_at, known.person, known.device});
      known.dirty = false;
    }
  }
  if (used.empty()) return {};
  RIGONG_ASSIGN(const auto transaction, store_.write());
  for (const model::PageSession& session : used) {
    // One that was ended meanwhile stays ended.
    RIGONG_ASSIGN(const auto there, transaction->page_session(session.token_hash));
    if (there) RIGONG_TRY(transaction->put_page_session(session));
  }
  RIGONG_TRY(transaction->remove_page_sessions(now - kSessionIdleMs));
  return transaction->commit();
}

Result<std::set<std::string>> sessions_of_leavers(storage::ReadView& view, Day today) {
  std::set<std::string> left;
  RIGONG_ASSIGN(const auto members, view.members());
  for (const model::Member& member : members) {
    if (member.left_on && *member.left_on < today) left.insert(member.id);
  }
  std::set<std::string> found;
  if (left.empty()) return found;
  RIGONG_ASSIGN(const auto sessions, view.page_sessions());
  for (const model::PageSession& session : sessions) {
    if (left.contains(session.person)) found.insert(session.id);
  }
  return found;
}

}  // namespace rigong::runtime
