// SPDX-License-Identifier: Apache-2.0
// A process that writes is killed at any moment: the cursor always says exactly what is there.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

constexpr int kMessagesPerBatch = 300;

// Batch after batch until killed. Each has its messages, their facts and a cursor that counts the batches.
[[noreturn]] void write_for_ever(const TestStore& test) {
  const auto store = test.open();
  for (;;) {
    const auto write = get(store->write());
    const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    const std::string cursor = get(write->cursor(account, "messages"));
    const int batch = cursor.empty() ? 0 : std::stoi(cursor);
    std::vector<model::HashedMessage> messages(kMessagesPerBatch);
    for (int i = 0; i < kMessagesPerBatch; ++i) {
      auto& message = messages[static_cast<std::size_t>(i)];
      message.conversation = hash_of(std::to_string((batch * kMessagesPerBatch + i) % 97));
      message.customer = message.conversation;
      message.key = static_cast<std::uint64_t>(batch * kMessagesPerBatch + i);
      message.sent_at = 1'777'593'600'000 + batch;
    }
    must(write->add_messages(account, messages));
    for (const auto& ref : get(write->pending_conversations(20))) {
      model::Turn turn;
      turn.day = Day{20574 + batch};
      must(write->replace_facts(ref, {{turn}, {}, {}, {}}));
    }
    must(write->set_cursor(account, "messages", std::to_string(batch + 1)));
    must(write->commit());
  }
}

}  // namespace

TEST_CASE("Killed at any moment, the cursor equals the records") {
  const char* given = std::getenv("RIGONG_KILL_ROUNDS");
  const int rounds = given != nullptr ? std::atoi(given) : 100;
  const TestStore test("sqlite");
  std::mt19937 dice(42);
  int batches = 0;
  // How long a child may live, at most. A machine with much to do needs longer for a batch, so that it grows where nothing was
  // written.
  unsigned window_us = 60'000;
  for (int round = 0; round < rounds; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        write_for_ever(test);
      } catch (...) {
        ::_exit(1);
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds(dice() % window_us));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));

    const auto store = test.open();
    const auto view = get(store->read());
    const std::string cursor = get(view->cursor(1, "messages"));
    const int now = cursor.empty() ? 0 : std::stoi(cursor);
    REQUIRE(now >= batches);
    window_us = now == batches ? std::min(window_us * 2, 2'000'000U) : 60'000U;
    batches = now;
    std::size_t messages = 0;
    for (model::ConversationNo number = 1; number <= 97; ++number) {
      const auto records = view->conversation({1, number});
      if (records) messages += records->messages.size();
    }
    REQUIRE(messages == static_cast<std::size_t>(batches) * kMessagesPerBatch);
    if (round % 10 == 0) {
      for (const Finding& finding : get(store->examine())) REQUIRE(finding.level != Finding::Level::broken);
    }
  }
  CHECK(batches > rounds / 4);
}
