// SPDX-License-Identifier: Apache-2.0
// Each trap of the platform by itself.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/taobao/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao_test;

namespace {

// The last days of the shop as its platform would have counted them.
void fill_days(FakeTop& fake, int days) {
  for (std::int32_t day = fake.today() - days; day < fake.today(); ++day) {
    fake.rep_days[day][kRepA] = {
        40 + day % 7, day % 3, 20 + day % 11, {{"非常满意", 3}, {"满意", 2}, {"一般", 1}, {"不满意", day % 2}}};
    fake.rep_days[day][kRepB] = {30 + day % 5, 0, 33, {}};
    fake.shop_days[day] = {70, 2, 400 + day % 9, 500, "16.1479", "1234.56", 12, 31};
    fake.chats[kRepA][day] = {"买家一", "买家二", "买家三", "买家四", kRepB};
  }
}

void fill_orders(FakeTop& fake, ManualClock& clock, int orders) {
  for (int i = 0; i < orders; ++i) {
    const std::int64_t tid = fake.order(fmt::format("买家{}", i), {1'990 + i, 500});
    clock.advance(20 * kSecondMs);
    if (i % 3 != 0) fake.pay(tid);
    if (i % 15 == 0) fake.close(tid);
  }
}

void check_complete(PolledShop& shop) {
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
}

std::size_t times_asked(const FakeTop& fake, const std::string& method) {
  return static_cast<std::size_t>(std::count(fake.asked.begin(), fake.asked.end(), method));
}

}  // namespace

TEST_CASE("a shop is read whole, in the plain and in the odd styles of its answers") {
  for (const bool plain : {true, false}) {
    for (const char* sign : {"md5", "hmac", "hmac-sha256"}) {
      INFO(plain << " " << sign);
      PolledShop shop;
      shop.options["sign_method"] = sign;
      shop.restart();
      shop.fake->plain_styles = plain;
      fill_days(*shop.fake, 10);
      fill_orders(*shop.fake, shop.clock(), 30);
      shop.fake->evals = {{kRepA, "买家1", shop.fake->now() - 7200, shop.fake->now() - 7000, 0},
                          {kRepB, "买家2", shop.fake->now() - 7200, 0, -1},
                          {kRepB, "买家3", shop.fake->now() - 86'400, shop.fake->now() - 80'000, 4}};
      REQUIRE(shop.poll_all());
      check_complete(shop);
      CHECK(shop.kept_rows().empty());
    }
  }
}

TEST_CASE("an idle poll asks once and writes nothing") {
  PolledShop shop;
  fill_days(*shop.fake, 3);
  fill_orders(*shop.fake, shop.clock(), 20);
  REQUIRE(shop.poll_all());
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  shop.clock().advance(kMinuteMs);
  const auto number = shop.change_number();
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked == std::vector<std::string>{"taobao.trades.sold.increment.get"});
  CHECK(shop.change_number() == number);
  shop.fake->order("新客", {100});
  shop.fake->asked.clear();
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  check_complete(shop);
}

TEST_CASE("one missing right costs one thing, is said with its name, and is tried again a day later") {
  const std::map<std::string, std::string> fields = {{"taobao.wangwang.eservice.receivenum.get", "customers="},
                                                     {"taobao.wangwang.eservice.noreplynum.get", "customers_unreplied="},
                                                     {"taobao.wangwang.eservice.evaluation.get", "ratings"},
                                                     {"taobao.wangwang.eservice.chatrelation.get", "consulting_customers="}};
  for (const int code : {11, 12, 13, 21, 22}) {
    for (const auto& [method, field] : fields) {
      INFO(code << " " << method);
      PolledShop shop;
      fill_days(*shop.fake, 10);
      fill_orders(*shop.fake, shop.clock(), 12);
      shop.fake->refused[method] = code;
      const auto outcome = shop.poll_all();
      REQUIRE(outcome);
      REQUIRE(outcome->lacking.size() == 1);
      CHECK(outcome->lacking[0].en.find(method) != std::string::npos);
      CHECK(outcome->lacking[0].zh.find(fmt::format("错误 {}", code)) != std::string::npos);
      CHECK(shop.held_orders() == shop.ledger_orders());
      auto expected = shop.ledger_days();
      std::erase_if(expected, [&, part = field](const std::string& line) {
        return line.find(" " + part) != std::string::npos && line.find("(shop)") == std::string::npos;
      });
      CHECK(shop.held_days() == expected);
      CHECK(times_asked(*shop.fake, method) == 1);
      shop.clock().advance(3 * kHourMs);
      CHECK(shop.poll_all()->lacking.size() == 1);
      CHECK(times_asked(*shop.fake, method) == 1);
      shop.fake->refused.clear();
      shop.clock().advance(22 * kHourMs);
      CHECK(shop.poll_all()->lacking.empty());
      check_complete(shop);
    }
  }
}

TEST_CASE("orders and refunds may be refused, and figures come all the same; what works says so") {
  PolledShop shop;
  fill_days(*shop.fake, 10);
  for (const char* method : {"taobao.trades.sold.increment.get", "taobao.trades.sold.get", "taobao.refunds.receive.get"}) {
    shop.fake->refused[method] = 11;
  }
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.size() == 3);
  CHECK(outcome->lacking[0].zh.find("订单信息查询") != std::string::npos);
  CHECK(shop.held_days() == shop.ledger_days());
  CHECK(std::any_of(outcome->reading.begin(), outcome->reading.end(), [](const Words& w) { return w.zh == "接待人数"; }));
  CHECK(std::none_of(outcome->reading.begin(), outcome->reading.end(), [](const Words& w) { return w.zh == "订单"; }));
  // Nothing is near-live without orders.
  REQUIRE(outcome->again_in);
  CHECK(*outcome->again_in > 5 * kMinuteMs);
}

TEST_CASE("where one of the two ways to orders is refused the other does it") {
  for (const char* method : {"taobao.trades.sold.get", "taobao.trades.sold.increment.get"}) {
    INFO(method);
    PolledShop shop;
    fill_orders(*shop.fake, shop.clock(), 150);
    shop.clock().advance(3 * kDayMs);
    shop.fake->refused[method] = 22;
    REQUIRE(shop.poll_all());
    check_complete(shop);
    const std::int64_t tid = shop.fake->order("后来", {900});
    shop.clock().advance(40 * kMinuteMs);
    shop.fake->pay(tid);
    shop.clock().advance(40 * kMinuteMs);
    REQUIRE(shop.poll_all());
    check_complete(shop);
  }
}

TEST_CASE("code 7 with seconds is kept to, and nothing is asked before") {
  PolledShop shop;
  fill_days(*shop.fake, 2);
  bool banned = true;
  shop.fake->trouble = [&](const std::string&) { return banned ? Fault::banned : Fault::none; };
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::unavailable);
  CHECK(outcome.error().words.en.find("6 s") != std::string::npos);
  const std::size_t asked = shop.fake->asked.size();
  shop.clock().advance(5 * kSecondMs);
  CHECK_FALSE(shop.poll());
  CHECK(shop.fake->asked.size() == asked);
  banned = false;
  shop.clock().advance(2 * kSecondMs);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("the day's calls used up: nothing more until the platform's midnight, and it is said") {
  PolledShop shop;
  fill_days(*shop.fake, 5);
  shop.fake->trouble = [](const std::string& method) {
    return method == "taobao.wangwang.eservice.noreplynum.get" ? Fault::quota : Fault::none;
  };
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->calls_left == 0);
  REQUIRE(outcome->again_in);
  CHECK(*outcome->again_in > 14 * kHourMs);
  CHECK(*outcome->again_in < 15 * kHourMs + 2 * kMinuteMs);
  CHECK(outcome->lacking.size() == 1);
  shop.fake->trouble = nullptr;
  shop.clock().advance(*outcome->again_in);
  REQUIRE(shop.poll_all());
  shop.live(10 * kHourMs, kHourMs);
  check_complete(shop);
}

TEST_CASE("a list too heavy for the platform is asked for in shorter stretches, which is remembered") {
  for (const Fault fault : {Fault::too_heavy, Fault::too_slow}) {
    PolledShop shop;
    fill_days(*shop.fake, 5);
    fill_orders(*shop.fake, shop.clock(), 30);
    shop.clock().advance(2 * kDayMs);
    int heavy = 0;
    shop.fake->trouble = [&](const std::string& method) {
      const bool days = method == "taobao.wangwang.eservice.receivenum.get";
      const bool orders = method == "taobao.trades.sold.get";
      return (days && heavy++ < 2) || (orders && heavy++ < 8) ? fault : Fault::none;
    };
    REQUIRE(shop.poll_all());
    CHECK(heavy >= 8);
    check_complete(shop);
  }
}

TEST_CASE("a big shop's list is read from its last page to the first, so that what moves up is not lost") {
  PolledShop shop;
  fill_orders(*shop.fake, shop.clock(), 5);
  REQUIRE(shop.poll_all());
  shop.clock().advance(2 * kMinuteMs);
  fill_orders(*shop.fake, shop.clock(), 450);
  shop.clock().advance(10 * kMinuteMs);
  // While the pages are read, orders change and leave the stretch: the pages below move up.
  auto next = shop.fake->trades.begin();
  int moved = 0;
  shop.fake->before = [&](const std::string& method, const FakeTop::Query&) {
    if (method != "taobao.trades.sold.increment.get" || moved >= 60) return;
    shop.clock().advance(kSecondMs);
    for (int i = 0; i < 15 && next != shop.fake->trades.end(); ++i, ++next) {
      if (next->second.status == "WAIT_SELLER_SEND_GOODS") shop.fake->finish(next->first);
      ++moved;
    }
  };
  REQUIRE(shop.poll_all());
  shop.fake->before = nullptr;
  std::vector<std::string> pages;
  for (const auto& query : shop.fake->queries) {
    if (query.at("method") == "taobao.trades.sold.increment.get") pages.push_back(query.at("page_no"));
  }
  CHECK(std::count(pages.begin(), pages.end(), "4") >= 1);
  shop.clock().advance(2 * kMinuteMs);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("without a total the pages are read on as long as there is a next one") {
  PolledShop shop;
  shop.fake->counts_totals = false;
  fill_orders(*shop.fake, shop.clock(), 330);
  shop.clock().advance(kHourMs);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("the same page whichever is asked for is noticed, and nothing is passed over") {
  PolledShop shop;
  fill_orders(*shop.fake, shop.clock(), 330);
  shop.clock().advance(kHourMs);
  shop.fake->trouble = [](const std::string& method) {
    return method.starts_with("taobao.trades.sold") ? Fault::same_page : Fault::none;
  };
  (void)shop.poll_all();
  CHECK(shop.held_orders().size() < 330);
  shop.fake->trouble = nullptr;
  shop.live(2 * kHourMs);
  check_complete(shop);
}

TEST_CASE("figures of yesterday are asked for in the morning, never of today, and again where they are late") {
  PolledShop shop;
  shop.clock().set(runtime_test::at("2026-03-20 02:00:00"));
  fill_days(*shop.fake, 10);
  REQUIRE(shop.poll_all());
  // Yesterday's are not made yet.
  CHECK(shop.held_days().size() < shop.ledger_days().size());
  shop.fake->publish_hour = 8;
  shop.live(5 * kHourMs);
  CHECK(shop.held_days().size() < shop.ledger_days().size());
  shop.live(4 * kHourMs);
  check_complete(shop);
}

TEST_CASE("days missed while the program was off are filled in") {
  PolledShop shop;
  fill_days(*shop.fake, 10);
  REQUIRE(shop.poll_all());
  shop.clock().advance(20 * kDayMs);
  fill_days(*shop.fake, 20);
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("what the platform states anew for the last three days updates them") {
  PolledShop shop;
  fill_days(*shop.fake, 10);
  REQUIRE(shop.poll_all());
  const std::int32_t yesterday = shop.fake->today() - 1;
  shop.fake->rep_days[yesterday][kRepA].received += 5;
  shop.fake->rep_days[yesterday - 1][kRepB].waiting_s += 7;
  shop.fake->shop_days[yesterday].paid_yuan = "999.99";
  shop.clock().advance(kDayMs);
  shop.fake->rep_days[yesterday + 1] = shop.fake->rep_days[yesterday];
  shop.fake->shop_days[yesterday + 1] = shop.fake->shop_days[yesterday];
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("ninety days back at most, in weeks, thirty reps at a time and ten for ratings") {
  PolledShop shop;
  shop.options["days"] = "89";
  shop.restart();
  std::vector<std::string> many;
  for (int i = 0; i < 65; ++i) many.push_back(fmt::format("晨光小店:客服{:02}一个相当长的名字", i));
  shop.fake->groups = {{"全部", many}};
  for (std::int32_t day = shop.fake->today() - 95; day < shop.fake->today(); ++day) {
    for (const std::string& rep : many) shop.fake->rep_days[day][rep] = {1, 0, 5, {}};
  }
  shop.options["orders"] = "false";
  shop.options["chats"] = "false";
  shop.restart();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.held_days().size() == 89 * 65 * 3);
  CHECK(times_asked(*shop.fake, "taobao.wangwang.eservice.receivenum.get") < 60);
}

TEST_CASE("a sub-account that is gone does not cost the others their figures") {
  PolledShop shop;
  std::vector<std::string> many;
  for (int i = 0; i < 20; ++i) many.push_back(fmt::format("晨光小店:客服{:02}", i));
  shop.fake->groups = {{"全部", many}};
  shop.fake->gone_reps = {many[0], many[13]};
  for (std::int32_t day = shop.fake->today() - 10; day < shop.fake->today(); ++day) {
    for (const std::string& rep : many) {
      if (!shop.fake->gone_reps.contains(rep)) shop.fake->rep_days[day][rep] = {day % 9, 0, 5, {}};
    }
  }
  REQUIRE(shop.poll_all());
  check_complete(shop);
  // Said once for each.
  CHECK(shop.kept_rows().size() == 2);
  shop.live(2 * kDayMs, kHourMs);
  CHECK(shop.kept_rows().size() == 2);
}

TEST_CASE("a question that no sub-account is taken with is the question's fault") {
  PolledShop shop;
  fill_days(*shop.fake, 10);
  shop.fake->trouble = [](const std::string& method) {
    return method == "taobao.wangwang.eservice.avgwaittime.get" ? Fault::not_valid : Fault::none;
  };
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE(outcome->lacking.size() == 1);
  CHECK(outcome->lacking[0].en.find("avgwaittime") != std::string::npos);
  CHECK(shop.kept_rows().empty());
  auto expected = shop.ledger_days();
  std::erase_if(expected, [](const std::string& line) {
    return line.find("response_mean_ms") != std::string::npos && line.find("(shop)") == std::string::npos;
  });
  CHECK(shop.held_days() == expected);
}

TEST_CASE("one method that is down stops no other") {
  for (const Fault fault : {Fault::server_error, Fault::gateway, Fault::truncated, Fault::web_page, Fault::lost,
                            Fault::unavailable, Fault::other_shape, Fault::slow, Fault::bad_bytes}) {
    for (const std::string method : {"taobao.wangwang.eservice.receivenum.get", "taobao.trades.sold.increment.get",
                                     "taobao.wangwang.eservice.groupmember.get"}) {
      INFO(static_cast<int>(fault) << " " << method);
      PolledShop shop;
      // Nobody is known where the list of reps is down, so it comes from the settings there.
      fill_days(*shop.fake, 5);
      fill_orders(*shop.fake, shop.clock(), 10);
      shop.fake->trouble = [&](const std::string& asked) { return asked == method ? fault : Fault::none; };
      for (int i = 0; i < 30; ++i) {
        (void)shop.poll_all();
        shop.clock().advance(2 * kMinuteMs);
      }
      if (method.find("sold") == std::string::npos) CHECK(shop.held_orders() == shop.ledger_orders());
      if (method.find("groupmember") == std::string::npos) {
        const auto held = shop.held_days();
        CHECK(
            std::any_of(held.begin(), held.end(), [](const std::string& l) { return l.find("unreplied") != std::string::npos; }));
      }
      shop.fake->trouble = nullptr;
      shop.live(kHourMs);
      check_complete(shop);
    }
  }
}

TEST_CASE("an answer of another shop's reps is not mixed in, and what was asked comes later") {
  PolledShop shop;
  fill_days(*shop.fake, 5);
  shop.fake->evals = {{kRepA, "买家1", shop.fake->now() - 7200, shop.fake->now() - 7000, 0}};
  shop.fake->trouble = [&](const std::string& method) {
    const bool one = method.ends_with("receivenum.get") || method.ends_with("kefueval.get");
    return one ? Fault::other_account : Fault::none;
  };
  for (int i = 0; i < 10; ++i) {
    (void)shop.poll_all();
    shop.clock().advance(2 * kMinuteMs);
  }
  for (const std::string& line : shop.held_days()) CHECK(line.find("别家") == std::string::npos);
  CHECK(shop.held_ratings().empty());
  CHECK_FALSE(shop.held_days().empty());
  shop.fake->trouble = nullptr;
  shop.live(2 * kHourMs);
  check_complete(shop);
}
