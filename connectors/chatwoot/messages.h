// SPDX-License-Identifier: Apache-2.0
// All messages of one conversation behind a number, however many there are.
#pragma once

#include <map>

#include "connectors/api/connector.h"
#include "connectors/chatwoot/client.h"
#include "connectors/chatwoot/records.h"

namespace rigong::connectors::chatwoot {

struct Messages {
  bool found = true;  // False: the conversation is gone, or not for this token.
  std::map<std::int64_t, Item> items;
  std::map<std::int64_t, RejectedRow> rejected;  // By number; 0 where the row has none.
};

// Those with a number above `after`. The server sorts by time and cuts by number, at most 1000 at a time: where an answer is
// full, it is asked again for a narrower stretch of numbers, so that nothing falls into the cut. Errors as Client::get() has
// them.
[[nodiscard]] Result<Messages> read_messages(const Client& client, HttpClient& http, const Conversation& conversation,
                                             std::int64_t after, const ShopCalendar& calendar);

}  // namespace rigong::connectors::chatwoot
