// SPDX-License-Identifier: Apache-2.0
// Notices a connector that says there is more and goes round in circles: whatever its platform does, the lane must come to rest.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string_view>

namespace rigong::runtime {

class CursorTrail {
 public:
  static constexpr std::size_t kMostSteps = 1'000'000;

  // After a poll that says there is more: whether its cursor stood there before since the last rest, or the way has no end.
  [[nodiscard]] bool circles(std::string_view cursor) {
    return steps_.size() >= kMostSteps || !steps_.insert(std::hash<std::string_view>{}(cursor)).second;
  }
  // After a poll that says there is nothing more.
  void rest() { steps_.clear(); }

 private:
  std::set<std::size_t> steps_;
};

}  // namespace rigong::runtime
