// SPDX-License-Identifier: Apache-2.0
// Lets one at a time through.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>

namespace rigong::storage::sql {

// Unlike a mutex it may be left by another thread than the one that went in.
class Turnstile {
 public:
  // Returns whether it is ours. Those who wait are let in by turns: a long catch-up that goes in again and again would otherwise
  // keep everybody else out, since it is always the first to ask.
  [[nodiscard]] bool enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const std::uint64_t ticket = next_ticket_++;
    waiting_.insert(ticket);
    const bool ours = free_.wait_for(lock, patience, [&] { return !taken_ && *waiting_.begin() == ticket; });
    waiting_.erase(ticket);
    if (ours) {
      taken_ = true;
    } else {
      free_.notify_all();  // Whoever stood behind may be the first now.
    }
    return ours;
  }
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      taken_ = false;
    }
    free_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  std::set<std::uint64_t> waiting_;  // Tickets, in the order in which they were drawn.
  std::uint64_t next_ticket_ = 0;
  bool taken_ = false;
};

}  // namespace rigong::storage::sql
