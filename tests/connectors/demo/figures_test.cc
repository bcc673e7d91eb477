// SPDX-License-Identifier: Apache-2.0
// The demo through the whole program, short of a page: polled, stored, worked out; and what its figures look like.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/runtime/poll.h"
#include "agent/runtime/work_out.h"
#include "connectors/demo/world.h"
#include "tests/connectors/demo/telling.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::demo::test {
namespace {

using model::DayFigures;
using runtime_test::Team;

const model::Account kAccount{0, "demo", "demo", "demo", "main"};

enum class WorkOut { after_each_poll, at_the_end };

// Polls until there is nothing more. Worked out after each poll, a half-told day is worked out too.
void live_up_to(Team& team, const Settings& settings, TimeMs now, WorkOut when = WorkOut::after_each_poll) {
  team.clock().set(now);
  const runtime::MessageFlags flags(team.config().metrics);
  const runtime::PollSurroundings around{team.store(), team.hasher(), flags, team.clock(), shanghai(), nullptr};
  for (bool more = true; more;) {
    const auto made = connector(settings);
    more = testing::get(runtime::poll_once(around, kAccount, *made)).more;
    if (when == WorkOut::after_each_poll || !more) team.work_out();
  }
}

// Computed at once from all records by the pure functions, without a store. Only what messages and assignments say.
std::map<std::pair<std::string, Day>, DayFigures> from_scratch(const Settings& settings, TimeMs first, TimeMs now) {
  Kept kept;
  const World world(settings, shanghai().local(first).date, shanghai());
  world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, now, kept);
  const model::MetricOptions options;
  const runtime::MessageFlags flags(options);
  std::vector<std::string> reps{""};
  const auto rep_number = [&](const std::string& id) {
    const auto number = static_cast<std::size_t>(std::find(reps.begin(), reps.end(), id) - reps.begin());
    if (number == reps.size()) reps.push_back(id);
    return static_cast<model::RepNo>(number);
  };
  std::map<std::string, model::CustomerNo> customers;
  std::map<std::string, model::ConversationRecords> conversations;
  for (const auto& message : kept.messages) {
    auto& records = conversations[message.conversation_id];
    const auto customer = customers.try_emplace(message.customer_id, static_cast<model::CustomerNo>(customers.size() + 1)).first;
    const auto arrival = static_cast<std::uint32_t>(records.messages.size() + records.assignments.size());
    records.messages.push_back(
        {message.sent_at, arrival + 1, arrival, rep_number(message.rep_id), customer->second, message.kind, flags.of(message)});
  }
  for (const auto& assignment : kept.assignments) {
    auto& records = conversations[assignment.conversation_id];
    const auto arrival = static_cast<std::uint32_t>(records.messages.size() + records.assignments.size());
    records.assignments.push_back(
        {assignment.at, arrival + 1, arrival, rep_number(assignment.rep_id), assignment.kind, assignment.reason});
  }
  metrics::Deriver deriver(options, shanghai(), model::kUnknownRepNo);
  metrics::FigureCounter counter(options, now);
  std::uint64_t number = 0;
  for (auto& [id, records] : conversations) {
    model::ConversationFacts facts;
    deriver.derive(records.messages, records.assignments, facts);
    ++number;
    for (const auto& turn : facts.turns) counter.add(number, turn);
    for (const auto& activity : facts.activity) counter.add(activity);
  }
  std::map<std::pair<std::string, Day>, DayFigures> figures;
  for (const DayFigures& row : counter.finish())
    figures[{row.rep == 0 ? model::kUnassignedRep : reps.at(row.rep), row.day}] = row;
  return figures;
}

// What the two have in common, to be compared as text.
std::string turns_of(const DayFigures& f) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", f.conversations, f.customers,
                     f.customers_replied, f.turns, f.turns_answered, f.turns_unanswered, f.turns_open, f.turns_slow,
                     f.turns_slow_answered, f.turns_leftover, f.turns_courtesy, f.passed_on, f.assists, f.response_n,
                     f.response_capped_sum_ms, f.first_response_n, f.first_response_sum_ms, f.messages_in, f.messages_out);
}

double share(std::int64_t part, std::int64_t all) { return static_cast<double>(part) / static_cast<double>(all); }

DayFigures sum_of(const std::vector<runtime::FigureRow>& rows, const std::string& rep, Day from, Day to) {
  DayFigures sum;
  for (const auto& row : rows) {
    if (row.source != "own" || (!rep.empty() && row.rep != rep) || row.days.from < from || row.days.to > to) continue;
    metrics::add_up(sum, row.sums);
  }
  return sum;
}

}  // namespace

TEST_CASE("polled by the way, in whatever steps, a store has the figures of all records at once") {
  constexpr Settings kSettings{21, 8, 2, 16};
  const TimeMs first = at("2026-11-24T09:10:00+08:00");
  const TimeMs last = at("2026-11-25T15:20:00+08:00");
  Team team;
  std::mt19937_64 random(8);
  for (TimeMs now = first; now < last; now += static_cast<TimeMs>(1 + random() % 180) * kMinuteMs) {
    live_up_to(team, kSettings, now);
  }
  live_up_to(team, kSettings, last);
  Team at_once;
  live_up_to(at_once, kSettings, first);
  live_up_to(at_once, kSettings, last);
  CHECK(team.figures(last) == at_once.figures(last));
  CHECK(team.turns(last) == at_once.turns(last));

  const auto scratch = from_scratch(kSettings, first, last);
  std::map<std::pair<std::string, Day>, DayFigures> stored;
  for (const auto& row : team.rows(last)) {
    if (row.source == "own") stored[{row.rep, row.days.from}] = row.sums;
  }
  REQUIRE(scratch.size() > 12);
  for (const auto& [key, figures] : scratch) {
    CAPTURE(key.first, to_string(key.second));
    CHECK(turns_of(stored[key]) == turns_of(figures));
  }
}

TEST_CASE("the figures are those of a shop that does well, and of people with habits") {
  const Settings settings{1, 26, 7, 66};
  const Day today = parse_day("2026-11-25").value();
  // Each section begins the case anew, and a week of 26 people is worked out but once.
  static const auto rows = [&] {
    const TimeMs now = at("2026-11-25T15:20:00+08:00");
    Team team;
    live_up_to(team, settings, now, WorkOut::at_the_end);
    return team.rows(now);
  }();

  SECTION("the shop") {
    const DayFigures all = sum_of(rows, "", today - 7, today - 1);
    CHECK(share(all.response_capped_sum_ms, all.response_n) > 30'000);
    CHECK(share(all.response_capped_sum_ms, all.response_n) < 48'000);
    CHECK(share(all.turns_slow, all.turns) > 0.015);
    CHECK(share(all.turns_slow, all.turns) < 0.04);
    CHECK(share(all.ratings_good, all.ratings) > 0.88);
    CHECK(share(all.ratings_good, all.ratings) < 0.95);
    CHECK(share(all.invitations, all.sessions) > 0.17);
    CHECK(share(all.invitations, all.sessions) < 0.25);
    CHECK(share(all.messages_out, all.messages_in) > 1.1);
    CHECK(share(all.messages_out, all.messages_in) < 1.6);
    CHECK(share(all.customers_replied, all.customers) > 0.97);
    CHECK(all.turns_unanswered > 20);
    CHECK(all.turns_leftover > 20);
    CHECK(all.turns_courtesy > 500);
    CHECK(all.passed_on > 50);
    CHECK(all.orders_lost > 50);
  }
  SECTION("the main character's week") {
    const DayFigures week = sum_of(rows, "demo-shop:xiaoman", today - 7, today);
    CHECK(share(week.response_capped_sum_ms, week.response_n) > 38'000);
    CHECK(share(week.response_capped_sum_ms, week.response_n) < 46'000);
    CHECK(share(week.turns_slow, week.turns) > 0.018);
    CHECK(share(week.turns_slow, week.turns) < 0.036);
    CHECK(share(week.customers_replied, week.customers) > 0.975);
    CHECK(share(week.customers_replied, week.customers) < 1);
    CHECK(share(week.paid_next_day, week.inquiries) > 0.25);
    CHECK(share(week.paid_next_day, week.inquiries) < 0.38);
    CHECK(share(week.messages_out, week.messages_in) > 1.2);
    CHECK(share(week.messages_out, week.messages_in) < 1.5);
  }
  SECTION("the habits") {
    const DayFigures curt = sum_of(rows, "demo-shop:bailu", today - 7, today);
    CHECK(share(curt.response_capped_sum_ms, curt.response_n) < 22'000);
    CHECK(share(curt.messages_out, curt.messages_in) < 1.05);
    const DayFigures monday = sum_of(rows, "demo-shop:chunfen", today - 2, today - 2);
    const DayFigures others = sum_of(rows, "demo-shop:chunfen", today - 5, today - 3);
    REQUIRE(weekday(today - 2) == 0);
    CHECK(share(monday.response_capped_sum_ms, monday.response_n) >
          1.4 * share(others.response_capped_sum_ms, others.response_n));
    CHECK(sum_of(rows, "demo-shop:dashu", today - 7, today).turns == 0);
  }
  SECTION("the platform's figures of past days are near our own and not the same") {
    int compared = 0;
    int different = 0;
    for (const auto& row : rows) {
      if (row.source != kPlatform || row.rep.empty()) continue;
      REQUIRE(row.days.to < today);
      const DayFigures own = sum_of(rows, row.rep, row.days.from, row.days.to);
      const double theirs = row.delivered.at(model::DeliveredField::customers);
      if (own.customers < 20) continue;
      ++compared;
      CHECK(theirs > 0.85 * static_cast<double>(own.customers));
      CHECK(theirs < 1.2 * static_cast<double>(own.customers));
      const double response = row.delivered.at(model::DeliveredField::response_mean_ms);
      CHECK(std::abs(response - share(own.response_capped_sum_ms, own.response_n)) < 12'000);
      different += std::abs(response - share(own.response_capped_sum_ms, own.response_n)) > 500 ? 1 : 0;
    }
    CHECK(compared > 80);
    CHECK(different > compared / 2);
  }
}

}  // namespace rigong::connectors::demo::test
