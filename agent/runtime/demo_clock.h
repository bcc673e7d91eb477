// SPDX-License-Identifier: Apache-2.0
// The demo's time of day. The made-up shop is asleep at night, and whoever tries the demo then would see an empty day; so it may
// be afternoon in the demo while it is night outside. Its time goes on as fast as everybody's, and never goes back.
#pragma once

#include "agent/base/calendar.h"
#include "agent/base/clock.h"
#include "agent/base/time.h"

namespace rigong::runtime {

// Another clock's time, moved by a fixed length. Any thread, where `base` may be used from any thread.
class OffsetClock final : public Clock {
 public:
  // `base` outlives this clock.
  OffsetClock(const Clock& base, DurationMs offset) : base_(base), offset_(offset) {}
  [[nodiscard]] TimeMs now() const override { return base_.now() + offset_; }
  [[nodiscard]] DurationMs offset() const { return offset_; }

 private:
  const Clock& base_;
  DurationMs offset_;
};

// By how much the demo's time is ahead of `now`, worked out once at its start; may be below zero. 0 from 10:00 to 22:30, when the
// shop is busy; at other times it is made 15:20 of the same day. `told_until` is the last instant that the store knows of the
// demo (kNoTime where it is new): what has happened stays past, so the demo goes on there if that is later, or, where that is not
// a busy time either, at the next 15:20 after it.
[[nodiscard]] DurationMs demo_offset(TimeMs now, TimeMs told_until, const ShopCalendar& calendar);

}  // namespace rigong::runtime
