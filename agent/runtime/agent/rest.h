// SPDX-License-Identifier: Apache-2.0
// The pauses of a lane: they end in time, by a wish to stop, or because somebody wakes it. And how it is known that the machine
// slept, when a pause of hours has lost its meaning.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "agent/base/time.h"

namespace rigong::runtime {

// Any thread.
class Rest {
 public:
  enum class End { due, woken, stopped };

  // Rests for so long at most. `woken` comes once for each wake(), also for one that came before the rest.
  [[nodiscard]] End wait(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return stopped_ || woken_; });
    if (stopped_) return End::stopped;
    const bool woken = woken_;
    woken_ = false;
    return woken ? End::woken : End::due;
  }
  // For a pause within a poll, which nobody cuts short but who stops: false where that happened.
  [[nodiscard]] bool pause(std::chrono::milliseconds length) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, length, [this] { return stopped_; });
  }
  void wake() { set(woken_); }
  void stop() { set(stopped_); }
  [[nodiscard]] bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }
  // Whether a wake() has come that no wait() has told of yet.
  [[nodiscard]] bool woken() const {
    const std::lock_guard lock(mutex_);
    return woken_;
  }

 private:
  void set(bool& what) {
    {
      const std::lock_guard lock(mutex_);
      what = true;
    }
    changed_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;  // Guarded by mutex_.
  bool woken_ = false;    // Guarded by mutex_.
};

// The clock of pauses stands still while a machine sleeps, the clock on the wall does not; on some systems neither does. So what
// went by on the wall is held against what was meant to go by.
class SleepWatch {
 public:
  // From this on the machine is taken to have slept; less is a machine that is busy.
  static constexpr DurationMs kShortestSleep = kMinuteMs;

  explicit SleepWatch(TimeMs now) : last_(now) {}
  // Whether the machine slept since the look before, after which `meant` should have gone by, or its clock was put forward:
  // either way there is time that nobody has asked about. One put back says nothing.
  [[nodiscard]] bool slept(TimeMs now, DurationMs meant) {
    const DurationMs passed = now - last_;
    last_ = now;
    return passed - meant >= kShortestSleep;
  }

 private:
  TimeMs last_;
};

}  // namespace rigong::runtime
