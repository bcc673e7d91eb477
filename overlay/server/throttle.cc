// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/throttle.h"

#include "agent/base/ids.h"

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostAMinute = 30;
constexpr std::chrono::minutes kWindow{1};

}  // namespace

Throttle::Decision Throttle::wrong(Clock::time_point now) {
  const auto random = static_cast<unsigned char>(random_bytes(1)[0]);
  const std::lock_guard lock(mutex_);
  while (!lately_.empty() && (now - lately_.front() >= kWindow || lately_.size() > kMostAMinute)) lately_.pop_front();
  Decision decision;
  decision.status = lately_.size() >= kMostAMinute ? 429 : 401;
  decision.delay = std::chrono::milliseconds(100 + random % 64);
  lately_.push_back(now);
  ++since_;
  if (!ever_logged_ || now - logged_ >= kWindow) {
    ever_logged_ = true;
    logged_ = now;
    decision.to_log = since_;
    since_ = 0;
  }
  return decision;
}

}  // namespace rigong::overlay
