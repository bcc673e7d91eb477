// SPDX-License-Identifier: Apache-2.0
// Lets one at a time through.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

namespace rigong::storage::sql {

// Unlike a mutex it may be left by another thread than the one that went in.
class Turnstile {
 public:
  // Returns whether it is ours. Those who wait are let in by turns: a long catch-up that goes in again and again would otherwise
  // keep everybody else out, since it is always the first to ask.
  [[nodiscard]] bool enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const std::uint64_t ticket = next_ticket_++;
    std::condition_variable turn;
    waiting_.emplace(ticket, &turn);
    const bool ours = turn.wait_for(lock, patience, [&] { return !taken_ && waiting_.begin()->first == ticket; });
    waiting_.erase(ticket);
    if (ours) {
      taken_ = true;
    } else {
      call_next();  // Whoever stood behind may be the first now.
    }
    return ours;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    taken_ = false;
    call_next();
  }

 private:
  // With the lock held. One alone: where a thousand wait, a call to all of them would cost more than what they wait for.
  void call_next() {
    if (!taken_ && !waiting_.empty()) waiting_.begin()->second->notify_one();
  }

  std::mutex mutex_;
  std::map<std::uint64_t, std::condition_variable*> waiting_;  // By ticket, in the order in which they were drawn.
  std::uint64_t next_ticket_ = 0;
  bool taken_ = false;
};

}  // namespace rigong::storage::sql
