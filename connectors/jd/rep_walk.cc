// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/rep_walk.h"

#include <algorithm>
#include <array>

#include "connectors/jd/platform_time.h"
#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/fold.h"
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
      return {kDaysOfQuestion, 2, true, kHourMs};
    case Task::waiting:
      return {1, 2, false, 0};
    case Task::first_answers:
      return {1, 1, false, 0};
    case Task::chats:
      return {1, 0, false, 0};
    case Task::logins:
      // The day before them is asked for as well: who was there at midnight came then.
      return {kDaysOfQuestion - 1, 2, false, 0};
    default:
      return {kDaysOfQuestion, 2, false, 0};
  }
}

constexpr DurationMs kReadyAt = 3 * kHourMs;
constexpr DurationMs kGivenUpAt = 15 * kHourMs;
constexpr DurationMs kAgainForMissing = 2 * kHourMs;
// What ended shortly before the last look began may have been written down after it.
constexpr DurationMs kOverlap = 10 * kMinuteMs;
// After each failure of one rep or page alone; then it is passed over and the others go on.
constexpr std::array<DurationMs, 2> kAgainForOne = {10 * kMinuteMs, kHourMs};
constexpr DurationMs kAgainForLoop = 10 * kMinuteMs;

}  // namespace

std::optional<std::string> rep_of(const rapidjson::Value& row, const Question& question) {
  std::string rep = text_in(row, "waiter");
  if (question.rep != kMainAccount) {
    if (rep.empty()) return question.rep;
    if (fold_value(rep) != fold_value(question.rep)) return std::nullopt;
  }
  if (rep.empty()) return std::nullopt;
  return rep;
}

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
  return state_.walk || is_look_due() || is_any_due(state_.missed, work_.request.now);
}

bool RepWalk::is_look_due() const {
  if (!is_time(state_.look_at, work_.request.now)) return false;
  if (rules_of(task_).with_today) return true;
  const Day last = newest();
  return last > state_.until || state_.until > last + 1;
}

TimeMs RepWalk::due_at() const {
  if (state_.due_at > work_.request.now) return state_.due_at;
  const bool is_by_day = !rules_of(task_).with_today && state_.look_at <= work_.request.now;
  TimeMs due_at = is_by_day ? china_day_start(newest() + 2) + kReadyAt : state_.look_at;
  due_at = std::min(due_at, next_try(state_.missed).value_or(due_at));
  return due_at;
}

bool RepWalk::begin_again() {
  while (const std::optional<Missed> missed = take_due(state_.missed, work_.request.now)) {
    // The settings may leave out a rep; whom the platform no longer names it may still give.
    const bool is_wanted = is_named(missed->rep) || (work_.settings.waiters.empty() && missed->rep != kMainAccount);
    Walk walk;
    walk.newest = walk.to = std::min(missed->to, newest());
    walk.floor = std::max({missed->from, china_day(work_.progress.from), oldest()});
    if (!is_wanted || walk.floor > walk.to) continue;
    walk.from = std::max(walk.floor, walk.to - (rules_of(task_).days_of_call - 1));
    walk.began = work_.request.now;
    walk.only = missed->rep;
    walk.customers = missed->customers;
    walk.rounds = missed->rounds;
    state_.walk = std::move(walk);
    return true;
  }
  settle();
  return false;
}

bool RepWalk::begin() {
  const Rules rules = rules_of(task_);
  // What is new comes before what was missed.
  if (!is_look_due()) return begin_again();
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
  settle();
  return true;
}

void RepWalk::settle() {
  if (!is_any_refused(state_.missed)) state_.some.reset();
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

bool RepWalk::is_named(const std::string& rep) const {
  const std::vector<std::string> reps = reps_to_read(work_);
  return std::find(reps.begin(), reps.end(), rep) != reps.end();
}

bool RepWalk::is_last_try(const std::string& rep) const {
  // What is read again within hours needs no second try, and who was not taken yesterday may be nobody's rep any more.
  if (rules_of(task_).with_today || !state_.walk->only.empty() || rounds_of(state_.missed, rep) > 0) return true;
  return state_.walk->tries >= static_cast<int>(kAgainForOne.size());
}

void RepWalk::miss(const std::string& rep) {
  Walk& walk = *state_.walk;
  const Rules rules = rules_of(task_);
  walk.refused = true;
  // Messages of today are read again as those of yesterday; of ratings the last days within the hour.
  if (task_ == Task::live_chats) return;
  const Day to = rules.with_today ? std::min(walk.to, walk.newest - rules.look_back) : walk.to;
  const int rounds = std::max(1, rounds_of(state_.missed, rep));
  if (walk.floor <= to) remember(state_.missed, {rep, walk.floor, to, {}, rounds, work_.request.now + again_after(rounds)});
}

void RepWalk::miss_again() {
  Walk& walk = *state_.walk;
  // Once more the whole stretch where it is the rep who was not taken; nobody asked for the customers.
  const int rounds = walk.customers.empty() ? walk.rounds + 1 : walk.rounds;
  // After two stretches it is the rep and not a day that is not given.
  const Day from = walk.refused ? walk.floor : walk.from;
  if (rounds <= kMostRounds || is_named(walk.only)) {
    remember(state_.missed, {walk.only, from, walk.to, walk.customers, rounds, work_.request.now + again_after(rounds)});
  }
  if (walk.refused) walk.floor = walk.from;
  walk.refused = true;
}

void RepWalk::take_in(const std::string& rep, Day since) {
  if (task_ == Task::live_chats) return;
  Day until = state_.until;
  if (state_.walk && state_.walk->only.empty()) until = std::max(until, state_.walk->newest);
  // The next walk looks at the last days again.
  const Day to = until - rules_of(task_).look_back;
  if (since <= to) remember(state_.missed, {rep, since, to, {}, 0, work_.request.now});
}

void RepWalk::let_go(const std::string& rep) {
  if (task_ == Task::live_chats) return;
  const bool is_walking = state_.walk && state_.walk->only.empty();
  const Day from = is_walking ? state_.walk->floor : state_.until + 1;
  const Day today = china_day(work_.client.now());
  const DurationMs left = china_day_start(today + 1) + kReadyAt - work_.client.now();
  if (from <= today) remember(state_.missed, {rep, from, today, {}, 0, work_.request.now + left});
}

void RepWalk::fail_once(const std::string& rep, const Off& off) {
  Walk& walk = *state_.walk;
  if (!is_last_try(rep)) {
    state_.due_at = work_.request.now + kAgainForOne.at(static_cast<std::size_t>(walk.tries));
    ++walk.tries;
    return;
  }
  state_.some = off;
  if (walk.only.empty()) {
    miss(rep);
  } else {
    miss_again();
  }
  next_rep(rep);
}

std::optional<std::string> RepWalk::next(const std::vector<std::string>& reps) const {
  const Walk& walk = *state_.walk;
  if (!walk.only.empty()) return walk.after.empty() ? std::optional(walk.only) : std::nullopt;
  for (auto rep = std::upper_bound(reps.begin(), reps.end(), walk.after); rep != reps.end(); ++rep) {
    if (!covers(state_.missed, *rep, walk.from, walk.to)) return *rep;
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
  state_.due_at = 0;
  if (!walk.only.empty()) {
    settle();
    return;
  }
  if (!walk.answered && walk.refused && state_.some) {
    // Nobody's was given: it is not the rep that is wrong. The walk begins anew.
    fail_with(*state_.some);
    forget(state_.missed, walk.floor, walk.newest);
    settle();
    return;
  }
  state_.mark = task_ == Task::live_chats ? walk.began : 0;
  if (rules.with_today) {
    state_.until = walk.newest;
    state_.look_at = walk.began + rules.every;
    return;
  }
  const bool may_come = work_.client.now() < china_day_start(walk.newest + 1) + kGivenUpAt;
  const bool complete = walk.saw || !may_come;
  state_.until = complete ? walk.newest : walk.newest - 1;
  state_.look_at = complete ? 0 : work_.request.now + kAgainForMissing;
}

void RepWalk::advance(const std::vector<std::string>& reps) {
  while (state_.walk) {
    Walk& walk = *state_.walk;
    // Of an old walk the rest may have become too old for the platform meanwhile, or a part of it.
    if (walk.from < oldest() && oldest() <= walk.to) {
      walk.from = oldest();
      walk.page = 1;
      walk.guard.clear();
    }
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
  if (!page.missed.empty() && task_ != Task::live_chats) {
    const int rounds = walk.customers.empty() ? 1 : walk.rounds + 1;
    remember(state_.missed, {rep, walk.from, walk.to, page.missed, rounds, work_.request.now + again_after(rounds)});
  }
  if (!page.more) {
    if (!walk.only.empty()) walk.refused = false;
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
  const bool gives_up = !walk.customers.empty() && walk.rounds >= kMostRounds;
  RIGONG_ASSIGN(const Page page,
                reader.read({*rep, walk.from, walk.to, walk.page, walk.since, is_last_try(*rep), gives_up, walk.customers}));
  if (page.off && page.off->fault.kind != FaultKind::request) {
    fail_with(*page.off);
    return {};
  }
  take(*rep, page);
  advance(reps);
  return {};
}

}  // namespace rigong::connectors::jd
