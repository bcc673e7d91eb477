// SPDX-License-Identifier: Apache-2.0
// Keys, sessions and clocks: what is wrong with them is said in words, without the secret, and what can be renewed is.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/taobao/cursor.h"
#include "connectors/taobao/faults.h"
#include "tests/connectors/taobao/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao_test;

namespace {

void one_day(PolledShop& shop) {
  shop.fake->rep_days[shop.fake->today() - 1][kRepA] = {12, 1, 20, {}};
  shop.fake->pay(shop.fake->order("买家", {990}));
}

void check_complete(PolledShop& shop) {
  CHECK(shop.fake->complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
}

taobao::Fault fault_of(const char* json) {
  const auto document = parse_json(json, "error");
  REQUIRE(document);
  return taobao::read_fault(*document);
}

}  // namespace

TEST_CASE("keys that are wrong are refused in words, without the secret") {
  for (const char* key : {"app_key", "app_secret", "session"}) {
    INFO(key);
    PolledShop shop;
    shop.options[key] = "a-wrong-value";
    shop.restart();
    const auto outcome = shop.poll();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::refused);
    CHECK(outcome.error().words.en.find(key == std::string("session") ? "authoris" : key) != std::string::npos);
    CHECK(outcome.error().words.en.find("a-wrong-value") == std::string::npos);
    CHECK(outcome.error().words.zh.find("a-wrong-value") == std::string::npos);
    CHECK(shop.fake->asked.size() == 1);
  }
}

TEST_CASE("an ended session is renewed with the refresh token, kept, and renewed again before its end") {
  PolledShop shop;
  shop.options["refresh_token"] = shop.fake->keys().refresh_token;
  shop.restart();
  one_day(shop);
  REQUIRE(shop.poll_all());
  shop.fake->end_session();
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.secrets.kept("session", shop.clock().now()).reveal() == shop.fake->keys().session);
  CHECK(shop.secrets.kept("refresh_token", shop.clock().now()).reveal() == shop.fake->keys().refresh_token);
  CHECK(std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "token") == 1);
  // The new one lives for a day; the platform need not say 27 a second time.
  for (int hour = 0; hour < 40; ++hour) {
    shop.clock().advance(kHourMs);
    shop.restart();
    REQUIRE(shop.poll_all());
  }
  CHECK(std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "token") >= 2);
  CHECK(std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "token") <= 4);
  check_complete(shop);
}

TEST_CASE("a renewal that is refused says what to do, and the present session is used to its end") {
  PolledShop shop;
  shop.options["refresh_token"] = shop.fake->keys().refresh_token;
  shop.restart();
  one_day(shop);
  REQUIRE(shop.poll_all());
  shop.fake->end_session();
  REQUIRE(shop.poll_all());
  shop.fake->refreshes = false;
  shop.clock().advance(20 * kHourMs);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE_FALSE(outcome->lacking.empty());
  CHECK(outcome->lacking[0].zh.find("重新授权") != std::string::npos);
  // Not with every poll.
  const auto asked = std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "token");
  shop.clock().advance(10 * kMinuteMs);
  CHECK(shop.poll_all()->lacking[0].zh.find("重新授权") != std::string::npos);
  CHECK(std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "token") == asked);
  shop.fake->end_session();
  const auto ended = shop.poll();
  REQUIRE_FALSE(ended);
  CHECK(ended.error().kind == ErrorKind::refused);
  CHECK(ended.error().words.zh.find("重新授权") != std::string::npos);
  // A new session in the settings wins over what was kept for the old one.
  shop.options["session"] = shop.fake->keys().session;
  shop.options["refresh_token"] = "";
  shop.restart();
  REQUIRE(shop.poll_all());
  check_complete(shop);
}

TEST_CASE("no secret comes into the cursor, the kept rows or the words") {
  PolledShop shop;
  shop.options["refresh_token"] = shop.fake->keys().refresh_token;
  shop.restart();
  one_day(shop);
  shop.fake->evals.push_back({kRepA, "买家某人", shop.fake->now() - 100, shop.fake->now() - 50, 9});
  REQUIRE(shop.poll_all());
  shop.fake->end_session();
  REQUIRE(shop.poll_all());
  std::string all = shop.cursor();
  for (const std::string& row : shop.kept_rows()) all += row;
  REQUIRE_FALSE(shop.kept_rows().empty());
  for (const std::string& part : {std::string("6100"), std::string("6101"), shop.fake->keys().app_secret, std::string("买家")}) {
    INFO(part);
    CHECK(all.find(part) == std::string::npos);
  }
}

TEST_CASE("their clock may be hours off: the second question carries their time") {
  for (const DurationMs ahead : {5 * kHourMs, -5 * kHourMs, 11 * kMinuteMs}) {
    INFO(ahead);
    PolledShop shop;
    shop.clock().advance(4 * kHourMs);
    shop.fake->clock_ahead = ahead;
    one_day(shop);
    REQUIRE(shop.poll_all());
    shop.clock().advance(kMinuteMs);
    shop.fake->order("另一位", {100});
    REQUIRE(shop.poll_all());
    check_complete(shop);
  }
}

TEST_CASE("a damaged cursor is read from the beginning, and doubles nothing") {
  PolledShop shop;
  one_day(shop);
  REQUIRE(shop.poll_all());
  CHECK(taobao::read_cursor(shop.cursor()));
  for (const char* cursor :
       {"", "{}", "[1,2]", "garbage", R"({"v":1})", R"({"v":2,"from":5})", R"({"v":1,"from":1,"lists":7})"}) {
    INFO(cursor);
    CHECK_FALSE(taobao::read_cursor(cursor));
  }
  // What a kind cursor holds is bounded, whatever stands in it.
  std::string odd = shop.cursor();
  for (const char* name : {"\"span\":", "\"covered\":", "\"due_at\":", "\"group\":", "\"until\":"}) {
    for (std::size_t at = odd.find(name); at != std::string::npos; at = odd.find(name, at + 1)) {
      odd.insert(at + std::string(name).size(), "9");
    }
  }
  const auto read = taobao::read_cursor(odd);
  REQUIRE(read);
  for (const auto& state : read->by_rep) {
    CHECK(state.group <= 30);
    CHECK(state.span <= 7 * taobao::kDay);
  }
}

TEST_CASE("another shop's main account under the same name is not mixed in") {
  PolledShop shop;
  one_day(shop);
  REQUIRE(shop.poll_all());
  shop.options["nick"] = "另一家店";
  shop.restart();
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::wrong_use);
}

TEST_CASE("a cursor stays within what the store keeps, however large the shop") {
  taobao::Progress progress;
  progress.from = 1'795'500'000;
  for (int i = 0; i < 500; ++i) progress.reps.push_back(fmt::format("一个名字特别特别长的店铺的主账号:客服{:04}", i));
  for (int i = 0; i < 1000; ++i) {
    taobao::book(progress, {fmt::format("9{:018}", i), fmt::format("3{:018}", i), 1'000'000'000, 1'000'000'000, 1'795'500'000});
  }
  for (int i = 0; i < 120; ++i) progress.trades.push_back({fmt::format("3{:018}", i), 2, 1});
  const std::string cursor = taobao::write_cursor(progress);
  CHECK(cursor.size() <= 65536);
  const auto read = taobao::read_cursor(cursor);
  REQUIRE(read);
  CHECK(read->reps.size() == 500);
  CHECK(read->trades.size() == 120);
  CHECK(read->refunds.size() >= 100);
  CHECK(read->refunds.back().refund_id == "9000000000000000999");
}

TEST_CASE("an error's code and sub-code say what it means") {
  using taobao::FaultKind;
  CHECK(fault_of(R"({"code":7,"sub_code":"accesscontrol.limited-by-app-access-count"})").kind == FaultKind::quota);
  const auto ban = fault_of(
      R"({"code":7,"msg":"App Call Limited","sub_code":"accesscontrol.limited-by-api-access-count","sub_msg":"This ban will last for 42 more seconds"})");
  CHECK(ban.kind == FaultKind::banned);
  CHECK(ban.wait == 43 * kSecondMs);
  CHECK(fault_of(R"({"code":"7","msg":"This ban will last for 1 more seconds"})").wait == 2 * kSecondMs);
  CHECK(fault_of(R"({"code":7,"sub_code":"accesscontrol.limited-by-dynamic-access-count"})").wait == kMinuteMs);
  CHECK(fault_of(R"({"code":15,"sub_code":"isp.call-limited"})").kind == FaultKind::banned);
  CHECK(fault_of(R"({"code":8})").kind == FaultKind::banned);
  CHECK(fault_of(R"({"code":50,"sub_code":"isv.invalid-parameter"})").kind == FaultKind::request);
  CHECK(fault_of(R"({"code":41})").kind == FaultKind::request);
  CHECK(fault_of(R"({"code":15,"sub_code":"isp.top-remote-connection-timeout"})").kind == FaultKind::too_heavy);
  CHECK(fault_of(R"({"code":15,"sub_code":"isp.remote-service-error"})").kind == FaultKind::passing);
  CHECK(fault_of(R"({"code":15})").kind == FaultKind::passing);
  CHECK(fault_of(R"({"code":10})").kind == FaultKind::passing);
  CHECK(fault_of(R"({"code":27,"sub_code":"invalid-sessionkey"})").kind == FaultKind::session);
  CHECK(fault_of(R"({"code":null,"sub_code":null,"msg":null})").kind == FaultKind::passing);
  CHECK_FALSE(taobao::ban_seconds("This ban will last for many more seconds"));
  CHECK_FALSE(taobao::ban_seconds("This ban will last for 99999999999999999999 more seconds"));
  CHECK_FALSE(taobao::ban_seconds("This ban will last for 5 apples"));
}
