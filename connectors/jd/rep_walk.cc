// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/rep_walk.h"

#include <algorithm>
#include <array>

#include "connectors/jd/platform_time.h"
#include "connectors/jd/roster.h"
#include "connectors/kit/reading.h"

namespace rigong::connectors::jd {
namespace {

struct Rules {
  int days_of_call;
  int look_back;     // Days before the newest taken that are read again.
  bool with_today;   // Else up to the day before.
  DurationMs every;  // With today.
};

Rules rules_of(Task task) {
  switch (task) {
    case Task::live_chats:
      return {1, 0, true, 10 * kMinuteMs};
    case Task::ratings:
      return {7, 2, true, kHourMs};
    case Task::waiting:
      return {1, 2, false, 0};
    case Task::first_answers:
      return {1, 1, false, 0};
    case Task::chats:
      return {1, 0, false, 0};
    default:
      return {7, 2, false, 0};
  }
}

// The platform gives three months; some days less, for months that are short.
constexpr int kDaysBack = 88;
constexpr DurationMs kReadyAt = 3 * kHourMs;
constexpr DurationMs kGivenUpAt = 15 * kHourMs;
constexpr DurationMs kAgainForMissing = 2 * kHourMs;
// What ended shortly before the last look began may have been written down after it.
constexpr DurationMs kOverlap = 10 * kMinuteMs;
// After each failure of one rep or page alone; then it is set aside and the others go on.
constexpr std::array<DurationMs, 2> kAgainForOne = {10 * kMinuteMs, kHourMs};
constexpr DurationMs kAsideFor = kDayMs;
constexpr DurationMs kAgainForLoop = 10 * kMinuteMs;

}  // namespace

Parameters stretch_of(const Question& question) {
  Parameters parameters = {{"endTime", wall_text(china_day_start(question.to + 1) - kSecondMs)},
                           {"startTime", wall_text(china_day_start(question.from))}};
  if (question.rep != kMainAccount) parameters.emplace_back("waiter", question.rep);
  return parameters;
}

Day RepWalk::newest() const {
  const TimeMs now = work_.client.now();
  return rules_of(task_).with_today ? china_day(now) : china_day(now - kReadyAt) - 1;
}

Day RepWalk::oldest() const { return china_day(work_.client.now()) - kDaysBack; }

bool RepWalk::is_due() const {
  const bool is_chat = task_ == Task::live_chats || task_ == Task::chats;
  if (is_chat && !work_.settings.chats) return false;
  if (!is_time(state_.due_at, work_.request.now)) return false;
  if (state_.walk || rules_of(task_).with_today) return true;
  const Day last = newest();
  return last > state_.until || state_.until > last + 1;
}

TimeMs RepWalk::due_at() const {
  if (state_.due_at > work_.request.now || rules_of(task_).with_today) return state_.due_at;
  return china_day_start(newest() + 2) + kReadyAt;
}

bool RepWalk::begin() {
  const Rules rules = rules_of(task_);
  const Day last = newest();
  const bool known = state_.until.number != 0 && state_.until <= last;
  Day floor = std::max(china_day(work_.progress.from), oldest());
  // One day more where nothing is looked at again: the day after the newest that was taken.
  if (known) floor = std::max(floor, rules.look_back == 0 ? state_.until + 1 : state_.until + 1 - rules.look_back);
  if (task_ == Task::live_chats) floor = last;
  state_.due_at = 0;
  if (floor > last) {
    state_.until = last;
    return false;
  }
  Walk walk;
  walk.newest = walk.to = last;
  walk.floor = floor;
  walk.from = std::max(floor, last - (rules.days_of_call - 1));
  walk.began = work_.request.now;
  if (task_ == Task::live_chats && state_.mark != 0 && state_.mark <= walk.began && china_day(state_.mark) == last) {
    walk.since = state_.mark - kOverlap;
  }
  state_.walk = walk;
  if (is_time(state_.aside_until, work_.request.now)) {
    state_.some.reset();
    state_.aside.clear();
    state_.aside_until = 0;
  }
  return true;
}

void RepWalk::fail_with(const Off& off) {
  state_.off = off;
  state_.works = false;
  state_.due_at = work_.request.now + pause_after(off.fault);
}

void RepWalk::next_rep(const std::string& rep) {
  state_.walk->after = rep;
  state_.walk->page = 1;
  state_.walk->tries = 0;
  state_.walk->guard.clear();
}

bool RepWalk::is_last_try() const {
  // What is read again within hours needs no second try.
  return rules_of(task_).with_today || state_.walk->tries >= static_cast<int>(kAgainForOne.size());
}

void RepWalk::fail_once(const std::string& rep, const Off& off) {
  Walk& walk = *state_.walk;
  if (!is_last_try()) {
    state_.due_at = work_.request.now + kAgainForOne.at(static_cast<std::size_t>(walk.tries));
    ++walk.tries;
    return;
  }
  state_.some = off;
  if (!rules_of(task_).with_today) {
    if (state_.aside.size() < kMostAside) state_.aside.push_back(rep);
    state_.aside_until = work_.request.now + kAsideFor;
  }
  next_rep(rep);
}

std::optional<std::string> RepWalk::next(const std::vector<std::string>& reps) const {
  for (auto rep = std::upper_bound(reps.begin(), reps.end(), state_.walk->after); rep != reps.end(); ++rep) {
    if (std::find(state_.aside.begin(), state_.aside.end(), *rep) == state_.aside.end()) return *rep;
  }
  return std::nullopt;
}

void RepWalk::next_days() {
  Walk& walk = *state_.walk;
  walk.to = walk.from - 1;
  walk.from = std::max(walk.floor, walk.to - (rules_of(task_).days_of_call - 1));
  next_rep({});
}

void RepWalk::end() {
  const Walk walk = *state_.walk;
  const Rules rules = rules_of(task_);
  state_.walk.reset();
  if (!walk.answered && state_.some) {
    // Nobody's was given: it is not the rep that is wrong.
    fail_with(*state_.some);
    state_.some.reset();
    state_.aside.clear();
    state_.aside_until = 0;
    return;
  }
  state_.mark = task_ == Task::live_chats ? walk.began : 0;
  if (rules.with_today) {
    state_.until = walk.newest;
    state_.due_at = walk.began + rules.every;
    return;
  }
  const bool may_come = work_.client.now() < china_day_start(walk.newest + 1) + kGivenUpAt;
  const bool complete = walk.saw || !may_come;
  state_.until = complete ? walk.newest : walk.newest - 1;
  state_.due_at = complete ? 0 : work_.request.now + kAgainForMissing;
}

void RepWalk::advance(const std::vector<std::string>& reps) {
  while (state_.walk) {
    const Walk& walk = *state_.walk;
    // After a long pause the rest of an old walk may be too old for the platform.
    const bool is_too_old = walk.from < oldest();
    if (!is_too_old && next(reps)) return;
    if (walk.from > walk.floor && walk.from > oldest()) {
      next_days();
    } else {
      end();
    }
  }
}

void RepWalk::take(const std::string& rep, const Page& page) {
  Walk& walk = *state_.walk;
  if (page.off) {
    fail_once(rep, *page.off);
    return;
  }
  state_.off.reset();
  walk.tries = 0;
  state_.works = true;
  walk.answered = true;
  walk.saw = walk.saw || (page.saw_newest && walk.to == walk.newest);
  if (!page.more) {
    next_rep(rep);
    return;
  }
  PageGuard guard(walk.guard);
  if (const Status fresh = guard.next(page.content, work_.settings.host); !fresh) {
    // What was read is kept; the rep is read from the beginning after a while.
    walk.page = 1;
    walk.guard.clear();
    state_.due_at = work_.request.now + kAgainForLoop;
    return;
  }
  ++walk.page;
  walk.guard = guard.text();
}

Status RepWalk::step(RepTask& reader) {
  if (!state_.walk && !begin()) return {};
  const std::vector<std::string> reps = reps_to_read(work_);
  advance(reps);
  if (!state_.walk) return {};
  const Walk& walk = *state_.walk;
  const std::optional<std::string> rep = next(reps);
  if (!rep) return {};
  RIGONG_ASSIGN(const Page page, reader.read({*rep, walk.from, walk.to, walk.page, walk.since, is_last_try()}));
  if (page.off && page.off->fault.kind != FaultKind::request) {
    fail_with(*page.off);
    return {};
  }
  take(*rep, page);
  advance(reps);
  return {};
}

}  // namespace rigong::connectors::jd
