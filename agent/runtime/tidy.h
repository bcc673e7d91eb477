// SPDX-License-Identifier: Apache-2.0
// Removes what was kept long enough (terms.h), and says how much that was.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "agent/base/result.h"
#include "agent/model/published.h"
#include "storage/store.h"

namespace rigong::runtime {

struct TidyReport {
  TimeMs at = kNoTime;                              // kNoTime = never yet.
  Day day;                                          // The shop day of it.
  std::map<model::Retained, std::int64_t> removed;  // Records, of every class.
  std::optional<Day> waits_until;                   // Nothing is removed before this day.
};

[[nodiscard]] Result<TidyReport> last_tidy(storage::ReadView& view);

// How long nothing is removed where this is the first run, so that somebody can read how long things are kept; and where the days
// since the last run were not lived through, forwards or backwards: then the clock may be wrong, and what is removed is gone for
// good.
inline constexpr int kWaitDays = 7;
inline constexpr int kLongestGapDays = 31;

// Step by step, each a transaction of its own, so that others can write in between and a stop leaves nothing half; asks `stopped`
// before each. The last one writes the counts, and an entry of the log. cancelled where it was stopped: the next run goes on.
[[nodiscard]] Result<TidyReport> tidy(storage::Store& store, TimeMs now, Day today, const std::function<bool()>& stopped);

// Something was erased of which no file may hold a byte any more: purge_now() is to be called once it is committed. Where that
// meets somebody who reads, the next run does it.
[[nodiscard]] Status set_purge_due(storage::WriteTransaction& transaction, bool due);
void purge_now(storage::Store& store);

}  // namespace rigong::runtime
