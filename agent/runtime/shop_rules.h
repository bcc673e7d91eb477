// SPDX-License-Identifier: Apache-2.0
// The rules of each shop, ready to use: its calendar and what [metrics] says.
#pragma once

#include <map>
#include <string>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/config/config.h"
#include "agent/model/options.h"

namespace rigong::runtime {

// Not shared between threads, since calendars are not.
class ShopRules {
 public:
  explicit ShopRules(const config::Config& config) : config_(config) {}
  [[nodiscard]] const model::MetricOptions& options() const { return config_.metrics; }
  // Made at first use. Config has been checked, so the calendar can be made.
  [[nodiscard]] const ShopCalendar& calendar(const std::string& shop);
  // Changes whenever a rule of the shop that facts depend on does.
  [[nodiscard]] std::string fingerprint(const std::string& shop);

 private:
  const config::Config& config_;
  std::map<std::string, ShopCalendar> calendars_;
};

}  // namespace rigong::runtime
