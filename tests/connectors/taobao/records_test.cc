// SPDX-License-Identifier: Apache-2.0
// Orders with their refunds, and ratings: what the platform says of them in its roundabout ways.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/taobao/day_figures.h"
#include "connectors/taobao/rows.h"
#include "connectors/taobao/trades.h"
#include "tests/connectors/taobao/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao_test;

namespace {

void check_complete(PolledShop& shop) {
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
}

rapidjson::Document json(const std::string& text) {
  auto document = parse_json(text, "test");
  REQUIRE(document);
  return std::move(*document);
}

std::optional<taobao::Trade> trade_of(const std::string& text, taobao::CustomerKey key = taobao::CustomerKey::nick) {
  const auto document = json(text);
  return taobao::read_trade(document, key);
}

}  // namespace

TEST_CASE("refunds reach their orders, whether the payment falls with them and whether the order is touched") {
  for (const bool falls : {false, true}) {
    for (const bool touches : {true, false}) {
      for (const bool plain : {true, false}) {
        INFO("falls " << falls << " touches " << touches << " plain " << plain);
        PolledShop shop;
        FakeTop& fake = *shop.fake;
        fake.payment_falls = falls;
        fake.touches_trade = touches;
        fake.plain_styles = plain;
        const std::int64_t whole = fake.order("甲", {5'000});
        const std::int64_t part = fake.order("乙", {3'000, 2'000, 1'000});
        const std::int64_t twice = fake.order("丙", {4'000, 4'500});
        const std::int64_t single = fake.order("丁", {9'999});
        for (const std::int64_t tid : {whole, part, twice, single}) fake.pay(tid);
        // Before the first poll, …
        shop.clock().advance(kHourMs);
        fake.refund(part, 1, 2'000);
        REQUIRE(shop.poll_all());
        check_complete(shop);
        // … and while it is polled.
        shop.clock().advance(kHourMs);
        fake.refund(whole, 0, 5'000);
        fake.refund(single, 0, 1'000);
        fake.refund(twice, 0, 4'000);
        shop.live(30 * kMinuteMs);
        check_complete(shop);
        fake.refund(twice, 1, 500);
        shop.live(30 * kMinuteMs);
        check_complete(shop);
        // What the order does later does not lose the refund.
        fake.finish(single);
        fake.finish(part);
        shop.live(30 * kMinuteMs);
        check_complete(shop);
      }
    }
  }
}

TEST_CASE("a refund that nobody remembers is looked up by its number") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  std::vector<std::int64_t> orders;
  for (int i = 0; i < 330; ++i) {
    orders.push_back(fake.order(fmt::format("买家{}", i), {1'000, 500}));
    fake.pay(orders.back());
    fake.refund(orders.back(), 0, 250);
    shop.clock().advance(kMinuteMs);
  }
  REQUIRE(shop.poll_all());
  check_complete(shop);
  for (const std::int64_t tid : orders) fake.finish(tid);
  shop.clock().advance(10 * kMinuteMs);
  shop.live(kHourMs);
  check_complete(shop);
  CHECK(std::count(fake.asked.begin(), fake.asked.end(), "taobao.refund.get") > 20);
}

TEST_CASE("without the right to refunds an order closed after payment still counts as given back") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  for (const char* method : {"taobao.refunds.receive.get", "taobao.refund.get"}) fake.refused[method] = 11;
  const std::int64_t tid = fake.order("甲", {5'000});
  fake.pay(tid);
  shop.clock().advance(kMinuteMs);
  fake.refund(tid, 0, 5'000);
  REQUIRE(shop.poll_all());
  check_complete(shop);
  // With the right the partial ones come too.
  const std::int64_t other = fake.order("乙", {5'000});
  fake.pay(other);
  shop.clock().advance(kMinuteMs);
  fake.refund(other, 0, 10);
  shop.live(kHourMs);
  CHECK_FALSE(shop.differences().empty());
  fake.refused.clear();
  shop.live(25 * kHourMs, kHourMs);
  check_complete(shop);
}

TEST_CASE("orders that the platform cannot give alone stop nothing, are named after three tries, and come in the end") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  for (int i = 0; i < 8; ++i) {
    const std::int64_t tid = fake.order("甲", {5'000});
    fake.pay(tid);
    fake.refund(tid, 0, 100);
  }
  fake.rep_days[fake.today() - 1][kRepA] = {3, 0, 9, {}};
  fake.trouble = [](const std::string& method) { return method == "taobao.trade.fullinfo.get" ? Fault::too_heavy : Fault::none; };
  shop.live(2 * kHourMs);
  CHECK(shop.held_days() == shop.ledger_days());
  CHECK(shop.kept_rows().size() == 8);
  const std::int64_t other = fake.order("乙", {700});
  shop.live(10 * kMinuteMs);
  // Their rows in the lists were read after the refunds were known, and say enough.
  check_complete(shop);
  fake.trouble = nullptr;
  fake.pay(other);
  shop.live(4 * kHourMs);
  check_complete(shop);
  CHECK(shop.kept_rows().size() == 8);
}

TEST_CASE("steps of an order within one second of the platform's are all taken") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  const std::int64_t tid = fake.order("甲", {5'000});
  REQUIRE(shop.poll_all());
  check_complete(shop);
  fake.pay(tid);
  REQUIRE(shop.poll_all());
  check_complete(shop);
  fake.refund(tid, 0, 5'000);
  shop.clock().advance(11 * kMinuteMs);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("amounts are exact, rows without number, time or amount are named, and customers are no names in them") {
  const auto trade = trade_of(
      R"({"tid":"123","created":"2026-11-25 09:00:00","pay_time":null,"modified":"2026-11-25 09:30:00","payment":"200.07","status":"WAIT_BUYER_PAY","buyer_nick":"cntaobao买家","orders":{"order":{"oid":1,"payment":"200.07","refund_status":"NO_REFUND"}}})");
  REQUIRE(trade);
  const auto order = taobao::order_of(*trade, {});
  CHECK(order.amount_fen == 20'007);
  CHECK_FALSE(order.paid_at);
  CHECK(order.customer_id == "买家");
  for (const char* row :
       {R"({"created":"2026-11-25 09:00:00","payment":"1.00"})", R"({"tid":1,"payment":"1.00"})",
        R"({"tid":1,"created":"2026-11-25 09:00:00"})", R"({"tid":1,"created":"2026-11-25 09:00:00","payment":"1.001"})",
        R"({"tid":1,"created":"2026-11-25 09:00:00","payment":"-1.00"})", R"({"tid":1,"created":"soon","payment":"1"})"}) {
    INFO(row);
    CHECK_FALSE(trade_of(row));
    const auto document = json(row);
    CHECK(taobao::outline(document).find("buyer") == std::string::npos);
  }
}

TEST_CASE("a masked nick is nobody; the open id tells customers apart where it is there") {
  const std::string row =
      R"({"tid":1,"created":"2026-11-25 09:00:00","payment":"1","buyer_nick":"t**1","buyer_open_uid":"AAHm5d"})";
  CHECK(trade_of(row)->customer_id == "AAHm5d");
  CHECK(trade_of(R"({"tid":1,"created":"2026-11-25 09:00:00","payment":"1","buyer_nick":"t**1"})")->customer_id.empty());
  const std::string both =
      R"({"tid":1,"created":"2026-11-25 09:00:00","payment":"1","buyer_nick":"甲","buyer_open_uid":"AAHm5d"})";
  CHECK(trade_of(both)->customer_id == "甲");
  CHECK(trade_of(both, taobao::CustomerKey::open_uid)->customer_id == "AAHm5d");
}

TEST_CASE("a rating stays one record while it is invited, answered and changed") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  fake.evals.push_back({kRepA, "甲", fake.now() - 60, 0, -1});
  REQUIRE(shop.poll_all());
  check_complete(shop);
  shop.clock().advance(31 * kMinuteMs);
  fake.evals[0].rated = fake.now();
  fake.evals[0].code = 4;
  REQUIRE(shop.poll_all());
  check_complete(shop);
  // Two days later, when the narrow look back has long passed it.
  shop.clock().advance(47 * kHourMs);
  fake.evals[0].rated = fake.now();
  fake.evals[0].code = 0;
  shop.live(25 * kHourMs, kHourMs);
  check_complete(shop);
}

TEST_CASE("two customers invited by one rep within one second are two ratings, also where their names are hidden") {
  for (const bool masked : {false, true}) {
    PolledShop shop;
    FakeTop& fake = *shop.fake;
    fake.masks_customers = masked;
    const std::int64_t sent = fake.now() - 3'600;
    fake.evals = {{kRepA, "甲", sent, sent + 10, 0}, {kRepA, "乙", sent, sent + 20, 3}, {kRepB, "甲", sent, sent + 10, 1}};
    REQUIRE(shop.poll_all());
    check_complete(shop);
    shop.live(2 * kHourMs);
    check_complete(shop);
  }
}

TEST_CASE("three methods give the same ratings: the first that is allowed does, and none of them doubles another's") {
  for (int refused = 0; refused < 3; ++refused) {
    INFO(refused);
    PolledShop shop;
    FakeTop& fake = *shop.fake;
    const std::vector<std::string> methods = {"taobao.qianniu.kefueval.get", "taobao.airisland.kefueval.get",
                                              "taobao.wangwang.eservice.evals.get"};
    for (int i = 0; i < 40; ++i) {
      fake.evals.push_back(
          {i % 2 == 0 ? kRepA : kRepB, fmt::format("买家{}", i), fake.now() - i * 20'000 - 100, fake.now() - i * 20'000, i % 5});
    }
    for (int i = 0; i < refused; ++i) fake.refused[methods[static_cast<std::size_t>(i)]] = i == 0 ? 11 : 22;
    const auto outcome = shop.poll_all();
    REQUIRE(outcome);
    // What the other one gives is not lacking.
    CHECK(outcome->lacking.empty());
    shop.live(3 * kDayMs, 6 * kHourMs);
    check_complete(shop);
    // The one in use is taken away.
    fake.refused[methods[static_cast<std::size_t>(refused)]] = 11;
    shop.live(3 * kDayMs, 6 * kHourMs);
    CHECK(shop.fake->complaints == std::vector<std::string>{});
    CHECK(shop.differences().empty());
    if (refused == 2) {
      const auto none = shop.poll_all();
      REQUIRE(none);
      CHECK(none->lacking.size() == 1);
    }
  }
}

TEST_CASE("lists may be objects, texts numbers, and everything null") {
  using taobao::RepTask;
  const Day day = *parse_day("2026-11-24");
  for (
      const char* text :
      {R"({"reply_stat_list_on_days":{"reply_stat_on_day":[{"reply_date":"2026-11-24 00:00:00","reply_stat_by_ids":{"reply_stat_by_id":[{"user_id":"cntaobaoa:b","reply_num":12}]}}]}})",
       R"({"reply_stat_list_on_days":{"reply_stat_on_day":{"reply_date":"2026-11-24","reply_stat_by_ids":{"reply_stat_by_id":{"service_staff_id":"a:b","reply_num":"12"}}}}})",
       R"({"reply_stat_list_on_days":[{"reply_date":"2026-11-24","reply_stat_by_ids":[{"user_id":"a:b","reply_num":"12.0"}]}]})"}) {
    INFO(text);
    const auto document = json(text);
    const auto days = taobao::read_rep_days(RepTask::received, document, day, day + 1);
    REQUIRE(days.size() == 1);
    CHECK(days[0].rep_id == "a:b");
    CHECK(days[0].day == day);
    CHECK(days[0].values == std::vector<std::pair<model::DeliveredField, double>>{{model::DeliveredField::customers, 12}});
    // Never a day that was not asked for.
    CHECK(taobao::read_rep_days(RepTask::received, document, day + 1, day + 2).empty());
  }
  for (
      const char* text :
      {"{}", R"({"reply_stat_list_on_days":null})", R"({"reply_stat_list_on_days":{}})", R"({"reply_stat_list_on_days":7})",
       R"({"reply_stat_list_on_days":{"reply_stat_on_day":null}})",
       R"({"reply_stat_list_on_days":{"reply_stat_on_day":[null,7,"x",{}]}})",
       R"({"reply_stat_list_on_days":{"reply_stat_on_day":{"reply_date":null,"reply_stat_by_ids":null}}})",
       R"({"reply_stat_list_on_days":{"reply_stat_on_day":{"reply_date":"2026-11-24","reply_stat_by_ids":{"reply_stat_by_id":[{"user_id":null,"reply_num":3},{"user_id":"a:b","reply_num":null},{"user_id":"a:b","reply_num":-3}]}}}})"}) {
    INFO(text);
    CHECK(taobao::read_rep_days(RepTask::received, json(text), day, day + 1).empty());
  }
  // Customers beside the count are not read; the name of the field is spelled so.
  const auto unreplied = json(
      R"({"non_reply_stat_on_days":{"non_reply_stat_on_day":{"nonreply_date":"2026-11-24","nonreply_stat_by_ids":{"nonreply_stat_by_id":{"service_staff_id":"cntaobaoa:b","non_reply_num":"2","non_reply_customId":"cntaobao甲,cntaobao乙"}}}}})");
  CHECK(taobao::read_rep_days(RepTask::unreplied, unreplied, day, day + 1).at(0).values.at(0).second == 2);
}

TEST_CASE("ids lose their prefix, and a list of them may be written with either comma") {
  CHECK(taobao::short_nick("cntaobao晨光小店:小满") == "晨光小店:小满");
  CHECK(taobao::long_nick("cntaobao晨光小店:小满") == "cntaobao晨光小店:小满");
  CHECK(taobao::main_of("晨光小店:小满") == "晨光小店");
  CHECK(taobao::sub_of("晨光小店:小满") == "小满");
  CHECK(taobao::sub_of("晨光小店") == "晨光小店");
  CHECK(taobao::split_list(" a:b，c:d , ,e:f,") == std::vector<std::string>{"a:b", "c:d", "e:f"});
  CHECK(taobao::is_masked("摩**"));
}

TEST_CASE("the reps may be named in the settings, and without any name the shop's figures and orders come") {
  PolledShop shop;
  shop.options["nick"] = "";
  shop.options["reps"] = std::string("cntaobao") + kRepA + "， " + kRepB;
  shop.restart();
  FakeTop& fake = *shop.fake;
  fake.rep_days[fake.today() - 1][kRepA] = {3, 0, 9, {}};
  fake.rep_days[fake.today() - 1][kRepB] = {4, 0, 9, {}};
  REQUIRE(shop.poll_all());
  check_complete(shop);
  CHECK(std::count(fake.asked.begin(), fake.asked.end(), "taobao.wangwang.eservice.groupmember.get") == 0);

  PolledShop nameless;
  nameless.options["nick"] = "";
  nameless.restart();
  nameless.fake->shop_days[nameless.fake->today() - 1] = {70, 2, 400, 500, "16.1479", "1234.56", 12, 31};
  nameless.fake->pay(nameless.fake->order("甲", {100}));
  const auto outcome = nameless.poll_all();
  REQUIRE(outcome);
  REQUIRE(outcome->lacking.size() == 1);
  CHECK(outcome->lacking[0].en.find("`reps`") != std::string::npos);
  check_complete(nameless);
}

TEST_CASE("a shop without groups has its sub-accounts, and a new rep's days are read from the beginning") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  fake.refused["taobao.wangwang.eservice.groupmember.get"] = 22;
  for (int back = 1; back <= 9; ++back) fake.rep_days[fake.today() - back][kRepA] = {back, 0, 9, {}};
  REQUIRE(shop.poll_all());
  check_complete(shop);
  const std::string newcomer = "晨光小店:立夏";
  fake.groups["售前"].push_back(newcomer);
  for (int back = 1; back <= 9; ++back) fake.rep_days[fake.today() - back][newcomer] = {back, 0, 9, {}};
  shop.live(26 * kHourMs, kHourMs);
  check_complete(shop);
}

TEST_CASE("a row that cannot be used is named once, however often its stretch is read") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  REQUIRE(shop.poll_all());
  shop.clock().advance(kMinuteMs);
  const std::int64_t tid = fake.order("甲", {100});
  fake.trades.at(tid).payment_fen = -1;
  fake.evals.push_back({kRepA, "甲", fake.now() - 30, fake.now() - 10, 9});
  shop.live(5 * kHourMs, 2 * kMinuteMs);
  CHECK(shop.kept_rows().size() == 2);
}
