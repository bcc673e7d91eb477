// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "platforms/platform.h"

namespace bench {
namespace {

constexpr std::uint64_t kConversationsOfPage = 25;
constexpr std::uint64_t kMessagesOfConversation = 90;  // Of a hundred the server might have more.
constexpr std::int64_t kNow = 1'795'320'000;

struct Pages {
  std::vector<std::string> lists;
  std::vector<std::string> messages;  // By conversation.
  std::string agents = R"([{"id":12,"account_id":3,"availability_status":"online","name":"小满","role":"agent"}])";
  std::string no_list;  // With the number of all: fewer than before would mean that some were deleted.
  std::string no_ratings = "[]";
};

std::string message(std::uint64_t conversation, std::uint64_t number, generator::Random& random) {
  const bool by_rep = number % 2 == 1;
  const std::string sender =
      by_rep
          ? R"({"id":12,"name":"小满","available_name":"小满","avatar_url":"","type":"user","availability_status":"online","thumbnail":""})"
          : fmt::format(
                R"({{"additional_attributes":{{}},"custom_attributes":{{}},"email":null,"id":{},"identifier":null,"name":"silent-river-{}",)"
                R"("phone_number":null,"thumbnail":"","type":"contact"}})",
                conversation, conversation);
  return fmt::format(
      R"({{"id":{},"content":"{}","inbox_id":1,"conversation_id":{},"message_type":{},"content_type":"text","status":"sent",)"
      R"("content_attributes":{{}},"created_at":{},"private":false,"source_id":null,"sender":{}}})",
      conversation * 1000 + number, said(random, by_rep), conversation, by_rep ? 1 : 0,
      kNow - 86'400 + static_cast<std::int64_t>(number) * 30, sender);
}

}  // namespace

Platform make_chatwoot(std::uint64_t records) {
  auto pages = std::make_shared<Pages>();
  generator::Random random(1);
  const std::uint64_t lists = std::max<std::uint64_t>(1, records / (kConversationsOfPage * kMessagesOfConversation));
  const std::uint64_t all = lists * kConversationsOfPage;
  for (std::uint64_t c = 1; c <= all; ++c) {
    pages->messages.push_back(R"({"meta":{"labels":[],"contact":{"id":1}},"payload":[)" +
                              rows_of(0, kMessagesOfConversation, [&](std::uint64_t n) { return message(c, n, random); }) + "]}");
  }
  pages->no_list = fmt::format(R"({{"data":{{"meta":{{"mine_count":0,"all_count":{}}},"payload":[]}}}})", all);
  for (std::uint64_t list = 0; list < lists; ++list) {
    const auto row = [&](std::uint64_t c) {
      const std::int64_t activity = kNow - static_cast<std::int64_t>(c);
      return fmt::format(
          R"({{"meta":{{"sender":{{"additional_attributes":{{}},"email":null,"id":{},"name":"silent-river-{}","phone_number":null}},)"
          R"("channel":"Channel::WebWidget","assignee":{{"id":12,"name":"小满"}}}},"id":{},"messages":[{}],"account_id":3,)"
          R"("uuid":"0b7c","additional_attributes":{{}},"agent_last_seen_at":{},"can_reply":true,"custom_attributes":{{}},"inbox_id":1,)"
          R"("labels":[],"muted":false,"status":"open","created_at":{},"updated_at":{}.25,"timestamp":{},"last_activity_at":{}}})",
          c, c, c, message(c, kMessagesOfConversation - 1, random), activity, activity - 9000, activity, activity, activity);
    };
    pages->lists.push_back(fmt::format(R"({{"data":{{"meta":{{"mine_count":0,"all_count":{}}},"payload":[{}]}}}})", all,
                                       rows_of(list * kConversationsOfPage + 1, (list + 1) * kConversationsOfPage + 1, row)));
  }
  Platform platform{"chatwoot",
                    {{"endpoint", "https://chat.example"}, {"account", "3"}, {"token", "made-up"}, {"days", "2"}},
                    kNow * rigong::kSecondMs,
                    all * kMessagesOfConversation,
                    {}};
  platform.answer = [pages](const rigong::connectors::HttpRequest& request) -> const std::string& {
    const std::string_view url = request.url;
    if (url.find("/messages?") != std::string_view::npos) return pages->messages.at(number_after(url, "conversations/", 1) - 1);
    if (url.find("/agents") != std::string_view::npos) return pages->agents;
    if (url.find("/csat") != std::string_view::npos) return pages->no_ratings;
    const std::uint64_t page = number_after(url, "&page=", 1);
    return page <= pages->lists.size() ? pages->lists[page - 1] : pages->no_list;
  };
  return platform;
}

}  // namespace bench
