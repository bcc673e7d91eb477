// SPDX-License-Identifier: Apache-2.0
// When the lanes of one workspace work figures out. What is pending is of the store, not of an account: each time a lane works
// out, all that the others have brought so far is worked out with it, and a day that is half told is summed again with each
// further part. So while any account catches up, all of them keep to its pace.
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

namespace rigong::runtime {

// Any thread.
class WorkOutPace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `who` is any address that is the lane's own. A lane that ends is up to date, and one that fails holds nobody up.
  void note(const void* who, bool catching_up) {
    const std::lock_guard lock(mutex_);
    if (catching_up) {
      behind_.insert(who);
    } else {
      behind_.erase(who);
    }
  }
  // Whether what is pending is to be worked out: at once where nobody is behind; otherwise every three seconds at most, and
  // seldom enough to leave most of the time to the catching up.
  [[nodiscard]] bool is_due(Time now) const {
    const std::lock_guard lock(mutex_);
    return behind_.empty() || now - ended_ >= std::max<std::chrono::steady_clock::duration>(kEvery, 4 * took_);
  }
  void worked_out(Time begun, Time ended) {
    const std::lock_guard lock(mutex_);
    ended_ = ended;
    took_ = ended - begun;
  }

 private:
  static constexpr std::chrono::seconds kEvery{3};
  mutable std::mutex mutex_;
  std::set<const void*> behind_;  // Guarded by mutex_, as the next two.
  Time ended_{};
  std::chrono::steady_clock::duration took_{};
};

}  // namespace rigong::runtime
