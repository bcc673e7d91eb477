// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/shop_rules.h"

#include <fmt/format.h>

#include <utility>

#include "agent/base/ids.h"

namespace rigong::runtime {

const ShopCalendar& ShopRules::calendar(const std::string& shop) {
  const auto found = calendars_.find(shop);
  if (found != calendars_.end()) return found->second;
  auto made = ShopCalendar::make(config_.shop_settings(shop).calendar);
  // A calendar of the checked configuration; the default rules only keep the program standing if that were ever broken.
  return calendars_.emplace(shop, made ? std::move(*made) : ShopCalendar::make({}).value()).first->second;
}

std::string ShopRules::fingerprint(const std::string& shop) {
  const CalendarRules& rules = calendar(shop).rules();
  const model::MetricOptions& options = config_.metrics;
  // The leading number is that of the rules of metrics themselves; raise it whenever the code would find other facts.
  std::string text = fmt::format("1|{}|{}|", rules.time_zone, rules.day_starts_min);
  for (const auto& windows : rules.windows) {
    for (const ServiceWindow& window : windows) text += fmt::format("{}-{},", window.start_min, window.end_min);
    text += ';';
  }
  text += fmt::format("|{}|{}|{}|{}|{}|{}|{}|{}", options.slow_after_ms, options.instant_reply_ms, options.cap_ms,
                      options.session_gap_ms, options.first_answer_ms, options.courtesy, options.bot_ends_turn,
                      static_cast<int>(options.attribution));
  return sha256_hex(text);
}

}  // namespace rigong::runtime
