// SPDX-License-Identifier: Apache-2.0
// The ways in which platforms and spreadsheets write numbers, money, shares and words. Foreign input: nothing throws, everything
// is bounded, and what is not understood is an empty optional, never a guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rigong::connectors {

// Empty, "-", "--", "—", "/", "无", "null", "n/a": a cell that says that there is nothing.
[[nodiscard]] bool is_nothing(std::string_view text);

// "1,234", "１２３４" or "12.0" as a whole number of 0 to 10^15.
[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text);

// A decimal number such as "1,234.5" or "-0.5"; no exponent, at most 15 digits before the point.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

// "95.5%" and "0.955" as 0.955. With `percent` (the column's head says %) a bare number is per cent too.
[[nodiscard]] std::optional<double> parse_fraction(std::string_view text, bool percent);

// Yuan such as "¥1,234.50", "12元" or "-3.5" as fen, exactly: digits are moved, no floating point is involved. Digits beyond the
// fen must be zeros. At most 10^13 yuan.
[[nodiscard]] std::optional<std::int64_t> parse_yuan(std::string_view text);

// 1/0, true/false, yes/no, y/n, 是/否, 有/无.
[[nodiscard]] std::optional<bool> parse_flag(std::string_view text);

enum class RatingScale {
  one_to_five,   // 5 = very satisfied
  hundred,       // 0, 25, 50, 75, 100 = very satisfied (JD)
  zero_is_best,  // 0 = very satisfied … 4 (Taobao's eval_code)
};
// A level of 5 (very satisfied) to 1 (very dissatisfied) from a number of the scale, or from words such as 满意 or "very
// satisfied".
[[nodiscard]] std::optional<int> parse_level(std::string_view text, RatingScale scale);

}  // namespace rigong::connectors
