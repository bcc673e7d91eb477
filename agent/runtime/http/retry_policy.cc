// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/retry_policy.h"

#include <algorithm>
#include <charconv>

#include "agent/base/text.h"
#include "agent/runtime/http/server_clock.h"

namespace rigong::runtime {
namespace {

constexpr int kMostDoublings = 30;
constexpr int kTooManyRequests = 429;

}  // namespace

DurationMs pause_after(int failures, double random, const RetryRules& rules) {
  const int doublings = std::clamp(failures, 1, kMostDoublings);
  const DurationMs most = std::min(rules.longest_pause, rules.first_pause << doublings);
  return static_cast<DurationMs>(std::clamp(random, 0.0, 1.0) * static_cast<double>(most));
}

DurationMs bounded_hold(DurationMs length, const RetryRules& rules) {
  return std::clamp(length, rules.shortest_hold, rules.longest_hold);
}

std::optional<DurationMs> read_retry_after(std::string_view text, TimeMs now, DurationMs offset, const RetryRules& rules) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc::result_out_of_range) return rules.longest_hold;
    return bounded_hold(std::min<std::int64_t>(seconds, rules.longest_hold / kSecondMs) * kSecondMs, rules);
  }
  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return bounded_hold(*date - (now + offset), rules);
}

bool is_passing(int status) {
  if (status == 408 || status == 425 || status == kTooManyRequests) return true;
  return status >= 500 && status <= 599 && status != 501 && status != 505;
}

RetryBudget::RetryBudget(const RetryRules& rules)
    : share_(rules.budget_share), most_(rules.budget_most), left_(rules.budget_most) {}

void RetryBudget::earn() { left_ = std::min(most_, left_ + share_); }

bool RetryBudget::spend() {
  if (left_ < 1) return false;
  left_ -= 1;
  return true;
}

bool CircuitBreaker::has(const Kinds& kinds, std::string_view kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void CircuitBreaker::turned_away(std::string_view kind) {
  if (!has(failed_, kind) && !has(waiting_, kind) && waiting_.size() < kMostKinds) waiting_.emplace_back(kind);
}

DurationMs CircuitBreaker::rest(TimeMs now) const {
  if (!open_until_ || now >= *open_until_) return 0;
  return std::min(*open_until_ - now, rules_.open_for);
}

DurationMs CircuitBreaker::wait(TimeMs now, std::string_view kind) {
  if (open_until_) {
    // A clock set back by hours must not keep it open for as long.
    if (*open_until_ - now > rules_.open_for) open_until_ = now + rules_.open_for;
    if (now < *open_until_ || probing_) {
      turned_away(kind);
      return now < *open_until_ ? *open_until_ - now : rules_.open_for;
    }
    if (has(failed_, kind)) {
      const TimeMs until = *open_until_ + rules_.open_for;
      if (!waiting_.empty() && now < until) return until - now;
      failed_.clear();
      waiting_.clear();
    }
    probing_ = true;
  }
  last_kind_ = kind;
  return 0;
}

void CircuitBreaker::note(bool failure) {
  const std::size_t size = std::clamp<std::size_t>(rules_.recent, 1, kMostRecent);
  outcomes_[next_ % size] = failure;
  next_ = (next_ + 1) % size;
  count_ = std::min(count_ + 1, size);
}

void CircuitBreaker::succeeded() {
  note(false);
  in_a_row_ = 0;
  if (open_until_) count_ = next_ = 0;  // What was before the rest says nothing about after it.
  open_until_.reset();
  probing_ = false;
  failed_.clear();
  waiting_.clear();
}

void CircuitBreaker::failed(TimeMs now) {
  note(true);
  ++in_a_row_;
  const std::size_t size = std::clamp<std::size_t>(rules_.recent, 1, kMostRecent);
  const auto failures =
      static_cast<std::size_t>(std::count(outcomes_.begin(), outcomes_.begin() + static_cast<long>(count_), true));
  const bool half = count_ == size && failures * 2 >= size;
  if (probing_ || in_a_row_ >= rules_.failures_to_open || half) {
    open_until_ = now + rules_.open_for;
    if (!has(failed_, last_kind_) && failed_.size() < kMostKinds) failed_.push_back(last_kind_);
    std::erase(waiting_, last_kind_);
  }
  probing_ = false;
}

}  // namespace rigong::runtime
