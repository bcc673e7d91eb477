// SPDX-License-Identifier: Apache-2.0
#include "agent/team/next_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "agent/base/text.h"
#include "agent/team/distance.h"
#include "agent/team/figure_words.h"

namespace rigong::team {
namespace {

// Fewer make no pattern.
constexpr std::int64_t kFewestOfAnHour = 3;
constexpr std::size_t kSlowestShown = 3;

// Titles may be long; the step is a glance.
std::string shortened(const std::string& name) {
  constexpr std::size_t kMostBytes = 72;
  return brief_line(name, kMostBytes);
}

Words day_word(const StepFacts& facts) { return facts.today ? Words{"今天", "today"} : Words{"这一天", "that day"}; }

NextStep answer_waiting(const StepFacts& facts) {
  const Words warn = length_words(facts.warn_after_ms);
  const auto n = facts.waiting_past_warning;
  return {
      NextStep::Kind::answer_waiting,
      {fmt::format("{} 位已等了超过 {}。先应哪一位一声？", n, warn.zh),
       n == 1 ? fmt::format("1 customer has waited for more than {}. A first word to them?", warn.en)
              : fmt::format("{} customers have waited for more than {}. To whom goes a first word?", n, warn.en)},
      {fmt::format("提醒线是 {}；超过 {}记为慢响应。等待从轮到您起算，只算服务时段。", warn.zh,
                   length_words(facts.slow_after_ms).zh),
       fmt::format("The warning comes at {}; past {} a turn counts as slow. The wait runs from when the turn was yours, within "
                   "the service hours.",
                   warn.en, length_words(facts.slow_after_ms).en)},
      n,
      std::nullopt,
      std::nullopt,
      {}};
}

std::optional<NextStep> slow_hour(const StepFacts& facts) {
  std::array<std::int64_t, 24> by_hour{};
  std::int64_t slow = 0;
  for (const StepTurn& turn : facts.turns) {
    if (!turn.slow) continue;
    ++slow;
    ++by_hour.at(static_cast<std::size_t>(turn.minute / 60) % 24);
  }
  const auto* most = std::max_element(by_hour.begin(), by_hour.end());
  // An hour stands out where half of all or more lie in it.
  if (*most < kFewestOfAnHour || *most * 2 < slow) return std::nullopt;
  const int hour = static_cast<int>(most - by_hour.begin());
  std::vector<std::int64_t> in_touch;
  for (const StepTurn& turn : facts.turns) {
    if (turn.slow && turn.minute / 60 == hour) in_touch.push_back(in_touch_at(facts.turns, turn.opened_at));
  }
  std::sort(in_touch.begin(), in_touch.end());
  const std::int64_t usual = in_touch[in_touch.size() / 2];
  NextStep step;
  step.kind = NextStep::Kind::slow_hour;
  step.count = *most;
  step.minute_from = hour * 60;
  step.minute_to = hour * 60 + 60;
  step.words = {
      fmt::format("{} 次慢响应里 {} 次在 {}，当时同时接待 {} 位。看看这几段，哪里可以先应一声？", slow, *most, hour_words(hour),
                  usual),
      fmt::format("{} of {} slow turns lie between {}, with {} at the same time. Where in them was there room for a first word?",
                  *most, slow, hour_words(hour), plural(usual, "customer", "customers"))};
  const Words day = day_word(facts);
  step.why = {
      fmt::format("{}共 {} 轮，其中 {} 轮超过 {}；按小时分，{} 最多。同时接待数＝这几轮开始时正有来往的客户数（取中位）。",
                  day.zh, facts.turns.size(), slow, length_words(facts.slow_after_ms).zh, hour_words(hour)),
      fmt::format("There were {} {}, {} of them past {}; by the hour, most lie between {}. \"At the same time\" counts the "
                  "customers in touch when these turns began (median).",
                  plural(static_cast<long long>(facts.turns.size()), "turn", "turns"), day.en, slow,
                  length_words(facts.slow_after_ms).en, hour_words(hour))};
  return step;
}

std::optional<NextStep> unanswered(const StepFacts& facts) {
  const auto n = std::count_if(facts.turns.begin(), facts.turns.end(), [](const StepTurn& turn) { return turn.unanswered; });
  if (n == 0) return std::nullopt;
  const Words day = day_word(facts);
  NextStep step;
  step.kind = NextStep::Kind::unanswered;
  step.count = n;
  step.words = {fmt::format("{}有 {} 轮没有回复。现在还能补一句吗？", day.zh, n),
                fmt::format("{} without an answer {}. Can a word still be added?", plural(n, "turn", "turns"), day.en)};
  step.why = {fmt::format("这些轮已超过 {}、已结束或被转走，都没有您的回复。", length_words(facts.slow_after_ms).zh),
              fmt::format("Past {}, ended or passed on, and without an answer of yours.", length_words(facts.slow_after_ms).en)};
  return step;
}

std::optional<NextStep> slowest_turns(const StepFacts& facts) {
  std::vector<const StepTurn*> answered;
  bool any_slow = false;
  for (const StepTurn& turn : facts.turns) {
    if (turn.answered) answered.push_back(&turn);
    any_slow = any_slow || turn.slow;
  }
  if (answered.empty() || (!any_slow && !facts.response_over_goal)) return std::nullopt;
  std::stable_sort(answered.begin(), answered.end(),
                   [](const StepTurn* a, const StepTurn* b) { return a->response_ms > b->response_ms; });
  answered.resize(std::min(answered.size(), kSlowestShown));
  Words list;
  for (const StepTurn* turn : answered) {
    const Words each = length_words(turn->response_ms);
    list.zh += (list.zh.empty() ? "" : "、") + each.zh;
    list.en += (list.en.empty() ? "" : ", ") + each.en;
  }
  NextStep step;
  step.kind = NextStep::Kind::slowest_turns;
  step.count = static_cast<std::int64_t>(answered.size());
  step.words = {fmt::format("最慢的 {} 轮：{}。看看这几段，当时在等什么？", answered.size(), list.zh),
                step.count == 1
                    ? fmt::format("The slowest turn took {}. What was it waiting for?", list.en)
                    : fmt::format("The {} slowest turns took {}. What were they waiting for?", answered.size(), list.en)};
  step.why =
      facts.response_over_goal
          ? Words{"平响在目标之外；先看拉高它最多的几轮。", "The response time is above its goal; these turns add most to it."}
          : Words{fmt::format("{}有超过 {} 的轮；从最慢的看起。", day_word(facts).zh, length_words(facts.slow_after_ms).zh),
                  fmt::format("There were turns past {} {}; these are the slowest.", length_words(facts.slow_after_ms).en,
                              day_word(facts).en)};
  return step;
}

std::optional<NextStep> first_answer(const StepFacts& facts) {
  std::int64_t all = 0;
  std::int64_t late = 0;
  for (const StepTurn& turn : facts.turns) {
    if (!turn.first_response) continue;
    ++all;
    if (turn.response_ms > facts.first_answer_ms) ++late;
  }
  if (!facts.first_answers_under_goal || late == 0) return std::nullopt;
  const Words limit = length_words(facts.first_answer_ms);
  NextStep step;
  step.kind = NextStep::Kind::first_answer;
  step.count = late;
  step.words = {fmt::format("{} 次首响里 {} 次超过 {}。哪一句可以先发出去？", all, late, limit.zh),
                fmt::format("{} of {} took more than {}. Which first word could go out sooner?", late,
                            plural(all, "first answer", "first answers"), limit.en)};
  step.why = {fmt::format("首响达标＝每段会话的第一次回复在 {} 内；这项在目标之外。", limit.zh),
              fmt::format("A first answer is in time within {}; that share is under its goal.", limit.en)};
  return step;
}

std::optional<NextStep> few_ratings(const StepFacts& facts) {
  if (!facts.ratings_known || facts.ratings >= facts.ratings_for_percent || facts.sessions < facts.ratings_for_percent) {
    return std::nullopt;
  }
  NextStep step;
  step.kind = NextStep::Kind::few_ratings;
  step.count = facts.ratings;
  step.words = {fmt::format("{}已有 {} 条评价，满 {} 条按百分比计。结束时请客户评一下？", day_word(facts).zh, facts.ratings,
                            facts.ratings_for_percent),
                fmt::format("{} {}; from {} on it is a percentage. Ask for one at the end?",
                            plural(facts.ratings, "rating", "ratings"), day_word(facts).en, facts.ratings_for_percent)};
  step.why = {fmt::format("接待了 {} 段会话；评价太少时，一条就会让百分比大起大落。", facts.sessions),
              fmt::format("There were {}; with few ratings a single one moves a percentage a lot.",
                          plural(facts.sessions, "conversation", "conversations"))};
  return step;
}

NextStep keep(const StepFacts& facts) {
  const auto n = static_cast<long long>(facts.turns.size());
  return {NextStep::Kind::keep,
          {fmt::format("{} {} 轮里没有慢响应，也没有漏回。接下来想先看哪一项？", day_word(facts).zh, n),
           fmt::format("{} {}, none slow and none without an answer. Which figure to look at next?", plural(n, "turn", "turns"),
                       day_word(facts).en)},
          {"没有等待过线、慢响应、未回复、首响超时或评价过少的情况。",
           "Nobody waits past the warning, no turn is slow or unanswered, first answers are in time, and ratings are enough."},
          0,
          std::nullopt,
          std::nullopt,
          {}};
}

std::optional<NextStep> task_overdue(const StepFacts& facts) {
  const auto& tasks = facts.work.overdue;
  if (tasks.empty()) return std::nullopt;
  NextStep step;
  step.kind = NextStep::Kind::task_overdue;
  step.count = static_cast<std::int64_t>(tasks.size());
  step.task = tasks.front().id;
  const std::string name = shortened(tasks.front().name);
  const bool asks_again = tasks.size() == 1 && tasks.front().follow_up;
  step.words =
      asks_again
          ? Words{fmt::format("“{}”约好的回访时间已经过了。现在联系，还是改个时间？", name),
                  fmt::format("The time to follow up on '{}' has passed. Ask the customer now, or set another time?", name)}
      : tasks.size() == 1
          ? Words{fmt::format("“{}”约好的时间已经过了。写一句进展，还是改个时间？", name),
                  fmt::format("The time of '{}' has passed. Note how far it is, or set another time?", name)}
          : Words{fmt::format("{} 项约好的时间已经过了，最早的是“{}”。先看哪一项？", tasks.size(), name),
                  fmt::format("{} tasks are past their time, the earliest is '{}'. Which one first?", tasks.size(), name)};
  step.why = {"按约好的时间排，过了时间还没有结果的最先。",
              "In order of the times that were agreed; what is past its time comes first."};
  return step;
}

std::optional<NextStep> task_due(const StepFacts& facts) {
  const auto& tasks = facts.work.due_soon;
  if (tasks.empty()) return std::nullopt;
  NextStep step;
  step.kind = NextStep::Kind::task_due;
  step.count = static_cast<std::int64_t>(tasks.size());
  step.task = tasks.front().id;
  const std::string name = shortened(tasks.front().name);
  const auto minutes = std::max<DurationMs>(1, (tasks.front().due_at - facts.now + kMinuteMs - 1) / kMinuteMs);
  step.words = {fmt::format("“{}”还剩 {} 分钟。现在看一眼？", name, minutes),
                fmt::format("'{}' is due in {} min. A look now?", name, minutes)};
  if (tasks.front().follow_up) {
    step.words = {fmt::format("{} 分钟后要回访“{}”。先看一眼原来的情况？", minutes, name),
                  fmt::format("The follow-up on '{}' comes in {} min. A look at the case first?", name, minutes)};
  }
  step.why = {fmt::format("约好的时间在 {} 分钟以内。", kDueSoonMs / kMinuteMs),
              fmt::format("Its time comes within {} minutes.", kDueSoonMs / kMinuteMs)};
  return step;
}

std::optional<NextStep> close_day(const StepFacts& facts) {
  if (!facts.work.last_hour || facts.work.unexplained == 0) return std::nullopt;
  const auto n = facts.work.unexplained;
  NextStep step;
  step.kind = NextStep::Kind::close_day;
  step.count = n;
  step.words = {
      fmt::format("还有 {} 项没做完，其中 {} 项没写到哪一步。写一句再交班？", facts.work.open, n),
      n == 1 ? std::string("One thing is not done and has no word on how far it is. A line before the shift ends?")
             : fmt::format("{} things are not done and have no word on how far they are. A line before the shift ends?", n)};
  step.why = {"最后一小时先收尾：没做完的明天自动顺延，写了进展或原因，明天接着做更快。",
              "The last hour is for closing the day: what is not done goes on tomorrow by itself, and a word on it makes "
              "tomorrow quicker."};
  return step;
}

NextStep choose_promises(const StepFacts& facts) {
  NextStep step;
  step.kind = NextStep::Kind::choose_promises;
  step.words = {"今天还没有选小事。选一件，每位客户都做到？",
                "No small step is chosen for today. One to keep with every customer?"};
  step.why = facts.turns.empty() ? Words{"一件小事，自己选，自己打勾。", "One small step, chosen and ticked by yourself."}
                                 : Words{"今天的数字里没有特别要看的；一件小事，自己选，自己打勾。",
                                         "Nothing stands out in today's figures; one small step, chosen and ticked by yourself."};
  return step;
}

}  // namespace

std::optional<NextStep> next_step(const StepFacts& facts) {
  if (facts.waiting_past_warning > 0) return answer_waiting(facts);
  for (const auto look : {task_overdue, task_due, close_day}) {
    if (auto step = look(facts)) return step;
  }
  if (!facts.turns.empty()) {
    for (const auto look : {slow_hour, unanswered, slowest_turns, first_answer}) {
      if (auto step = look(facts)) return step;
    }
  }
  if (facts.work.may_promise) return choose_promises(facts);
  if (facts.turns.empty()) return std::nullopt;
  if (auto step = few_ratings(facts)) return step;
  return keep(facts);
}

}  // namespace rigong::team
