// SPDX-License-Identifier: Apache-2.0
// What everybody should see: a full disk, a store that is gone.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "agent/base/result.h"

namespace rigong::runtime {

// Any thread.
class Health {
 public:
  // Sets or takes back what one watcher has found. Returns whether that changed anything.
  bool report(const std::string& watcher, std::optional<Words> words) {
    const std::lock_guard lock(mutex_);
    const auto found = notices_.find(watcher);
    if (!words) return notices_.erase(watcher) > 0;
    if (found != notices_.end() && found->second.zh == words->zh) return false;
    notices_[watcher] = std::move(*words);
    return true;
  }
  [[nodiscard]] std::optional<Words> notice() const {
    const std::lock_guard lock(mutex_);
    if (notices_.empty()) return std::nullopt;
    return notices_.begin()->second;
  }
  // Nothing is asked of any platform meanwhile: what came could not be kept.
  [[nodiscard]] bool sick() const {
    const std::lock_guard lock(mutex_);
    return !notices_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Words> notices_;
};

}  // namespace rigong::runtime
