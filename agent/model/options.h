// SPDX-License-Identifier: Apache-2.0
// What a shop may set about its figures ([metrics] of rigong.toml; reference: metrics 1 and 3).
#pragma once

#include <string>
#include <vector>

#include "agent/base/time.h"

namespace rigong::model {

// How a sale is credited (reference: metrics 2, "conversion"; platforms 5.1).
enum class Attribution { order, payment, order_first };

struct MetricOptions {
  DurationMs slow_after_ms = 180 * kSecondMs;
  DurationMs warn_after_ms = 100 * kSecondMs;
  DurationMs instant_reply_ms = 1000;           // 0 = off
  DurationMs cap_ms = 600 * kSecondMs;          // 0 = off
  DurationMs session_gap_ms = 120 * kMinuteMs;  // 0 = never
  DurationMs first_answer_ms = 30 * kSecondMs;  // 首响达标
  bool courtesy = true;
  bool bot_ends_turn = true;
  Attribution attribution = Attribution::order_first;
  std::vector<std::string> courtesy_words;  // Empty = the default list.
};

}  // namespace rigong::model
