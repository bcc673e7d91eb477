// SPDX-License-Identifier: Apache-2.0
// 已交: that the report of a group's week or month was handed in, and what the group's figures were then.
#pragma once

#include <cstdint>
#include <string>

#include "agent/base/time.h"

namespace rigong::model {

// Never changed once written. Holds no figure of a single person.
struct GivenReport {
  enum class By : std::uint8_t { week, month };
  enum class Status : std::uint8_t { live, provisional, final };
  std::string id;  // That of the command.
  std::string group;
  By by = By::month;
  Day from;             // The first day of the week or month.
  Day to;               // The last day that was in it.
  std::string made_by;  // "" = this machine's owner.
  TimeMs made_at = 0;
  Status status = Status::final;  // Of the figures then.
  std::string told;               // The group's figures as JSON.
  friend bool operator==(const GivenReport&, const GivenReport&) = default;
};

}  // namespace rigong::model
