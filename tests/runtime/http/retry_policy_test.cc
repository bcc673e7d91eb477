// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/retry_policy.h"

#include <catch2/catch.hpp>

#include <random>

#include "agent/runtime/http/server_clock.h"

using namespace rigong;
using namespace rigong::runtime;

namespace {

constexpr TimeMs kNow = 1'795'600'000'000;  // 2026-11-25T09:46:40Z
const RetryRules kRules;

}  // namespace

TEST_CASE("pauses double, stay within their bounds, and are spread by chance") {
  struct Row {
    int failures;
    double random;
    DurationMs wanted;
  };
  const Row rows[] = {
      {1, 0.0, 0},
      {1, 0.5, kSecondMs},
      {1, 1.0, 2 * kSecondMs},
      {2, 1.0, 4 * kSecondMs},
      {3, 0.5, 4 * kSecondMs},
      {8, 1.0, 256 * kSecondMs},
      {9, 1.0, 5 * kMinuteMs},
      {1000, 1.0, 5 * kMinuteMs},
      {0, 1.0, 2 * kSecondMs},
      {-5, 1.0, 2 * kSecondMs},
      {1, 7.0, 2 * kSecondMs},
  };
  for (const Row& row : rows) {
    INFO(row.failures << " failures, " << row.random);
    CHECK(pause_after(row.failures, row.random, kRules) == row.wanted);
  }
  std::minstd_rand random(7);
  std::uniform_real_distribution<double> fraction(0, 1);
  double sum = 0;
  for (int i = 0; i < 2000; ++i) sum += static_cast<double>(pause_after(3, fraction(random), kRules));
  CHECK(sum / 2000 == Approx(4000).epsilon(0.05));
}

TEST_CASE("Retry-After is read in seconds and as a date, within bounds") {
  struct Row {
    const char* text;
    DurationMs offset;
    std::optional<DurationMs> wanted;
  };
  const Row rows[] = {
      {"30", 0, 30 * kSecondMs},
      {" 7 ", 0, 7 * kSecondMs},
      {"0", 0, kSecondMs},
      {"86400", 0, kHourMs},
      {"99999999999999999999999", 0, kHourMs},
      {"Wed, 25 Nov 2026 09:47:40 GMT", 0, kMinuteMs},
      // Their clock is a minute ahead: by it the moment has come.
      {"Wed, 25 Nov 2026 09:47:40 GMT", kMinuteMs, kSecondMs},
      {"Wed, 25 Nov 2026 09:47:40 GMT", -kMinuteMs, 2 * kMinuteMs},
      {"Wed, 25 Nov 2026 09:00:00 GMT", 0, kSecondMs},
      {"Thu, 26 Nov 2026 09:46:40 GMT", 0, kHourMs},
      {"", 0, std::nullopt},
      {"-5", 0, std::nullopt},
      {"1.5", 0, std::nullopt},
      {"soon", 0, std::nullopt},
      {"Wed, 25 Nov 2026", 0, std::nullopt},
  };
  for (const Row& row : rows) {
    INFO(row.text << " offset " << row.offset);
    CHECK(read_retry_after(row.text, kNow, row.offset, kRules) == row.wanted);
  }
}

TEST_CASE("what may pass by itself is asked again, what the request brought about is not") {
  for (const int status : {408, 425, 429, 500, 502, 503, 504, 520, 599}) CHECK(is_passing(status));
  for (const int status : {0, 200, 301, 400, 401, 403, 404, 409, 422, 501, 505, 600}) CHECK_FALSE(is_passing(status));
}

TEST_CASE("repeats are a tenth of all requests, with some saved up") {
  RetryBudget budget(kRules);
  int saved = 0;
  while (budget.spend()) ++saved;
  CHECK(saved == 10);
  int repeats = 0;
  for (int i = 0; i < 1000; ++i) {
    budget.earn();
    if (budget.spend()) ++repeats;
  }
  CHECK(repeats >= 98);
  CHECK(repeats <= 100);
  for (int i = 0; i < 100'000; ++i) budget.earn();
  saved = 0;
  while (budget.spend()) ++saved;
  CHECK(saved == 10);
}

TEST_CASE("five failures in a row open the breaker; one request a minute tries it") {
  CircuitBreaker breaker(kRules);
  TimeMs now = kNow;
  for (int i = 0; i < 5; ++i) {
    CHECK(breaker.wait(now) == 0);
    breaker.failed(now);
  }
  CHECK(breaker.wait(now) == kMinuteMs);
  CHECK(breaker.wait(now + 59 * kSecondMs) == kSecondMs);
  now += kMinuteMs;
  CHECK(breaker.wait(now) == 0);
  CHECK(breaker.wait(now) > 0);  // One at a time.
  breaker.failed(now);
  CHECK(breaker.wait(now) == kMinuteMs);
  now += kMinuteMs;
  CHECK(breaker.wait(now) == 0);
  breaker.gave_up();
  CHECK(breaker.wait(now) == 0);
  breaker.succeeded();
  CHECK(breaker.wait(now) == 0);
  breaker.failed(now);  // What was before the rest is forgotten.
  CHECK(breaker.wait(now) == 0);
  // A clock set back a day does not keep it closed for a day.
  for (int i = 0; i < 5; ++i) breaker.failed(now);
  CHECK(breaker.wait(now - kDayMs) == kMinuteMs);
  CHECK(breaker.wait(now - kDayMs + kMinuteMs) == 0);
}

TEST_CASE("half of the last twenty requests failed opens it too, and not before there are twenty") {
  CircuitBreaker breaker(kRules);
  for (int i = 0; i < 19; ++i) {
    if (i % 2 == 0) {
      breaker.failed(kNow);
    } else {
      breaker.succeeded();
    }
    CHECK(breaker.wait(kNow) == 0);
  }
  breaker.failed(kNow);
  CHECK(breaker.wait(kNow) == kMinuteMs);
  CircuitBreaker healthy(kRules);
  for (int i = 0; i < 200; ++i) {
    if (i % 3 == 0) {
      healthy.failed(kNow);
    } else {
      healthy.succeeded();
    }
    CHECK(healthy.wait(kNow) == 0);
  }
}

TEST_CASE("behind an open breaker the kinds of requests take turns") {
  // What each poll asks in this order, one poll after every rest; whether it goes on after an error; and in which polls of which
  // kind a request was let through. Capitals always fail.
  struct Row {
    const char* name;
    const char* asked;
    bool goes_on;
    const char* tried;  // One kind a poll: the first that is let through.
  };
  const Row rows[] = {
      {"one kind is tried after every rest", "P", true, "PPPP"},
      {"a probe that always fails keeps out nobody for long", "Pq", true, "q"},
      {"where all fail, each is tried in its turn", "PQR", true, "QRPQRP"},
      {"two of them", "PQ", true, "QPQPQP"},
      {"the one that works comes last", "PQr", true, "Qr"},
      {"who ends at the first error is asked as if there were no others", "PQ", false, "PPPP"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CircuitBreaker breaker(kRules);
    TimeMs now = kNow;
    const std::string_view asked = row.asked;
    // Down to begin with: five polls of the first request alone, and what the poll would go on with is turned away.
    for (int i = 0; i < 5; ++i) {
      REQUIRE(breaker.wait(now, asked.substr(0, 1)) == 0);
      breaker.failed(now);
    }
    if (row.goes_on) {
      for (std::size_t i = 1; i < asked.size(); ++i) CHECK(breaker.wait(now, asked.substr(i, 1)) > 0);
    }
    std::string tried;
    while (tried.size() < std::string_view(row.tried).size()) {
      now += breaker.rest(now);
      const std::size_t before = tried.size();
      for (std::size_t i = 0; i < asked.size(); ++i) {
        const bool let_through = breaker.wait(now, asked.substr(i, 1)) == 0;
        const bool fails = asked[i] < 'a';
        if (let_through) {
          tried += asked[i];
          if (fails) {
            breaker.failed(now);
          } else {
            breaker.succeeded();
          }
        }
        if ((!let_through || fails) && !row.goes_on) break;
        if (let_through && !fails) break;  // Closed: from here on everybody is let through.
      }
      REQUIRE(tried.size() == before + 1);  // Exactly one after each rest.
    }
    CHECK(tried == row.tried);
  }
}

TEST_CASE("a kind stands back for one rest at most, and for nobody who has had a turn") {
  CircuitBreaker breaker(kRules);
  TimeMs now = kNow;
  for (int i = 0; i < 5; ++i) {
    CHECK(breaker.wait(now, "probe") == 0);
    breaker.failed(now);
  }
  CHECK(breaker.wait(now, "page 1 of a list that is gone tomorrow") == kMinuteMs);
  now += kMinuteMs;
  CHECK(breaker.rest(now) == 0);
  CHECK(breaker.wait(now, "probe") == kMinuteMs);
  CHECK(breaker.wait(now + 59 * kSecondMs, "probe") == kSecondMs);
  CHECK(breaker.wait(now + kMinuteMs, "probe") == 0);
  breaker.failed(now + kMinuteMs);
  CHECK(breaker.wait(now + 2 * kMinuteMs, "probe") == 0);
  // A request that comes to no outcome (the account was stopped) uses up no turn.
  breaker.gave_up();
  CHECK(breaker.wait(now + 2 * kMinuteMs, "probe") == 0);
  breaker.succeeded();
  CHECK(breaker.rest(now + 2 * kMinuteMs) == 0);
  // Kinds without end cost no memory without end, and keep nobody out.
  for (int i = 0; i < 1000; ++i) {
    if (breaker.wait(now, std::to_string(i)) == 0) breaker.failed(now);
  }
  CHECK(breaker.wait(now + 2 * kMinuteMs, "probe") == 0);
}

TEST_CASE("dates of HTTP in their three forms, and nothing else") {
  const TimeMs wanted = 1'795'596'577'000;  // 2026-11-25T08:49:37Z
  CHECK(parse_http_date("Wed, 25 Nov 2026 08:49:37 GMT") == wanted);
  CHECK(parse_http_date("Wednesday, 25-Nov-26 08:49:37 GMT") == wanted);
  CHECK(parse_http_date("Wed Nov 25 08:49:37 2026") == wanted);
  CHECK(parse_http_date("Sun Nov  1 00:00:00 2026") == 1'793'491'200'000);
  for (const char* wrong : {"", "GMT", "Wed, 25 Nov 2026 08:49:37 CET", "Wed, 31 Feb 2026 08:49:37 GMT",
                            "Wed, 25 Xxx 2026 08:49:37 GMT", "Wed, 25 Nov 2026 24:49:37 GMT", "Wed, 25 Nov 1926 08:49:37 GMT",
                            "Wed, 25 Nov 9999 08:49:37 GMT", "Wed, 25 Nov 2026 08:-9:37 GMT", "Tue, 25 Nov 2026 08:49:37 GMT",
                            "2026-11-25T08:49:37Z", "Wednesday, 25-Nov-26 08:49:37", ", ", "x, 1"}) {
    INFO(wrong);
    CHECK_FALSE(parse_http_date(wrong));
  }
}

TEST_CASE("the other side's clock is the median of what its answers say, and small differences are none") {
  ServerClock clock;
  CHECK(clock.offset() == 0);
  clock.answered(kNow + kHourMs, kNow, kNow + 200);
  CHECK(clock.offset() > kHourMs - kSecondMs);
  CHECK(clock.offset() < kHourMs + kSecondMs);
  // One cached header turns nothing.
  for (int i = 0; i < 6; ++i) clock.answered(kNow - 90 * kSecondMs, kNow, kNow + 100);
  CHECK(clock.offset() == Approx(-90'000).margin(1000));
  // An answer that took long, and one during which our clock was set back, say nothing.
  ServerClock slow;
  slow.answered(kNow + kHourMs, kNow, kNow + 2 * kMinuteMs);
  slow.answered(kNow + kHourMs, kNow, kNow - kSecondMs);
  CHECK(slow.offset() == 0);
  ServerClock close;
  close.answered(kNow - kSecondMs, kNow, kNow + 300);
  CHECK(close.offset() == 0);
  // It follows when their clock is mended.
  for (int i = 0; i < 9; ++i) clock.answered(kNow, kNow, kNow);
  CHECK(clock.offset() == 0);
}
