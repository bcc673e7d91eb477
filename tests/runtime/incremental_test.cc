// SPDX-License-Identifier: Apache-2.0
// However the records come, in whatever batches and however late: the figures are those of all records at once.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "agent/runtime/file_figures.h"
#include "agent/runtime/store_figures.h"
#include "tests/metrics/property/random_history.h"
#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::test::Random;
using rigong::testing::get;

namespace {

int below(Random& random, int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); }
bool chance(Random& random, int percent) { return below(random, 100) < percent; }

struct Story {
  config::Config config;
  Day day;
  std::vector<Record> records;  // Messages and assignments, in order of arrival.
  std::vector<Record> others;   // Ratings and orders.
};

model::Message message_of(const model::LeanMessage& lean, const std::string& conversation, int number) {
  model::Message message;
  message.conversation_id = conversation;
  if (lean.key != 0) message.message_id = fmt::format("m{}", lean.key);
  message.sent_at = lean.sent_at;
  message.kind = lean.kind;
  if (lean.rep != 0) message.rep_id = fmt::format("r{}", lean.rep);
  if (lean.customer != 0) message.customer_id = fmt::format("k{}", lean.customer);
  // What has no id is known by its content, so that contents must differ where messages do.
  const bool words = lean.key != 0 && (lean.flags & (model::kCourtesyWords | model::kPlaceholder)) != 0;
  message.text = !words ? fmt::format("第{}条", number) : lean.kind == model::SenderKind::rep ? "稍等" : "谢谢";
  message.has_text = true;
  message.starts_session = (lean.flags & model::kStartsSession) != 0;
  message.withdrawn = (lean.flags & model::kWithdrawn) != 0;
  return message;
}

model::Assignment assignment_of(const model::LeanAssignment& lean, const std::string& conversation, int number) {
  model::Assignment assignment;
  assignment.conversation_id = conversation;
  assignment.assignment_id = lean.key != 0 ? fmt::format("a{}", lean.key) : fmt::format("n{}", number);
  assignment.at = lean.at;
  assignment.kind = lean.kind;
  assignment.reason = lean.reason;
  if (lean.kind == model::AssignmentKind::to_rep) assignment.rep_id = fmt::format("r{}", std::max<model::RepNo>(1, lean.rep));
  return assignment;
}

// The records of one conversation in order of arrival.
std::vector<Record> conversation_of(const test::History& history, const std::string& name) {
  std::vector<std::pair<std::uint32_t, Record>> arrived;
  int number = 0;
  for (const auto& lean : history.messages) arrived.emplace_back(lean.arrival, message_of(lean, name, ++number));
  for (const auto& lean : history.assignments) arrived.emplace_back(lean.arrival, assignment_of(lean, name, ++number));
  std::stable_sort(arrived.begin(), arrived.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Record> records;
  for (auto& [arrival, record] : arrived) records.push_back(std::move(record));
  return records;
}

TimeMs near(Random& random, Day day) { return day.number * kDayMs + below(random, 4 * 24 * 60) * kMinuteMs; }

Record random_rating(Random& random, Day day) {
  model::Rating rating;
  rating.rating_id = fmt::format("e{}", below(random, 6));
  if (chance(random, 80)) rating.conversation_id = fmt::format("c{}", below(random, 5));
  if (chance(random, 50)) rating.rep_id = fmt::format("r{}", 1 + below(random, 3));
  if (chance(random, 80)) rating.invited_at = near(random, day);
  if (chance(random, 80) || !rating.invited_at) {
    rating.rated_at = rating.invited_at.value_or(near(random, day)) + below(random, 3000) * kMinuteMs;
    rating.level = 1 + below(random, 5);
  }
  rating.appeal_upheld = chance(random, 10);
  return rating;
}

Record random_order(Random& random, Day day) {
  model::Order order;
  // Whose order it is and when it was made do not change with its versions.
  const int number = below(random, 6);
  order.order_id = fmt::format("o{}", number);
  order.customer_id = fmt::format("k{}", 1 + number % 3);
  order.created_at = (day.number + 1 - 3 * number) * kDayMs + (number * 7 + day.number) % 24 * kHourMs;
  if (chance(random, 70)) order.paid_at = order.created_at + below(random, 5000) * kMinuteMs;
  if (!order.paid_at && chance(random, 50)) order.closed_unpaid_at = order.created_at + kDayMs;
  order.amount_fen = 100 + below(random, 90'000);
  if (order.paid_at && chance(random, 30)) {
    order.refunded_at = *order.paid_at + below(random, 10'000) * kMinuteMs;
    order.refunded_fen = order.amount_fen / 2;
  }
  order.updated_at = order.created_at + below(random, 20'000) * kMinuteMs;
  return order;
}

Story random_story(unsigned seed) {
  Random random(seed);
  Story story;
  const auto& shops = test::shops();
  const test::Shop& shop = shops[seed % shops.size()];
  story.day = shop.day;
  story.config.shop.id = "main";
  story.config.shop.calendar = shop.rules;
  story.config.metrics = test::random_options(random);
  std::vector<std::vector<Record>> conversations;
  for (int number = 0; number < 5; ++number) {
    const auto history = test::random_history(random, shop, story.config.metrics, false);
    conversations.push_back(conversation_of(history, fmt::format("c{}", number)));
    std::reverse(conversations.back().begin(), conversations.back().end());
  }
  // Conversations go on beside each other.
  while (!conversations.empty()) {
    const auto next = conversations.begin() + below(random, static_cast<int>(conversations.size()));
    if (next->empty()) {
      conversations.erase(next);
      continue;
    }
    story.records.push_back(std::move(next->back()));
    next->pop_back();
  }
  for (int count = below(random, 12); count > 0; --count) story.others.push_back(random_rating(random, shop.day));
  for (int count = below(random, 12); count > 0; --count) story.others.push_back(random_order(random, shop.day));
  std::shuffle(story.others.begin(), story.others.end(), random);
  return story;
}

std::vector<TimeMs> moments(Random& random, Day day) {
  return {near(random, day), near(random, day), near(random, day) + 2 * kDayMs, Team::kLater};
}

void check_same(Team& team, Team& fresh, const std::vector<TimeMs>& nows) {
  for (const TimeMs now : nows) {
    CAPTURE(now);
    for (const auto period : {runtime::Period::day, runtime::Period::range}) {
      REQUIRE(team.figures(now, period) == fresh.figures(now, period));
    }
    REQUIRE(team.turns(now) == fresh.turns(now));
  }
}

std::vector<std::filesystem::path> write_files(const std::filesystem::path& folder, const std::vector<Record>& records) {
  std::ofstream messages(folder / "messages.csv");
  std::ofstream assignments(folder / "assignments.csv");
  messages << "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text,starts_session,withdrawn\n";
  assignments << "conversation_id,assignment_id,at,action,agent_id,reason\n";
  constexpr const char* kDirections[] = {"in", "out", "bot", "auto", "system", "note"};
  constexpr const char* kActions[] = {"to_rep", "to_queue", "to_people", "closed"};
  constexpr const char* kReasons[] = {"", "routing", "load", "escalation"};
  for (const Record& record : records) {
    if (const auto* m = std::get_if<model::Message>(&record)) {
      messages << fmt::format("{},{},{},{},{},{},{},{},{}\n", m->conversation_id, m->message_id, m->sent_at,
                              kDirections[static_cast<int>(m->kind)], m->rep_id, m->customer_id, m->text, m->starts_session,
                              m->withdrawn);
    } else if (const auto* a = std::get_if<model::Assignment>(&record)) {
      assignments << fmt::format("{},{},{},{},{},{}\n", a->conversation_id, a->assignment_id, a->at,
                                 kActions[static_cast<int>(a->kind)], a->rep_id, kReasons[static_cast<int>(a->reason)]);
    }
  }
  return {folder / "messages.csv", folder / "assignments.csv"};
}

}  // namespace

TEST_CASE("records in any batches give the figures of all records at once, worked out or still pending") {
  for (unsigned seed = 1; seed <= 33; ++seed) {
    CAPTURE(seed);
    const Story story = random_story(seed);
    Random random(seed);
    std::vector<Record> all = story.records;
    // Ratings and orders come in between, in their order.
    std::size_t place = 0;
    for (const Record& other : story.others) {
      place += static_cast<std::size_t>(below(random, static_cast<int>(all.size() - place) + 1));
      all.insert(all.begin() + static_cast<std::ptrdiff_t>(place++), other);
    }
    Team team(story.config);
    std::vector<Record> so_far;
    while (so_far.size() < all.size()) {
      const std::size_t size = std::min(all.size() - so_far.size(), static_cast<std::size_t>(1 + below(random, 30)));
      const std::vector<Record> batch(all.begin() + static_cast<std::ptrdiff_t>(so_far.size()),
                                      all.begin() + static_cast<std::ptrdiff_t>(so_far.size() + size));
      so_far.insert(so_far.end(), batch.begin(), batch.end());
      CAPTURE(so_far.size());
      Team fresh(story.config);
      fresh.take_and_work_out(so_far);
      const auto nows = moments(random, story.day);
      team.take(batch);
      check_same(team, fresh, nows);
      team.work_out();
      check_same(team, fresh, nows);
      REQUIRE(team.named_stored() == fresh.named_stored());
    }
  }
}

TEST_CASE("changed rules show at once, before anything is worked out anew") {
  for (unsigned seed = 201; seed <= 220; ++seed) {
    CAPTURE(seed);
    const Story story = random_story(seed);
    Random random(seed);
    Team team(story.config);
    team.take_and_work_out(story.records);
    team.take_and_work_out(story.others);
    const auto& shops = test::shops();
    team.change_calendar(shops[static_cast<std::size_t>(below(random, static_cast<int>(shops.size())))].rules);
    team.change_rules(test::random_options(random));
    for (const TimeMs now : moments(random, story.day)) {
      CAPTURE(now);
      const auto figures = team.figures(now);
      const auto range = team.figures(now, runtime::Period::range);
      const auto turns = team.turns(now);
      team.work_out();
      REQUIRE(figures == team.figures(now));
      REQUIRE(range == team.figures(now, runtime::Period::range));
      REQUIRE(turns == team.turns(now));
      team.change_rules(test::random_options(random));
    }
  }
}

TEST_CASE("where too much would have to be worked out anew, the reader is told that the former rules are shown") {
  Team team;
  team.take_and_work_out({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:05:00")),
                          asks("c2", "k2", at("2026-03-02 11:00:00")), answers("c2", "r1", at("2026-03-02 11:05:00"))});
  std::vector<Words> told;
  const auto slow = [&](std::size_t most_anew) {
    told.clear();
    runtime::ShopRules rules(team.config());
    runtime::StoreFiguresRequest request;
    request.now = Team::kLater;
    request.most_anew = most_anew;
    request.tell = [&](const Words& words) { told.push_back(words); };
    return get(runtime::figures_from_store(*get(team.store().read()), rules, request)).at(0).sums.turns_slow;
  };
  CHECK(slow(0) == 2);
  CHECK(told.empty());  // The rules are those of the facts.
  model::MetricOptions options;
  options.slow_after_ms = 301 * kSecondMs;
  team.change_rules(options);
  CHECK(slow(2) == 0);
  CHECK(told.empty());
  CHECK(slow(1) == 2);
  REQUIRE(told.size() == 1);
  CHECK(told[0].zh.find("rigong doctor --repair") != std::string::npos);
  CHECK(told[0].en.find("rigong doctor --repair") != std::string::npos);
  team.work_out();
  CHECK(slow(0) == 0);
  CHECK(told.empty());
}

TEST_CASE("a store and a file of the same messages and assignments give the same figures") {
  for (unsigned seed = 101; seed <= 133; ++seed) {
    CAPTURE(seed);
    const Story story = random_story(seed);
    Random random(seed);
    Team team(story.config);
    const std::size_t half = story.records.size() / 2;
    team.take_and_work_out({story.records.begin(), story.records.begin() + static_cast<std::ptrdiff_t>(half)});
    team.take_and_work_out({story.records.begin() + static_cast<std::ptrdiff_t>(half), story.records.end()});
    testing::TempFolder folder;
    const auto calendar = get(ShopCalendar::make(story.config.shop.calendar));
    for (const TimeMs now : moments(random, story.day)) {
      CAPTURE(now);
      runtime::FileFiguresRequest request;
      request.files = write_files(folder.path(), story.records);
      request.shop = "main";
      request.options = story.config.metrics;
      request.calendar = &calendar;
      request.now = now;
      const auto figures = get(runtime::figures_from_files(request));
      REQUIRE(figures.rejected == 0);
      REQUIRE(team.figures(now) == lines_of(runtime::figures_table(figures.rows)));
      auto turns = lines_of(runtime::turns_table(get(runtime::turns_from_files(request)).turns, calendar, now), 1);
      std::sort(turns.begin(), turns.end());
      REQUIRE(team.turns(now) == turns);
    }
  }
}

TEST_CASE("days that nothing touched keep their rows") {
  Team team;
  team.take_and_work_out({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:00:40")),
                          asks("c2", "k2", at("2026-03-09 10:00:00"))});
  const auto before = team.all_stored();
  team.take_and_work_out({answers("c2", "r2", at("2026-03-09 10:09:00")), asks("c3", "k1", at("2026-03-10 10:00:00"))});
  const auto after = team.all_stored();
  REQUIRE(before.size() == 2);
  REQUIRE(after.size() == 3);
  CHECK(after[0].figures == before[0].figures);
  CHECK(after[1].figures.turns_slow_answered == 1);
}

TEST_CASE("turns that are still to be worked out carry the name of their conversation") {
  Team team;
  team.take({asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:00:40"))});
  const auto labels = [&] {
    runtime::ShopRules rules(team.config());
    const auto shops = get(runtime::turns_from_store(*get(team.store().read()), rules, {}));
    return shops.at(0).lines.at(0).conversation;
  };
  CHECK(labels() == "c1");
  team.work_out();
  CHECK(labels() == "c1");
}

TEST_CASE("a conversation that is first seen without its customer is named once a message tells who that is") {
  const auto label = [](const std::vector<std::vector<Record>>& batches) {
    Team team;
    for (const auto& batch : batches) team.take_and_work_out(batch);
    runtime::ShopRules rules(team.config());
    return get(runtime::turns_from_store(*get(team.store().read()), rules, {})).at(0).lines.at(0).conversation;
  };
  const model::Assignment assigned{"c1", "a1", at("2026-03-02 09:59:00"), model::AssignmentKind::to_rep, {}, "r1"};
  const model::Message reply = answers("c1", "r1", at("2026-03-02 10:00:40"));
  model::Message nameless = asks("c1", "", at("2026-03-02 10:00:00"));
  nameless.message_id = "n1";
  model::Rating rating;
  rating.rating_id = "e1";
  rating.conversation_id = "c1";
  rating.customer_id = "k1";
  rating.rated_at = at("2026-03-02 10:30:00");
  rating.level = 5;
  const model::Message asked = asks("c1", "k1", at("2026-03-02 10:01:00"));
  CHECK(label({{assigned, asked}}) == "c1");
  CHECK(label({{assigned}, {asked}}) == "c1");
  CHECK(label({{nameless, reply}, {asked}}) == "c1");
  CHECK(label({{rating, asked}}) == "c1");
  CHECK(label({{rating}, {nameless, reply, asked}}) == "c1");
  // Where nobody says who the customer is, or the id names them, the id stays unseen.
  CHECK(label({{assigned, nameless}}) != "c1");
  model::Message named = asks("c1", "C1", at("2026-03-02 10:01:00"));
  CHECK(label({{assigned}, {named}}) != "c1");
}
