// SPDX-License-Identifier: Apache-2.0
// What happened at the platform in some random days, with faults, kills and late data thrown in, is what the store holds in the
// end: nothing lost, nothing twice.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/wecom-kf/figures.h"
#include "tests/connectors/wecom-kf/polled_shop.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::wecom_kf_test;

namespace {

// What misbehaves as it may, and is over by itself.
constexpr Fault kFaults[] = {Fault::too_often,   Fault::busy,        Fault::forbidden, Fault::unknown_code, Fault::untrusted,
                             Fault::token_void,  Fault::token_ended, Fault::too_many,  Fault::server_error, Fault::gateway,
                             Fault::missing,     Fault::truncated,   Fault::web_page,  Fault::bad_bytes,    Fault::odd_shape,
                             Fault::same_cursor, Fault::circling,    Fault::lost,      Fault::too_large,    Fault::slow};

class Days final : public testing::RandomDays {
 public:
  explicit Days(std::uint64_t seed) : RandomDays(seed, shop) {
    FakeWecom& fake = *shop.fake;
    fake.add_account(kOther, "售后");
    fake.add_servicer(kOther, "WangXiaoYi");
    fake.add_servicer(kOther, "ZhaoXiaoSan");
    fake.rows_of_page = 9;
    fake.empty_page_every = 5;
    // Faults as they come: mostly none, now and then a bad hour.
    fake.trouble = [this](const std::string&) {
      if (!is_troubled(25, 3)) return Fault::none;
      return kFaults[static_cast<std::size_t>(dice_.of(0, std::size(kFaults) - 1))];
    };
  }

  void happen() override {
    const std::int64_t events = dice_.of(0, 12);
    for (std::int64_t i = 0; i < events; ++i) event();
    count();
  }

  void pass_time() override {
    shop.clock().advance(dice_.of(20, 900) * kSecondMs);
    change_hour(60);
    // A night without network, or a machine that slept.
    if (dice_.one_in(250)) shop.clock().advance(dice_.of(5, 20) * kHourMs);
  }

  Result<runtime::PollOutcome> poll() override { return dice_.one_in(3) ? shop.poll() : shop.poll_all(); }
  [[nodiscard]] bool shows_secret(const Words& words) const override { return words.en.find("stay-secret") != std::string::npos; }

  PolledShop shop;
  std::map<std::string, double> counted;  // "rep day customers": what the platform counts in the end.

 private:
  void event() {
    FakeWecom& fake = *shop.fake;
    const std::string account = dice_.one_in(3) ? kOther : kShop;
    const std::string customer = fmt::format("wm{:04}", dice_.of(1, 300));
    const std::string rep = dice_.one_in(2) ? "WangXiaoYi" : account == kShop ? "LiXiaoEr" : "ZhaoXiaoSan";
    switch (dice_.of(0, 11)) {
      case 0:
        fake.session_changes(account, customer, 1, "", rep);
        break;
      case 1:
        fake.session_changes(account, customer, 2, rep, dice_.one_in(3) ? "" : "WangXiaoYi");
        break;
      case 2:
        fake.session_changes(account, customer, 3, rep, "");
        break;
      case 3:
        // Written down later than it was sent.
        said_[account].push_back(fake.customer_says(account, customer, "晚到的", fake.now() - dice_.of(60, 3600)));
        break;
      case 4:
        if (auto& said = said_[account]; !said.empty()) {
          fake.recall(account, said.back());
          said.pop_back();
        }
        break;
      case 5: {
        FakeItem event;
        event.origin = 4;
        event.msgtype = "event";
        event.event_type = dice_.one_in(2) ? "enter_session" : "servicer_status_change";
        fake.add(account, event);
        break;
      }
      case 6:
      case 7:
      case 8:
        said_[account].push_back(fake.rep_says(account, customer, rep, "在的"));
        break;
      default:
        said_[account].push_back(fake.customer_says(account, customer, "在吗"));
        break;
    }
  }

  // The platform counts the day before in the morning, and now and then corrects it the next day.
  void count() {
    const Day today = wecom_kf::china_day(shop.clock().now());
    for (const Day day : {today - 1, today - 2}) {
      const bool known = days_.contains(day.number);
      if (known && !(day == today - 2 && days_.at(day.number) == 1 && dice_.one_in(20))) continue;
      if (!known && day != today - 1) continue;
      ++days_[day.number];
      for (const std::string rep : {"", "WangXiaoYi", "LiXiaoEr"}) {
        FakeStatistic statistic;
        statistic.customers = dice_.of(0, 50);
        shop.fake->count_reps(kShop, rep, day, statistic);
        if (rep.empty()) shop.fake->count_shop(kShop, day, statistic);
        counted[fmt::format("{} {} customers", rep, to_string(day))] = static_cast<double>(statistic.customers);
      }
    }
  }

  std::map<std::string, std::vector<std::string>> said_;  // By account, what may still be taken back.
  std::map<std::int32_t, int> days_;
};

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  Days days(seed);
  PolledShop& shop = days.shop;
  days.live_through(7 * kDayMs);
  // Later, when all is quiet and an evening has passed: on a day without figures the corrections of those before come then.
  days.settle(14, 3 * kHourMs);
  // Where the token was taken away, a new one was asked for in time.
  auto complaints = shop.fake->complaints;
  CHECK(complaints.empty());
  const auto ledger = shop.ledger();
  CHECK(ledger.size() > 2500);
  CHECK(days.faults() > 60);
  CHECK(days.failures() > 15);
  testing::check_same(shop.held(), ledger);
  const auto delivered = shop.delivered();
  CHECK(days.counted.size() > 20);
  for (const auto& [name, value] : days.counted) {
    INFO(name << " " << value);
    CHECK(std::find(delivered.begin(), delivered.end(), fmt::format("{} {}", name, value)) != delivered.end());
  }
}

}  // namespace

TEST_CASE("what happened at the platform is what the store holds") { testing::check_each_seed(check_conservation); }
