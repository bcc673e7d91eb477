// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/message_pipe.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace rigong;
using runtime::LogNames;
using runtime::MessageLog;
using runtime::MessagePipe;

namespace {

// More than the pipe lets wait, so that both sides wait for each other.
constexpr int kMessages = 60'000;
constexpr int kConversations = 300;

model::Message message(int number) {
  model::Message message;
  message.conversation_id = "c" + std::to_string(number % kConversations);
  message.message_id = std::to_string(number);
  message.rep_id = number % 3 == 0 ? "" : "r" + std::to_string(number % 7);
  message.customer_id = "k" + std::to_string(number % kConversations);
  message.sent_at = 1'770'000'000'000 + number;
  message.kind = number % 2 == 0 ? model::SenderKind::customer : model::SenderKind::rep;
  return message;
}

}  // namespace

TEST_CASE("what goes into the pipe is in the log once it is finished, in order", "[threads]") {
  MessageLog log;
  LogNames names;
  {
    MessagePipe pipe(log, names);
    for (int number = 0; number < kMessages; ++number) pipe.put(message(number), static_cast<std::uint8_t>(number % 4));
    pipe.finish();
    pipe.finish();  // Once more changes nothing.
  }
  REQUIRE(names.conversations.number("c0") == 1);
  std::vector<model::LeanMessage> read;
  for (int conversation = 0; conversation < kConversations; ++conversation) {
    log.read(names.conversations.number("c" + std::to_string(conversation)), read);
    REQUIRE(read.size() == kMessages / kConversations);
    for (std::size_t index = 0; index < read.size(); ++index) {
      const int number = conversation + static_cast<int>(index) * kConversations;
      const model::Message expected = message(number);
      REQUIRE(read[index].sent_at == expected.sent_at);
      REQUIRE(read[index].kind == expected.kind);
      REQUIRE(read[index].flags == number % 4);
      REQUIRE(read[index].rep == (expected.rep_id.empty() ? model::kNoRep : names.reps.number(expected.rep_id)));
    }
  }
}

TEST_CASE("a pipe that is given up in the middle ends its thread", "[threads]") {
  MessageLog log;
  LogNames names;
  { MessagePipe pipe(log, names); }
  {
    MessagePipe pipe(log, names);
    for (int number = 0; number < 5000; ++number) pipe.put(message(number), 0);
  }
  std::vector<model::LeanMessage> read;
  log.read(names.conversations.number("c4"), read);
  CHECK(read.size() == 17);  // 5000 messages in 300 conversations, those of the first 200 one more.
}
