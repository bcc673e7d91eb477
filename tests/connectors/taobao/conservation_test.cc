// SPDX-License-Identifier: Apache-2.0
// What happened at the platform in some random days, with faults, bans, kills and restatements thrown in, is what the store holds
// in the end: nothing lost, nothing twice.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/connectors/taobao/polled_shop.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors::taobao_test;

namespace {

class Days final : public testing::RandomDays {
 public:
  explicit Days(std::uint64_t seed) : RandomDays(seed, shop) {
    FakeTop& fake = *shop.fake;
    fake.plain_styles = dice_.one_in(2);
    fake.payment_falls = dice_.one_in(2);
    fake.touches_trade = dice_.one_in(2);
    fake.bot_ratio = "0.37";
    fake.session_life = 20'000;
    shop.options["refresh_token"] = fake.keys().refresh_token;
    shop.options["days"] = "12";
    shop.restart();
    std::vector<std::string> presales;
    std::vector<std::string> aftersales;
    for (int i = 0; i < 23; ++i) (i % 2 == 0 ? presales : aftersales).push_back(fmt::format("晨光小店:客服{:02}", i));
    fake.groups = {{"售前", presales}, {"售后", aftersales}};
    for (int back = 10; back >= 1; --back) make_day(fake.today() - back);
    // Faults as they come: mostly none, now and then a bad hour.
    fake.trouble = [this](const std::string& method) {
      if (!is_troubled(25, 3)) return Fault::none;
      // A token that is lost on its way cannot be had again: that is a person's business, and another test's.
      if (method == "token") return dice_.one_in(2) ? Fault::server_error : Fault::web_page;
      static constexpr Fault kMore[] = {Fault::too_many, Fault::too_large, Fault::slow, Fault::bad_bytes, Fault::other_account};
      if (dice_.one_in(4)) return kMore[dice_.of(0, 4)];
      switch (dice_.of(0, 11)) {
        case 0:
          return Fault::server_error;
        case 1:
          return Fault::gateway;
        case 2:
          return Fault::truncated;
        case 3:
          return Fault::web_page;
        case 4:
          return Fault::lost;
        case 5:
          return Fault::banned;
        case 6:
          return Fault::unavailable;
        case 7:
          return Fault::too_heavy;
        case 8:
          return Fault::other_shape;
        case 9:
          return Fault::same_page;
        case 10:
          return Fault::not_valid;
        default:
          return Fault::too_slow;
      }
    };
  }

  void happen() override {
    for (std::int64_t i = dice_.of(0, 9); i > 0; --i) event();
  }

  void pass_time() override {
    FakeTop& fake = *shop.fake;
    const std::int32_t before = fake.today();
    shop.clock().advance(dice_.of(20, 900) * kSecondMs);
    change_hour(60);
    for (std::int32_t day = before; day < fake.today(); ++day) make_day(day);
    // Restated a day or two later.
    if (dice_.one_in(150)) make_day(fake.today() - static_cast<std::int32_t>(dice_.of(1, 2)));
  }

  Result<runtime::PollOutcome> poll() override {
    if (dice_.one_in(200)) shop.fake->end_session();
    auto outcome = shop.poll();
    for (int more = 0; more < 3 && outcome && outcome->more; ++more) outcome = shop.poll();
    return outcome;
  }

  [[nodiscard]] bool shows_secret(const Words& words) const override { return words.en.find("6100") != std::string::npos; }

  PolledShop shop;

 private:
  void make_day(std::int32_t day) {
    FakeTop& fake = *shop.fake;
    for (const auto& [name, members] : fake.groups) {
      for (const std::string& rep : members) {
        if (dice_.one_in(5) && !fake.rep_days[day].contains(rep)) continue;
        const bool is_new = !fake.rep_days[day].contains(rep);
        FakeRepDay& figures = fake.rep_days[day][rep];
        figures = {dice_.of(0, 90),  dice_.of(0, 9),     dice_.of(5, 300), {{"非常满意", dice_.of(0, 9)}, {"一般", 1}},
                   figures.online_s, figures.suspended_s};
        if (is_new && dice_.one_in(2)) {
          const std::int64_t came = fake.start_of(day) + dice_.of(8, 15) * 3600 + dice_.of(0, 3599);
          const std::int64_t suspended = came + dice_.of(1, 3599);
          fake.work(rep, came, came + dice_.of(2, 8) * 3600, suspended, suspended + dice_.of(1, 3600));
        }
        if (fake.chats[rep][day].empty() && dice_.one_in(2)) {
          for (std::int64_t i = dice_.of(1, 9); i > 0; --i) fake.chats[rep][day].push_back(fmt::format("买家{}", i));
        }
      }
    }
    fake.slow_notes[day] = dice_.of(0, 20);
    fake.shop_days[day] = {dice_.of(1, 900),
                           dice_.of(0, 9),
                           dice_.of(0, 9'000),
                           dice_.of(0, 9'000),
                           fmt::format("{}.{:04}", dice_.of(5, 90), dice_.of(0, 9'999)),
                           fmt::format("{}.{:02}", dice_.of(0, 99'999), dice_.of(0, 99)),
                           dice_.of(0, 99),
                           dice_.of(0, 99)};
  }

  void event() {
    FakeTop& fake = *shop.fake;
    std::vector<std::int64_t> open;
    for (auto trade = fake.trades.rbegin(); trade != fake.trades.rend() && open.size() < 60; ++trade)
      open.push_back(trade->first);
    const std::int64_t kind = dice_.of(0, 10);
    if (open.empty() || kind <= 3) {
      std::vector<std::int64_t> parts;
      for (std::int64_t i = dice_.of(1, 3); i > 0; --i) parts.push_back(dice_.of(1, 99'999));
      fake.order(fmt::format("买家{}", dice_.of(1, 500)), parts);
      return;
    }
    const std::int64_t tid = open[static_cast<std::size_t>(dice_.of(0, static_cast<std::int64_t>(open.size()) - 1))];
    FakeTrade& trade = fake.trades.at(tid);
    const bool is_open = trade.ended == 0;
    if (kind <= 6 && is_open && trade.paid == 0) {
      if (dice_.one_in(4)) {
        fake.close(tid);
      } else {
        fake.pay(tid);
      }
    } else if ((kind == 7 || kind == 10) && is_open && trade.paid != 0) {
      const auto part = static_cast<std::size_t>(dice_.of(0, static_cast<std::int64_t>(trade.parts.size()) - 1));
      if (trade.parts[part].refund != 0) return;
      fake.refund(tid, part, dice_.one_in(2) ? trade.parts[part].paid_fen : dice_.of(1, trade.parts[part].paid_fen));
    } else if (kind == 8 && is_open && trade.paid != 0) {
      fake.finish(tid);
    } else {
      rate();
    }
  }

  void rate() {
    FakeTop& fake = *shop.fake;
    if (!fake.evals.empty() && dice_.one_in(2)) {
      FakeEval& eval = fake.evals[static_cast<std::size_t>(dice_.of(0, static_cast<std::int64_t>(fake.evals.size()) - 1))];
      // A customer may think better of it, for a day.
      if (fake.now() - eval.sent > 86'400) return;
      eval.rated = fake.now();
      eval.code = static_cast<int>(dice_.of(0, 4));
      return;
    }
    const auto& members = dice_.one_in(2) ? fake.groups["售前"] : fake.groups["售后"];
    const std::string& rep = members[static_cast<std::size_t>(dice_.of(0, static_cast<std::int64_t>(members.size()) - 1))];
    fake.evals.push_back({rep, fmt::format("买家{}-{}", fake.evals.size(), rep.size()), fake.now(), 0, -1});
  }
};

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  Days days(seed);
  PolledShop& shop = days.shop;
  days.live_through(7 * kDayMs);
  // Two days later, when all is quiet and what was put off has been tried again: what looked like a right that is missing is
  // asked for after a day.
  for (const Words& words : days.settle(26, 2 * kHourMs).lacking) CHECK(words.en == "");
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.fake->trades.size() > 600);
  CHECK(shop.fake->refunds.size() > 50);
  CHECK(shop.fake->evals.size() > 100);
  CHECK(days.faults() > 100);
  CHECK(days.failures() > 15);
  CHECK(shop.differences() == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("what happened at Taobao is what the store holds") { testing::check_each_seed(check_conservation); }
