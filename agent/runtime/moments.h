// SPDX-License-Identifier: Apache-2.0
// As of when the records of each account are known.
#pragma once

#include <algorithm>
#include <map>

#include "agent/base/time.h"
#include "agent/model/numbers.h"

namespace rigong::runtime {

// Whether a customer waits or was left is judged by the clock, and for what comes from an account that cannot be read by the
// instant of its last reading: an answer given since then has not come through, and nobody is slow for that.
class Moments {
 public:
  explicit Moments(TimeMs now) : now_(now) {}
  void stands_since(model::AccountNo account, TimeMs since) { standing_[account] = std::min(since, now_); }

  [[nodiscard]] TimeMs of(model::AccountNo account) const {
    const auto place = standing_.find(account);
    return place == standing_.end() ? now_ : place->second;
  }
  // Of all accounts the earliest.
  [[nodiscard]] TimeMs first() const {
    TimeMs first = now_;
    for (const auto& [account, since] : standing_) first = std::min(first, since);
    return first;
  }

 private:
  TimeMs now_;
  std::map<model::AccountNo, TimeMs> standing_;
};

}  // namespace rigong::runtime
