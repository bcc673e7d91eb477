// SPDX-License-Identifier: Apache-2.0
// One conversation's records to its facts: turns, sessions, stints and the messages behind the answer ratio
// (reference: metrics, section 1). Pure: no clock, no I/O, the same records in whatever order give the same facts.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/model/fact.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"

namespace rigong::metrics {

// Who a platform's rep number stands for on a shop day: the member it is mapped to, or the number itself.
using RepOnDay = std::function<model::RepNo(model::RepNo, Day)>;

// The rules of a shop, made ready to be applied to many conversations. Not shared between threads.
class Deriver {
 public:
  // A key of 0 means that the source gives no id: such messages are never doubled. `unknown_rep` is the number that stands for a
  // human reply whose rep the source does not name.
  Deriver(const model::MetricOptions& options, const ShopCalendar& calendar, model::RepNo unknown_rep, RepOnDay rep_on_day = {});

  // Messages and assignments of one conversation in any order; of doubled keys the first to arrive counts. Both are sorted in
  // place. Of assignments doubled keys count once too. `facts` is cleared first; its turns come in order of opening, a
  // giver's row before the row of the turn it was part of.
  void derive(std::span<model::LeanMessage> messages, std::span<model::LeanAssignment> assignments,
              model::ConversationFacts& facts);

  struct HumanReply {
    TimeMs at = 0;
    model::RepNo rep = model::kNoRep;
    friend bool operator==(const HumanReply&, const HumanReply&) = default;
  };
  // The human messages of the conversation in order, as the rules see them (an instant reply is none): whom a rating invited at
  // some moment, or an order made then, is credited to is the last before it.
  [[nodiscard]] std::vector<HumanReply> human_replies(model::ConversationRecords records);

 private:
  // Sorts, takes out what does not count, and walks through the rest in order.
  template <class OnHuman>
  void run(std::span<model::LeanMessage> messages, std::span<model::LeanAssignment> assignments, model::ConversationFacts& facts,
           OnHuman on_human);

  model::MetricOptions options_;
  ShopCalendar calendar_;
  model::RepNo unknown_rep_;
  RepOnDay rep_on_day_;
  std::vector<std::uint64_t> keys_;  // Kept between calls, so that a call makes no allocation.
};

}  // namespace rigong::metrics
