// SPDX-License-Identifier: Apache-2.0
// What everybody should see: a full disk, a store that is gone, a group that cannot be posted to.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "agent/base/result.h"

namespace rigong::runtime {

// Any thread.
class Health {
 public:
  // What a notice means for the rest of the program.
  enum class Weight {
    pauses,  // Nothing is asked of any platform meanwhile: what came could not be kept.
    tells,   // Everything else goes on.
  };
  // Sets or takes back what one watcher has found. Returns whether that changed anything.
  bool report(const std::string& watcher, std::optional<Words> words, Weight weight = Weight::pauses) {
    const std::lock_guard lock(mutex_);
    const auto found = notices_.find(watcher);
    if (!words) return notices_.erase(watcher) > 0;
    if (found != notices_.end() && found->second.words.zh == words->zh) return false;
    notices_[watcher] = {std::move(*words), weight};
    return true;
  }
  // The weightiest one, for there is one line to say it in.
  [[nodiscard]] std::optional<Words> notice() const {
    const std::lock_guard lock(mutex_);
    if (notices_.empty()) return std::nullopt;
    const auto first = first_pausing();
    return (first != notices_.end() ? first : notices_.begin())->second.words;
  }
  // Whether anything pauses what is asked of platforms.
  [[nodiscard]] bool sick() const {
    const std::lock_guard lock(mutex_);
    return first_pausing() != notices_.end();
  }

 private:
  struct Notice {
    Words words;
    Weight weight = Weight::pauses;
  };
  // With the lock held.
  [[nodiscard]] std::map<std::string, Notice>::const_iterator first_pausing() const {
    return std::find_if(notices_.begin(), notices_.end(), [](const auto& each) { return each.second.weight == Weight::pauses; });
  }

  mutable std::mutex mutex_;
  std::map<std::string, Notice> notices_;  // Guarded by mutex_.
};

}  // namespace rigong::runtime
