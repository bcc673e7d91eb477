// SPDX-License-Identifier: Apache-2.0
// Which days must be counted again when something changes that lies on another day: who came back after a closing, whom a later
// rating or order is credited to, who had ordered before asking.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/model/fact.h"
#include "agent/model/lean.h"
#include "storage/store.h"

namespace rigong::runtime {

// The days on which the facts of one conversation differ.
[[nodiscard]] std::set<Day> differing_days(const model::ConversationFacts& before, const model::ConversationFacts& after);

// The number that tells a session's customer apart in the 24-hour rule: a conversation of an unknown customer is one of its own.
[[nodiscard]] std::uint64_t session_customer(storage::ConversationRef ref, const model::Session& session);

// The store's setting that is not empty once the platform has closed any conversation of the shop.
[[nodiscard]] std::string closings_setting(const std::string& shop);
// The same for orders: whoever asks is an inquiry only in a shop whose orders are known.
[[nodiscard]] std::string orders_setting(const std::string& shop);

// Collects changed conversations of one shop, and then finds the other days that their changes touch.
class TouchedDays {
 public:
  TouchedDays(std::string shop, const ShopCalendar& calendar) : shop_(std::move(shop)), calendar_(calendar) {}

  void changed(storage::ConversationRef ref, const model::ConversationFacts& before, const model::ConversationFacts& after);
  // `closings`: whether the platform has closed any conversation of the shop; without that nobody's coming back matters.
  [[nodiscard]] Result<std::set<Day>> find(storage::ReadView& view, bool closings) const;

 private:
  struct Span {
    Day first;
    Day last;
  };
  using Starts = std::map<std::pair<std::uint64_t, storage::ConversationRef>, std::set<TimeMs>>;
  static void widen(Span& span, const Span& by);
  Status find_ratings(storage::ReadView& view, std::set<Day>& days) const;
  Status find_orders(storage::ReadView& view, std::set<Day>& days) const;
  Status find_closings(storage::ReadView& view, std::set<Day>& days) const;

  std::string shop_;
  const ShopCalendar& calendar_;
  std::map<storage::ConversationRef, Span> conversations_;
  std::map<model::CustomerNo, Span> customers_;
  Starts starts_;  // Sessions that begin now and did not, or did and do not any more.
};

// Adds every day on which an order says anything, or that is judged by it. As with the store's own marks these are UTC days with
// their neighbours, since whoever takes orders in knows no calendar.
void add_order_days(std::set<Day>& days, const model::OrderRecord& order);
// Every day of the shop that has figures, or would have them under other rules.
[[nodiscard]] Result<std::set<Day>> every_day(storage::ReadView& view, const std::string& shop);
// The later days that new or changed orders of a shop touch: what their customers asked within the after-sales limit, and bought
// again. `before` and `after` hold the orders of the same stretch of time.
[[nodiscard]] Result<std::set<Day>> days_after_orders(storage::ReadView& view, const std::string& shop,
                                                      std::span<const model::OrderRecord> before,
                                                      std::span<const model::OrderRecord> after);

}  // namespace rigong::runtime
