// SPDX-License-Identifier: Apache-2.0
// What the server's rows mean. Pure: rows in, records out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "agent/base/calendar.h"
#include "agent/model/record.h"
#include "connectors/chatwoot/cursor.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::chatwoot {

// A row of the list of conversations.
struct Conversation {
  std::int64_t id = 0;       // Of its account: the number people see.
  std::int64_t account = 0;  // As the row says it; 0 where it does not.
  Seconds activity = 0;
  Seconds updated = 0;
  std::int64_t last_message = 0;
  std::string customer_id;
  std::string customer_name;
};
// Nothing where the row has no number or no time.
[[nodiscard]] std::optional<Conversation> read_conversation(const rapidjson::Value& row, std::int64_t account,
                                                            std::string_view host, const ShopCalendar& calendar);

// A row of a conversation's messages.
struct Item {
  std::int64_t id = 0;
  Seconds created = 0;
  std::optional<model::Message> message;  // None of a message that never went out.
  std::optional<model::Rating> invited;   // The message asks for a rating.
};
// Nothing where the row has no number, no time or no kind that is known.
[[nodiscard]] std::optional<Item> read_item(const rapidjson::Value& row, const Conversation& conversation,
                                            const ShopCalendar& calendar);

struct RatingRow {
  Seconds created = 0;
  model::Rating rating;
};
[[nodiscard]] std::optional<RatingRow> read_rating(const rapidjson::Value& row, std::int64_t account, std::string_view host,
                                                   const ShopCalendar& calendar);

// Epoch seconds as a whole or broken number or as text, or ISO-8601; 0 for nothing, for 0, and for what is no sane time.
[[nodiscard]] Seconds seconds_of(const rapidjson::Value& row, std::string_view name, const ShopCalendar& calendar);

// The parts of a row that tell which one it is, without a word of the customer: for rows kept aside.
[[nodiscard]] std::string outline(const rapidjson::Value& row);

}  // namespace rigong::connectors::chatwoot
