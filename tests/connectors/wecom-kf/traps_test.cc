// SPDX-License-Identifier: Apache-2.0
// Each trap of the platform's messages by itself. Those of its ready figures are in figures_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/wecom-kf/cursor.h"
#include "tests/connectors/wecom-kf/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::wecom_kf_test;

namespace {

constexpr DurationMs kPollEvery = 20 * kSecondMs;

// Once whatever troubled it is over, nothing is missing after a while.
void check_recovers(PolledShop& shop, DurationMs after = 2 * kHourMs) {
  shop.fake->trouble = nullptr;
  shop.clock().advance(after);
  const auto outcome = shop.poll_all();
  INFO((outcome ? std::string("ok") : outcome.error().words.en));
  REQUIRE(outcome);
  CHECK(shop.is_complete());
}

}  // namespace

TEST_CASE("an idle poll asks once and writes nothing") {
  PolledShop shop;
  shop.fill(60);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  shop.clock().advance(kPollEvery);
  REQUIRE(shop.poll_all());
  const auto number = shop.change_number();
  shop.fake->asked.clear();
  shop.clock().advance(kPollEvery);
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  CHECK(shop.change_number() == number);
  // What comes next is there with the next poll, for one question.
  shop.fake->customer_says(kShop, "wmCustomer1", "还在吗");
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  CHECK(shop.is_complete());
}

TEST_CASE("one token serves for two hours, also after a restart, and is renewed before it ends") {
  PolledShop shop;
  shop.fill(3);
  REQUIRE(shop.poll_all());
  for (int i = 0; i < 9; ++i) {
    shop.clock().advance(10 * kMinuteMs);
    shop.restart();
    REQUIRE(shop.poll_all());
  }
  CHECK(shop.fake->tokens_given == 1);
  for (int i = 0; i < 6; ++i) {
    shop.clock().advance(10 * kMinuteMs);
    REQUIRE(shop.poll_all());
  }
  CHECK(shop.fake->tokens_given == 2);
  CHECK(shop.fake->complaints.empty());
  CHECK(names_no_secret(shop.cursor()));
}

TEST_CASE("a token that the platform no longer takes is renewed within the poll, once") {
  for (const Fault fault : {Fault::token_void, Fault::token_ended}) {
    PolledShop shop;
    shop.fill(3);
    REQUIRE(shop.poll_all());
    shop.clock().advance(kPollEvery);
    shop.fill(3);
    int refusals = 1;
    shop.fake->trouble = [&](const std::string& method) { return method != "gettoken" && refusals-- > 0 ? fault : Fault::none; };
    shop.fake->asked.clear();
    REQUIRE(shop.poll());
    CHECK(shop.asked("gettoken") == 1);
    CHECK(shop.is_complete());
    // Never again and again.
    shop.fake->trouble = [&](const std::string&) { return fault; };
    shop.clock().advance(kPollEvery);
    shop.fake->asked.clear();
    const auto failed = shop.poll();
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == ErrorKind::unavailable);
    CHECK(shop.asked("gettoken") == 1);
    check_recovers(shop);
  }
}

TEST_CASE("a token that was kept for another company is not used") {
  PolledShop shop;
  shop.fill(2);
  shop.secrets.all.emplace("access_token", std::pair(Secret("ww-other token-of-another-company"), kLatestTime));
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.front() == "gettoken");
  CHECK(shop.is_complete());
  CHECK(shop.fake->tokens_given == 1);
}

TEST_CASE("pages come with fewer rows than asked for, or none, and are read to their end") {
  PolledShop shop;
  shop.fake->rows_of_page = 7;
  shop.fake->empty_page_every = 3;
  shop.fill(200);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  CHECK(shop.asked("kf/sync_msg") > 30);
}

TEST_CASE("who takes a session, hands it on and ends it") {
  PolledShop shop;
  FakeWecom& fake = *shop.fake;
  fake.customer_says(kShop, "wmA", "有货吗");
  fake.session_changes(kShop, "wmA", 1, "", "WangXiaoYi");
  shop.clock().advance(kMinuteMs);
  fake.session_changes(kShop, "wmA", 2, "WangXiaoYi", "LiXiaoEr");
  fake.session_changes(kShop, "wmA", 2, "LiXiaoEr", "");
  shop.clock().advance(kMinuteMs);
  fake.session_changes(kShop, "wmA", 3, "LiXiaoEr", "");
  fake.session_changes(kShop, "wmA", 4, "", "WangXiaoYi");
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  CHECK(shop.held().size() == 6);
}

TEST_CASE("messages taken back count nowhere, whether they come with the recall or came long before") {
  PolledShop shop;
  FakeWecom& fake = *shop.fake;
  const std::string at_once = fake.customer_says(kShop, "wmA", "错了");
  shop.clock().advance(kMinuteMs);
  fake.recall(kShop, at_once);
  const std::string later = fake.rep_says(kShop, "wmA", "WangXiaoYi", "发错了");
  REQUIRE(shop.poll_all());
  shop.clock().advance(kMinuteMs);
  fake.recall(kShop, later);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  const auto held = shop.held();
  CHECK(std::count_if(held.begin(), held.end(), [](const std::string& each) { return each.ends_with("withdrawn"); }) == 2);
}

TEST_CASE("windows opened, reps gone for lunch and events that nobody knows are no records and no complaint") {
  PolledShop shop;
  FakeItem event;
  event.origin = 4;
  event.msgtype = "event";
  for (const char* type : {"enter_session", "servicer_status_change", "reject_customer_msg_switch_change", "something_new"}) {
    event.event_type = type;
    event.customer = std::string(type) == "servicer_status_change" ? "" : "wmA";
    shop.fake->add(kShop, event);
  }
  shop.fill(2);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  CHECK(shop.held().size() == 2);
  CHECK(shop.kept_rows().empty());
}

TEST_CASE("pictures and voices are messages, and what the platform says by itself is the system's") {
  PolledShop shop;
  FakeItem item;
  item.customer = "wmA";
  for (const char* type : {"image", "voice", "file", "location", "something_new"}) {
    item.msgtype = type;
    shop.fake->add(kShop, item);
  }
  item.msgtype = "text";
  item.origin = 4;
  item.text = "图片过大";
  shop.fake->add(kShop, item);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  CHECK(shop.held().size() == 6);
}

TEST_CASE("a row that cannot be used is named without a word of the customer, and the page goes on") {
  PolledShop shop;
  FakeItem item;
  item.customer = "wmPrivate";
  item.origin = 77;
  item.text = "我的电话";
  shop.fake->add(kShop, item);
  item.origin = 4;
  item.msgtype = "event";
  item.event_type = "session_status_change";
  item.change_type = 9;
  shop.fake->add(kShop, item);
  shop.fake->customer_says(kShop, "wmA", "你好");
  REQUIRE(shop.poll_all());
  CHECK(shop.held().size() == 1);
  const auto rows = shop.kept_rows();
  REQUIRE(rows.size() == 2);
  for (const std::string& row : rows) {
    CHECK(row.starts_with("kf/sync_msg msgid=msg"));
    CHECK(row.find("wmPrivate") == std::string::npos);
    CHECK(row.find("电话") == std::string::npos);
  }
  shop.clock().advance(kPollEvery);
  REQUIRE(shop.poll_all());
  CHECK(shop.kept_rows().size() == 2);
}

TEST_CASE("two service accounts are two lists; one that fails does not stop the other, nor one that has no end") {
  PolledShop shop;
  shop.fake->add_account(kOther, "售后");
  shop.fill(20);
  shop.fill(20, kOther);
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
  shop.clock().advance(kPollEvery);
  shop.fill(5);
  shop.fill(5, kOther);
  int asked = 0;
  // The first in order is the one that fails.
  shop.fake->trouble = [&](const std::string& method) {
    return method == "kf/sync_msg" && asked++ == 0 ? Fault::truncated : Fault::none;
  };
  const auto outcome = shop.poll();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "售后"));
  CHECK(shop.held().size() == 45);
  check_recovers(shop, kPollEvery);
}

TEST_CASE("asked too often, it leaves the platform alone for a minute and keeps what it has") {
  PolledShop shop;
  shop.fake->add_account(kOther, "售后");
  shop.fill(4);
  shop.fill(4, kOther);
  int asked = 0;
  shop.fake->trouble = [&](const std::string& method) {
    return method == "kf/sync_msg" && asked++ == 1 ? Fault::too_often : Fault::none;
  };
  const auto outcome = shop.poll();
  REQUIRE(outcome);
  CHECK(outcome->again_in == kMinuteMs);
  CHECK_FALSE(outcome->more);
  CHECK(shop.held().size() == 4);
  shop.fake->asked.clear();
  shop.clock().advance(30 * kSecondMs);
  CHECK_FALSE(shop.poll());
  CHECK(shop.fake->asked.empty());
  check_recovers(shop, kMinuteMs);
}

TEST_CASE("every fault in every place loses nothing, and no word of a secret comes out") {
  const std::vector<Fault> faults = {Fault::too_often,    Fault::busy,        Fault::untrusted,     Fault::too_many,
                                     Fault::server_error, Fault::gateway,     Fault::missing,       Fault::truncated,
                                     Fault::web_page,     Fault::lost,        Fault::too_large,     Fault::forbidden,
                                     Fault::unknown_code, Fault::other_shape, Fault::other_account, Fault::slow};
  for (const std::string place : {"gettoken", "kf/account/list", "kf/servicer/list", "kf/sync_msg", "kf/get_corp_statistic"}) {
    for (const Fault fault : faults) {
      INFO(static_cast<int>(fault) << " at " << place);
      PolledShop shop;
      shop.fill(30);
      shop.fake->trouble = [&](const std::string& method) { return method == place ? fault : Fault::none; };
      for (int i = 0; i < 3; ++i) {
        const auto outcome = shop.poll_all();
        if (!outcome) CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
        if (outcome) {
          for (const Words& words : outcome->lacking) CHECK(names_no_secret(words.zh + words.en));
        }
        shop.clock().advance(kPollEvery);
      }
      check_recovers(shop);
    }
  }
}

TEST_CASE("odd spellings are read all the same") {
  for (const int messages : {0, 1, 9}) {
    PolledShop shop;
    shop.fill(messages);
    shop.fake->trouble = [](const std::string& method) { return method == "kf/sync_msg" ? Fault::odd_shape : Fault::none; };
    REQUIRE(shop.poll_all());
    CHECK(shop.is_complete());
  }
}

TEST_CASE("a text that was cut within a character does not stop what comes behind it") {
  PolledShop shop;
  shop.fill(9);
  shop.fake->trouble = [](const std::string& method) { return method == "kf/sync_msg" ? Fault::bad_bytes : Fault::none; };
  REQUIRE(shop.poll_all());
  CHECK(shop.is_complete());
}

TEST_CASE("lists without an end are noticed") {
  for (const Fault fault : {Fault::same_cursor, Fault::circling}) {
    PolledShop shop;
    shop.fill(10);
    shop.fake->rows_of_page = 1;
    REQUIRE(shop.poll());
    shop.fake->trouble = [&](const std::string& method) { return method == "kf/sync_msg" ? fault : Fault::none; };
    const auto outcome = shop.poll_all();
    const bool noticed = outcome ? says(outcome->lacking, "售前") : outcome.error().kind == ErrorKind::unavailable;
    CHECK(noticed);
    check_recovers(shop);
  }
}

TEST_CASE("a cursor that leads days back is not followed, and one that always does is") {
  for (const bool always : {false, true}) {
    PolledShop shop;
    shop.fake->rows_of_page = 3;
    for (int day = 0; day < 3; ++day) {
      shop.fill(60);
      REQUIRE(shop.poll_all());
      shop.clock().advance(20 * kHourMs);
    }
    shop.fill(7);
    int pages = 0;
    shop.fake->trouble = [&](const std::string& method) {
      const bool is_it = method == "kf/sync_msg" && (++pages == 1 || (always && pages < 20 && pages % 2 == 1));
      return is_it ? Fault::circling : Fault::none;
    };
    shop.fake->asked.clear();
    REQUIRE(shop.poll_all());
    CHECK(shop.is_complete() == !always);
    check_recovers(shop, kPollEvery);
    CHECK((shop.asked("kf/sync_msg") < 10) == !always);
  }
}

TEST_CASE("a cursor that the platform does not know any more is given up, and nothing is doubled") {
  PolledShop shop;
  shop.fill(10);
  REQUIRE(shop.poll_all());
  shop.fake->trouble = [&](const std::string& method) {
    const bool with_cursor = method == "kf/sync_msg" && shop.fake->asked.back().find("cursor") != std::string::npos;
    return with_cursor ? Fault::unknown_code : Fault::none;
  };
  shop.fill(10);
  shop.clock().advance(kPollEvery);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.empty());
  CHECK(shop.is_complete());
}

TEST_CASE("a code that comes and goes is no reason to begin at the oldest again") {
  PolledShop shop;
  shop.fake->rows_of_page = 3;
  shop.fill(60);
  REQUIRE(shop.poll_all());
  int refused = 0;
  shop.fake->trouble = [&](const std::string& method) {
    return method == "kf/sync_msg" && ++refused == 1 ? Fault::unknown_code : Fault::none;
  };
  shop.fill(2);
  shop.clock().advance(kPollEvery);
  shop.fake->asked.clear();
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.empty());
  CHECK(shop.is_complete());
  CHECK(shop.asked("kf/sync_msg") <= 4);
}

TEST_CASE("after more than three days without network the gap is named") {
  PolledShop shop;
  shop.fill(10);
  REQUIRE(shop.poll_all());
  shop.clock().advance(kDayMs);
  shop.fill(10);
  const auto lost = shop.ledger();
  shop.clock().advance(4 * kDayMs);
  shop.fill(10);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE(says(outcome->lacking, "平台只留 3 天"));
  CHECK(outcome->lacking[0].en.find("2026-03-02T") != std::string::npos);
  CHECK(outcome->lacking[0].en.find("2026-03-04T") != std::string::npos);
  CHECK(shop.held().size() == 20);
  CHECK(lost.size() == 20);
  shop.clock().advance(11 * kDayMs);
  REQUIRE(shop.poll_all());
}

TEST_CASE("two days without network are no gap") {
  PolledShop shop;
  shop.fill(10);
  REQUIRE(shop.poll_all());
  shop.fill(10);
  shop.clock().advance(2 * kDayMs);
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(outcome->lacking.empty());
  CHECK(shop.is_complete());
}

TEST_CASE("what lies before the first day is not taken") {
  PolledShop shop;
  shop.options["days"] = "0";
  shop.restart();
  shop.fake->customer_says(kShop, "wmA", "昨天的", shop.fake->now() - 86'400);
  shop.fill(3);
  REQUIRE(shop.poll_all());
  CHECK(shop.held().size() == 3);
}

TEST_CASE("their clock may be hours off, and ours may be set back") {
  for (const DurationMs ahead : {5 * kHourMs, -5 * kHourMs}) {
    PolledShop shop;
    shop.fake->clock_ahead = ahead;
    shop.fill(10);
    REQUIRE(shop.poll_all());
    CHECK(shop.is_complete());
  }
  PolledShop shop;
  shop.fill(10);
  REQUIRE(shop.poll_all());
  shop.clock().advance(-2 * kDayMs);
  shop.fill(10);
  REQUIRE(shop.poll_all());
  CHECK(shop.held() == shop.ledger());
}

TEST_CASE("a damaged cursor, and one of another company, begin anew") {
  for (const char* text : {"", "{}", "[1,2]", "{\"v\":1}", "not json", R"({"v":1,"corp":"wwOther","accounts":[]})",
                           R"({"v":1,"corp":"ww0123456789abcdef","accounts":[{"name":"x"}]})",
                           R"({"v":2,"corp":"ww0123456789abcdef","accounts":[]})"}) {
    INFO(text);
    CHECK_FALSE(wecom_kf::read_cursor(text, kCorp));
  }
  // What can be read is bounded.
  const auto odd = wecom_kf::read_cursor(
      R"({"v":1,"corp":"ww0123456789abcdef","accounts":[],"roster_at":9999999999999999,"figures":{"until":-5,"pass":{"to":999999999999}}})",
      kCorp);
  REQUIRE(odd);
  CHECK(odd->roster_at == kLatestTime);
  CHECK(odd->figures.until.number == 0);
  CHECK(odd->figures.pass->to.number == 100'000);
  CHECK(wecom_kf::write_cursor(*wecom_kf::read_cursor(wecom_kf::write_cursor(*odd), kCorp)) == wecom_kf::write_cursor(*odd));
}
