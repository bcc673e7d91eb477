// SPDX-License-Identifier: Apache-2.0
// In which months a conversation has records. Record keys begin with the month, so whoever looks for all records of a
// conversation, or for one under its id, goes to these months and no others: a customer who returns after years costs two
// look-ups, not thirty.
#pragma once

#include <cstdint>

#include "agent/base/time.h"

namespace rigong::storage::sql {

struct Months {
  Months() = default;
  Months(TimeMs first, TimeMs last, std::uint64_t months)
      : first_at(first), last_at(last), mask(months), first_month(months == 0 ? 0 : utc_month(first)) {}

  TimeMs first_at = kNoTime;
  TimeMs last_at = kNoTime;
  // Bit k: records in the month k after that of first_at. Bit 62 stands for that month and all later ones up to last_at's.
  std::uint64_t mask = 0;
  std::int32_t first_month = 0;  // That of first_at.

  // Takes note of a record; `month` is that of the time.
  void add(TimeMs time, std::int32_t month);
  // Calls visit(month) for every month that may have records, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    if (mask == 0) return;
    for (int k = 0; k < kLastBit; ++k) {
      if ((mask >> k) & 1U) visit(first_month + k);
    }
    if ((mask >> kLastBit) & 1U) {
      for (std::int32_t month = first_month + kLastBit, last = utc_month(last_at); month <= last; ++month) visit(month);
    }
  }
  // Whether there may be records in any month but this one.
  [[nodiscard]] bool other_than(std::int32_t month) const;

  static constexpr int kLastBit = 62;
};

}  // namespace rigong::storage::sql
