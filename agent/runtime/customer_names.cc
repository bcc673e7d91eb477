// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/customer_names.h"

#include <algorithm>

namespace rigong::runtime {
namespace {

constexpr std::size_t kMost = 50'000;

}  // namespace

void CustomerNames::remember(model::CustomerNo customer, std::string name, TimeMs now) {
  bool sweep = false;
  {
    const std::lock_guard lock(mutex_);
    if (names_.size() < kMost || names_.contains(customer)) names_.insert_or_assign(customer, std::pair(std::move(name), now));
    sweep = now - swept_at_ >= kHourMs || now < swept_at_;
  }
  if (sweep) forget_old(now);
}

std::string CustomerNames::name(model::CustomerNo customer, TimeMs now) const {
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(customer);
  if (found == names_.end() || now - found->second.second > kDayMs) return {};
  return found->second.first;
}

void CustomerNames::forget_old(TimeMs now) {
  const std::lock_guard lock(mutex_);
  swept_at_ = now;
  std::erase_if(names_, [&](const auto& entry) { return now - entry.second.second > kDayMs; });
}

}  // namespace rigong::runtime
