// SPDX-License-Identifier: Apache-2.0
// Lets one at a time through.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace rigong::storage::sql {

// Unlike a mutex it may be left by another thread than the one that went in.
class Turnstile {
 public:
  // Returns whether it is ours.
  [[nodiscard]] bool enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, patience, [this] { return !taken_; })) return false;
    taken_ = true;
    return true;
  }
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      taken_ = false;
    }
    free_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
};

}  // namespace rigong::storage::sql
