// SPDX-License-Identifier: Apache-2.0
// In which months a conversation has records. Record keys begin with the month, so whoever looks for all records of a
// conversation, or for one under its id, goes to these months and no others: a customer who returns after years costs two
// look-ups, not thirty.
#pragma once

#include <cstdint>

#include "agent/base/time.h"

namespace rigong::storage::sql {

struct Months {
  TimeMs first_at = kNoTime;
  TimeMs last_at = kNoTime;
  // Bit k: records in the month k after that of first_at. Bit 62 stands for that month and all later ones up to last_at's.
  std::uint64_t mask = 0;

  // Takes note of a record.
  void add(TimeMs time);
  // Calls visit(month) for every month that may have records, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    if (mask == 0) return;
    const std::int32_t first = utc_month(first_at);
    for (int k = 0; k < kLastBit; ++k) {
      if ((mask >> k) & 1U) visit(first + k);
    }
    if ((mask >> kLastBit) & 1U) {
      for (std::int32_t month = first + kLastBit, last = utc_month(last_at); month <= last; ++month) visit(month);
    }
  }
  // Whether there may be records in any month but this one.
  [[nodiscard]] bool other_than(std::int32_t month) const;

  static constexpr int kLastBit = 62;
};

}  // namespace rigong::storage::sql
