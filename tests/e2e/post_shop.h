// SPDX-License-Identifier: Apache-2.0
// A shop whose ranking of yesterday is due: what its day was, and when it is too early.
#pragma once

#include <cctz/time_zone.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>
#include <string>

namespace rigong::test {

inline cctz::civil_second shanghai_now() {
  cctz::time_zone zone;
  REQUIRE(cctz::load_time_zone("Asia/Shanghai", &zone));
  return cctz::convert(std::chrono::system_clock::now(), zone);
}

// Six reps who answered twelve questions each on the day.
inline std::string messages(cctz::civil_day day) {
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  for (int rep = 0; rep < 6; ++rep) {
    for (int turn = 0; turn < 12; ++turn) {
      const std::string talk = std::to_string(rep) + "-" + std::to_string(turn);
      const auto at = [&](int minute) {
        char line[64];
        std::snprintf(line, sizeof line, "%04d-%02d-%02d %02d:%02d:00", static_cast<int>(day.year()), day.month(), day.day(),
                      9 + turn, minute);
        return std::string(line);
      };
      text += talk + ",1," + at(10) + ",in,,k" + talk + ",在吗\n";
      text += talk + ",2," + at(11 + rep % 3) + ",out,客服" + std::to_string(rep) + ",k" + talk + ",在的\n";
    }
  }
  return text;
}

// A post is due some minutes after midnight.
inline bool too_early() {
  const cctz::civil_second now = shanghai_now();
  return now.hour() == 0 && now.minute() < 10;
}

}  // namespace rigong::test
