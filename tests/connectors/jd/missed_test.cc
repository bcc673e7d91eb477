// SPDX-License-Identifier: Apache-2.0
// What the platform does not give of one rep or customer in a bad hour comes later, without the others being read again.
#include "connectors/jd/missed.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/jd/cursor.h"
#include "connectors/jd/platform_time.h"
#include "tests/connectors/jd/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;
using jd::china_day;

namespace {

constexpr Day kOne{20'000};

// Some days of talk before the present moment, of both reps.
void fill(PolledShop& shop, int days = 4, int customers = 6) {
  const TimeMs now = shop.clock().now();
  for (int day = days; day >= 1; --day) {
    for (int i = 0; i < customers; ++i) {
      shop.clock().set(now - day * kDayMs + i * 7 * kMinuteMs);
      shop.fake->chat(fmt::format("jd_customer{}", i), i % 2 == 0 ? kRepA : kRepB, i % 3 == 0 ? 0 : 12 * kSecondMs);
    }
    shop.fake->received[{kRepB, (china_day(now) - day).number}] = day;
  }
  shop.clock().set(now);
}

// Whether the last question holds all of these.
bool asks_for(const PolledShop& shop, const std::vector<std::string>& parts) {
  const std::string& question = shop.fake->asked.back();
  return std::all_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return question.find(part) != std::string::npos; });
}

std::size_t asked_for(const PolledShop& shop, const std::vector<std::string>& parts) {
  const auto& asked = shop.fake->asked;
  return static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), [&](const std::string& question) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return question.find(part) != std::string::npos; });
  }));
}

std::vector<std::string> of_day(const std::vector<std::string>& lines, Day day) {
  std::vector<std::string> found;
  for (const std::string& line : lines) {
    if (china_day(std::stoll(line) * kSecondMs) == day) found.push_back(line);
  }
  return found;
}

void check_complete(PolledShop& shop) {
  CHECK(shop.held() == shop.ledger());
  CHECK(shop.held_ratings() == shop.ledger_ratings());
  CHECK(shop.fake->complaints == std::vector<std::string>());
}

}  // namespace

TEST_CASE("a rep who is not taken for some hours loses no day, and the others are not read again") {
  PolledShop shop;
  fill(shop);
  shop.fake->unknown_waiters = {kRepB};
  shop.live(5 * kHourMs, 10 * kMinuteMs);
  CHECK(shop.held() != shop.ledger());
  // The next night passes before they are taken again.
  shop.fake->chat("jd_customer1", kRepB, 5 * kSecondMs);
  shop.live(20 * kHourMs, 10 * kMinuteMs);
  shop.fake->unknown_waiters.clear();
  shop.fake->asked.clear();
  shop.live(25 * kHourMs, 10 * kMinuteMs);
  check_complete(shop);
  const auto delivered = shop.delivered();
  for (int day = 4; day >= 1; --day) {
    const std::string line = fmt::format("{} {} customers {}", kRepB, to_string(*parse_day("2026-03-20") - day), day);
    INFO(line);
    CHECK(std::find(delivered.begin(), delivered.end(), line) != delivered.end());
  }
  CHECK(asked_for(shop, {"chatlog", kRepA, "2026-03-19"}) == 0);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.empty());
}

TEST_CASE("a rep who is not taken any more costs a few questions a day") {
  PolledShop shop;
  fill(shop);
  shop.live(kDayMs, 10 * kMinuteMs);
  shop.fake->unknown_waiters = {kRepB};
  shop.live(3 * kDayMs, 10 * kMinuteMs);
  shop.fake->asked.clear();
  shop.live(10 * kDayMs, 10 * kMinuteMs);
  for (const char* method : {"replystat", "unreplystat", "avgwaittime", "evaluationstat"}) {
    INFO(method);
    CHECK(asked_for(shop, {method, kRepB}) <= 40);
  }
  // Today's look at the sessions is every ten minutes.
  CHECK(asked_for(shop, {"sessionlist", kRepB}) <= 1440 + 80);
  CHECK(shop.cursor().size() < 2500);
}

TEST_CASE("a customer whose messages are not given in a bad hour comes later, without the others") {
  PolledShop shop;
  fill(shop, 3, 30);
  shop.fake->trouble = [&](const std::string& method) {
    return method.ends_with("chatlog.get") && asks_for(shop, {R"("jd_customer4")"}) ? Fault::wrong_request : Fault::none;
  };
  shop.live(6 * kHourMs, 10 * kMinuteMs);
  CHECK(shop.held() != shop.ledger());
  CHECK(shop.kept_rows().empty());
  CHECK(names_no_secret(shop.cursor()));
  shop.fake->trouble = nullptr;
  shop.fake->asked.clear();
  shop.live(7 * kHourMs, 10 * kMinuteMs);
  check_complete(shop);
  CHECK(shop.asked("chatlog.get") == 3);
}

TEST_CASE("a customer who is never given is given up, and named") {
  PolledShop shop;
  fill(shop, 1);
  shop.fake->trouble = [&](const std::string& method) {
    return method.ends_with("chatlog.get") && asks_for(shop, {R"("jd_customer2")"}) ? Fault::wrong_request : Fault::none;
  };
  shop.live(10 * kDayMs, 20 * kMinuteMs);
  CHECK(asked_for(shop, {"chatlog", R"("jd_customer2")"}) == 3 + jd::kMostRounds);
  REQUIRE(shop.kept_rows().size() == 1);
  CHECK(shop.kept_rows().front().ends_with("code=61"));
  CHECK(shop.cursor().find("missed") == std::string::npos);
}

TEST_CASE("one day of a rep that is never given costs no other day") {
  PolledShop shop;
  fill(shop);
  const Day bad = *parse_day("2026-03-18");
  shop.fake->trouble = [&](const std::string& method) {
    const bool is_it = method.ends_with("sessionlist.get") && asks_for(shop, {kRepB, R"("startTime":"2026-03-18)"});
    return is_it ? Fault::wrong_request : Fault::none;
  };
  for (int day = 0; day < 3; ++day) {
    shop.fake->chat("jd_customer1", kRepB, 5 * kSecondMs);
    shop.live(kDayMs, 10 * kMinuteMs);
  }
  for (int back = -2; back <= 5; ++back) {
    INFO(back);
    const bool same = of_day(shop.held(), bad + back) == of_day(shop.ledger(), bad + back);
    CHECK(same == (back != 0));
  }
  shop.fake->trouble = nullptr;
  shop.live(25 * kHourMs, 10 * kMinuteMs);
  check_complete(shop);
}

TEST_CASE("ratings of a machine that slept for days, and a rep who is not taken just then") {
  PolledShop shop;
  shop.live(kHourMs);
  for (int day = 0; day < 9; ++day) {
    shop.fake->evaluations.push_back({fmt::format("jd_customer{}", day), kRepB, shop.fake->now(), 75});
    shop.clock().advance(kDayMs);
  }
  int refused = 0;
  shop.fake->trouble = [&](const std::string& method) {
    return method.ends_with("evaluationlist.get") && asks_for(shop, {kRepB}) && ++refused == 1 ? Fault::wrong_request
                                                                                               : Fault::none;
  };
  shop.live(5 * kHourMs);
  check_complete(shop);
}

TEST_CASE("a rep who is new is read from when they may have begun") {
  PolledShop shop;
  shop.live(kHourMs);
  shop.fake->waiters.emplace_back("新来的");
  for (int hour = 0; hour < 9; ++hour) {
    shop.fake->chat(fmt::format("jd_customer{}", hour), "新来的", 5 * kSecondMs);
    shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
    shop.clock().advance(kHourMs);
  }
  shop.live(kDayMs);
  check_complete(shop);
}

TEST_CASE("of a rep whom the list leaves out for a day nothing is lost") {
  PolledShop shop;
  shop.live(kHourMs);
  for (const bool is_named : {true, false, true, true}) {
    shop.fake->waiters = {kRepA};
    if (is_named) shop.fake->waiters.emplace_back(kRepB);
    for (int hour = 0; hour < 24; ++hour) {
      shop.fake->chat(fmt::format("jd_customer{}", hour), kRepB, 5 * kSecondMs);
      shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
      shop.live(kHourMs, 20 * kMinuteMs);
    }
  }
  shop.live(kDayMs, 20 * kMinuteMs);
  check_complete(shop);
}

TEST_CASE("the last day of a rep who is gone is read to its end") {
  PolledShop shop;
  shop.live(22 * kHourMs, 20 * kMinuteMs);
  shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
  shop.fake->chat("jd_customer1", kRepB, 5 * kSecondMs);
  shop.clock().advance(kMinuteMs);
  shop.fake->waiters = {kRepA};
  shop.live(5 * kHourMs, 20 * kMinuteMs);
  shop.fake->chat("jd_customer2", kRepB, 5 * kSecondMs);
  shop.live(kDayMs, 20 * kMinuteMs);
  check_complete(shop);
  // Where the platform gives nothing of them it is over after some days.
  shop.fake->waiters = {kRepB};
  shop.fake->unknown_waiters = {kRepA};
  shop.live(10 * kDayMs, 20 * kMinuteMs);
  CHECK(shop.cursor().find("missed") == std::string::npos);
  shop.fake->asked.clear();
  shop.live(kDayMs, 20 * kMinuteMs);
  CHECK(asked_for(shop, {kRepA}) == 0);
}

TEST_CASE("where the list of reps comes late, their days before come with it") {
  PolledShop shop;
  fill(shop);
  shop.fake->trouble = [](const std::string& method) {
    return method.ends_with("groupinfo.get") ? Fault::wrong_request : Fault::none;
  };
  REQUIRE(shop.poll_all());
  CHECK(shop.held() != shop.ledger());
  shop.fake->trouble = nullptr;
  shop.clock().advance(7 * kHourMs);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("days that touch are one entry, and those of single customers are among the rep's") {
  std::vector<jd::Missed> all;
  jd::remember(all, {kRepA, kOne, kOne, {5, 3, 5}, 1, 10});
  jd::remember(all, {kRepA, kOne, kOne, {4}, 2, 9});
  REQUIRE(all.size() == 1);
  CHECK(all[0].customers == std::vector<std::uint16_t>{3, 4, 5});
  CHECK(all[0].rounds == 2);
  jd::remember(all, {kRepB, kOne, kOne, {}, 1, 10});
  jd::remember(all, {kRepA, kOne + 5, kOne + 6, {}, 1, 10});
  jd::remember(all, {kRepA, kOne - 3, kOne - 1, {}, 1, 10});
  CHECK(all.size() == 4);
  CHECK_FALSE(jd::covers(all, kRepA, kOne - 3, kOne + 6));
  // What lies between joins the two, and holds the day of the customers.
  jd::remember(all, {kRepA, kOne, kOne + 4, {}, 1, 10});
  CHECK(all.size() == 2);
  CHECK(jd::covers(all, kRepA, kOne - 3, kOne + 6));
  jd::remember(all, {kRepA, kOne, kOne, {5}, 1, 10});
  CHECK(all.size() == 2);
  jd::forget(all, kOne, kOne + 1);
  CHECK(all.size() == 2);
  CHECK(jd::covers(all, kRepA, kOne - 3, kOne - 1));
  CHECK(jd::covers(all, kRepA, kOne + 2, kOne + 6));
  CHECK_FALSE(jd::covers(all, kRepA, kOne, kOne));
  CHECK_FALSE(jd::is_any_due(all, 9));
  CHECK(jd::take_due(all, 10)->rep == kRepA);
  CHECK(all.size() == 1);
}

TEST_CASE("a cursor holds 64 KB, and what there is least hope for is given up first") {
  jd::Progress progress;
  for (std::size_t i = 0; i < jd::kMostReps; ++i) progress.roster.reps.push_back(fmt::format("{:0>128}", i));
  for (int i = 0; i < 300; ++i) {
    for (const jd::Task task : {jd::Task::received, jd::Task::chats}) {
      const std::string& rep = progress.roster.reps.at(static_cast<std::size_t>(i));
      progress.of(task).missed.push_back({rep, kOne, kOne + 3, {}, i % 7 + 1, kDayMs});
    }
  }
  const std::string text = jd::write_cursor(progress, FakeJos::kAppKey);
  CHECK(text.size() <= 65'536);
  CHECK(text.size() > 60'000);
  const auto read = jd::read_cursor(text, FakeJos::kAppKey);
  REQUIRE(read);
  CHECK(read->roster.reps == progress.roster.reps);
  for (const jd::Task task : {jd::Task::received, jd::Task::chats}) {
    const auto& missed = read->of(task).missed;
    CHECK(missed.size() > 40);
    CHECK(std::all_of(missed.begin(), missed.end(), [](const jd::Missed& each) { return each.rounds <= 2; }));
  }
}
