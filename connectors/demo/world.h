// SPDX-License-Identifier: Apache-2.0
// Everything that happened between two instants, as records. The same stretch of time gives the same records however it is cut.
#pragma once

#include <cstdint>
#include <functional>

#include "connectors/api/connector.h"
#include "connectors/demo/plan.h"

namespace rigong::connectors::demo {

struct WorkDone {
  std::uint64_t rep_days = 0;  // How many rep days had to be made, the measure of what a delivery costs.
  std::uint64_t records = 0;
};

class World {
 public:
  World(const Settings& settings, Day first_today, const ShopCalendar& calendar) : plan_(settings, first_today, calendar) {}

  // Delivers what happened after `after`, up to and including `upto`, in order of time. What came before the story's first day
  // never happened. Needs memory for all of it: ask for a day at a time.
  WorkDone deliver(TimeMs after, TimeMs upto, RecordSink& sink, const std::function<bool()>& goes_on = {}) const;

  [[nodiscard]] const Plan& plan() const { return plan_; }

 private:
  Plan plan_;
};

}  // namespace rigong::connectors::demo
