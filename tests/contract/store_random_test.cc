// SPDX-License-Identifier: Apache-2.0
// The same sequence of random operations gives the same answers on every backend, and those of a plain model in memory where it
// is easy to say what is right.
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kStart = 1'777'593'600'000;  // 2026-05-01T00:00:00Z
constexpr int kConversations = 12;

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int operator()(int below) { return static_cast<int>(engine_() % static_cast<unsigned>(below)); }

 private:
  std::mt19937 engine_;  // Unlike the distributions it gives the same numbers everywhere.
};

// First version of each message by conversation and key, in order of arrival.
struct Model {
  std::map<std::pair<int, std::uint64_t>, model::HashedMessage> messages;
};

std::string conversation_name(int n) { return "conversation " + std::to_string(n); }

model::ConversationFacts random_facts(Dice& dice) {
  model::ConversationFacts facts;
  const int count = dice(5);
  int day = 20574 + dice(4);
  for (int i = 0; i < count; ++i) {
    model::Turn turn;
    turn.day = Day{day};
    turn.opened_at = kStart + dice(1000);
    turn.owner = static_cast<model::RepNo>(dice(3));
    turn.slow = dice(2) == 0;
    facts.turns.push_back(turn);
    if (dice(2) == 0) facts.stints.push_back({Day{day}, turn.opened_at, turn.owner, dice(2) == 0, false});
    day += dice(2);
  }
  return facts;
}

void random_step(Dice& dice, WriteTransaction& write, model::AccountNo account, Model& known) {
  switch (dice(6)) {
    case 0:
    case 1:
    case 2: {
      std::vector<model::HashedMessage> batch;
      std::size_t added = 0;
      for (int i = dice(40); i >= 0; --i) {
        const int conversation = dice(kConversations);
        model::HashedMessage message;
        message.conversation = hash_of(conversation_name(conversation));
        if (dice(3) != 0) message.customer = hash_of("customer " + std::to_string(dice(5)));
        message.key = static_cast<std::uint64_t>(dice(60)) * std::uint64_t{0x9E3779B97F4A7C15};
        message.sent_at = kStart + dice(100) * kDayMs + dice(1000);
        message.rep = static_cast<model::RepNo>(dice(3));
        message.flags = dice(8) == 0 ? std::uint8_t{model::kWithdrawn} : std::uint8_t{0};
        const auto [slot, is_new] = known.messages.try_emplace({conversation, message.key}, message);
        if (message.flags != 0) slot->second.flags = message.flags;
        if (is_new) ++added;
        batch.push_back(message);
      }
      const Taken taken = get(write.add_messages(account, batch));
      REQUIRE(taken.added == added);
      REQUIRE(taken.added + taken.doubled + taken.changed == batch.size());
      break;
    }
    case 3:
      for (const auto& ref : get(write.pending_conversations(3))) must(write.replace_facts(ref, random_facts(dice)));
      break;
    case 4:
      for (const auto& day : get(write.pending_days(2))) {
        model::DayFigures figures;
        figures.day = day.day;
        figures.turns = dice(100);
        must(write.replace_day_figures(day.shop, day.day, std::vector{figures}));
      }
      break;
    default: {
      model::HashedOrder order;
      order.order = hash_of("order " + std::to_string(dice(9)));
      order.customer = hash_of("customer " + std::to_string(dice(9)));
      order.created_at = kStart + dice(10) * kDayMs;
      order.updated_at = dice(50);
      order.amount_fen = dice(1000);
      must(write.add_orders(account, std::vector{order}));
      model::HashedRating rating;
      rating.rating = hash_of("rating " + std::to_string(dice(9)));
      rating.conversation = hash_of(conversation_name(dice(kConversations)));
      rating.rated_at = dice(3) == 0 ? kNoTime : kStart + dice(50);
      rating.level = dice(6);
      rating.appeal_upheld = dice(5) == 0;
      must(write.add_ratings(account, std::vector{rating}));
    }
  }
}

// All that can be asked, as text.
std::string everything(ReadView& view, model::AccountNo account) {
  std::string text = fmt::format("change {}\n", get(view.change_number()));
  for (model::ConversationNo number = 1; number <= kConversations; ++number) {
    const auto records = view.conversation({account, number});
    if (!records) continue;
    text += fmt::format("conversation {}\n", number);
    for (const auto& m : records->messages) {
      text += fmt::format(" {} {} {} {} {} {}\n", m.arrival, m.key, m.sent_at, m.rep, m.customer, m.flags);
    }
    const auto facts = get(view.conversation_facts({account, number}));
    for (const auto& t : facts.turns) text += fmt::format(" turn {} {} {} {}\n", t.day.number, t.opened_at, t.owner, t.slow);
    for (const auto& s : facts.stints) text += fmt::format(" stint {} {} {}\n", s.day.number, s.started_at, s.escalated);
  }
  for (const auto& ref : get(view.pending_conversations(1000))) text += fmt::format("waits {}\n", ref.conversation);
  for (const auto& day : get(view.pending_days(1000))) text += fmt::format("waits {} {}\n", day.shop, day.day.number);
  for (const auto& row : get(view.day_figures({Day{0}, Day{40000}, "", {}}))) {
    text += fmt::format("figures {} {}\n", row.figures.day.number, row.figures.turns);
  }
  must(view.turns({Day{0}, Day{40000}, "main", {}}, [&](const TurnRow& row) {
    text += fmt::format("turn {} {} {}\n", row.where.conversation, row.turn.day.number, row.turn.opened_at);
    return true;
  }));
  for (const auto& o : get(view.orders("main", 0, kLatestTime))) {
    text += fmt::format("order {} {} {} {}\n", to_hex(o.order), o.customer, o.amount_fen, o.updated_at);
  }
  for (const auto& r : get(view.ratings("main", 0, kLatestTime))) {
    text += fmt::format("rating {} {} {} {} {}\n", to_hex(r.rating), r.conversation, r.rated_at, r.level, r.appeal_upheld);
  }
  for (model::CustomerNo customer = 1; customer < 15; ++customer) {
    for (const auto& ref : get(view.conversations_of("", customer)))
      text += fmt::format("{} in {}\n", customer, ref.conversation);
    for (const auto& ref : get(view.conversations_within("", customer, kEarliestTime, kLatestTime)))
      text += fmt::format("{} within {}\n", customer, ref.conversation);
  }
  return text;
}

std::string play(const std::string& kind, unsigned seed) {
  const TestStore test(kind);
  auto store = test.open();
  Dice dice(seed);
  Model known;
  model::AccountNo account = 0;
  {
    const auto write = get(store->write());
    account = get(write->ensure_account({0, "a", "files", "files", "main"}));
    must(write->commit());
  }
  for (int transaction = 0; transaction < 25; ++transaction) {
    auto write = get(store->write());
    Model after = known;
    for (int step = dice(4); step >= 0; --step) random_step(dice, *write, account, after);
    if (dice(5) != 0) {
      must(write->commit());
      known = after;
    }
    write.reset();
    if (dice(6) == 0) store = test.open();
  }
  const auto view = get(store->read());
  std::size_t messages = 0;
  for (model::ConversationNo number = 1; number <= kConversations; ++number) {
    const auto records = view->conversation({account, number});
    if (records) messages += records->messages.size();
  }
  CHECK(messages == known.messages.size());
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
  return everything(*view, account);
}

}  // namespace

TEST_CASE("Random operations give the same answers on every backend", "[store]") {
  const char* rounds = std::getenv("RIGONG_TEST_ROUNDS");
  const unsigned seeds = rounds != nullptr ? static_cast<unsigned>(std::atoi(rounds)) : 10;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const std::string expected = play("sqlite", seed);
    CHECK(expected.size() > 500);
    for (const std::string& kind : store_kinds()) {
      CAPTURE(kind);
      CHECK((play(kind, seed) == expected));
    }
  }
}
