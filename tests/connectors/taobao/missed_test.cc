// SPDX-License-Identifier: Apache-2.0
// What the platform does not give of one sub-account, day or order in a bad hour comes later, by itself.
#include "connectors/taobao/missed.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/taobao/cursor.h"
#include "tests/connectors/taobao/polled_shop.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao_test;

namespace {

const std::string kMissing = "晨光小店:客服03";

// Twenty reps with figures of the last days.
void fill(PolledShop& shop, int days = 9) {
  std::vector<std::string> reps;
  for (int i = 0; i < 20; ++i) reps.push_back(fmt::format("晨光小店:客服{:02}", i));
  FakeTop& fake = *shop.fake;
  fake.groups = {{"全部", reps}};
  for (std::int32_t day = fake.today() - days; day < fake.today(); ++day) {
    for (const std::string& rep : reps) {
      fake.rep_days[day][rep] = {day % 9, day % 2, 5 + day % 7, {{"满意", 2}}};
      fake.chats[rep][day] = {fmt::format("买家{}", day)};
    }
    fake.shop_days[day] = {70 + day % 5, 2, 400, 500, "16.1479", "1234.56", 12, 31};
  }
}

// Days pass, of which the platform has figures in the morning, and ratings.
void live(PolledShop& shop, int days) {
  for (int day = 0; day < days; ++day) {
    fill(shop, 1);
    shop.fake->evals.push_back({kMissing, fmt::format("买家{}", shop.fake->evals.size()), shop.fake->now(), 0, -1});
    shop.live(kDayMs, kHourMs);
  }
}

void check_complete(PolledShop& shop) {
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
}

std::size_t asked_alone(const PolledShop& shop, const std::string& method, const std::string& rep) {
  const auto& queries = shop.fake->queries;
  return static_cast<std::size_t>(std::count_if(queries.begin(), queries.end(), [&](const FakeTop::Query& query) {
    return query.at("method").ends_with(method) && query.contains("service_staff_id") &&
           query.at("service_staff_id") == "cntaobao" + rep;
  }));
}

}  // namespace

TEST_CASE("a sub-account that is not taken for some hours loses no day") {
  PolledShop shop;
  fill(shop);
  shop.fake->gone_reps = {kMissing};
  shop.live(5 * kHourMs, kHourMs);
  CHECK_FALSE(shop.differences().empty());
  CHECK(shop.kept_rows().size() == 1);
  shop.fake->gone_reps.clear();
  live(shop, 3);
  check_complete(shop);
  CHECK(shop.cursor().find("missed") == std::string::npos);
}

TEST_CASE("one that is not taken for many days gets them all, and costs little meanwhile") {
  PolledShop shop;
  fill(shop);
  REQUIRE(shop.poll_all());
  shop.fake->gone_reps = {kMissing};
  live(shop, 20);
  CHECK_FALSE(shop.differences().empty());
  // Found out among the others once, then asked for alone.
  CHECK(asked_alone(shop, "receivenum.get", kMissing) <= 20);
  shop.fake->gone_reps.clear();
  live(shop, 8);
  check_complete(shop);
}

TEST_CASE("a stretch of one sub-account that is never given costs no other") {
  PolledShop shop;
  fill(shop, 28);
  shop.options["days"] = "30";
  shop.restart();
  FakeTop& fake = *shop.fake;
  // Whatever stretch holds this day is not given with that rep in it.
  const std::string bad = fakes::taobao::wall(FakeTop::start_of(fake.today() - 20));
  fake.before = [&](const std::string& method, const FakeTop::Query& query) {
    const bool is_it = method.ends_with("receivenum.get") && query.at("start_date") <= bad && query.at("end_date") >= bad;
    fake.gone_reps = is_it ? std::set<std::string>{kMissing} : std::set<std::string>{};
  };
  live(shop, 3);
  const auto lost = testing::differences(shop.held_days(), shop.ledger_days());
  CHECK_FALSE(lost.empty());
  CHECK(lost.size() <= 7);
  fake.before = nullptr;
  fake.gone_reps.clear();
  live(shop, 3);
  CHECK(testing::differences(shop.held_days(), shop.ledger_days()).empty());
}

TEST_CASE("a day of the shop that is refused comes later") {
  PolledShop shop;
  fill(shop);
  int asked = 0;
  shop.fake->trouble = [&](const std::string& method) {
    return method.ends_with("performances.get") && ++asked == 4 ? Fault::not_valid : Fault::none;
  };
  REQUIRE(shop.poll_all());
  CHECK_FALSE(shop.differences().empty());
  shop.live(4 * kHourMs, kHourMs);
  check_complete(shop);
}

TEST_CASE("an order that is not given alone in a bad hour comes later with its refund") {
  for (const Fault fault : {Fault::not_valid, Fault::unavailable}) {
    INFO(static_cast<int>(fault));
    PolledShop shop;
    FakeTop& fake = *shop.fake;
    fake.touches_trade = false;
    const std::int64_t tid = fake.order("买家", {1'000, 500});
    fake.pay(tid);
    shop.live(4 * kHourMs, 20 * kMinuteMs);
    // The newest change is another's, so that this one lies behind what is looked at again.
    fake.order("另一位", {300});
    shop.live(kHourMs, 20 * kMinuteMs);
    fake.refund(tid, 0, 250);
    fake.trouble = [&](const std::string& asked) { return asked == "taobao.trade.fullinfo.get" ? fault : Fault::none; };
    shop.live(kHourMs, 10 * kMinuteMs);
    CHECK_FALSE(shop.differences().empty());
    fake.trouble = nullptr;
    shop.live(7 * kHourMs, 20 * kMinuteMs);
    check_complete(shop);
  }
}

TEST_CASE("a forgotten refund that is not given in a bad hour is looked up later") {
  for (const Fault fault : {Fault::not_valid, Fault::unavailable}) {
    INFO(static_cast<int>(fault));
    PolledShop shop;
    FakeTop& fake = *shop.fake;
    std::vector<std::int64_t> orders;
    for (int i = 0; i < 320; ++i) {
      orders.push_back(fake.order(fmt::format("买家{}", i), {1'000, 500}));
      fake.pay(orders.back());
      fake.refund(orders.back(), 0, 250);
      shop.clock().advance(kMinuteMs);
    }
    REQUIRE(shop.poll_all());
    fake.trouble = [&](const std::string& asked) { return asked == "taobao.refund.get" ? fault : Fault::none; };
    for (std::size_t i = 0; i < orders.size(); i += 8) fake.finish(orders[i]);
    shop.live(kHourMs, 10 * kMinuteMs);
    CHECK(std::count(fake.asked.begin(), fake.asked.end(), "taobao.refund.get") > 0);
    fake.trouble = nullptr;
    shop.live(4 * kHourMs, 20 * kMinuteMs);
    check_complete(shop);
  }
}

TEST_CASE("where no order can be read alone they are all there as the lists have them") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  for (int i = 0; i < 8; ++i) {
    const std::int64_t tid = fake.order("甲", {5'000});
    fake.pay(tid);
    fake.refund(tid, 0, 100);
  }
  shop.clock().advance(4 * kDayMs);
  for (const char* method : {"taobao.trade.fullinfo.get", "taobao.refunds.receive.get"}) fake.refused[method] = 11;
  REQUIRE(shop.poll_all());
  CHECK(shop.held_orders().size() == 8);
}

TEST_CASE("what is missed is joined, tried ever more seldom, and given up by halves") {
  taobao::MissedByRep all;
  taobao::remember(all, kRepA, 100, 200, true, 0);
  taobao::remember(all, kRepA, 150, 300, false, kHourMs);
  REQUIRE(all.size() == 1);
  CHECK(all[kRepA].from == 100);
  CHECK(all[kRepA].to == 300);
  CHECK(taobao::is_aside(all, kRepA));
  CHECK(taobao::next_try(all) == 4 * kHourMs);
  CHECK(taobao::find_due(all, 4 * kHourMs - 1) == all.end());
  REQUIRE(taobao::find_due(all, 4 * kHourMs) != all.end());
  taobao::remember(all, kRepB, 100, 200, false, 0);
  taobao::extend_aside(all, 50, 400);
  CHECK(all[kRepA].to == 400);
  CHECK(all[kRepB].to == 200);
  TimeMs now = 4 * kHourMs;
  for (int round = 0; round < 9; ++round) {
    taobao::remember_round(all[kRepA], 100, 400, true, now);
    CHECK(all[kRepA].again_at - now <= 7 * kDayMs);
    now = all[kRepA].again_at;
  }
  CHECK(now > 30 * kDayMs);
  CHECK(taobao::give_up_half(all));
  CHECK(all.contains(kRepB));
  CHECK(taobao::give_up_half(all));
  CHECK_FALSE(taobao::give_up_half(all));
}

TEST_CASE("a cursor that holds much of what was missed keeps to its bound, and the reps") {
  PolledShop shop;
  taobao::Progress progress;
  progress.from = 1'700'000'000;
  for (int i = 0; i < 500; ++i) progress.reps.push_back(fmt::format("晨光小店:客服{:03}", i));
  for (taobao::RepState& state : progress.by_rep) {
    for (const std::string& rep : progress.reps) taobao::remember(state.missed, rep, 1'700'000'000, 1'700'864'000, true, kDayMs);
  }
  const std::string text = taobao::write_cursor(progress);
  CHECK(text.size() <= 65'536);
  const auto read = taobao::read_cursor(text);
  REQUIRE(read);
  CHECK(read->reps == progress.reps);
  CHECK(read->by_rep[0].missed.size() > 30);
  CHECK(taobao::write_cursor(*read) == text);
}
