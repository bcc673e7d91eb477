// SPDX-License-Identifier: Apache-2.0
// A wish to stop that many threads look at and can wait for.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace rigong::runtime {

class Stopping {
 public:
  void ask() {
    {
      const std::lock_guard lock(mutex_);
      asked_ = true;
    }
    wake_.notify_all();
  }
  [[nodiscard]] bool asked() const { return asked_; }
  // Whether the wish came within the time.
  [[nodiscard]] bool wait(std::chrono::milliseconds most) const {
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, most, [this] { return asked_.load(); });
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable wake_;
  std::atomic<bool> asked_{false};
};

}  // namespace rigong::runtime
