// SPDX-License-Identifier: Apache-2.0
// The platform's ready figures: which days are asked for and when, what their names mean, and what is left out.
#include "connectors/wecom-kf/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "tests/connectors/wecom-kf/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::wecom_kf_test;

namespace {

const Day kSunday = *parse_day("2026-03-01");

FakeStatistic some(std::int64_t customers) {
  FakeStatistic s;
  s.sessions = customers + 1;
  s.customers = customers;
  s.messages = customers * 4;
  s.reply_rate = 0.5;
  s.first_seconds = 17.5;
  s.invited = 10;
  s.taken_part = 0.4;
  s.satisfied = 0.75;
  return s;
}

bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

rapidjson::Document json(const std::string& text) { return parse_guarded_json(text, {}).value(); }

using Values = std::vector<std::pair<model::DeliveredField, double>>;

}  // namespace

TEST_CASE("a day's figures are ready from six in the morning of the next, in China") {
  const auto at = [](const char* text) { return runtime_test::at(text); };
  CHECK(wecom_kf::newest_ready(at("2026-03-02 05:59:00")) == kSunday - 1);
  CHECK(wecom_kf::newest_ready(at("2026-03-02 06:09:59")) == kSunday - 1);
  CHECK(wecom_kf::newest_ready(at("2026-03-02 06:10:00")) == kSunday);
  CHECK(wecom_kf::newest_ready(at("2026-03-02 23:59:59")) == kSunday);
  CHECK(wecom_kf::china_day(at("2026-03-02 00:00:00")) == kSunday + 1);
  CHECK(wecom_kf::china_day_start(kSunday + 1) == at("2026-03-02 00:00:00"));
}

TEST_CASE("what each figure becomes") {
  PolledShop shop;
  FakeStatistic company = some(30);
  company.messages = 200;
  shop.fake->count_shop(kShop, kSunday, company);
  shop.fake->count_reps(kShop, "", kSunday, some(20));
  shop.fake->count_reps(kShop, "WangXiaoYi", kSunday, some(12));
  REQUIRE(shop.poll_all());
  CHECK(shop.delivered() == std::vector<std::string>{
                                " 2026-03-01 consulting_customers 30",
                                " 2026-03-01 customers 20",
                                " 2026-03-01 first_response_mean_ms 17500",
                                " 2026-03-01 messages_in 200",
                                " 2026-03-01 ratings 4",
                                " 2026-03-01 ratings_good 3",
                                " 2026-03-01 reply_rate 0.5",
                                " 2026-03-01 satisfaction 0.75",
                                "WangXiaoYi 2026-03-01 customers 12",
                                "WangXiaoYi 2026-03-01 first_response_mean_ms 17500",
                                "WangXiaoYi 2026-03-01 messages_in 48",
                                "WangXiaoYi 2026-03-01 ratings 4",
                                "WangXiaoYi 2026-03-01 ratings_good 3",
                                "WangXiaoYi 2026-03-01 reply_rate 0.5",
                                "WangXiaoYi 2026-03-01 satisfaction 0.75",
                            });
  CHECK(shop.fake->complaints.empty());
}

TEST_CASE("what cannot be worked out is left out, never zero") {
  const auto values = [](const std::string& statistic) {
    wecom_kf::DayFigures figures;
    figures.add_reps(json(statistic));
    return figures.values();
  };
  // An app that assigns the sessions switches the platform's own ratings off: then none was sent.
  CHECK(values(R"({"customer_cnt":3,"satisfaction_investgate_cnt":0,"satisfaction_participation_rate":0})") ==
        Values{{model::DeliveredField::customers, 3}});
  // Asked, and nobody answered.
  CHECK(values(R"({"satisfaction_investgate_cnt":5,"satisfaction_participation_rate":0})") ==
        Values{{model::DeliveredField::ratings, 0}});
  // Answered, but how is not said.
  CHECK(values(R"({"satisfaction_investgate_cnt":5,"satisfaction_participation_rate":"0.4"})") ==
        Values{{model::DeliveredField::ratings, 2}});
  CHECK(values(R"({"customer_cnt":null,"reply_rate":null})").empty());
  CHECK(values(R"({"customer_cnt":"7","first_reply_average_sec":"3"})") ==
        Values{{model::DeliveredField::customers, 7}, {model::DeliveredField::first_response_mean_ms, 3000}});
}

TEST_CASE("values that are no sane ones are left out and counted") {
  wecom_kf::DayFigures figures;
  figures.add_reps(json(R"({"customer_cnt":-3,"customer_msg_cnt":[1],"reply_rate":1.7,"first_reply_average_sec":1e300})"));
  CHECK(figures.values().empty());
  CHECK(figures.strange() == 3);
}

TEST_CASE("several service accounts add up where that is exact, and shares stay with the one that has them") {
  PolledShop shop;
  shop.fake->add_account(kOther, "售后");
  shop.fake->add_servicer(kOther, "WangXiaoYi");
  FakeStatistic better = some(5);
  better.satisfied = 1.0;
  shop.fake->count_reps(kShop, "WangXiaoYi", kSunday, some(12));
  shop.fake->count_reps(kOther, "WangXiaoYi", kSunday, better);
  shop.fake->count_reps(kShop, "WangXiaoYi", kSunday - 1, some(2));
  REQUIRE(shop.poll_all());
  const auto lines = shop.delivered();
  CHECK(has(lines, "WangXiaoYi 2026-03-01 customers 17"));
  CHECK(has(lines, "WangXiaoYi 2026-03-01 ratings 8"));
  CHECK(has(lines, "WangXiaoYi 2026-03-01 ratings_good 7"));
  CHECK(has(lines, "WangXiaoYi 2026-03-01 satisfaction 0.875"));
  for (const std::string& line : lines) {
    CHECK(line.find("2026-03-01 reply_rate") == std::string::npos);
    CHECK(line.find("2026-03-01 first_response") == std::string::npos);
  }
  CHECK(has(lines, "WangXiaoYi 2026-02-28 reply_rate 0.5"));
}

TEST_CASE("the days before the first poll are read in stretches that the platform takes, the newest first") {
  PolledShop shop;
  shop.options["days"] = "180";
  shop.restart();
  for (int back = 0; back < 178; ++back) shop.fake->count_reps(kShop, "WangXiaoYi", kSunday - back, some(1 + back));
  shop.fake->count_shop(kShop, kSunday, some(3));
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->complaints.empty());
  const auto lines = shop.delivered();
  CHECK(has(lines, "WangXiaoYi 2026-03-01 customers 1"));
  CHECK(has(lines, fmt::format("WangXiaoYi {} customers 178", to_string(kSunday - 177))));
  // Nothing more is asked that day.
  shop.fake->asked.clear();
  shop.clock().advance(10 * kHourMs);
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("kf/get_servicer_statistic") == 0);
}

TEST_CASE("each morning brings the day before, and corrections of the days before that") {
  PolledShop shop;
  shop.fake->count_shop(kShop, kSunday, some(3));
  shop.fake->count_reps(kShop, "", kSunday, some(3));
  REQUIRE(shop.poll_all());
  shop.fake->count_shop(kShop, kSunday + 1, some(5));
  shop.fake->count_reps(kShop, "", kSunday + 1, some(5));
  shop.fake->count_reps(kShop, "", kSunday, some(4));
  shop.clock().set(runtime_test::at("2026-03-03 05:30:00"));
  REQUIRE(shop.poll_all());
  CHECK_FALSE(has(shop.delivered(), " 2026-03-02 customers 5"));
  shop.clock().set(runtime_test::at("2026-03-03 06:15:00"));
  REQUIRE(shop.poll_all());
  CHECK(has(shop.delivered(), " 2026-03-02 customers 5"));
  CHECK(has(shop.delivered(), " 2026-03-01 customers 4"));
  CHECK(shop.fake->complaints.empty());
}

TEST_CASE("figures that are late are asked for again, until the evening") {
  PolledShop shop;
  shop.fake->count_shop(kShop, kSunday, some(3));
  REQUIRE(shop.poll_all());
  shop.clock().set(runtime_test::at("2026-03-03 06:15:00"));
  REQUIRE(shop.poll_all());
  shop.clock().set(runtime_test::at("2026-03-03 07:00:00"));
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("kf/get_corp_statistic") == 0);
  shop.fake->count_shop(kShop, kSunday + 1, some(5));
  shop.clock().set(runtime_test::at("2026-03-03 08:20:00"));
  REQUIRE(shop.poll_all());
  CHECK(has(shop.delivered(), " 2026-03-02 consulting_customers 5"));
  // A day without a customer has none for ever.
  shop.clock().set(runtime_test::at("2026-03-04 18:05:00"));
  REQUIRE(shop.poll_all());
  shop.fake->asked.clear();
  shop.clock().set(runtime_test::at("2026-03-04 23:00:00"));
  REQUIRE(shop.poll_all());
  CHECK(shop.asked("kf/get_corp_statistic") == 0);
}

TEST_CASE("a large team is read a few calls at a time, and messages are not asked for more often meanwhile") {
  PolledShop shop;
  for (int i = 0; i < 60; ++i) {
    const std::string rep = fmt::format("rep{:02}", i);
    shop.fake->add_servicer(kShop, rep);
    shop.fake->count_reps(kShop, rep, kSunday, some(1 + i));
  }
  shop.fake->customer_says(kShop, "wmA", "在吗");
  int polls = 0;
  for (bool more = true; more; ++polls) {
    shop.fake->asked.clear();
    const auto outcome = shop.poll();
    REQUIRE(outcome);
    more = outcome->more;
    CHECK(shop.fake->asked.size() <= 18);
    if (polls > 0) CHECK(shop.asked("kf/sync_msg") == 0);
    if (polls == 3) shop.restart();
  }
  CHECK(polls >= 5);
  CHECK(has(shop.delivered(), "rep00 2026-03-01 customers 1"));
  CHECK(has(shop.delivered(), "rep59 2026-03-01 customers 60"));
  CHECK(shop.fake->complaints.empty());
}

TEST_CASE("without the right to figures they are lacking, and messages come all the same") {
  PolledShop shop;
  shop.fake->figures_allowed = false;
  shop.fake->customer_says(kShop, "wmA", "在吗");
  shop.fake->count_shop(kShop, kSunday, some(3));
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE(says(outcome->lacking, "获取客服数据统计"));
  CHECK(says(outcome->lacking, "48002"));
  CHECK(shop.held().size() == 1);
  shop.fake->figures_allowed = true;
  shop.clock().advance(7 * kHourMs);
  const auto later = shop.poll_all();
  REQUIRE(later);
  CHECK(later->lacking.empty());
  CHECK(has(shop.delivered(), " 2026-03-01 consulting_customers 3"));
}

TEST_CASE("where one account's figures are not given, the others come, and it is said") {
  PolledShop shop;
  shop.fake->add_account(kOther, "售后");
  shop.fake->count_shop(kShop, kSunday, some(3));
  shop.fake->count_shop(kOther, kSunday, some(4));
  shop.fake->trouble = [&](const std::string& method) {
    const bool others = shop.fake->asked.back().find(kOther) != std::string::npos;
    return method.find("statistic") != std::string::npos && others ? Fault::forbidden : Fault::none;
  };
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "全部或部分"));
  CHECK(has(shop.delivered(), " 2026-03-01 consulting_customers 3"));
  // Given the next morning, the day before is set right.
  shop.fake->trouble = nullptr;
  shop.clock().advance(kDayMs);
  shop.fake->count_shop(kShop, kSunday + 1, some(1));
  REQUIRE(shop.poll_all());
  CHECK(has(shop.delivered(), " 2026-03-01 consulting_customers 7"));
}

TEST_CASE("reps outside what the app may see, and departments, are said; the others come") {
  PolledShop shop;
  shop.fake->add_department(kShop, 4);
  shop.fake->invisible = {"LiXiaoEr"};
  shop.fake->count_shop(kShop, kSunday, some(3));
  shop.fake->count_reps(kShop, "WangXiaoYi", kSunday, some(3));
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  CHECK(says(outcome->lacking, "可见范围"));
  CHECK(says(outcome->lacking, "部门"));
  CHECK(has(shop.delivered(), "WangXiaoYi 2026-03-01 customers 3"));
}

TEST_CASE("what is not given of a rep or an account is asked for again with all the days that were missed") {
  const auto is_rep = [](const std::string& asked) { return asked.find("LiXiaoEr") != std::string::npos; };
  const auto is_account = [](const std::string& asked) { return asked.find(kOther) != std::string::npos; };
  const auto is_list = [](const std::string& asked) { return asked.starts_with("kf/servicer/list"); };
  for (const auto& is_refused : std::vector<std::function<bool(const std::string&)>>{is_rep, is_account, is_list}) {
    for (const Fault fault : {Fault::unknown_code, Fault::forbidden, Fault::missing}) {
      PolledShop shop;
      shop.options["days"] = "100";
      shop.restart();
      shop.fake->add_account(kOther, "售后");
      for (int back = 0; back < 100; ++back) {
        shop.fake->count_reps(kShop, "LiXiaoEr", kSunday - back, some(1 + back));
        shop.fake->count_shop(kShop, kSunday - back, some(3));
        shop.fake->count_shop(kOther, kSunday - back, some(4));
      }
      shop.fake->trouble = [&](const std::string&) { return is_refused(shop.fake->asked.back()) ? fault : Fault::none; };
      REQUIRE(shop.poll_all());
      const auto is_there = [&] {
        const auto lines = shop.delivered();
        return has(lines, "LiXiaoEr 2026-01-10 customers 51") && has(lines, " 2026-01-10 consulting_customers 7");
      };
      CHECK_FALSE(is_there());
      shop.fake->trouble = nullptr;
      shop.clock().advance(kDayMs);
      shop.fake->count_shop(kShop, kSunday + 1, some(1));
      REQUIRE(shop.poll_all());
      CHECK(is_there());
      CHECK(shop.fake->complaints.empty());
      // Once, and no longer.
      shop.clock().advance(kDayMs);
      shop.fake->count_shop(kShop, kSunday + 2, some(1));
      shop.fake->asked.clear();
      REQUIRE(shop.poll_all());
      CHECK(shop.asked("kf/get_corp_statistic") == 2);
    }
  }
}

TEST_CASE("a rep who is never given makes later walks longer ever more seldom, and is read once they are") {
  PolledShop shop;
  shop.options["days"] = "100";
  shop.restart();
  for (int back = 0; back < 100; ++back) shop.fake->count_reps(kShop, "LiXiaoEr", kSunday - back, some(1 + back));
  shop.fake->invisible = {"LiXiaoEr"};
  int long_walks = 0;
  for (int day = 0; day < 40; ++day) {
    shop.fake->count_shop(kShop, kSunday + day, some(3));
    shop.fake->asked.clear();
    REQUIRE(shop.poll_all());
    long_walks += shop.asked("kf/get_corp_statistic") > 1 ? 1 : 0;
    if (day == 30) shop.fake->invisible.clear();
    shop.clock().advance(kDayMs);
  }
  // On the first day, each day of the first week, and after 8, 16 and 32 more.
  CHECK(long_walks == 11);
  CHECK(has(shop.delivered(), "LiXiaoEr 2026-01-10 customers 51"));
  CHECK(shop.cursor().find("missed") == std::string::npos);
}

TEST_CASE("whether figures fail or not, messages go on") {
  for (const Fault fault : {Fault::server_error, Fault::truncated, Fault::lost, Fault::busy, Fault::too_large, Fault::web_page}) {
    PolledShop shop;
    shop.fake->count_shop(kShop, kSunday, some(3));
    shop.fake->trouble = [&](const std::string& method) {
      return method.find("statistic") != std::string::npos ? fault : Fault::none;
    };
    for (int i = 0; i < 20; ++i) {
      shop.fake->customer_says(kShop, "wmA", "在吗");
      REQUIRE(shop.poll_all());
      shop.clock().advance(20 * kSecondMs);
    }
    CHECK(shop.held() == shop.ledger());
    shop.fake->trouble = nullptr;
    shop.clock().advance(11 * kMinuteMs);
    REQUIRE(shop.poll_all());
    CHECK(has(shop.delivered(), " 2026-03-01 consulting_customers 3"));
  }
}

TEST_CASE("rows of figures of other days, or of none, are not taken") {
  wecom_kf::FiguresByDay days;
  const auto document = json(
      R"({"statistic_list":[{"stat_time":1772294400,"statistic":{"customer_cnt":1}},{"stat_time":"1772380800","statistic":{"customer_cnt":2}},)"
      R"({"stat_time":1772467200},{"statistic":{"customer_cnt":9}},{"stat_time":5,"statistic":{}},7]})");
  CHECK(wecom_kf::add_statistics(document, wecom_kf::FiguresKind::shop, kSunday, kSunday, days) == 3);
  REQUIRE(days.size() == 1);
  CHECK(days.at(kSunday).values() == Values{{model::DeliveredField::consulting_customers, 1}});
}
