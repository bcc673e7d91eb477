// SPDX-License-Identifier: Apache-2.0
// The only source of "now". Tests set it; nothing else in the program asks the system for the time of day.
#pragma once

#include <atomic>

#include "agent/base/time.h"

namespace rigong {

class Clock {
 public:
  virtual ~Clock() = default;
  // The instant, UTC milliseconds. Any thread.
  [[nodiscard]] virtual TimeMs now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] TimeMs now() const override;
};

// Stands still until told otherwise. Any thread may set or read it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(TimeMs start) : now_(start) {}
  [[nodiscard]] TimeMs now() const override { return now_.load(); }
  void set(TimeMs now) { now_.store(now); }
  void advance(DurationMs by) { now_.fetch_add(by); }

 private:
  std::atomic<TimeMs> now_;
};

}  // namespace rigong
