// SPDX-License-Identifier: Apache-2.0
// Slows down whoever tries tokens or codes. Only wrong ones are slowed: whoever has the right one gets in at once.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>

namespace rigong::overlay {

class Throttle {
 public:
  using Clock = std::chrono::steady_clock;
  struct Decision {
    int status = 401;                    // 401, or 429 after many within the last minute.
    std::chrono::milliseconds delay{0};  // At least 100, and never the same.
    int to_log = 0;                      // How many to speak of now, once a minute; 0: nothing.
  };

  // Another wrong token, or none where one belongs. Any thread.
  [[nodiscard]] Decision wrong(Clock::time_point now);

 private:
  std::mutex mutex_;
  std::deque<Clock::time_point> lately_;
  Clock::time_point logged_{};
  bool ever_logged_ = false;
  int since_ = 0;
};

}  // namespace rigong::overlay
