// SPDX-License-Identifier: Apache-2.0
#include "agent/team/next_step.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::team;
using Kind = NextStep::Kind;

namespace {

constexpr TimeMs kMidnight = 1'800'000'000'000;

// Conversation, minute of the day at which it opened, seconds to the answer.
StepTurn turn(std::uint64_t conversation, int minute, int seconds) {
  StepTurn result;
  result.conversation = conversation;
  result.opened_at = kMidnight + minute * kMinuteMs;
  result.until = result.opened_at + seconds * kSecondMs;
  result.minute = minute;
  result.response_ms = seconds * kSecondMs;
  result.answered = true;
  result.slow = seconds > 180;
  return result;
}

StepFacts facts(std::vector<StepTurn> turns) {
  StepFacts facts;
  facts.warn_after_ms = 100 * kSecondMs;
  facts.slow_after_ms = 180 * kSecondMs;
  facts.first_answer_ms = 30 * kSecondMs;
  facts.turns = std::move(turns);
  return facts;
}

}  // namespace

TEST_CASE("who waits past the warning comes before everything else") {
  StepFacts all = facts({turn(1, 600, 400)});
  all.waiting_past_warning = 1;
  const auto step = next_step(all);
  REQUIRE(step);
  CHECK(step->kind == Kind::answer_waiting);
  CHECK(step->count == 1);
  CHECK(step->words.zh == "1 位已等了超过 1 分 40 秒。先应哪一位一声？");
  CHECK(step->words.en == "1 customer has waited for more than 1 min 40 s. A first word to them?");
  all.waiting_past_warning = 2;
  CHECK(next_step(all)->words.en == "2 customers have waited for more than 1 min 40 s. To whom goes a first word?");
  CHECK(next_step(facts({})) == std::nullopt);
}

TEST_CASE("slow turns that lie together name the hour and how many were in touch") {
  // Four of five slow turns between 14:00 and 15:00. At each of them the other three of that hour are in touch: 14:10 to 14:15
  // all four conversations wait together.
  StepFacts all = facts({turn(9, 600, 200), turn(1, 850, 400), turn(2, 851, 400), turn(3, 852, 400), turn(4, 853, 400)});
  const auto step = next_step(all);
  REQUIRE(step);
  CHECK(step->kind == Kind::slow_hour);
  CHECK(step->count == 4);
  CHECK(step->minute_from == 14 * 60);
  CHECK(step->minute_to == 15 * 60);
  // In touch at the four openings: 1, 2, 3, 4; the upper middle is 3.
  CHECK(step->words.zh == "5 次慢响应里 4 次在 14:00–15:00，当时同时接待 3 位。看看这几段，哪里可以先应一声？");
  CHECK(step->words.en ==
        "4 of 5 slow turns lie between 14:00–15:00, with 3 customers at the same time. Where in them was there room for a first "
        "word?");
  CHECK(step->why.zh.find("5 轮超过 3 分钟") != std::string::npos);
  // Two an hour are no pattern, nor are three of seven.
  CHECK(next_step(facts({turn(1, 850, 400), turn(2, 851, 400)}))->kind == Kind::slowest_turns);
  CHECK(next_step(facts({turn(1, 850, 400), turn(2, 851, 400), turn(3, 852, 400), turn(4, 60, 400), turn(5, 120, 400),
                         turn(6, 180, 400), turn(7, 240, 400)}))
            ->kind == Kind::slowest_turns);
}

TEST_CASE("in touch counts conversations around the moment, with pauses up to ten minutes") {
  const std::vector<StepTurn> turns = {turn(1, 600, 60), turn(2, 601, 60), turn(1, 610, 60), turn(2, 630, 60)};
  const auto at = [&](int minute) { return in_touch_at(turns, kMidnight + minute * kMinuteMs); };
  CHECK(at(599) == 0);
  CHECK(at(600) == 1);
  CHECK(at(601) == 2);
  CHECK(at(605) == 1);  // 1 goes on at 10:10, nine minutes after its answer; 2 only at 10:30.
  CHECK(at(620) == 0);
}

TEST_CASE("what had no answer, what took longest, and how it began") {
  StepFacts all = facts({turn(1, 600, 250), turn(2, 700, 20)});
  all.turns[1].answered = false;
  all.turns[1].unanswered = true;
  CHECK(next_step(all)->kind == Kind::unanswered);
  CHECK(next_step(all)->count == 1);
  CHECK(next_step(all)->words.en == "1 turn without an answer today. Can a word still be added?");
  all.today = false;
  CHECK(next_step(all)->words.zh == "这一天有 1 轮没有回复。现在还能补一句吗？");

  all = facts({turn(1, 600, 250), turn(2, 700, 20)});
  CHECK(next_step(all)->words.zh == "最慢的 2 轮：4 分 10 秒、20 秒。看看这几段，当时在等什么？");
  all = facts({turn(1, 600, 59)});
  all.response_over_goal = true;
  CHECK(next_step(all)->words.en == "The slowest turn took 59 s. What was it waiting for?");

  all = facts({turn(1, 600, 40), turn(2, 700, 20)});
  all.turns[0].first_response = all.turns[1].first_response = true;
  CHECK(next_step(all)->kind == Kind::keep);
  all.first_answers_under_goal = true;
  CHECK(next_step(all)->kind == Kind::first_answer);
  CHECK(next_step(all)->words.zh == "2 次首响里 1 次超过 30 秒。哪一句可以先发出去？");
}

TEST_CASE("few ratings are named only where ratings are known and there were enough talks") {
  StepFacts all = facts({turn(1, 600, 20)});
  all.ratings = 3;
  all.sessions = 12;
  CHECK(next_step(all)->kind == Kind::keep);
  all.ratings_known = true;
  CHECK(next_step(all)->kind == Kind::few_ratings);
  CHECK(next_step(all)->words.en == "3 ratings today; from 10 on it is a percentage. Ask for one at the end?");
  all.sessions = 9;
  CHECK(next_step(all)->kind == Kind::keep);
  CHECK(next_step(all)->words.en == "1 turn today, none slow and none without an answer. Which figure to look at next?");
}

TEST_CASE("a task past its time comes behind customers who wait, and before figures") {
  StepFacts all = facts({turn(1, 600, 400)});
  all.work.overdue = {{"t1", "1122-12 改地址", kMidnight}, {"t2", "复习", kMidnight + 1}};
  all.waiting_past_warning = 1;
  CHECK(next_step(all)->kind == Kind::answer_waiting);
  all.waiting_past_warning = 0;
  auto step = next_step(all);
  REQUIRE(step);
  CHECK(step->kind == Kind::task_overdue);
  CHECK(step->task == "t1");
  CHECK(step->count == 2);
  CHECK(step->words.zh == "2 项约好的时间已经过了，最早的是“1122-12 改地址”。先看哪一项？");
  all.work.overdue.pop_back();
  CHECK(next_step(all)->words.en == "The time of '1122-12 改地址' has passed. Note how far it is, or set another time?");
}

TEST_CASE("a task whose time comes soon says how long there is") {
  StepFacts all = facts({turn(1, 600, 400)});
  all.now = kMidnight;
  all.work.due_soon = {{"t1", "回电", kMidnight + 25 * kMinuteMs - 10 * kSecondMs}};
  const auto step = next_step(all);
  CHECK(step->kind == Kind::task_due);
  CHECK(step->words.zh == "“回电”还剩 25 分钟。现在看一眼？");
  all.work.due_soon[0].due_at = kMidnight;
  CHECK(next_step(all)->words.zh == "“回电”还剩 1 分钟。现在看一眼？");
}

TEST_CASE("a follow-up is a customer to be asked, not something to be finished") {
  StepFacts all = facts({turn(1, 600, 400)});
  all.now = kMidnight;
  all.work.due_soon = {{"f1", "改地址 2 单", kMidnight + 12 * kMinuteMs, true}};
  CHECK(next_step(all)->words.zh == "12 分钟后要回访“改地址 2 单”。先看一眼原来的情况？");
  all.work.overdue = {{"f1", "改地址 2 单", kMidnight, true}};
  CHECK(next_step(all)->words.zh == "“改地址 2 单”约好的回访时间已经过了。现在联系，还是改个时间？");
  all.work.overdue.push_back({"t2", "复习", kMidnight + 1});
  CHECK(next_step(all)->words.zh == "2 项约好的时间已经过了，最早的是“改地址 2 单”。先看哪一项？");
}

TEST_CASE("the last hour closes the day where something has no word on it") {
  StepFacts all = facts({turn(1, 600, 400)});
  all.work.open = 3;
  all.work.unexplained = 2;
  CHECK(next_step(all)->kind == Kind::slowest_turns);
  all.work.last_hour = true;
  CHECK(next_step(all)->kind == Kind::close_day);
  CHECK(next_step(all)->words.zh == "还有 3 项没做完，其中 2 项没写到哪一步。写一句再交班？");
  all.work.unexplained = 0;
  CHECK(next_step(all)->kind == Kind::slowest_turns);
}

TEST_CASE("a small step is proposed where nothing stands out and none is chosen") {
  StepFacts all = facts({turn(1, 600, 20)});
  all.work.may_promise = true;
  CHECK(next_step(all)->kind == Kind::choose_promises);
  all.turns.clear();
  CHECK(next_step(all)->kind == Kind::choose_promises);
  // Nothing is said of figures where there are none.
  CHECK(next_step(all)->why.zh.find("数字") == std::string::npos);
  all.work.may_promise = false;
  CHECK_FALSE(next_step(all));
  // What stands out comes first.
  all.turns = {turn(1, 600, 400)};
  all.work.may_promise = true;
  CHECK(next_step(all)->kind == Kind::slowest_turns);
}

TEST_CASE("a long title does not fill the step") {
  StepFacts all = facts({});
  std::string title;
  for (int i = 0; i < 200; ++i) title += "长";
  all.work.overdue = {{"t1", title, kMidnight}};
  CHECK(next_step(all)->words.zh.size() < 200);
}
