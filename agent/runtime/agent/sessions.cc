// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/sessions.h"

#include <openssl/crypto.h>

#include <vector>

#include "agent/base/ids.h"

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

Result<overlay::NewSession> Sessions::begin(const Secret& code) {
  const std::string hash = hash_of(code);
  const TimeMs now = clock_.now();
  {
    const std::lock_guard lock(mutex_);
    const auto found = codes_.find(hash);
    // A clock that was set back must not make a code live longer.
    const bool good = found != codes_.end() && now < found->second && found->second <= now + kCodeLifeMs;
    if (found != codes_.end()) codes_.erase(found);
    if (!good) {
      return fail(ErrorKind::refused, "这个一次性代码已用过或已过期。请再运行一次 rigong open。",
                  "This one-time code was used or is too old. Run 'rigong open' once more.");
    }
  }
  overlay::NewSession session{to_hex(random_bytes(kTokenBytes))};
  const model::PageSession kept{hash_of(session.token), make_uuid_v7(now), now, now};
  RIGONG_ASSIGN(const auto transaction, store_.write());
  RIGONG_TRY(transaction->put_page_session(kept));
  RIGONG_TRY(transaction->commit());
  const std::lock_guard lock(mutex_);
  ids_.emplace(kept.token_hash, kept.id);
  known_.emplace(kept.id, Known{kept.token_hash, now, now, false});
  return session;
}

Result<overlay::Caller> Sessions::who(const Secret& token) {
  const std::string hash = hash_of(token);
  if (CRYPTO_memcmp(hash.data(), machine_hash_.data(), hash.size()) == 0) {
    return overlay::Caller{overlay::Caller::Kind::machine, {}};
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
      return overlay::Caller{overlay::Caller::Kind::page, id->second};
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
  ids_.emplace(hash, session->id);
  known_.emplace(session->id, Known{hash, session->made_at, new_day ? now : session->used_at, new_day});
  return overlay::Caller{overlay::Caller::Kind::page, session->id};
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
      if (known.dirty) used.push_back({known.hash, id, known.made_at, known.used_at});
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

}  // namespace rigong::runtime
