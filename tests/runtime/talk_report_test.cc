// SPDX-License-Identifier: Apache-2.0
// The page of a 1-on-1 as text: sentences whole, empty lines to write on, and what is said of a page that both have signed.
#include "agent/runtime/talk_report.h"

#include <catch2/catch.hpp>

#include "agent/runtime/report_text.h"

using namespace rigong;
using runtime::Language;

namespace {

overlay::OneOnOne page() {
  overlay::OneOnOne page;
  page.week.person = {"lin", "林小满", "售前", overlay::Role::rep, false};
  page.week.stage = {"成长期", "growing"};
  page.week.week = *parse_day("2026-11-16");
  page.week.to = page.week.week + 6;
  page.week.tasks = {"没有待办。", "No to-dos."};
  overlay::TalkFigure slow;
  slow.name = "slow_share";
  slow.title = {"慢响应", "Slow responses"};
  slow.unit = overlay::Unit::share;
  slow.better = overlay::Better::lower;
  slow.value = {0.032, 38, 1204, false};
  slow.goal = overlay::Goal{{}, 0.025, false, ""};
  slow.change = 0.007;
  page.week.figures.push_back(slow);
  page.week.wins.push_back(
      {{"一句很长的话，一直说到最后一个字也不会被截断，因为要谈的就是它。", "A sentence told whole."}, {}, {}});
  page.talk.topics = "排班";
  page.talk.agreements.push_back({page.week.week,
                                  1,
                                  "",
                                  "slow_share",
                                  0.03,
                                  page.week.week + 7,
                                  page.week.week + 13,
                                  false,
                                  {},
                                  model::Verdict::open,
                                  false,
                                  {}});
  return page;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A 1-on-1 is told as text: figures with what they are made of, sentences whole, room for what is not written yet") {
  const std::string zh = runtime::report_as_text(runtime::talk_report(page(), Language::zh));
  CHECK(holds(zh, "1 对 1 · 林小满 · 11 月 16–22 日"));
  CHECK(holds(zh, "38/1,204"));
  CHECK(holds(zh, "升 0.7 点"));
  CHECK(holds(zh, "因为要谈的就是它。"));
  CHECK(holds(zh, "我想聊的（本人）：排班"));
  CHECK(holds(zh, "影响：____"));
  CHECK(holds(zh, "慢响应不超过 3.0%（11 月 23–29 日）"));
  CHECK_FALSE(holds(zh, "双方已签字"));
  const std::string en = runtime::report_as_text(runtime::talk_report(page(), Language::en));
  CHECK(holds(en, "1-on-1 · 林小满 · 16–22 Nov"));
  CHECK(holds(en, "Effect: ____"));
  CHECK(holds(en, "Slow responses at most 3.0%"));
}

TEST_CASE("Of a talk that both have signed the text says that its figures are those of now") {
  overlay::OneOnOne talk = page();
  talk.signed_week = R"({"person":{}})";
  const std::string zh = runtime::report_as_text(runtime::talk_report(talk, Language::zh));
  CHECK(holds(zh, "双方已签字"));
  CHECK(holds(zh, "林小满"));
  CHECK(holds(zh, "38/1,204"));
}
