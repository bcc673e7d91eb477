// SPDX-License-Identifier: Apache-2.0
// What the server's rows mean. Pure: rows in, words of ours out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/calendar.h"
#include "connectors/kit/json.h"
#include "connectors/request-tracker/cursor.h"

namespace rigong::connectors::request_tracker {

// Somebody as a row names them.
struct Named {
  std::int64_t id = 0;
  std::string name;  // Login; often an address.
  std::string real_name;
};

struct Transaction {
  std::int64_t id = 0;
  std::int64_t ticket = 0;
  Seconds created = 0;
  std::string type;
  std::string field;
  std::string old_value;
  std::string new_value;
  Named creator;
};
// Nothing where the row has no number, ticket, time, type or creator.
[[nodiscard]] std::optional<Transaction> read_transaction(const rapidjson::Value& row, const ShopCalendar& calendar);

enum class Meaning { none, message, note, owner, status, merge };
[[nodiscard]] Meaning meaning_of(const Transaction& transaction);
// The ticket into which this one was merged; 0 where the transaction tells of no merge of this ticket.
[[nodiscard]] std::int64_t merged_into(const Transaction& transaction);
// The number in a value; 0 where it is none.
[[nodiscard]] std::int64_t number_in(std::string_view value);

[[nodiscard]] std::optional<Named> read_named(const rapidjson::Value& row);
// An answer about one person, whose number is known. The name is empty where it is not told.
[[nodiscard]] Named read_person(const rapidjson::Value& row, std::int64_t id);

// A text that belongs to a transaction. A message may come as plain text and as HTML.
struct Text {
  std::int64_t id = 0;
  std::int64_t transaction = 0;
  bool plain = false;
  std::string content;
};
// Nothing where the row has no numbers, or is a file rather than what was written.
[[nodiscard]] std::optional<Text> read_text(const rapidjson::Value& row);
// What was written, by the texts of one transaction: plain text before HTML, without quotation and signature. Nothing where there
// is none.
[[nodiscard]] std::optional<std::string> written(const std::vector<const Text*>& texts);
// Without lines that quote (">"), the line that introduces them, and what stands behind "-- ".
[[nodiscard]] std::string own_words(std::string_view text);
// Without tags, and what they quote.
[[nodiscard]] std::string words_of_html(std::string_view html);

// The parts of a row that tell which one it is, without a word of the customer: for rows kept aside.
[[nodiscard]] std::string outline(const rapidjson::Value& row);

}  // namespace rigong::connectors::request_tracker
