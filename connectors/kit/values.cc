// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "agent/base/text.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors {
namespace {

constexpr std::size_t kWholeDigits = 15;

struct Decimal {
  bool negative = false;
  std::string whole;     // No leading zeros but one.
  std::string fraction;  // No trailing zeros.
};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Splits a folded number. Commas must stand where thousands commas stand: "1,5" may be a German 1.5 and is refused.
std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal number;
  number.negative = text.starts_with('-');
  const std::size_t start = number.negative || text.starts_with('+') ? 1 : 0;
  const std::size_t point = std::min(text.find('.', start), text.size());
  std::string_view whole = text.substr(start, point - start);
  std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  if (whole.find(',') != std::string_view::npos) {
    std::size_t first = whole.find(',');
    if (first == 0 || first > 3) return std::nullopt;
    number.whole = whole.substr(0, first);
    for (std::string_view rest = whole.substr(first); !rest.empty(); rest.remove_prefix(4)) {
      if (rest.size() < 4 || rest.front() != ',') return std::nullopt;
      number.whole += rest.substr(1, 3);
    }
  } else {
    number.whole = whole;
  }
  if ((number.whole.empty() && fraction.empty()) || !all_digits(number.whole) || !all_digits(fraction)) return std::nullopt;
  if (number.whole.empty() && point == text.size()) return std::nullopt;
  const std::size_t zeros = std::min(number.whole.find_first_not_of('0'), number.whole.size());
  number.whole.erase(0, zeros);
  if (number.whole.empty()) number.whole.assign(1, '0');
  const std::size_t last = fraction.find_last_not_of('0');
  number.fraction = last == std::string_view::npos ? std::string_view() : fraction.substr(0, last + 1);
  if (number.whole.size() > kWholeDigits) return std::nullopt;
  return number;
}

// `exponent` moves the point, so that 104.55 % becomes 1.0455 and not the nearest thing that a division gives.
std::optional<double> to_double(const Decimal& number, int exponent) {
  const std::string text =
      fmt::format("{}{}.{}0e{}", number.negative ? "-" : "", number.whole, number.fraction.substr(0, 30), exponent);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::int64_t to_whole(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Yuan as nearly all platforms write them: digits, or digits and one or two behind a point.
std::optional<std::int64_t> plain_fen(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  if (whole.empty() || whole.size() > 13 || fraction.size() > 2 || !all_digits(whole) || !all_digits(fraction)) {
    return std::nullopt;
  }
  const std::int64_t cents = fraction.empty() ? 0 : to_whole(fraction);
  return to_whole(whole) * 100 + (fraction.size() == 1 ? cents * 10 : cents);
}

struct LevelWord {
  std::string_view word;
  int level;
};
constexpr LevelWord kLevelWords[] = {
    {"非常满意", 5},
    {"很满意", 5},
    {"十分满意", 5},
    {"verysatisfied", 5},
    {"excellent", 5},
    {"满意", 4},
    {"satisfied", 4},
    {"good", 4},
    {"一般", 3},
    {"neutral", 3},
    {"ok", 3},
    {"average", 3},
    {"不满意", 2},
    {"dissatisfied", 2},
    {"unsatisfied", 2},
    {"bad", 2},
    {"poor", 2},
    {"非常不满意", 1},
    {"很不满意", 1},
    {"十分不满意", 1},
    {"verydissatisfied", 1},
    {"veryunsatisfied", 1},
    {"verybad", 1},
    {"terrible", 1},
};

}  // namespace

bool is_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 13> kWords = {"",  "-",  "--",   "---", "—",  "——",  "–",
                                                              "/", "无", "null", "n/a", "na", "none"};
  return one_of(fold_value(text), kWords);
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  const auto number = split_decimal(fold_value(text));
  if (!number || !number->fraction.empty() || (number->negative && number->whole != "0")) return std::nullopt;
  return to_whole(number->whole);
}

std::optional<double> parse_number(std::string_view text) {
  const auto number = split_decimal(fold_value(text));
  return number ? to_double(*number, 0) : std::nullopt;
}

std::optional<double> parse_fraction(std::string_view text, bool percent) {
  std::string folded = fold_value(text);
  if (folded.ends_with('%')) {
    percent = true;
    folded.pop_back();
  }
  const auto number = split_decimal(trim(folded));
  return number ? to_double(*number, percent ? -2 : 0) : std::nullopt;
}

std::optional<std::int64_t> parse_yuan(std::string_view text) {
  if (const auto fen = plain_fen(text)) return fen;
  const std::string folded = fold_value(text);
  std::string_view rest = folded;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  for (const std::string_view sign : {"¥", "￥", "cny", "rmb"}) {
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  }
  for (const std::string_view unit : {"元", "cny", "rmb"}) {
    if (rest.ends_with(unit)) rest.remove_suffix(unit.size());
  }
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  const auto number = split_decimal(rest);
  if (!number || number->fraction.size() > 2 || number->whole.size() > 13 || (negative && number->negative)) return std::nullopt;
  std::string cents = number->fraction;
  cents.resize(2, '0');
  const std::int64_t fen = to_whole(number->whole) * 100 + to_whole(cents);
  return negative || number->negative ? -fen : fen;
}

std::optional<bool> parse_flag(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kYes = {"1", "true", "yes", "y", "t", "是", "有", "对"};
  static constexpr std::array<std::string_view, 8> kNo = {"0", "false", "no", "n", "f", "否", "无", ""};
  const std::string word = fold_value(text);
  if (one_of(word, kYes)) return true;
  if (one_of(word, kNo)) return false;
  return std::nullopt;
}

std::optional<int> parse_level(std::string_view text, RatingScale scale) {
  if (const auto number = parse_count(text)) {
    switch (scale) {
      case RatingScale::one_to_five:
        if (*number >= 1 && *number <= 5) return static_cast<int>(*number);
        break;
      case RatingScale::hundred:
        if (*number <= 100 && *number % 25 == 0) return static_cast<int>(*number / 25) + 1;
        break;
      case RatingScale::zero_is_best:
        if (*number <= 4) return 5 - static_cast<int>(*number);
        break;
    }
    return std::nullopt;
  }
  const std::string word = fold_name(text).name;
  for (const LevelWord& known : kLevelWords) {
    if (word == known.word) return known.level;
  }
  return std::nullopt;
}

}  // namespace rigong::connectors
