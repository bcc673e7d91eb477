// SPDX-License-Identifier: Apache-2.0
// Nasty conversations for the property test, made from a seed: ties, exact edges, doubles, withdrawals, nights and clock changes.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"
#include "tests/metrics/property/minute_strip.h"

namespace rigong::test {

// A shop of the test: its calendar, and the day around which its conversations take place.
struct Shop {
  std::string name;
  CalendarRules rules;
  Day day;
  std::shared_ptr<const MinuteStrip> strip;
};
// All shops; made once.
[[nodiscard]] const std::vector<Shop>& shops();

struct History {
  const Shop* shop = nullptr;
  model::MetricOptions options;
  bool merged = false;  // From the day after the shop's day on, rep 3 is another name of rep 1.
  std::vector<model::LeanMessage> messages;
  std::vector<model::LeanAssignment> assignments;
};

// Who a rep number of the history stands for on a day.
[[nodiscard]] model::RepNo rep_on_day(const History& history, model::RepNo rep, Day day);

using Random = std::mt19937_64;

[[nodiscard]] model::MetricOptions random_options(Random& random);
// A whole conversation under these rules, which do not come from chance: conversations of one shop share them.
[[nodiscard]] History random_history(Random& random, const Shop& shop, const model::MetricOptions& options, bool merged);
// The same without what makes the order of arrival count: ties, doubled ids.
[[nodiscard]] History without_ties(History history);
// For people: the rules that matter, then one event per line, in order of time.
[[nodiscard]] std::string describe(const History& history);

}  // namespace rigong::test
