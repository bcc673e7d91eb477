// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/message_log.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>

using namespace rigong;
using runtime::MessageLog;

TEST_CASE("what goes into the log comes out as it was, conversation by conversation") {
  std::mt19937_64 random(5);
  const auto below = [&](std::uint64_t limit) { return random() % limit; };
  MessageLog log;
  std::map<model::ConversationNo, std::vector<model::LeanMessage>> expected;
  for (int count = 0; count < 50'000; ++count) {
    model::LeanMessage message;
    message.sent_at = below(10) == 0 ? kEarliestTime + static_cast<TimeMs>(below(kLatestTime - kEarliestTime))
                                     : 1'770'000'000'000 + static_cast<TimeMs>(below(1'000'000'000));
    message.key = below(4) == 0 ? 0 : random() & 0xFFFF'FFFF'FFFF;
    message.kind = static_cast<model::SenderKind>(below(6));
    message.flags = static_cast<std::uint8_t>(below(5) == 0 ? below(32) : 0);
    message.rep = below(2) == 0 ? model::kNoRep : static_cast<model::RepNo>(below(5) == 0 ? random() : below(3));
    message.customer = below(3) == 0 ? model::kNoCustomer : static_cast<model::CustomerNo>(below(300'000));
    const auto conversation = static_cast<model::ConversationNo>(1 + below(40'000));
    log.append(conversation, message);
    message.arrival = static_cast<std::uint32_t>(expected[conversation].size());
    expected[conversation].push_back(message);
  }
  std::vector<model::LeanMessage> read;
  for (const auto& [conversation, messages] : expected) {
    log.read(conversation, read);
    REQUIRE(read == messages);
  }
  log.read(70'000, read);
  CHECK(read.empty());
}
