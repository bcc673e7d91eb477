// SPDX-License-Identifier: Apache-2.0
// What happened at the platform in some random days, with faults and kills thrown in, is what the store holds in the end:
// nothing lost, nothing twice.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/jd/polled_shop.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

namespace {

// What misbehaves as it may, and is over by itself.
constexpr Fault kFaults[] = {Fault::too_often,    Fault::busy,        Fault::forbidden, Fault::no_method,    Fault::wrong_request,
                             Fault::unknown_code, Fault::token_ended, Fault::too_many,  Fault::server_error, Fault::gateway,
                             Fault::missing,      Fault::truncated,   Fault::web_page,  Fault::bad_bytes,    Fault::odd_shape,
                             Fault::other_shape,  Fault::lost,        Fault::too_large};

class Days final : public testing::RandomDays {
 public:
  explicit Days(std::uint64_t seed) : RandomDays(seed, shop) {
    restarts_once_in_ = 20;
    shop.options["refresh_token"] = FakeJos::kRefresh;
    shop.restart();
    // Faults as they come: mostly none, now and then a bad hour.
    shop.fake->trouble = [this](const std::string& method) {
      // A refused renewal is the end of the authorisation, and not over by itself.
      if (method == "refresh_token" || !is_troubled(60, 4)) return Fault::none;
      return kFaults[static_cast<std::size_t>(dice_.of(0, std::size(kFaults) - 1))];
    };
  }

  void happen() override {
    const std::int64_t events = dice_.of(0, 9);
    for (std::int64_t i = 0; i < events; ++i) event();
    // Sometimes on two devices at once, and over midnight.
    if (dice_.one_in(6)) log_in(dice_.one_in(2) ? kRepA : kRepB, dice_.of(1, 4 * 3600) * kSecondMs);
  }

  void pass_time() override {
    shop.clock().advance(dice_.of(60, 1500) * kSecondMs);
    change_hour(40);
    // A night without network, or a machine that slept.
    if (dice_.one_in(150)) shop.clock().advance(dice_.of(5, 30) * kHourMs);
    if (dice_.one_in(200)) shop.fake->end_token();
    count();
  }

  Result<runtime::PollOutcome> poll() override { return dice_.one_in(3) ? shop.poll() : shop.poll_all(); }
  [[nodiscard]] bool shows_secret(const Words& words) const override { return !names_no_secret(words.zh + words.en); }

  PolledShop shop;
  std::map<std::string, std::int64_t> counted;  // "rep day customers"

 private:
  void log_in(const char* rep, DurationMs length) {
    shop.fake->logins.push_back({rep, shop.fake->now(), shop.fake->now() + length});
  }

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

  std::int64_t orders_ = 0;
};

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  Days days(seed);
  PolledShop& shop = days.shop;
  days.live_through(7 * kDayMs);
  // A day and a half later, when all is quiet and the figures of the last day have come.
  CHECK(days.settle(12, 3 * kHourMs).lacking.empty());
  CHECK(shop.fake->complaints == std::vector<std::string>());
  CHECK(shop.ledger().size() > 1500);
  CHECK(shop.ledger_orders().size() > 150);
  CHECK(shop.ledger_ratings().size() > 100);
  CHECK(days.faults() > 50);
  CHECK(days.failures() > 5);
  testing::check_same(shop.held(), shop.ledger());
  testing::check_same(shop.held_ratings(), shop.ledger_ratings());
  testing::check_same(shop.held_orders(), shop.ledger_orders());
  const auto online = shop.ledger_online();
  CHECK(online.size() > 12);
  testing::check_same(shop.held_online(), online);
  const auto delivered = shop.delivered();
  CHECK(days.counted.size() > 12);
  for (const auto& [name, value] : days.counted) {
    INFO(name << " " << value);
    CHECK(std::find(delivered.begin(), delivered.end(), fmt::format("{} {}", name, value)) != delivered.end());
  }
}

}  // namespace

TEST_CASE("what happened at the platform is what the store holds") { testing::check_each_seed(check_conservation); }
