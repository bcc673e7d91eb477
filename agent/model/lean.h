// SPDX-License-Identifier: Apache-2.0
// Records as they are kept and computed with: who, when, which direction, which kind, and the flags that needed the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/ids.h"
#include "agent/base/time.h"
#include "agent/model/numbers.h"
#include "agent/model/record.h"

namespace rigong::model {

// Bits of LeanMessage::flags. They are part of the stored format: never renumber.
enum MessageFlag : std::uint8_t {
  kCourtesyWords = 1,  // The text is only listed thanks, ok, bye or emoji.
  kPlaceholder = 2,    // A greeting or "稍等": ends the clock, not the second clock.
  kStartsSession = 4,  // The platform says so.
  kWithdrawn = 8,
  kNoId = 16,  // `key` was made from the content, since the source gives no id.
};

struct LeanMessage {
  TimeMs sent_at = 0;
  std::uint64_t key = 0;      // Keyed hash of the message id, unique within the conversation.
  std::uint32_t arrival = 0;  // Order of arrival within the conversation.
  RepNo rep = kNoRep;
  CustomerNo customer = kNoCustomer;
  SenderKind kind = SenderKind::customer;
  std::uint8_t flags = 0;
  friend bool operator==(const LeanMessage&, const LeanMessage&) = default;
};

struct LeanAssignment {
  TimeMs at = 0;
  std::uint64_t key = 0;
  std::uint32_t arrival = 0;
  RepNo rep = kNoRep;
  AssignmentKind kind = AssignmentKind::to_rep;
  TransferReason reason = TransferReason::none;
  friend bool operator==(const LeanAssignment&, const LeanAssignment&) = default;
};

// One conversation with everything that is kept of it, in any order.
struct ConversationRecords {
  AccountNo account = 0;
  ConversationNo conversation = 0;
  std::vector<LeanMessage> messages;
  std::vector<LeanAssignment> assignments;
};

// On the way into a store: ids are keyed hashes already, numbers are not yet given (the store gives them).
struct HashedMessage {
  Hash128 conversation;
  std::string_view conversation_label;  // Shown for the conversation where it carries no name of a customer; else empty.
  Hash128 customer;                     // All zero = the source did not say.
  RepNo rep = kNoRep;
  TimeMs sent_at = 0;
  std::uint64_t key = 0;
  SenderKind kind = SenderKind::customer;
  std::uint8_t flags = 0;
};

struct HashedAssignment {
  Hash128 conversation;
  std::string_view conversation_label;
  TimeMs at = 0;
  std::uint64_t key = 0;
  RepNo rep = kNoRep;
  AssignmentKind kind = AssignmentKind::to_rep;
  TransferReason reason = TransferReason::none;
};

struct HashedRating {
  Hash128 rating;
  Hash128 conversation;  // All zero = not known.
  Hash128 customer;
  RepNo rep = kNoRep;  // As the platform credits it.
  TimeMs invited_at = kNoTime;
  TimeMs rated_at = kNoTime;
  int level = 0;  // 0 = only invited.
  bool appeal_upheld = false;
};

struct HashedOrder {
  Hash128 order;
  Hash128 customer;
  TimeMs created_at = 0;
  TimeMs paid_at = kNoTime;
  TimeMs closed_unpaid_at = kNoTime;
  std::int64_t amount_fen = 0;
  std::int64_t refunded_fen = 0;
  TimeMs refunded_at = kNoTime;
  TimeMs updated_at = 0;
};

// Ratings and orders as a store gives them back.
struct RatingRecord {
  AccountNo account = 0;
  Hash128 rating;
  ConversationNo conversation = 0;  // 0 = not known.
  CustomerNo customer = kNoCustomer;
  RepNo rep = kNoRep;
  TimeMs invited_at = kNoTime;
  TimeMs rated_at = kNoTime;
  int level = 0;
  bool appeal_upheld = false;
  friend bool operator==(const RatingRecord&, const RatingRecord&) = default;
};

struct OrderRecord {
  AccountNo account = 0;
  Hash128 order;
  CustomerNo customer = kNoCustomer;
  TimeMs created_at = 0;
  TimeMs paid_at = kNoTime;
  TimeMs closed_unpaid_at = kNoTime;
  std::int64_t amount_fen = 0;
  std::int64_t refunded_fen = 0;
  TimeMs refunded_at = kNoTime;
  TimeMs updated_at = 0;
  friend bool operator==(const OrderRecord&, const OrderRecord&) = default;
};

struct LeanShift {
  RepNo rep = kNoRep;
  Day day;
  ShiftKind kind = ShiftKind::work;
  int start_min = -1;  // -1 = not said.
  int end_min = -1;
  friend bool operator==(const LeanShift&, const LeanShift&) = default;
};

struct LeanDelivered {
  RepNo rep = kNoRep;  // 0 = the whole shop.
  Day day;
  DeliveredField field = DeliveredField::customers;
  double value = 0;
  friend bool operator==(const LeanDelivered&, const LeanDelivered&) = default;
};

}  // namespace rigong::model
