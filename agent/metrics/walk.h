// SPDX-License-Identifier: Apache-2.0
// The state of one conversation while its events pass by in order. Only derive.cc uses it; it stands apart so that the rules of
// section 1 of the metrics reference can be read one by one.
#pragma once

#include <vector>

#include "agent/base/calendar.h"
#include "agent/model/fact.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"

namespace rigong::metrics {

class Walk {
 public:
  Walk(const model::MetricOptions& options, const ShopCalendar& calendar, model::CustomerNo conversation_customer,
       model::ConversationFacts& facts)
      : options_(options), calendar_(calendar), conversation_customer_(conversation_customer), facts_(facts) {}

  void customer_message(const model::LeanMessage& message);
  // `rep` is who the message counts for. Returns whether it was a human reply (an instant one is not).
  bool rep_message(const model::LeanMessage& message, model::RepNo rep);
  void bot_message(const model::LeanMessage& message);
  void assigned(TimeMs at, model::RepNo rep, model::TransferReason reason);
  void queued(TimeMs at, model::TransferReason reason);
  void handed_to_people(TimeMs at) { handed_at_ = at; }
  void closed(TimeMs at);
  // After the last event: what still waits, waits.
  void finish();

 private:
  // A rep's hold on the conversation. It outlives a return to the queue until somebody else takes over, so that giving a turn
  // back and taking it again starts no new clock.
  struct Hold {
    model::RepNo rep = model::kNoRep;
    TimeMs since = kNoTime;
    TimeMs released_at = kNoTime;            // kNoTime while it is held.
    TimeMs handed_before_release = kNoTime;  // The last hand-off to people until then: a later one is not the giver's.
    [[nodiscard]] bool held() const { return rep != model::kNoRep && released_at == kNoTime; }
  };
  struct Pass {
    model::RepNo giver = model::kNoRep;
    TimeMs since = kNoTime;
    TimeMs handed_at = kNoTime;
    TimeMs at = 0;
  };
  struct MessagesOnDay {
    Day day;
    std::uint32_t count = 0;
  };

  void begin_session(TimeMs at, model::CustomerNo customer);
  void end_session(TimeMs at, bool by_platform);
  void open_turn(const model::LeanMessage& message, bool courtesy);
  void close_turn(model::TurnEnd end, TimeMs at, model::RepNo replier);
  void close_bot_turn(TimeMs at);
  void add_passes(const model::Turn& turn);
  void begin_stint(TimeMs at, model::RepNo rep);
  void leave_stint(model::TransferReason reason);
  void answer_substantively(TimeMs at);
  [[nodiscard]] model::RepNo owner_of_turn(model::TurnEnd end, model::RepNo replier) const;
  model::Activity& activity(Day day, model::RepNo rep);
  model::Session& session() { return facts_.sessions.back(); }

  const model::MetricOptions& options_;
  const ShopCalendar& calendar_;
  model::CustomerNo conversation_customer_;
  model::ConversationFacts& facts_;

  bool in_session_ = false;
  bool first_response_given_ = false;
  bool stint_open_ = false;
  TimeMs last_activity_ = kNoTime;
  TimeMs handed_at_ = kNoTime;
  model::RepNo last_human_ = model::kNoRep;
  Hold hold_;
  std::vector<std::size_t> unsubstantial_;  // Turns of this session answered by placeholders only, so far.

  bool turn_open_ = false;
  bool turn_real_ = false;  // A message that is not courtesy has joined.
  TimeMs opened_at_ = 0;    // As moved.
  model::CustomerNo turn_customer_ = model::kNoCustomer;
  std::uint32_t turn_messages_ = 0;
  std::vector<MessagesOnDay> turn_days_;
  std::vector<Pass> passes_;
};

}  // namespace rigong::metrics
