// SPDX-License-Identifier: Apache-2.0
#include "agent/team/distance.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace rigong::team {
namespace {

// Figures are compared in doubles made from whole numbers; this is far below one part of any count.
constexpr double kTiny = 1e-9;
// Nobody plans further ahead than this within a day.
constexpr double kFarthest = 500;

std::string short_number(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

// What a share counts, in both languages.
struct Nouns {
  std::string_view figure;
  std::string_view zh_measure;  // 条, 轮, 位
  std::string_view zh_good;     // What adds to a share that should grow.
  std::string_view en_good_one;
  std::string_view en_good_many;
  std::string_view zh_other;  // What does not.
  std::string_view en_other_one;
  std::string_view en_other_many;
};
constexpr std::array kNouns = {
    Nouns{"satisfaction", "条", "好评", "good rating", "good ratings", "非好评", "other rating", "other ratings"},
    Nouns{"reply_rate", "位", "已回复的客户", "customer with a reply", "customers with a reply", "未回复的客户",
          "customer without a reply", "customers without a reply"},
    Nouns{"first_response_in_time_rate", "次", "达标的首响", "first answer in time", "first answers in time", "超时的首响",
          "late first answer", "late first answers"},
    Nouns{"fcr_rate", "段", "一次解决的会话", "conversation resolved at once", "conversations resolved at once", "其他会话",
          "other conversation", "other conversations"},
    Nouns{"slow_share", "轮", "及时回复", "turn answered in time", "turns answered in time", "慢响应", "slow turn", "slow turns"},
};

const Nouns* nouns_of(std::string_view figure) {
  for (const Nouns& each : kNouns) {
    if (each.figure == figure) return &each;
  }
  return nullptr;
}

Words words(std::string zh, std::string en) { return {std::move(zh), std::move(en)}; }

// A share that should be at least `goal`.
std::optional<Words> share_up(const Standpoint& at, double goal, const Nouns& nouns) {
  const std::string wanted = percent(goal);
  const double gap = goal * at.denominator - at.numerator;
  if (gap > kTiny) {
    if (goal >= 1 - kTiny) return std::nullopt;  // One that missed cannot be made good by others.
    const double more = std::ceil(gap / (1 - goal) - kTiny);
    if (more > kFarthest) return std::nullopt;
    const auto n = static_cast<long long>(more);
    return words(fmt::format("再有 {} {}{}就到 {}", n, nouns.zh_measure, nouns.zh_good, wanted),
                 fmt::format("{} more and it is {}", plural(n, nouns.en_good_one, nouns.en_good_many), wanted));
  }
  const double room = goal > kTiny ? std::floor(at.numerator / goal - at.denominator + kTiny) : 0;
  const auto n = static_cast<long long>(room);
  if (n <= 0 || room > kFarthest) return words(fmt::format("已在 {} 以上", wanted), fmt::format("At {} or above", wanted));
  return words(
      fmt::format("已在 {} 以上；再有 {} {}{}仍在", wanted, n, nouns.zh_measure, nouns.zh_other),
      fmt::format("At {} or above; it stays there with {} more", wanted, plural(n, nouns.en_other_one, nouns.en_other_many)));
}

// A share that should be at most `goal`.
std::optional<Words> share_down(const Standpoint& at, double goal, const Nouns& nouns) {
  const std::string wanted = percent(goal);
  if (at.numerator > goal * at.denominator + kTiny) {
    if (goal <= kTiny) return std::nullopt;
    const double more = std::ceil(at.numerator / goal - at.denominator - kTiny);
    if (more > kFarthest) return std::nullopt;
    const auto n = static_cast<long long>(more);
    return words(fmt::format("接下来 {} {}都{}，就回到 {}", n, nouns.zh_measure, nouns.zh_good, wanted),
                 fmt::format("{} in a row and it is back at {}", plural(n, nouns.en_good_one, nouns.en_good_many), wanted));
  }
  const double room = goal < 1 - kTiny ? std::floor((goal * at.denominator - at.numerator) / (1 - goal) + kTiny) : 0;
  const auto n = static_cast<long long>(room);
  if (n <= 0 || room > kFarthest) {
    return words(fmt::format("在 {} 以内", wanted), fmt::format("At {} or below", wanted));
  }
  return words(
      fmt::format("在 {} 以内；再有 {} {}{}仍在", wanted, n, nouns.zh_measure, nouns.zh_other),
      fmt::format("At {} or below; it stays there with {} more", wanted, plural(n, nouns.en_other_one, nouns.en_other_many)));
}

std::optional<Words> time_down(const Standpoint& at, double goal) {
  const double over = *at.value - goal;
  const std::string wanted = seconds(goal);
  if (over <= 0) {
    const std::string room = seconds(-over);
    if (room == "0") return words(fmt::format("正在目标 {} 秒上", wanted), fmt::format("Right at the goal of {} s", wanted));
    return words(fmt::format("比目标 {} 秒快 {} 秒", wanted, room), fmt::format("{} s within the goal of {} s", room, wanted));
  }
  const std::string by = seconds(over);
  Words result = {fmt::format("比目标 {} 秒慢 {} 秒", wanted, by), fmt::format("{} s above the goal of {} s", by, wanted)};
  if (at.denominator <= 0) return result;
  // The fewest answers to come that get there at a pace which is not out of reach.
  constexpr double kQuickest = 10'000;
  for (const int more : {10, 20, 50, 100}) {
    const double pace = std::floor((goal * (at.denominator + more) - at.numerator) / more / 1000) * 1000;
    if (pace < kQuickest) continue;
    result.zh += fmt::format("：接下来 {} 次平均 {} 秒就到", more, seconds(pace));
    result.en += fmt::format(": the next {} answers at {} s on average get there", more, seconds(pace));
    break;
  }
  return result;
}

std::optional<Words> band(const Standpoint& at, const Goal& goal) {
  if (!goal.low || !goal.high) return std::nullopt;
  if (*at.value < *goal.low) {
    return words(fmt::format("比区间 {:.1f}–{:.1f} 的下端低 {:.2f}", *goal.low, *goal.high, *goal.low - *at.value),
                 fmt::format("{:.2f} below the band of {:.1f}–{:.1f}", *goal.low - *at.value, *goal.low, *goal.high));
  }
  if (*at.value > *goal.high) {
    return words(fmt::format("比区间 {:.1f}–{:.1f} 的上端高 {:.2f}", *goal.low, *goal.high, *at.value - *goal.high),
                 fmt::format("{:.2f} above the band of {:.1f}–{:.1f}", *at.value - *goal.high, *goal.low, *goal.high));
  }
  return words(fmt::format("在区间 {:.1f}–{:.1f} 内", *goal.low, *goal.high),
               fmt::format("Within the band of {:.1f}–{:.1f}", *goal.low, *goal.high));
}

}  // namespace

std::string percent(double share) { return short_number(share * 100) + "%"; }
std::string seconds(double ms) { return short_number(ms / 1000); }
std::string plural(long long count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::optional<Words> distance(const Standpoint& at, const std::optional<Goal>& goal) {
  if (at.few && at.denominator > 0 && at.denominator < at.few_below) {
    const auto missing = static_cast<long long>(at.few_below - at.denominator);
    return words(fmt::format("再有 {} 条评价就按百分比显示", missing),
                 fmt::format("{} more and it is shown as a percentage", plural(missing, "rating", "ratings")));
  }
  if (!goal || !at.value) return std::nullopt;
  if (goal->low && goal->high) return band(at, *goal);
  if (at.unit == model::Unit::ms && goal->high) return time_down(at, *goal->high);
  const Nouns* nouns = nouns_of(at.figure);
  if (at.unit != model::Unit::share || nouns == nullptr || at.denominator <= 0) return std::nullopt;
  if (goal->low) return share_up(at, *goal->low, *nouns);
  return share_down(at, *goal->high, *nouns);
}

}  // namespace rigong::team
