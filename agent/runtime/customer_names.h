// SPDX-License-Identifier: Apache-2.0
// The names under which platforms show the customers who wait. They live in memory only, for at most 24 hours, and leave it only
// for the rep's own panel (the design, "The way of the data").
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "agent/base/time.h"
#include "agent/model/numbers.h"

namespace rigong::runtime {

// Any thread.
class CustomerNames {
 public:
  void remember(model::CustomerNo customer, std::string name, TimeMs now);
  // Empty where none is known, or it was told more than 24 hours before `now`.
  [[nodiscard]] std::string name(model::CustomerNo customer, TimeMs now) const;
  // Drops what is older than 24 hours. remember() does it now and then by itself.
  void forget_old(TimeMs now);

 private:
  mutable std::mutex mutex_;
  std::map<model::CustomerNo, std::pair<std::string, TimeMs>> names_;
  TimeMs swept_at_ = 0;
};

}  // namespace rigong::runtime
