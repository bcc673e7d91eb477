// SPDX-License-Identifier: Apache-2.0
// The figures against a second reading of their definitions, on random conversations. RIGONG_PROPERTY_ROUNDS sets how many, and
// RIGONG_PROPERTY_SEED with which one to begin.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "agent/metrics/figures.h"
#include "tests/metrics/property/compare.h"

using namespace rigong;
using namespace rigong::test;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t first_seed() { return number_from("RIGONG_PROPERTY_SEED", 1); }

// Calls `check` with a history per round; what it complains about ends the test with the smallest such history.
void for_histories(std::uint64_t rounds, const std::function<std::string(const History&)>& check, bool ties = true) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + rounds; ++seed) {
    Random random(seed);
    const Shop& shop = shops()[seed % shops().size()];
    const model::MetricOptions options = random_options(random);
    History history = random_history(random, shop, options, seed % 5 == 0);
    if (!ties) history = without_ties(std::move(history));
    if (check(history).empty()) continue;
    FAIL(fmt::format("seed {}\n{}", seed, smallest(history, check)));
  }
}

std::uint64_t rounds() { return number_from("RIGONG_PROPERTY_ROUNDS", 4000); }

// Several conversations of one shop, with the facts of each.
struct Group {
  std::vector<History> histories;
  std::vector<model::ConversationFacts> facts;
};

Group random_group(std::uint64_t seed, int size) {
  Random random(seed);
  const Shop& shop = shops()[seed % shops().size()];
  const model::MetricOptions options = random_options(random);
  Group group;
  for (int index = 0; index < size; ++index) {
    group.histories.push_back(random_history(random, shop, options, seed % 5 == 0));
    group.facts.push_back(derived_facts(group.histories.back()));
  }
  return group;
}

std::string describe(const Group& group) {
  std::string text;
  for (const History& history : group.histories) text += describe(history);
  return text;
}

std::set<Day> days_of(const model::ConversationFacts& facts) {
  std::set<Day> days;
  for (const auto& turn : facts.turns) days.insert(turn.day);
  for (const auto& activity : facts.activity) days.insert(activity.day);
  for (const auto& session : facts.sessions) days.insert(session.day);
  return days;
}

FigureRows rows_outside(FigureRows rows, const std::set<Day>& days) {
  std::erase_if(rows, [&](const auto& entry) { return days.contains(entry.first.first); });
  return rows;
}

}  // namespace

TEST_CASE("the figures are those of the reference") {
  for_histories(rounds(), [](const History& history) {
    const auto facts = derived_facts(history);
    const auto expected = expected_facts(history);
    std::string text = difference(*history.shop, facts, expected);
    text += difference(derived_replies(history), expected_replies(history));
    for (const TimeMs now : moments(history, facts)) {
      const std::string figures =
          difference(counted_figures(history.options, {facts}, now), expected_figures(history.options, {expected}, now));
      if (!figures.empty()) text += fmt::format("  looked at {}:\n{}", now, figures);
    }
    return text;
  });
}

TEST_CASE("the figures of several conversations are those of the reference") {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + rounds() / 4; ++seed) {
    const Group group = random_group(seed, 4);
    std::vector<model::ConversationFacts> expected;
    for (const History& history : group.histories) expected.push_back(expected_facts(history));
    const auto& options = group.histories[0].options;
    for (const TimeMs now : moments(group.histories[0], group.facts[0])) {
      INFO("seed " << seed << ", looked at " << now << "\n" << describe(group));
      REQUIRE(difference(counted_figures(options, group.facts, now), expected_figures(options, expected, now)) == "");
    }
  }
}

TEST_CASE("without ties, the order of arrival changes nothing") {
  const auto check = [](const History& history) -> std::string {
    const auto facts = derived_facts(history);
    Random random(history.messages.size());
    for (int round = 0; round < 3; ++round) {
      History shuffled = history;
      const auto shuffle = [&random](auto& records) {
        std::shuffle(records.begin(), records.end(), random);
        for (std::size_t index = 0; index < records.size(); ++index) records[index].arrival = static_cast<std::uint32_t>(index);
        std::shuffle(records.begin(), records.end(), random);
      };
      shuffle(shuffled.messages);
      shuffle(shuffled.assignments);
      if (derived_facts(shuffled) == facts) continue;
      return "  arrived like this, the facts are others:\n" + describe(shuffled);
    }
    return "";
  };
  for_histories(rounds(), check, false);
}

TEST_CASE("records that come bit by bit end in the facts of all at once, and touch only days of their own conversation") {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + rounds() / 4; ++seed) {
    const Group whole = random_group(seed, 3);
    INFO("seed " << seed << "\n" << describe(whole));
    const auto& options = whole.histories[0].options;
    metrics::Deriver deriver = deriver_for(whole.histories[0]);
    Random random(seed);
    Group so_far = whole;
    for (std::size_t number = 0; number < 3; ++number) {
      so_far.histories[number].messages.clear();
      so_far.histories[number].assignments.clear();
      so_far.facts[number].clear();
    }
    // Batches go to the conversations in any order, until each has everything.
    while (true) {
      std::vector<std::size_t> unfinished;
      for (std::size_t number = 0; number < 3; ++number) {
        const bool messages_left = so_far.histories[number].messages.size() < whole.histories[number].messages.size();
        const bool assignments_left = so_far.histories[number].assignments.size() < whole.histories[number].assignments.size();
        if (messages_left || assignments_left) unfinished.push_back(number);
      }
      if (unfinished.empty()) break;
      const std::size_t number = unfinished[random() % unfinished.size()];
      History& history = so_far.histories[number];
      const auto take = [&random](auto& records, const auto& all) {
        for (auto count = random() % 4; count > 0 && records.size() < all.size(); --count) records.push_back(all[records.size()]);
      };
      take(history.messages, whole.histories[number].messages);
      take(history.assignments, whole.histories[number].assignments);

      const auto before = counted_figures(options, so_far.facts, metrics::kEndOfTime);
      std::set<Day> touched = days_of(so_far.facts[number]);
      auto messages = history.messages;
      auto assignments = history.assignments;
      deriver.derive(messages, assignments, so_far.facts[number]);
      touched.merge(days_of(so_far.facts[number]));
      const auto after = counted_figures(options, so_far.facts, metrics::kEndOfTime);
      REQUIRE(rows_outside(before, touched) == rows_outside(after, touched));
    }
    REQUIRE(so_far.facts == whole.facts);
  }
}

TEST_CASE("figures of two conversations are the sums of each, customers and conversations are distinct") {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + rounds() / 4; ++seed) {
    const Group group = random_group(seed, 2);
    INFO("seed " << seed << "\n" << describe(group));
    const auto& options = group.histories[0].options;
    const auto first = counted_figures(options, {group.facts[0]}, metrics::kEndOfTime);
    const auto second = counted_figures(options, {group.facts[1]}, metrics::kEndOfTime);
    const auto both = counted_figures(options, group.facts, metrics::kEndOfTime);
    std::set<std::pair<Day, model::RepNo>> keys;
    for (const auto& rows : {first, second, both}) {
      for (const auto& [key, row] : rows) keys.insert(key);
    }
    for (const auto& key : keys) {
      REQUIRE(both.contains(key));
      const auto sum = columns(both.at(key));
      const auto left = columns(first.contains(key) ? first.at(key) : model::DayFigures{});
      const auto right = columns(second.contains(key) ? second.at(key) : model::DayFigures{});
      for (std::size_t index = 0; index < sum.size(); ++index) {
        INFO(sum[index].first);
        const bool distinct = std::string_view(sum[index].first).starts_with("customers");
        if (distinct) {  // The same customer may have written in both.
          REQUIRE(sum[index].second <= left[index].second + right[index].second);
          REQUIRE(sum[index].second >= std::max(left[index].second, right[index].second));
        } else {
          REQUIRE(sum[index].second == left[index].second + right[index].second);
        }
      }
    }
    // A customer who wrote twice is one customer; two conversations are two.
    const auto twice = counted_figures(options, {group.facts[0], group.facts[0]}, metrics::kEndOfTime);
    for (const auto& [key, row] : first) {
      REQUIRE(twice.at(key).conversations == 2 * row.conversations);
      std::set<model::CustomerNo> named;
      bool unnamed = false;
      for (const auto& turn : group.facts[0].turns) {
        if (turn.turn_class != model::TurnClass::eligible || std::pair(turn.day, turn.owner) != key) continue;
        if (turn.end == model::TurnEnd::passed && !turn.slow) continue;
        named.insert(turn.customer);
        unnamed = unnamed || turn.customer == model::kNoCustomer;
      }
      REQUIRE(row.customers == static_cast<std::int64_t>(named.size()));
      REQUIRE(twice.at(key).customers == row.customers + (unnamed ? 1 : 0));
    }
  }
}

TEST_CASE("from settled_at on a row is what it is at the end of time, and not before") {
  for_histories(rounds(), [](const History& history) {
    const auto facts = derived_facts(history);
    const auto final_rows = counted_figures(history.options, {facts}, metrics::kEndOfTime);
    std::string text;
    for (const auto& entry : final_rows) {
      // Clang 14 does not let a lambda see the names of a structured binding.
      const auto& key = entry.first;
      const auto& row = entry.second;
      const auto seen_at = [&](TimeMs now) {
        const auto rows = counted_figures(history.options, {facts}, now);
        return rows.contains(key) ? columns(rows.at(key)) : columns(model::DayFigures{});
      };
      if (seen_at(row.settled_at) != columns(row)) text += fmt::format("    {} is not settled\n", to_string(key.first));
      if (row.settled_at == kEarliestTime) continue;
      if (seen_at(row.settled_at + kHourMs) != columns(row)) text += fmt::format("    {} changes again\n", to_string(key.first));
      if (seen_at(row.settled_at - 1) == columns(row)) text += fmt::format("    {} was settled before\n", to_string(key.first));
    }
    return text;
  });
}
