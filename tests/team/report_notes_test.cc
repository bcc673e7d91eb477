// SPDX-License-Identifier: Apache-2.0
#include "agent/team/report_notes.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::team;

namespace {

const Day kTo = *parse_day("2026-11-30");

std::vector<std::string> zh(const ReportFacts& facts) {
  std::vector<std::string> all;
  for (const Words& each : report_notes(facts)) {
    CHECK_FALSE(each.en.empty());
    all.push_back(each.zh);
  }
  return all;
}

}  // namespace

TEST_CASE("A report of a whole, final month with complaints needs no note") {
  ReportFacts facts;
  facts.to = kTo;
  CHECK(zh(facts).empty());
}

TEST_CASE("What is not final, not over or not recorded is said, in the order in which it matters") {
  ReportFacts facts;
  facts.to = *parse_day("2026-11-24");
  facts.over = false;
  facts.settled = false;
  facts.complaints = false;
  CHECK(zh(facts) == std::vector<std::string>{"这个月还没过完，数字到 11 月 24 日为止。",
                                              "投诉没有来源：接入的平台都不提供，所以没有这一项。"});
  facts.month = false;
  CHECK(report_notes(facts).front().zh == "这一周还没过完，数字到 11 月 24 日为止。");
  facts.over = true;
  CHECK(report_notes(facts).front().zh == "还有数字没定稿（晚到的评价、退款和订单会改动它），定稿后会自动重算，并列出改了什么。");
  facts.source = "jd";
  CHECK(report_notes(facts)[1].zh.starts_with("数字来自 jd 的后台"));
}

TEST_CASE("Special days in a row under one name are said together; those of the period before only where it is compared with") {
  ReportFacts facts;
  facts.to = kTo;
  const Day eve = *parse_day("2026-11-10");
  facts.special = {{eve, "双11"}, {eve + 1, "双11"}, {eve + 5, "双11"}, {eve + 6, "断网"}};
  facts.special_before = {{*parse_day("2026-10-01"), "国庆"}};
  const auto notes = zh(facts);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0] ==
        "含特殊日子 11 月 10–11 日（双11）、11 月 15 日（双11）、11 月 16 日（断网），数字都算在内；与平常相比时请留意。");
  CHECK(notes[1] == "上个月含特殊日子 10 月 1 日（国庆），升降要打折扣看。");
  facts.compared = false;
  CHECK(zh(facts).size() == 2);
  CHECK(zh(facts)[0].starts_with("今天刚开始"));
}
