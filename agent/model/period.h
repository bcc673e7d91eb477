// SPDX-License-Identifier: Apache-2.0
// A stretch of time that has a name: a campaign (大促), a crisis, a topic that is looked into, or one that was reported to the
// platform (指标异常报备).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/time.h"

namespace rigong::model {

// Days within a campaign or a crisis are no measure for others; those of a topic are like any. Of what was reported figures are
// told with and without.
enum class PeriodKind : std::uint8_t { campaign, crisis, topic, reported };
// What the platform said to a report: handed in, taken, refused. `none` of all that is no report.
enum class PeriodClaim : std::uint8_t { none, sent, accepted, refused };
// How much it changes for whom it is for: 急, 标准, 后台.
enum class PeriodLevel : std::uint8_t { urgent, standard, back_office };
// A row is never removed: what came of comparisons while it stood is explained by it.
enum class PeriodState : std::uint8_t { kept, ended, dropped };

// What a figure should be while the period runs, by its JSON name or by another name that targets go by (team/goals.h).
struct PeriodAim {
  std::string figure;
  double value = 0;
  friend bool operator==(const PeriodAim&, const PeriodAim&) = default;
};

struct NamedPeriod {
  std::string id;  // That of the command.
  PeriodKind kind = PeriodKind::campaign;
  PeriodLevel level = PeriodLevel::standard;
  std::string name;   // In the lead's words.
  std::string shop;   // Empty = all.
  std::string group;  // Empty = all.
  Day from;           // Shop days, both included.
  Day to;
  // Minutes after midnight of the first day, and of the last one up to 1440. What lies before the hour at which the shop's day
  // starts is the night that belongs to that day. Without them it begins and ends with the days.
  std::optional<std::int32_t> begin_min;
  std::optional<std::int32_t> end_min;
  std::vector<PeriodAim> aims;
  DurationMs warn_after_ms = 0;  // 0 = as on any day.
  PeriodClaim claim = PeriodClaim::none;
  std::string evidence;  // Of a report: where the proof is, in the lead's words.
  std::string made_by;   // "" = this machine's owner.
  TimeMs made_at = 0;
  PeriodState state = PeriodState::kept;
  std::string closed_by;  // Who ended or dropped it.
  TimeMs closed_at = 0;   // 0 = nobody did.
  Day closed_on;          // The shop day of closed_at.
  friend bool operator==(const NamedPeriod&, const NamedPeriod&) = default;
};

}  // namespace rigong::model
