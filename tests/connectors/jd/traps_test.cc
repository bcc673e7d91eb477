// SPDX-License-Identifier: Apache-2.0
// Each trap of the platform's lists and figures by itself. Those of rights and tokens are in rights_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/jd/cursor.h"
#include "tests/connectors/jd/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

namespace {

constexpr const char* kOne = "jd_customer1";

bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

// Some days of talk before the present moment, of both reps.
void fill(PolledShop& shop, int days = 3, int customers = 6) {
  const TimeMs now = shop.clock().now();
  for (int day = days; day >= 1; --day) {
    for (int i = 0; i < customers; ++i) {
      shop.clock().set(now - day * kDayMs + i * 7 * kMinuteMs);
      shop.fake->chat(fmt::format("jd_customer{}", i), i % 2 == 0 ? kRepA : kRepB, i % 3 == 0 ? 0 : 12 * kSecondMs);
    }
  }
  shop.clock().set(now);
}

void check_complete(PolledShop& shop, DurationMs after = 0) {
  shop.fake->trouble = nullptr;
  shop.clock().advance(after);
  const auto outcome = shop.poll_all();
  INFO((outcome ? std::string("ok") : outcome.error().words.en));
  REQUIRE(outcome);
  CHECK(shop.held() == shop.ledger());
  CHECK(shop.held_ratings() == shop.ledger_ratings());
  CHECK(shop.held_orders() == shop.ledger_orders());
  CHECK(shop.fake->complaints == std::vector<std::string>());
}

}  // namespace

TEST_CASE("messages, who took a session, ratings and orders of days past and of today") {
  PolledShop shop;
  fill(shop);
  shop.fake->chat(kOne, kRepA, 20 * kSecondMs);
  shop.fake->evaluations = {{kOne, kRepA, shop.fake->now() - kDayMs, 100}, {kOne, kRepB, shop.fake->now() - kMinuteMs, 0}};
  shop.order(1, 12'345);
  shop.clock().advance(kMinuteMs);
  check_complete(shop);
  CHECK(shop.held().size() > 30);
}

TEST_CASE("an idle poll asks once and writes nothing; what comes next is there for one question more") {
  PolledShop shop;
  fill(shop);
  shop.order(1, 12'345);
  check_complete(shop);
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  const auto number = shop.change_number();
  const std::string cursor = shop.cursor();
  shop.fake->asked.clear();
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  CHECK(shop.change_number() == number);
  CHECK(shop.cursor() == cursor);
  shop.order(2, 99);
  shop.clock().advance(kMinuteMs);
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  CHECK(shop.held_orders() == shop.ledger_orders());
}

TEST_CASE("today's talk comes within ten minutes, and only what went on is asked for again") {
  PolledShop shop;
  for (int i = 0; i < 30; ++i) {
    shop.fake->chat(fmt::format("jd_customer{}", i), kRepA, 5 * kSecondMs);
    shop.clock().advance(kSecondMs);
  }
  shop.clock().advance(kHourMs);
  check_complete(shop);
  shop.clock().advance(11 * kMinuteMs);
  shop.fake->chat("jd_customer3", kRepA, 5 * kSecondMs, "还有货吗");
  shop.clock().advance(10 * kSecondMs);
  shop.fake->asked.clear();
  check_complete(shop);
  CHECK(shop.asked("chatlog.get") == 1);
}

TEST_CASE("the same words twice in one second are two messages, however often they are read") {
  PolledShop shop;
  for (int i = 0; i < 3; ++i) shop.fake->chat(kOne, kRepA, 0, "？");
  shop.fake->chat(kOne, kRepA, 0, "在？");
  shop.clock().advance(kMinuteMs);
  check_complete(shop);
  for (int i = 0; i < 12; ++i) check_complete(shop, 3 * kHourMs);
  CHECK(shop.held().size() == 5);
}

TEST_CASE("pages are read to their end, with the newest first or last") {
  for (const bool newest_first : {false, true}) {
    PolledShop shop;
    shop.fake->newest_first = newest_first;
    shop.clock().advance(-kDayMs);
    for (int i = 0; i < 130; ++i) {
      shop.fake->chat(kOne, kRepA, 2 * kSecondMs);
      shop.fake->chat(fmt::format("jd_customer{}", i), kRepB, 2 * kSecondMs);
      shop.fake->evaluations.push_back({fmt::format("jd_customer{}", i), kRepA, shop.fake->now(), 75});
      shop.clock().advance(20 * kSecondMs);
    }
    shop.clock().advance(kDayMs - 130 * 20 * kSecondMs);
    check_complete(shop);
    CHECK(shop.held().size() > 500);
  }
}

TEST_CASE("talk that goes on past midnight is read with the day on which it began") {
  PolledShop shop;
  shop.clock().set(runtime_test::at("2026-03-19 23:59:30"));
  shop.fake->chat(kOne, kRepA, 20 * kSecondMs);
  shop.clock().advance(50 * kSecondMs);
  shop.fake->chat(kOne, kRepA, 20 * kSecondMs, "还有一个问题");
  shop.clock().set(runtime_test::at("2026-03-20 09:00:00"));
  check_complete(shop);
  CHECK(shop.held().size() == 5);
}

TEST_CASE("figures of the day before, with first answers by the platform's own rule") {
  PolledShop shop;
  const Day day = *parse_day("2026-03-19");
  shop.fake->received[{kRepA, day.number}] = 17;
  shop.fake->unreplied[{kRepA, day.number}] = 2;
  shop.fake->waited[{kRepA, day.number}] = "12.5";
  const auto at = [&](const char* time, DurationMs answered_after, const char* customer) {
    shop.clock().set(runtime_test::at(std::string("2026-03-19 ") + time));
    shop.fake->chat(customer, kRepA, answered_after);
  };
  at("08:59:59", 5 * kSecondMs, "jd_customer1");  // Before nine: does not count.
  at("09:00:00", 10 * kSecondMs, "jd_customer2");
  at("12:00:00", 30 * kSecondMs, "jd_customer3");
  at("13:00:00", 50 * kSecondMs, "jd_customer4");
  at("22:59:59", 0, "jd_customer5");                // Never answered: not in time.
  at("23:00:00", 500 * kSecondMs, "jd_customer6");  // From eleven: does not count.
  shop.fake->sessions.push_back({"jd_customer7", kRepA, runtime_test::at("2026-03-19 14:00:00"), 0, 0, 2});  // 留言
  const TimeMs rated = runtime_test::at("2026-03-19 15:00:00");
  for (const int score : {100, 75, 50, 25, 0, 100}) {
    shop.fake->evaluations.push_back({fmt::format("jd_customer{}", shop.fake->evaluations.size()), kRepA, rated, score});
  }
  shop.clock().set(runtime_test::at("2026-03-20 09:00:00"));
  check_complete(shop);
  const auto lines = shop.delivered();
  const std::string head = std::string(kRepA) + " 2026-03-19 ";
  for (const char* line : {"customers 17", "customers_unreplied 2", "response_mean_ms 12500", "first_response_mean_ms 30000",
                           "answered_in_30_s_rate 0.5", "ratings 6", "ratings_good 3", "satisfaction 0.5"}) {
    INFO(line);
    CHECK(has(lines, head + line));
  }
  CHECK(lines.size() == 8);
}

TEST_CASE("figures that come late are waited for, and corrected ones replace the former") {
  PolledShop shop;
  const Day day = *parse_day("2026-03-19");
  check_complete(shop);
  shop.fake->received[{kRepB, day.number}] = 4;
  check_complete(shop, 2 * kHourMs + kMinuteMs);
  CHECK(has(shop.delivered(), std::string(kRepB) + " 2026-03-19 customers 4"));
  shop.fake->received[{kRepB, day.number}] = 5;
  check_complete(shop, kDayMs);
  CHECK(has(shop.delivered(), std::string(kRepB) + " 2026-03-19 customers 5"));
  CHECK_FALSE(has(shop.delivered(), std::string(kRepB) + " 2026-03-19 customers 4"));
}

TEST_CASE("money is exact; an order that is cancelled, before and after it was paid") {
  PolledShop shop;
  shop.order(1, 1);
  shop.order(2, 1'999'999'999);
  shop.order(3, 2'910).paid = 0;
  check_complete(shop, kMinuteMs);
  for (const std::int64_t id : {2, 3}) {
    shop.fake->orders[id].state = "TRADE_CANCELED";
    shop.fake->orders[id].ended = shop.fake->orders[id].modified = shop.fake->now();
  }
  check_complete(shop, kMinuteMs);
}

TEST_CASE("orders that change while their pages are read are not lost") {
  PolledShop shop;
  for (int i = 0; i < 450; ++i) {
    shop.order(i, 100 + i);
    shop.clock().advance(10 * kSecondMs);
  }
  int calls = 0;
  shop.fake->trouble = [&](const std::string& method) {
    if (method.ends_with("enSearch") && ++calls % 2 == 0) {
      FakeOrder& order = shop.fake->orders[calls * 20];
      order.modified = shop.fake->now();
      order.payment_fen += 5;
    }
    return Fault::none;
  };
  REQUIRE(shop.poll_all());
  check_complete(shop, kMinuteMs);
}

TEST_CASE("a masked name is nobody's, and never makes one customer of many") {
  PolledShop shop;
  shop.fake->pins_are_masked = true;
  shop.order(1, 100, "jd_customer1");
  shop.order(2, 100, "jd_customer2");
  check_complete(shop, kMinuteMs);
}

TEST_CASE("numbers and times as text, objects for lists, null for nothing, JSON within a text") {
  PolledShop shop;
  fill(shop, 3, 1);
  shop.fake->chat(kOne, kRepB, 9 * kSecondMs, R"({"not":"to be opened"})");
  shop.fake->evaluations = {{kOne, kRepA, shop.fake->now() - kDayMs, 50}};
  shop.order(7, 1'210);
  shop.clock().advance(kMinuteMs);
  shop.fake->trouble = [](const std::string&) { return Fault::odd_shape; };
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
}

TEST_CASE("a text that was cut within a character stops nothing") {
  PolledShop shop;
  fill(shop);
  shop.fake->trouble = [](const std::string& method) { return method.ends_with("chatlog.get") ? Fault::bad_bytes : Fault::none; };
  REQUIRE(shop.poll_all());
  CHECK(shop.held() == shop.ledger());
}

TEST_CASE("lists that give the same page again and again come to an end") {
  PolledShop shop;
  shop.clock().advance(-kDayMs);
  for (int i = 0; i < 120; ++i) {
    shop.fake->chat(fmt::format("jd_customer{}", i), kRepA, 2 * kSecondMs);
    shop.fake->chat(kOne, kRepB, 2 * kSecondMs);
    shop.fake->evaluations.push_back({fmt::format("jd_customer{}", i), kRepA, shop.fake->now(), 75});
    shop.clock().advance(20 * kSecondMs);
  }
  shop.clock().advance(kDayMs - 120 * 20 * kSecondMs);
  shop.fake->trouble = [](const std::string&) { return Fault::same_page; };
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() < 1500);
  check_complete(shop, kHourMs);
}

TEST_CASE("every way to fail is over once it is over") {
  for (const Fault fault :
       {Fault::too_often, Fault::busy, Fault::forbidden, Fault::no_method, Fault::wrong_request, Fault::unknown_code,
        Fault::too_many, Fault::server_error, Fault::gateway, Fault::missing, Fault::truncated, Fault::web_page,
        Fault::other_shape, Fault::lost, Fault::too_large, Fault::token_ended}) {
    INFO(static_cast<int>(fault));
    PolledShop shop;
    fill(shop);
    shop.order(1, 500);
    shop.fake->evaluations = {{kOne, kRepA, shop.fake->now() - kDayMs, 100}};
    shop.fake->trouble = [&](const std::string&) { return fault; };
    const auto outcome = shop.poll_all();
    if (!outcome) CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
    if (outcome) {
      for (const Words& words : outcome->lacking) CHECK(names_no_secret(words.zh + words.en));
    }
    // What is not given is asked for again after hours, not at once.
    shop.fake->asked.clear();
    static_cast<void>(shop.poll_all());
    CHECK(shop.fake->asked.size() < 40);
    CHECK(names_no_secret(shop.cursor()));
    check_complete(shop, 7 * kHourMs);
    for (const std::string& row : shop.kept_rows()) CHECK(names_no_secret(row));
  }
}

TEST_CASE("a clock that is wrong costs one more question") {
  for (const DurationMs ahead : {-2 * kHourMs, 20 * kMinuteMs}) {
    PolledShop shop;
    shop.fake->clock_ahead = ahead;
    shop.order(1, 500);
    shop.fake->orders[1].modified += kSecondMs;
    shop.clock().advance(kMinuteMs);
    REQUIRE(shop.poll_all());
    CHECK(shop.held_orders() == shop.ledger_orders());
    CHECK(shop.fake->complaints.empty());
  }
}

TEST_CASE("days that were missed are filled in") {
  PolledShop shop;
  check_complete(shop);
  for (int day = 0; day < 12; ++day) {
    shop.fake->chat(fmt::format("jd_customer{}", day), kRepA, 3 * kSecondMs);
    shop.fake->received[{kRepA, (*parse_day("2026-03-20") + day).number}] = day + 1;
    shop.order(day, day);
    shop.clock().advance(kDayMs);
  }
  check_complete(shop);
  for (int day = 0; day < 12; ++day) {
    CHECK(has(shop.delivered(), fmt::format("{} {} customers {}", kRepA, to_string(*parse_day("2026-03-20") + day), day + 1)));
  }
}

TEST_CASE("a cursor that is damaged, foreign or from the future leads to a new beginning") {
  for (const char* cursor :
       {"", "no JSON", "[]", R"({"v":2})", R"({"v":1,"app":"another"})",
        R"({"v":1,"app":"0123456789ABCDEF0123456789ABCDEF","orders":[1],"chats":{"walk":7},"roster":"x"})"}) {
    INFO(cursor);
    const auto read = jd::read_cursor(cursor, FakeJos::kAppKey);
    if (read) CHECK(read->roster.reps.empty());
  }
  jd::Progress progress;
  progress.from = 5;
  progress.roster.reps = {kRepA};
  progress.of(jd::Task::chats).walk =
      jd::Walk{Day{9}, Day{7}, Day{8}, Day{3}, kRepA, 4, "1.0.abc", true, true, 2, 11, 12, true, kRepA, {7, 65'535}, 3};
  progress.of(jd::Task::chats).missed = {{kRepB, Day{4}, Day{6}, {}, 2, 13}, {kRepA, Day{5}, Day{5}, {1, 9}, 1, 14}};
  progress.of(jd::Task::ratings).off = jd::Off{jd::Method::evaluation_list, {jd::FaultKind::right, "24"}};
  progress.orders.walk = jd::OrderWalk{1, 2, 3, 2};
  const std::string text = jd::write_cursor(progress, FakeJos::kAppKey);
  const auto read = jd::read_cursor(text, FakeJos::kAppKey);
  REQUIRE(read);
  CHECK(jd::write_cursor(*read, FakeJos::kAppKey) == text);
  CHECK_FALSE(jd::read_cursor(text, "another"));
}

TEST_CASE("rows of another shop's waiter are not taken") {
  PolledShop shop;
  fill(shop);
  shop.fake->evaluations = {{kOne, kRepA, shop.fake->now() - kDayMs, 100}};
  shop.fake->received[{kRepB, parse_day("2026-03-19")->number}] = 12;
  shop.fake->trouble = [](const std::string&) { return Fault::other_account; };
  for (int i = 0; i < 4; ++i) {
    (void)shop.poll_all();
    shop.clock().advance(kHourMs);
  }
  CHECK(shop.held_ratings().empty());
  for (const std::string& line : shop.held()) CHECK(line.find("别家") == std::string::npos);
  // What comes once it answers for the right shop is taken.
  shop.fake->trouble = nullptr;
  shop.fake->evaluations.push_back({kOne, kRepB, shop.fake->now(), 75});
  shop.clock().advance(2 * kHourMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.held_ratings() == shop.ledger_ratings());
}
