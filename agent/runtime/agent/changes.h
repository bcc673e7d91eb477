// SPDX-License-Identifier: Apache-2.0
// Tells the server that answers may be others now.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

namespace rigong::runtime {

// Any thread.
class Changes {
 public:
  // Grows with everything that may change an answer.
  [[nodiscard]] std::uint64_t version() const { return version_; }
  // Of the store that is shown, as last seen.
  [[nodiscard]] std::int64_t change_number() const { return change_number_; }
  void set_change_number(std::int64_t number) { change_number_ = number; }
  void happened() {
    ++version_;
    const std::lock_guard lock(mutex_);
    if (listener_) listener_();
  }
  // An empty one ends it; then nothing of the one before runs any more.
  void listen(std::function<void()> listener) {
    const std::lock_guard lock(mutex_);
    listener_ = std::move(listener);
  }

 private:
  std::atomic<std::uint64_t> version_{1};
  std::atomic<std::int64_t> change_number_{0};
  std::mutex mutex_;
  std::function<void()> listener_;  // Guarded by mutex_.
};

}  // namespace rigong::runtime
