// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/rep_day.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

const Day kToday = parse_day("2026-11-25").value();

// The events of one chat, in order of time.
std::vector<Event> chat_events(const RepDay& made, std::uint32_t chat) {
  std::vector<Event> events;
  std::copy_if(made.events.begin(), made.events.end(), std::back_inserter(events),
               [&](const Event& event) { return event.chat == chat; });
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

// What a giver held before passing on, and what the receiver needed for the first answer.
struct Pass {
  DurationMs held = 0;
  DurationMs answered = 0;
  int receiver = 0;
};
std::vector<Pass> passes(const RepDay& made, int giver) {
  std::vector<Pass> passes;
  for (std::uint32_t chat = 0; chat < made.chats.size(); ++chat) {
    TimeMs begun = kNoTime;
    for (const Event& event : chat_events(made, chat)) {
      if (event.what == What::to_rep && event.rep == giver) begun = event.at;
      if (event.what == What::to_rep && event.rep != giver && begun != kNoTime)
        passes.push_back({event.at - begun, 0, event.rep});
      const bool by_receiver = event.what == What::message && event.sender == model::SenderKind::rep && !passes.empty() &&
                               event.rep == passes.back().receiver && passes.back().answered == 0;
      if (by_receiver) passes.back().answered = event.at - begun - passes.back().held;
    }
  }
  return passes;
}

}  // namespace

TEST_CASE("every event lies within the days that are made for it") {
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  std::size_t events = 0;
  for (int rep = 0; rep < 27; ++rep) {
    const bool sells = plan.cast()[static_cast<std::size_t>(rep)].group == Group::pre_sales;
    for (Day day = kToday - 20; day <= kToday; day = day + 1) {
      make_rep_day(plan, rep, day, made);
      events += made.events.size();
      for (const Event& event : made.events) {
        REQUIRE(event.at >= plan.at(day - kHeadDays, 0));
        REQUIRE(event.at < plan.at(day + (sells ? kTailDays : 1) + 1, 0));
      }
    }
  }
  CHECK(events > 100'000);
}

TEST_CASE("messages and assignments of a chat come in order, and nobody writes after its closing") {
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  for (int rep = 0; rep < 26; ++rep) {
    make_rep_day(plan, rep, kToday - 3, made);
    std::map<std::uint32_t, TimeMs> last;
    std::map<std::uint32_t, bool> closed;
    for (const Event& event : made.events) {
      if (event.what > What::closed) continue;
      REQUIRE_FALSE(closed[event.chat]);
      closed[event.chat] = event.what == What::closed;
      REQUIRE(event.at >= last[event.chat]);
      last[event.chat] = event.at;
    }
    for (std::uint32_t chat = 0; chat < made.chats.size(); ++chat) REQUIRE(closed[chat]);
  }
}

TEST_CASE("a transfer: held 2:00 and answered in 30 s, and again held 4:00") {
  const Plan plan({}, kToday, shanghai());
  for (const Day day : {kToday, kToday - 1}) {
    RepDay made;
    make_rep_day(plan, 0, day, made);
    const auto all = passes(made, 0);
    const auto scripted = [&](DurationMs held) {
      return std::count_if(all.begin(), all.end(), [&](const Pass& pass) {
        return pass.held == held && pass.answered == 30 * kSecondMs && plan.duty(pass.receiver, day).works();
      });
    };
    CHECK(scripted(2 * kMinuteMs) == 1);
    CHECK(scripted(4 * kMinuteMs) == 1);
  }
}

TEST_CASE("at 15:20 of the first day two wait for the main character, the longer one 1:46") {
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  make_rep_day(plan, 0, kToday, made);
  const TimeMs now = plan.at(kToday, 15 * 60 + 20);
  std::vector<DurationMs> waits;
  for (std::uint32_t chat = 0; chat < made.chats.size(); ++chat) {
    TimeMs asked = kNoTime;
    for (const Event& event : chat_events(made, chat)) {
      if (event.at > now || event.what != What::message) continue;
      if (event.sender == model::SenderKind::customer && asked == kNoTime) asked = event.at;
      if (event.sender == model::SenderKind::rep || event.sender == model::SenderKind::bot) asked = kNoTime;
    }
    if (asked != kNoTime && now - asked < 10 * kMinuteMs) waits.push_back(now - asked);
  }
  std::sort(waits.rbegin(), waits.rend());
  REQUIRE(waits.size() >= 2);
  CHECK(std::count(waits.begin(), waits.end(), 106 * kSecondMs) == 1);
}

TEST_CASE("slow answers gather at the afternoon's peak") {
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  int slow = 0;
  int slow_at_peak = 0;
  int answers_at_peak = 0;
  int answers = 0;
  for (int before = 1; before <= 40; ++before) {
    const Day day = kToday - before;
    if (is_campaign(day, kToday)) continue;
    make_rep_day(plan, 0, day, made);
    for (std::uint32_t chat = 0; chat < made.chats.size(); ++chat) {
      TimeMs asked = kNoTime;
      for (const Event& event : chat_events(made, chat)) {
        if (event.what != What::message) continue;
        if (event.sender == model::SenderKind::customer && asked == kNoTime) asked = event.at;
        if (event.sender != model::SenderKind::rep) continue;
        if (asked != kNoTime) {
          const bool peak = plan.at(day, 14 * 60) <= asked && asked < plan.at(day, 15 * 60);
          const bool is_slow = event.at - asked > 190 * kSecondMs;
          ++answers;
          answers_at_peak += peak ? 1 : 0;
          slow += is_slow ? 1 : 0;
          slow_at_peak += peak && is_slow ? 1 : 0;
        }
        asked = kNoTime;
      }
    }
  }
  REQUIRE(slow > 60);
  CHECK(slow_at_peak > slow / 2);
  CHECK(answers_at_peak < answers / 3);
}

TEST_CASE("whoever is off has an empty day") {
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  int off = 0;
  for (int rep = 0; rep < 26; ++rep) {
    make_rep_day(plan, rep, kToday, made);
    if (plan.duty(rep, kToday).works()) continue;
    ++off;
    CHECK(made.events.empty());
  }
  CHECK(off > 3);
}

}  // namespace rigong::connectors::demo::test
