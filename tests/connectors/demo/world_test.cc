// SPDX-License-Identifier: Apache-2.0
// What happened up to an instant is the same, whenever and however often it is asked for.
#include "connectors/demo/world.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "agent/base/text.h"
#include "connectors/demo/rep_day.h"
#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

using connectors::test::RecordLines;

// Small, but with somebody of each group, the one who is slow on Mondays, and the night.
constexpr Settings kSmall{11, 9, 4, 14};
constexpr auto kFirst = "2026-11-25T00:00:30+08:00";
constexpr auto kLast = "2026-11-27T12:34:56+08:00";

// Polls at each of the instants, with nothing kept but the cursor.
std::vector<std::string> told(const std::vector<TimeMs>& instants) {
  RecordLines lines(shanghai());
  std::string cursor;
  for (const TimeMs now : instants) poll_up_to(kSmall, now, cursor, lines);
  return lines.lines;
}

struct Times final : RecordSink {
  TimeMs latest = kEarliestTime;
  Day latest_day{0};
  std::size_t records = 0;
  void see(TimeMs at) {
    latest = std::max(latest, at);
    ++records;
  }
  void see(const std::optional<TimeMs>& at) {
    if (at) see(*at);
  }
  void message(const model::Message& message) override { see(message.sent_at); }
  void assignment(const model::Assignment& assignment) override { see(assignment.at); }
  void rating(const model::Rating& rating) override {
    see(rating.invited_at);
    see(rating.rated_at);
  }
  void order(const model::Order& order) override {
    see(order.created_at);
    see(order.paid_at);
    see(order.closed_unpaid_at);
    see(order.refunded_at);
    see(order.updated_at);
  }
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay& day) override { latest_day = std::max(latest_day, day.day); }
  void rejected(const RejectedRow&) override { FAIL("a made-up record was rejected"); }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }
};

}  // namespace

TEST_CASE("any steps of polling give the same records in the same order") {
  const TimeMs first = at(kFirst);
  const TimeMs last = at(kLast);
  const auto reference = told({first, last});
  REQUIRE(reference.size() > 2000);

  SECTION("every five minutes") {
    std::vector<TimeMs> instants;
    for (TimeMs now = first; now < last; now += 5 * kMinuteMs) instants.push_back(now);
    instants.push_back(last);
    REQUIRE(instants.size() > 700);
    CHECK(told(instants) == reference);
  }
  SECTION("at random") {
    std::mt19937_64 random(3);
    for (int round = 0; round < 5; ++round) {
      std::vector<TimeMs> instants = {first, last};
      for (int i = 0; i < 30; ++i) {
        instants.push_back(first + static_cast<TimeMs>(random() % static_cast<std::uint64_t>(last - first)));
      }
      std::sort(instants.begin(), instants.end());
      CHECK(told(instants) == reference);
    }
  }
  SECTION("at the very instants at which something happens, and the millisecond before") {
    Kept kept;
    std::string cursor;
    poll_up_to(kSmall, last, cursor, kept);
    std::vector<TimeMs> instants = {first, last};
    for (std::size_t i = 0; i < kept.messages.size(); i += 40) {
      const TimeMs sent = kept.messages[i].sent_at;
      if (sent <= first || sent >= last) continue;
      instants.push_back(sent - 1);
      instants.push_back(sent);
    }
    std::sort(instants.begin(), instants.end());
    CHECK(told(instants) == reference);
  }
  SECTION("all at once") {
    RecordLines lines(shanghai());
    const Day today = shanghai().local(first).date;
    const World world(kSmall, today, shanghai());
    world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, last, lines);
    CHECK(lines.lines == reference);
  }
}

TEST_CASE("the two halves of the story are the whole of it, and have no chat in common") {
  const TimeMs last = at(kLast);
  const World world(kSmall, shanghai().local(at(kFirst)).date, shanghai());
  const auto told_of = [&](Part part) {
    RecordLines lines(shanghai());
    Wanted wanted;
    wanted.part = part;
    world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, last, lines, {}, wanted);
    return lines.lines;
  };
  const auto imported = told_of(Part::imported);
  const auto polled = told_of(Part::polled);
  auto both = imported;
  both.insert(both.end(), polled.begin(), polled.end());
  auto whole = told_of(Part::everything);
  const auto is_of_later_day = [&](const std::string& line) {
    if (line.find("\"platform\"") == std::string::npos) return false;
    const Day first = world.plan().first_today();
    return line.find(to_string(first)) != std::string::npos || line.find(to_string(first + 1)) != std::string::npos;
  };
  // The platform tells its own figures of later days.
  whole.erase(std::remove_if(whole.begin(), whole.end(), is_of_later_day), whole.end());
  std::sort(both.begin(), both.end());
  std::sort(whole.begin(), whole.end());
  CHECK(both.size() == whole.size());
  const auto differ = std::mismatch(both.begin(), both.end(), whole.begin(), whole.end());
  CHECK((differ.first == both.end() ? std::string() : *differ.first) ==
        (differ.second == whole.end() ? std::string() : *differ.second));
  CHECK(imported.size() > 1000);
  CHECK(polled.size() > 1000);
  Kept old;
  Kept living;
  Wanted wanted;
  wanted.part = Part::imported;
  world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, last, old, {}, wanted);
  wanted.part = Part::polled;
  world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, last, living, {}, wanted);
  std::set<std::string> chats;
  for (const auto& message : old.messages) chats.insert(message.conversation_id);
  for (const auto& message : living.messages) REQUIRE_FALSE(chats.contains(message.conversation_id));
}

TEST_CASE("everything happens at whole seconds, and a platform's day is the same by whichever way") {
  Kept kept;
  const World world(kSmall, shanghai().local(at(kFirst)).date, shanghai());
  world.deliver(world.plan().at(world.plan().first_day(), 0) - 1, at(kLast), kept);
  for (const auto& message : kept.messages) REQUIRE(message.sent_at % kSecondMs == 0);
  for (const auto& assignment : kept.assignments) REQUIRE(assignment.at % kSecondMs == 0);
  for (const auto& order : kept.orders)
    REQUIRE((order.created_at + order.paid_at.value_or(0) + order.updated_at) % kSecondMs == 0);
  for (const auto& rating : kept.ratings) {
    REQUIRE((rating.invited_at.value_or(0) + rating.rated_at.value_or(0)) % kSecondMs == 0);
  }
  std::vector<model::DeliveredDay> told;
  const Day day = world.plan().first_today();
  std::copy_if(kept.days.begin(), kept.days.end(), std::back_inserter(told),
               [&](const model::DeliveredDay& row) { return row.day == day; });
  const auto asked = world.platform_day(day);
  REQUIRE(asked.size() > 3);
  REQUIRE(told.size() == asked.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].rep_id == asked[i].rep_id);
    CHECK(told[i].values == asked[i].values);
  }
}

TEST_CASE("another seed is another shop") {
  RecordLines lines(shanghai());
  std::string cursor;
  Settings other = kSmall;
  other.seed = 12;
  poll_up_to(other, at(kFirst), cursor, lines);
  CHECK(lines.lines != told({at(kFirst)}));
}

TEST_CASE("nothing comes from the future") {
  std::size_t records = 0;
  for (const char* now : {"2026-11-25T00:00:30+08:00", "2026-11-25T03:00:00+08:00", "2026-11-25T09:59:00+08:00",
                          "2026-11-25T14:37:21.500+08:00", "2026-11-25T23:30:00+08:00"}) {
    CAPTURE(now);
    Times times;
    std::string cursor;
    poll_up_to(kSmall, at(now), cursor, times);
    CHECK(times.latest <= at(now));
    CHECK(times.latest_day < shanghai().local(at(now)).date);
    CHECK(times.records >= records);
    records = times.records;
  }
  CHECK(records > 3000);
}

TEST_CASE("a poll costs the days around it, however many lie before") {
  Settings settings = kSmall;
  settings.days = 1000;
  const Day today = parse_day("2026-11-25").value();
  const World world(settings, today, shanghai());
  const auto people = static_cast<std::uint64_t>(settings.reps + 1);
  for (const int day : {-900, -30, 0}) {
    CAPTURE(day);
    Kept kept;
    const TimeMs noon = world.plan().at(today + day, 12 * 60);
    const WorkDone done = world.deliver(noon, noon + kMinuteMs, kept);
    CHECK(done.rep_days <= people * (kTailDays + kHeadDays + 1));
    const WorkDone whole = world.deliver(world.plan().at(today + day, 0) - 1, world.plan().at(today + day + 1, 0) - 1, kept);
    // One day more for the platform's figures of the day before.
    CHECK(whole.rep_days <= people * (kTailDays + kHeadDays + 2));
    CHECK(whole.records > done.records);
  }
}

TEST_CASE("records are clean, bounded and told apart") {
  Kept kept;
  std::string cursor;
  poll_up_to(kSmall, at(kLast), cursor, kept);
  std::set<std::string> ids;
  for (const auto& message : kept.messages) {
    REQUIRE(ids.insert(message.message_id).second);
    REQUIRE(message.message_id.size() <= model::kMaxIdBytes);
    REQUIRE(message.has_text);
    REQUIRE_FALSE(message.text.empty());
    REQUIRE(is_clean_utf8(message.text));
    REQUIRE(message.rep_id.empty() == (message.kind != model::SenderKind::rep));
    REQUIRE_FALSE(message.customer_id.empty());
    REQUIRE(message.conversation_id.find(message.customer_id) == std::string::npos);
  }
  for (const auto& assignment : kept.assignments) {
    REQUIRE(ids.insert(assignment.assignment_id).second);
    REQUIRE(assignment.rep_id.empty() == (assignment.kind != model::AssignmentKind::to_rep));
  }
  for (const auto& order : kept.orders) {
    REQUIRE(order.amount_fen > 0);
    REQUIRE(order.refunded_fen <= order.amount_fen);
    REQUIRE_FALSE((order.paid_at && order.closed_unpaid_at));
    if (order.paid_at) REQUIRE(*order.paid_at >= order.created_at);
    if (order.refunded_at) REQUIRE((order.paid_at && *order.refunded_at > *order.paid_at));
  }
}

TEST_CASE("an empty shop is a shop") {
  for (const Settings& settings : {Settings{1, 0, 3, 66}, Settings{1, 3, 0, 0}}) {
    Kept kept;
    std::string cursor;
    poll_up_to(settings, at(kFirst), cursor, kept);
    CHECK(kept.messages.empty());
    CHECK(kept.days.empty());
    const std::string before = cursor;
    poll_up_to(settings, at(kFirst) + kMinuteMs, cursor, kept);
    CHECK(cursor == before);
  }
}

}  // namespace rigong::connectors::demo::test
