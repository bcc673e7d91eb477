// SPDX-License-Identifier: Apache-2.0
// Who may ask: one-time codes, the sessions of pages, and the token of the command line.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "agent/base/clock.h"
#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "overlay/api/service.h"
#include "storage/store.h"

namespace rigong::runtime {

inline constexpr DurationMs kCodeLifeMs = 60 * kSecondMs;
inline constexpr DurationMs kSessionIdleMs = 30 * kDayMs;

// Any thread.
class Sessions {
 public:
  // Both outlive this. `machine_token` is that of the data folder's token file.
  Sessions(storage::Store& store, const Clock& clock, const Secret& machine_token);

  // A code for one page, good for a minute.
  [[nodiscard]] overlay::NewCode make_code();
  // A session for a code. refused for one that is unknown, used or too old.
  [[nodiscard]] Result<overlay::NewSession> begin(const Secret& code);
  // refused for a token that is unknown, revoked or 30 days idle. A token that was seen before costs no look into the store.
  [[nodiscard]] Result<overlay::Caller> who(const Secret& token);
  Status end(const std::string& session);
  // Writes down which sessions were used (to the day), and forgets those that were idle for too long. Now and then.
  Status tidy();

 private:
  struct Known {
    std::string hash;  // 32 bytes.
    TimeMs made_at = 0;
    TimeMs used_at = 0;
    bool dirty = false;
  };

  storage::Store& store_;
  const Clock& clock_;
  const std::string machine_hash_;
  std::mutex mutex_;
  std::map<std::string, TimeMs> codes_;     // Hash to the end of life.
  std::map<std::string, Known> known_;      // By session id.
  std::map<std::string, std::string> ids_;  // Hash to session id.
};

}  // namespace rigong::runtime
