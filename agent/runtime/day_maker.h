// SPDX-License-Identifier: Apache-2.0
// Makes the figures of one shop day from what a store holds: facts, ratings and orders, credited and counted.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/model/fact.h"
#include "agent/model/figures.h"
#include "agent/runtime/people.h"
#include "agent/runtime/shop_rules.h"
#include "storage/store.h"

namespace rigong::runtime {

// Facts that stand in place of the stored ones, for conversations that are still to be worked out.
using FactsOverlay = std::map<storage::ConversationRef, model::ConversationFacts>;

class DayMaker {
 public:
  DayMaker(ShopRules& rules, const People& people) : rules_(rules), people_(people) {}

  // The rows of the day as somebody sees them at `now` (metrics::kEndOfTime for those to be stored). `overlay` may be null; its
  // conversations must all be of this shop.
  [[nodiscard]] Result<std::vector<model::DayFigures>> make(storage::ReadView& view, const std::string& shop, Day day, TimeMs now,
                                                            const FactsOverlay* overlay = nullptr);
  // The stored facts of the day with the overlay's in place of theirs.
  [[nodiscard]] static Result<storage::ShopDayFacts> facts(storage::ReadView& view, const std::string& shop, Day day,
                                                           const FactsOverlay* overlay);
  // Whose rating it is: of whoever sent the last human reply before the invitation (without one, before the rating) in its
  // conversation, else of whom the platform credits. `day` is the rating's.
  [[nodiscard]] Result<model::RepNo> credited(storage::ReadView& view, const std::string& shop, Day day,
                                              const model::RatingRecord& rating);

 private:
  Status add_sessions(storage::ReadView& view, const std::string& shop, Day day, const storage::ShopDayFacts& facts,
                      const FactsOverlay* overlay, metrics::FigureCounter& counter);
  Status add_ratings(storage::ReadView& view, const std::string& shop, Day day, metrics::FigureCounter& counter);
  Status add_orders(storage::ReadView& view, const std::string& shop, Day day, const storage::ShopDayFacts& facts,
                    metrics::FigureCounter& counter);
  // The human replies to a customer in [from, to], all conversations of the shop, in order.
  Result<std::vector<metrics::Deriver::HumanReply>> replies_to(storage::ReadView& view, const std::string& shop,
                                                               model::CustomerNo customer, TimeMs from, TimeMs to);
  Result<std::vector<metrics::Deriver::HumanReply>> replies_in(storage::ReadView& view, const std::string& shop,
                                                               storage::ConversationRef ref);

  ShopRules& rules_;
  const People& people_;
  std::map<std::string, metrics::Deriver> derivers_;  // By shop: making one costs more than a short conversation.
};

}  // namespace rigong::runtime
