// SPDX-License-Identifier: Apache-2.0
// What the app may do and what the settings say: each thing that is missing or wrong is named, with what to do.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/wecom-kf/polled_shop.h"
#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::wecom_kf_test;

namespace {

constexpr DurationMs kPollEvery = 20 * kSecondMs;

}  // namespace

TEST_CASE("an account that the app may not manage is not asked; the words say which box to tick, and what ticking it means") {
  PolledShop shop;
  shop.fake->add_account(kOther, "售后", false);
  shop.fill(4);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE(says(outcome->lacking, "售后"));
  CHECK(says(outcome->lacking, "通过API管理微信客服账号"));
  CHECK(says(outcome->lacking, "会话分配"));
  CHECK(shop.asked("kf/sync_msg") == 1);
  CHECK(shop.fake->complaints.empty());
  // Opened later, it is read within the hour.
  shop.fake->accounts.at(kOther).manageable = true;
  shop.fill(4, kOther);
  shop.clock().advance(61 * kMinuteMs);
  const auto later = shop.poll_all();
  REQUIRE(later);
  CHECK_FALSE(says(later->lacking, "售后"));
  CHECK(shop.is_complete());
}

TEST_CASE("a right that is taken away costs one account's messages, and is asked about again") {
  PolledShop shop;
  shop.fill(4);
  REQUIRE(shop.poll_all());
  shop.fill(4);
  for (const Fault fault : {Fault::forbidden, Fault::unknown_code, Fault::missing}) {
    shop.fake->trouble = [&](const std::string& method) { return method == "kf/sync_msg" ? fault : Fault::none; };
    shop.clock().advance(10 * kMinuteMs);
    const auto outcome = shop.poll_all();
    REQUIRE(outcome);
    REQUIRE(outcome->lacking.size() == 1);
    const std::string code = fault == Fault::forbidden ? "48002" : fault == Fault::missing ? "404" : "987654";
    CHECK(says(outcome->lacking, code));
    CHECK(outcome->lacking[0].en.find(code) != std::string::npos);
    shop.fake->asked.clear();
    shop.clock().advance(kPollEvery);
    CHECK(shop.poll_all()->lacking.size() == 1);  // As long as it is so.
    CHECK(shop.asked("kf/sync_msg") == 0);
  }
  shop.fake->trouble = nullptr;
  shop.clock().advance(11 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
}

TEST_CASE("an app without any right is refused in words that name the box to tick") {
  PolledShop shop;
  shop.fake->listed = false;
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::refused);
  CHECK(outcome.error().words.zh.find("可调用接口的应用") != std::string::npos);
}

TEST_CASE("wrong keys and an untrusted address are refused with what to do, without the keys") {
  {
    PolledShop shop;
    shop.options["secret"] = "another-one-that-must-stay-secret";
    shop.restart();
    const auto outcome = shop.poll();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::refused);
    CHECK(outcome.error().words.zh.find("40001") != std::string::npos);
    CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
    CHECK(shop.fake->asked.size() == 1);
  }
  {
    PolledShop shop;
    shop.options["corp_id"] = "wwSomebodyElse";
    shop.restart();
    const auto outcome = shop.poll();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::refused);
    CHECK(outcome.error().words.en.find("40013") != std::string::npos);
  }
  for (const bool with_token : {false, true}) {
    PolledShop shop;
    if (with_token) REQUIRE(shop.poll_all());
    shop.clock().advance(kPollEvery);
    shop.fake->trouble = [](const std::string&) { return Fault::untrusted; };
    const auto outcome = shop.poll();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == ErrorKind::refused);
    CHECK(outcome.error().words.zh.find("企业可信IP") != std::string::npos);
    CHECK(outcome.error().words.zh.find("203.0.113.9") != std::string::npos);
  }
}

TEST_CASE("only the service accounts of the settings are read, also where the list is not given") {
  for (const bool listed : {true, false}) {
    PolledShop shop;
    shop.fake->add_account(kOther, "售后");
    shop.options["open_kfid"] = std::string(" ") + kOther + " ,";
    shop.restart();
    shop.fill(3);
    shop.fill(4, kOther);
    if (!listed) {
      shop.fake->trouble = [](const std::string& method) { return method == "kf/account/list" ? Fault::forbidden : Fault::none; };
    }
    REQUIRE(shop.poll_all());
    CHECK(shop.held().size() == 4);
  }
}

TEST_CASE("settings that cannot be right are named") {
  const auto wrong = [](const std::string& name, const std::string& value) {
    std::map<std::string, std::string> options = {{"corp_id", kCorp}, {"secret", kSecret}};
    options[name] = value;
    const auto made = wecom_kf::definition().make(testing::GivenOptions(wecom_kf::definition(), options));
    return !made && made.error().kind == ErrorKind::wrong_use;
  };
  CHECK(wrong("corp_id", ""));
  CHECK(wrong("corp_id", "ww 12&corpsecret=x"));
  CHECK(wrong("secret", ""));
  CHECK(wrong("days", "181"));
  CHECK(wrong("days", "-1"));
  CHECK(wrong("days", "many"));
  CHECK(wrong("open_kfid", "wk1,w/k2"));
  CHECK_FALSE(wrong("open_kfid", "wk1,wk2,,wk1"));
}

TEST_CASE("more service accounts than are read are said, not silently left out") {
  PolledShop shop;
  for (int i = 0; i < 40; ++i) shop.fake->add_account(fmt::format("wk{:03}", i), fmt::format("客服{}", i));
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "超过 30 个"));
  CHECK(shop.fake->complaints.empty());
  CHECK(shop.cursor().size() < 16'384);
}

TEST_CASE("a company without service accounts is told so") {
  PolledShop shop;
  shop.fake->accounts.clear();
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "没有可读的客服账号"));
}
