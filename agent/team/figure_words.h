// SPDX-License-Identifier: Apache-2.0
// Figures in sentences: values, how many they are made of, lengths of time, times of day. Pure.
#pragma once

#include <optional>
#include <string>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figure_kind.h"

namespace rigong::team {

// 1234567.8 as "1,234,567.8"; "0.0" has no sign.
[[nodiscard]] std::string grouped(double value, int decimals);
// "95.2%", "38.2 秒", "1.86", "¥12,345.00", "1,204".
[[nodiscard]] Words value_words(model::Unit unit, double value);
// The size of a difference, without its sign: "1.1 个百分点", "3.2 秒".
[[nodiscard]] Words size_words(model::Unit unit, double difference);
// "4 分 10 秒", "3 分钟", "35 秒"; "4 min 10 s", "3 min", "35 s".
[[nodiscard]] Words length_words(DurationMs ms);
// "14:00–15:00", the last hour of a day up to 24:00.
[[nodiscard]] std::string hour_words(int hour);
// "周四", "Thu".
[[nodiscard]] Words weekday_words(Day day);
// "11 月 16–22 日"; "16–22 Nov"; both days included.
[[nodiscard]] Words days_words(Day from, Day to);

}  // namespace rigong::team
