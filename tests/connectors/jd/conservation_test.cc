// SPDX-License-Identifier: Apache-2.0
// What happened at the platform in some random days, with faults and kills thrown in, is what the store holds in the end:
// nothing lost, nothing twice.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/connectors/jd/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

namespace {

struct Dice {
  std::mt19937_64 engine;
  bool one_in(int n) { return std::uniform_int_distribution<int>(1, n)(engine) == 1; }
  std::int64_t of(std::int64_t from, std::int64_t to) { return std::uniform_int_distribution<std::int64_t>(from, to)(engine); }
};

// What misbehaves as it may, and is over by itself.
constexpr Fault kFaults[] = {Fault::too_often,    Fault::busy,        Fault::forbidden, Fault::no_method,    Fault::wrong_request,
                             Fault::unknown_code, Fault::token_ended, Fault::too_many,  Fault::server_error, Fault::gateway,
                             Fault::missing,      Fault::truncated,   Fault::web_page,  Fault::bad_bytes,    Fault::odd_shape,
                             Fault::other_shape,  Fault::lost,        Fault::too_large};

class RandomDays {
 public:
  explicit RandomDays(std::uint64_t seed) : dice_{std::mt19937_64(seed)} {
    shop.options["refresh_token"] = FakeJos::kRefresh;
    shop.restart();
    // Faults as they come: mostly none, now and then a bad hour.
    shop.fake->trouble = [this](const std::string& method) {
      // A refused renewal is the end of the authorisation, and not over by itself.
      if (calm || method == "refresh_token" || !dice_.one_in(bad_hour_ ? 4 : 60)) return Fault::none;
      ++faults;
      return kFaults[static_cast<std::size_t>(dice_.of(0, std::size(kFaults) - 1))];
    };
  }

  void happen() {
    const std::int64_t events = dice_.of(0, 9);
    for (std::int64_t i = 0; i < events; ++i) event();
  }

  void pass_time() {
    shop.clock().advance(dice_.of(60, 1500) * kSecondMs);
    if (dice_.one_in(40)) bad_hour_ = !bad_hour_;
    // A night without network, or a machine that slept.
    if (dice_.one_in(150)) shop.clock().advance(dice_.of(5, 30) * kHourMs);
    if (dice_.one_in(200)) shop.fake->end_token();
    count();
  }

  void poll() {
    if (dice_.one_in(20)) shop.restart();
    const auto outcome = dice_.one_in(3) ? shop.poll() : shop.poll_all();
    if (outcome) return;
    ++failures;
    CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
  }

  PolledShop shop;
  bool calm = false;
  int faults = 0;
  int failures = 0;
  std::map<std::string, std::int64_t> counted;  // "rep day customers"

 private:
  void event() {
    FakeJos& fake = *shop.fake;
    const std::string customer = fmt::format("jd_customer{}", dice_.of(1, 60));
    const char* rep = dice_.one_in(2) ? kRepA : kRepB;
    switch (dice_.of(0, 6)) {
      case 0:
        fake.evaluations.push_back({customer, rep, fake.now(), static_cast<int>(dice_.of(0, 4)) * 25});
        // Each rating has its own second: two of one customer for one rep in one second are one.
        shop.clock().advance(kSecondMs);
        break;
      case 1: {
        FakeOrder& order = shop.order(++orders_, dice_.of(1, 1'000'000), customer);
        if (dice_.one_in(3)) order.paid = 0;
        break;
      }
      case 2:
        if (orders_ > 0) change(fake.orders[dice_.of(std::max<std::int64_t>(1, orders_ - 300), orders_)]);
        break;
      default:
        fake.chat(customer, rep, dice_.one_in(4) ? 0 : dice_.of(1, 200) * kSecondMs, dice_.one_in(3) ? "在吗" : "有货吗");
        break;
    }
  }

  void change(FakeOrder& order) {
    if (order.state == "TRADE_CANCELED") return;
    order.modified = shop.fake->now();
    if (order.paid == 0 && dice_.one_in(2)) {
      order.paid = order.modified;
    } else if (dice_.one_in(3)) {
      order.state = "TRADE_CANCELED";
      order.ended = order.modified;
    } else {
      order.state = "FINISHED_L";
    }
  }

  // The platform has counted a day when the next begins.
  void count() {
    const auto today = static_cast<std::int32_t>((shop.fake->now() + 8 * kHourMs) / kDayMs);
    for (const char* rep : {kRepA, kRepB}) {
      if (shop.fake->received.contains({rep, today - 1})) continue;
      const std::int64_t number = dice_.of(0, 90);
      shop.fake->received[{rep, today - 1}] = number;
      counted[fmt::format("{} {} customers", rep, to_string(Day{today - 1}))] = number;
    }
  }

  Dice dice_;
  bool bad_hour_ = false;
  std::int64_t orders_ = 0;
};

void check_same(const std::vector<std::string>& held, const std::vector<std::string>& ledger) {
  std::vector<std::string> lost;
  std::vector<std::string> invented;
  std::set_difference(ledger.begin(), ledger.end(), held.begin(), held.end(), std::back_inserter(lost));
  std::set_difference(held.begin(), held.end(), ledger.begin(), ledger.end(), std::back_inserter(invented));
  INFO((lost.empty() ? std::string() : "lost: " + lost.front()));
  INFO((invented.empty() ? std::string() : "invented: " + invented.front()));
  INFO(lost.size() << " lost, " << invented.size() << " invented of " << ledger.size());
  CHECK(lost.empty());
  CHECK(invented.empty());
  CHECK(held.size() == ledger.size());
}

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  RandomDays days(seed);
  PolledShop& shop = days.shop;
  const TimeMs begin = shop.clock().now();
  while (shop.clock().now() < begin + 7 * kDayMs) {
    days.happen();
    days.pass_time();
    days.poll();
  }
  // A day and a half later, when all is quiet and the figures of the last day have come.
  days.calm = true;
  for (int step = 0; step < 12; ++step) {
    shop.clock().advance(3 * kHourMs);
    const auto outcome = shop.poll_all();
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
    if (step == 11) CHECK(outcome->lacking.empty());
  }
  CHECK(shop.fake->complaints == std::vector<std::string>());
  CHECK(shop.ledger().size() > 1500);
  CHECK(shop.ledger_orders().size() > 150);
  CHECK(shop.ledger_ratings().size() > 100);
  CHECK(days.faults > 50);
  CHECK(days.failures > 5);
  check_same(shop.held(), shop.ledger());
  check_same(shop.held_ratings(), shop.ledger_ratings());
  check_same(shop.held_orders(), shop.ledger_orders());
  const auto delivered = shop.delivered();
  CHECK(days.counted.size() > 12);
  for (const auto& [name, value] : days.counted) {
    INFO(name << " " << value);
    CHECK(std::find(delivered.begin(), delivered.end(), fmt::format("{} {}", name, value)) != delivered.end());
  }
}

}  // namespace

TEST_CASE("what happened at the platform is what the store holds") {
  for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{20261125}}) check_conservation(seed);
}
