// SPDX-License-Identifier: Apache-2.0
// What the app may do, what the settings say, and tokens that end: each thing that is missing or wrong is named, with what to do.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/jd/polled_shop.h"
#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

TEST_CASE("each method that may not be called costs what it gives, says what to apply for, and nothing else") {
  for (const std::string method :
       {"im.pop.groupinfo.get", "im.pop.sessionlist.get", "im.pop.chatlog.get", "im.pop.replystat.get", "im.pop.unreplystat.get",
        "im.pop.consult.avgwaittime.get", "im.pop.evaluationstat.get", "im.pop.evaluationlist.get", "im.pop.passlog.get"}) {
    INFO(method);
    PolledShop shop;
    shop.options["waiters"] = std::string(kRepA) + " , " + kRepB;
    shop.restart();
    shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
    shop.fake->evaluations = {{"jd_customer1", kRepA, shop.fake->now(), 75}};
    shop.order(1, 100);
    shop.clock().advance(kMinuteMs);
    shop.fake->forbidden = {"jingdong." + method};
    const auto outcome = shop.poll_all();
    REQUIRE(outcome);
    if (method != "im.pop.groupinfo.get") {
      CHECK(says(outcome->lacking, "jingdong." + method));
      CHECK(says(outcome->lacking, "接口权限"));
      CHECK(says(outcome->lacking, "24"));
    }
    CHECK(shop.held_orders() == shop.ledger_orders());
    if (method.find("evaluationlist") == std::string::npos) CHECK(shop.held_ratings() == shop.ledger_ratings());
    // Given later on, it is read within hours.
    shop.fake->forbidden.clear();
    shop.clock().advance(7 * kHourMs);
    const auto later = shop.poll_all();
    REQUIRE(later);
    CHECK(later->lacking.empty());
    CHECK(shop.is_complete());
  }
}

TEST_CASE("orders come by the older method where the newer is not given, and are lacking where neither is") {
  PolledShop shop;
  shop.order(1, 100);
  shop.clock().advance(kMinuteMs);
  shop.fake->forbidden = {"jingdong.pop.order.enSearch"};
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK_FALSE(says(outcome->lacking, "订单"));
  CHECK(shop.held_orders() == shop.ledger_orders());
  shop.fake->forbidden.insert("jingdong.pop.order.search");
  shop.clock().advance(kMinuteMs);
  const auto without = shop.poll_all();
  REQUIRE(without);
  CHECK(says(without->lacking, "订单API"));
  CHECK(without->again_in.value_or(0) > 0);
}

TEST_CASE("an app without any right is told all that it lacks, and asks no more for hours") {
  PolledShop shop;
  shop.fake->trouble = [](const std::string&) { return Fault::forbidden; };
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.size() >= 10);
  CHECK(outcome->reading.empty());
  shop.fake->asked.clear();
  shop.clock().advance(kHourMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.empty());
}

TEST_CASE("without a list of reps the main account is read, and the words say what to fill in") {
  PolledShop shop;
  shop.fake->forbidden = {"jingdong.im.pop.groupinfo.get"};
  shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
  shop.fake->chat("jd_customer1", kRepB, 5 * kSecondMs);
  shop.clock().advance(kMinuteMs);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "waiters"));
  CHECK(shop.held().size() == 3);
  CHECK(shop.fake->complaints.empty());
}

TEST_CASE("a rep whom the platform does not know costs that rep alone") {
  PolledShop shop;
  shop.options["waiters"] = std::string("走了的人,") + kRepA;
  shop.restart();
  shop.fake->unknown_waiters = {"走了的人"};
  shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
  shop.clock().advance(kMinuteMs);
  // Three times, since it may have been something else.
  REQUIRE(shop.poll_all());
  for (int i = 0; i < 3; ++i) {
    shop.clock().advance(61 * kMinuteMs);
    REQUIRE(shop.poll_all());
  }
  shop.fake->asked.clear();
  shop.clock().advance(kMinuteMs);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(shop.fake->asked.size() == 1);
  CHECK(says(outcome->lacking, "有的客服"));
  CHECK(shop.held() == shop.ledger());
}

TEST_CASE("wrong keys are refused with what to do, without the keys") {
  const auto refused = [](const std::string& name, const std::string& value, const std::string& code) {
    PolledShop shop;
    shop.options[name] = value;
    shop.restart();
    const auto outcome = shop.poll();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::refused);
    CHECK(outcome.error().words.zh.find(code) != std::string::npos);
    CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
    CHECK(shop.fake->asked.size() == 1);
  };
  refused("app_secret", "another-that-must-stay-secret", "12");
  refused("app_key", "FEDCBA9876543210FEDCBA9876543210", "21");
  refused("access_token", "another-that-must-stay-secret", "19");
}

TEST_CASE("a token that has ended is renewed, once, kept, and renewed again before it ends") {
  PolledShop shop;
  shop.options["refresh_token"] = FakeJos::kRefresh;
  shop.restart();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->tokens_given == 0);
  shop.fake->end_token();
  shop.order(1, 100);
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->tokens_given == 1);
  CHECK(shop.held_orders() == shop.ledger_orders());
  // The first pair is void now; only what was kept works.
  shop.restart();
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->tokens_given == 1);
  // A day's token: renewed when a fifth of its life is left, and so on.
  for (int hour = 0; hour < 72; ++hour) {
    shop.clock().advance(kHourMs);
    REQUIRE(shop.poll_all());
  }
  CHECK(shop.fake->tokens_given == 4);
  CHECK(shop.fake->complaints.empty());
  CHECK(names_no_secret(shop.cursor()));
}

TEST_CASE("a renewal that fails early costs nothing; one that fails late asks for a new authorisation") {
  PolledShop shop;
  shop.options["refresh_token"] = FakeJos::kRefresh;
  shop.restart();
  shop.fake->end_token();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->tokens_given == 1);
  shop.fake->trouble = [](const std::string& method) { return method == "refresh_token" ? Fault::forbidden : Fault::none; };
  shop.clock().advance(20 * kHourMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("refresh_token") == 2);
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("refresh_token") == 2);
  shop.clock().advance(5 * kHourMs);
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::refused);
  CHECK(outcome.error().words.zh.find("重新授权") != std::string::npos);
  CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
}

TEST_CASE("new tokens in the settings win over those that were kept") {
  PolledShop shop;
  shop.options["refresh_token"] = FakeJos::kRefresh;
  shop.restart();
  shop.fake->end_token();
  REQUIRE(shop.poll_all());
  shop.options["access_token"] = shop.fake->access();
  shop.options["refresh_token"] = "";
  for (auto& [name, value] : shop.secrets.all) {
    if (name == "access_token")
      value.first = Secret(std::string(value.first.reveal().substr(0, 16)) + "void-that-must-stay-secret");
  }
  shop.restart();
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
}

TEST_CASE("too many calls: nothing is asked for a while") {
  PolledShop shop;
  shop.fake->trouble = [](const std::string&) { return Fault::too_often; };
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::unavailable);
  shop.fake->asked.clear();
  shop.clock().advance(5 * kMinuteMs);
  CHECK_FALSE(shop.poll());
  CHECK(shop.fake->asked.empty());
}

TEST_CASE("what the settings leave out is not asked for") {
  PolledShop shop;
  shop.options["orders"] = "false";
  shop.options["chats"] = "false";
  shop.restart();
  shop.fake->chat("jd_customer1", kRepA, 5 * kSecondMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("chatlog.get") == 0);
  CHECK(shop.asked("enSearch") == 0);
}

TEST_CASE("settings that cannot be right are named") {
  const auto wrong = [](const std::string& name, const std::string& value) {
    std::map<std::string, std::string> options = {
        {"app_key", FakeJos::kAppKey}, {"app_secret", FakeJos::kAppSecret}, {"access_token", FakeJos::kAccess}};
    options[name] = value;
    const auto made = jd::definition().make(testing::GivenOptions(jd::definition(), options));
    return !made && made.error().kind == ErrorKind::wrong_use;
  };
  CHECK(wrong("app_key", ""));
  CHECK(wrong("app_key", "AB&method=x"));
  CHECK(wrong("app_secret", ""));
  CHECK(wrong("access_token", ""));
  CHECK(wrong("days", "89"));
  CHECK(wrong("days", "-1"));
  CHECK(wrong("days", "many"));
  CHECK_FALSE(wrong("waiters", "甲,乙,,甲"));
  CHECK_FALSE(wrong("days", "0"));
}
