// SPDX-License-Identifier: Apache-2.0
// What is asked of the server's search over transactions ("TransactionSQL") and over tickets. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/kit/query.h"
#include "connectors/request-tracker/cursor.h"

namespace rigong::connectors::request_tracker {

// Whether the text can stand between quotes in a search. '[' makes the server read the whole query as JSON.
[[nodiscard]] bool can_be_searched(std::string_view text);

struct Search {
  std::span<const std::string> queues;  // Empty: all that can be seen.
  std::int64_t after = 0;               // Transactions with a larger number …
  Seconds since = 0;                    // … and not older than a day before this; 0 = of any age.
  std::int64_t rows = 100;              // The server gives 100 at most.
  std::int64_t page = 1;
};
// Of /transactions: what can become a message, an assignment or the end of a conversation, in order of number.
[[nodiscard]] Parameters transactions(const Search& search);
// The number of the next one only, for where the server cannot give its fields.
[[nodiscard]] Parameters next_number(const Search& search);
// One transaction by its number.
[[nodiscard]] Parameters transaction(std::int64_t number);
// Changes of a custom field of tickets.
[[nodiscard]] Parameters field_changes(const Search& search, std::string_view field);
// Of /customfields: those of this name, where there are any that can be seen.
[[nodiscard]] Parameters fields_named(std::string_view name);
// Of /ticket/N/history: all that happened to a ticket and to those merged into it.
[[nodiscard]] Parameters history(std::int64_t page);
// Of /tickets: who asked for it.
[[nodiscard]] Parameters requestors(std::span<const std::int64_t> tickets);
// Of /attachments: the texts of transactions.
[[nodiscard]] Parameters texts(std::span<const std::int64_t> transactions);

inline constexpr std::int64_t kMostRows = 100;

}  // namespace rigong::connectors::request_tracker
