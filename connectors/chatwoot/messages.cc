// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::chatwoot {
namespace {

// The largest that every version takes: some keep numbers in 32 bits.
constexpr std::int64_t kNoEnd = 2'147'483'647;
// The server's limits, of which an answer of exactly that size may be a cut one.
constexpr std::size_t kShortLimit = 100;
constexpr std::size_t kLimit = 1000;
constexpr int kMostRequests = 2000;

bool may_be_cut(std::size_t rows) { return rows == kShortLimit || rows >= kLimit; }

tl::unexpected<Error> strange(const Client& client) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的消息列表不是认识的样子，稍后再试。", client.host()),
              fmt::format("The list of messages of {} has no known shape; trying again later.", client.host()));
}

RejectedRow rejected_row(const Conversation& conversation, const rapidjson::Value& row) {
  return {fmt::format("conversations/{}/messages", conversation.id),
          0,
          {"这条消息没有编号、时间或认识的类型，没有采用。", "This message has no number, time or known type and was not taken."},
          outline(row)};
}

}  // namespace

Result<Messages> read_messages(const Client& client, HttpClient& http, const Conversation& conversation, std::int64_t after,
                               const ShopCalendar& calendar) {
  Messages result;
  std::int64_t from = after + 1;
  std::int64_t to = kNoEnd;
  for (int requests = 0; requests < kMostRequests; ++requests) {
    RIGONG_ASSIGN(const Answer answer, client.get(http, fmt::format("conversations/{}/messages", conversation.id),
                                                  {{"after", std::to_string(from)}, {"before", std::to_string(to)}}));
    if (answer.outcome != Outcome::given) {
      result.found = false;
      return result;
    }
    const rapidjson::Value* payload = member(answer.document, "payload");
    if (payload == nullptr) return strange(client);
    const auto rows = elements(payload);
    std::vector<std::int64_t> numbers;
    for (const rapidjson::Value* row : rows) numbers.push_back(whole_of(*row, "id").value_or(0));
    std::sort(numbers.begin(), numbers.end());
    if (may_be_cut(rows.size()) && to > from + 1) {
      const std::int64_t middle = numbers[numbers.size() / 2];
      // A server that knows no stretches would give the same again for ever.
      if (middle <= from || middle >= to) return strange(client);
      to = middle;
      continue;
    }
    for (const rapidjson::Value* row : rows) {
      if (auto item = read_item(*row, conversation, calendar)) {
        result.items.insert_or_assign(item->id, std::move(*item));
      } else {
        result.rejected.insert_or_assign(whole_of(*row, "id").value_or(0), rejected_row(conversation, *row));
      }
    }
    if (to == kNoEnd) return result;
    from = to;
    to = kNoEnd;
  }
  return strange(client);
}

}  // namespace rigong::connectors::chatwoot
