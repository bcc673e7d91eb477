// SPDX-License-Identifier: Apache-2.0
// Everything that happened between two instants, as records. The same stretch of time gives the same records however it is cut.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/demo/plan.h"

namespace rigong::connectors::demo {

// The story in two halves, for a shop whose past is imported and whose present is polled. Each chat belongs wholly to one of
// them, with all that comes of it, so that nothing is told twice or by nobody.
enum class Part {
  everything,
  // The chats of the days before the first one looked at, with the orders and refunds that follow later on; the platform's
  // figures of those days; all shifts; and what no platform tells of later days: chats that only the robot had a part in.
  imported,
  // The other chats: those of the first day looked at, of which some began the night before, and of the days after it.
  polled,
};
struct Wanted {
  Part part = Part::everything;
  bool messages = true;  // And assignments.
  bool ratings = true;
  bool orders = true;
  // Called before each assignment with its customer, whom the record does not name. May be null.
  std::function<void(const std::string& customer_id)> whose = {};
};

struct WorkDone {
  std::uint64_t rep_days = 0;  // How many rep days had to be made, the measure of what a delivery costs.
  std::uint64_t records = 0;
  std::uint64_t happened = 0;  // With what was not wanted.
};

class World {
 public:
  World(const Settings& settings, Day first_today, const ShopCalendar& calendar) : plan_(settings, first_today, calendar) {}

  // Delivers what happened after `after`, up to and including `upto`, in order of time. What came before the story's first day
  // never happened. Needs memory for all of it: ask for a day at a time.
  WorkDone deliver(TimeMs after, TimeMs upto, RecordSink& sink, const std::function<bool()>& goes_on = {},
                   const Wanted& wanted = {}) const;
  // What the shop's platform counts of a day that is over: a row for each rep and one of the whole shop, with an empty rep id.
  [[nodiscard]] std::vector<model::DeliveredDay> platform_day(Day day) const;

  [[nodiscard]] const Plan& plan() const { return plan_; }

 private:
  Plan plan_;
};

}  // namespace rigong::connectors::demo
