// SPDX-License-Identifier: Apache-2.0
// Who may ask: one-time codes, invitations, the sessions of pages, and the token of the command line.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>

#include "agent/base/clock.h"
#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "overlay/api/service.h"
#include "storage/store.h"

namespace rigong::runtime {

inline constexpr DurationMs kCodeLifeMs = 60 * kSecondMs;
inline constexpr DurationMs kSessionIdleMs = 30 * kDayMs;
inline constexpr DurationMs kInvitationLifeMs = 7 * kDayMs;

// Any thread.
class Sessions {
 public:
  // Both outlive this. `machine_token` is that of the data folder's token file.
  Sessions(storage::Store& store, const Clock& clock, const Secret& machine_token);

  // A code for one page, good for a minute.
  [[nodiscard]] overlay::NewCode make_code();
  // A session for a code, or, as the invited person, for the token of an invitation. refused for one that is unknown, used or too
  // old.
  [[nodiscard]] Result<overlay::NewSession> begin(const Secret& code, const std::string& device = {});
  // An invitation that was kept within the transaction; the token, which is nowhere else.
  [[nodiscard]] static Result<Secret> invite(storage::WriteTransaction& transaction, const std::string& person,
                                             const std::string& by, TimeMs now);
  // refused for a token that is unknown, revoked or 30 days idle. A token that was seen before costs no look into the store.
  [[nodiscard]] Result<overlay::Caller> who(const Secret& token);
  Status end(const std::string& session);
  // Ends them within the transaction. Once it is committed, forget() lets nobody in any more who was let in before.
  static Status remove(storage::WriteTransaction& transaction, const std::set<std::string>& sessions);
  void forget(const std::set<std::string>& sessions);
  // Somebody else may have changed what is kept: it is read again.
  void forget_all();
  // Writes down which sessions were used (to the day), and forgets those that were idle for too long. Now and then.
  Status tidy();

 private:
  struct Known {
    std::string hash;    // 32 bytes.
    std::string person;  // Whose device it is.
    std::string device;
    TimeMs made_at = 0;
    TimeMs used_at = 0;
    bool dirty = false;
  };

  struct Beginning {
    std::string person;
    std::string device;
  };
  [[nodiscard]] Result<overlay::NewSession> begin_as(storage::WriteTransaction& transaction, const Beginning& beginning);
  void know(const model::PageSession& session, bool dirty);

  storage::Store& store_;
  const Clock& clock_;
  const std::string machine_hash_;
  std::mutex mutex_;
  std::map<std::string, TimeMs> codes_;     // Hash to the end of life.
  std::map<std::string, Known> known_;      // By session id.
  std::map<std::string, std::string> ids_;  // Hash to session id.
};

// The sessions of members whose last day is over.
[[nodiscard]] Result<std::set<std::string>> sessions_of_leavers(storage::ReadView& view, Day today);

}  // namespace rigong::runtime
