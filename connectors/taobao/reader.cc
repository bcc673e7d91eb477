// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::connectors::taobao {
namespace {

constexpr DurationMs kOffFor = kDayMs;
constexpr DurationMs kTroubleFor = 15 * kMinuteMs;
// How often changes of orders are asked for while there is other work.
constexpr DurationMs kLookEvery = kMinuteMs;
constexpr Seconds kChangesBack = 10 * kMinute;
constexpr int kMostDays = 90;

// Those that people look at first come first.
constexpr RepTask kRepTasks[] = {RepTask::received,  RepTask::unreplied, RepTask::waiting,    RepTask::evaluation,
                                 RepTask::shop_days, RepTask::ratings,   RepTask::chats,      RepTask::online,
                                 RepTask::status,    RepTask::service,   RepTask::slow_unread};

bool is_evals(Method method) {
  return method == Method::qianniu_evals || method == Method::airisland_evals || method == Method::classic_evals;
}

}  // namespace

bool Work::is_off(Method method) const {
  const auto found = progress.off.find(method);
  if (found == progress.off.end()) return false;
  // Our clock set back must not switch anything off for years.
  return found->second.until > now() && found->second.until <= now() + kOffFor;
}

bool Work::is_refused(Method method) const { return is_off(method) && progress.off.at(method).fault.kind != FaultKind::passing; }

void Work::switch_off(Method method, const Fault& fault) const {
  progress.off[method] = {now() + (fault.kind == FaultKind::passing ? kTroubleFor : kOffFor), fault};
  if (fault.kind != FaultKind::passing) progress.works.erase(method);
}

void Work::note_works(Method method) const {
  progress.off.erase(method);
  progress.works.insert(method);
}

Reader::Reader(const Settings& settings, const PollRequest& request, RecordSink& sink)
    : settings_(settings),
      request_(request),
      sessions_(settings, request),
      client_(settings, request, sessions_),
      work_{settings, request, sink, client_, progress_},
      lists_(work_),
      by_rep_(work_),
      reps_(work_) {}

Status Reader::begin() {
  if (auto known = request_.cursor.empty() ? std::nullopt : read_cursor(request_.cursor)) progress_ = std::move(*known);
  if (!settings_.nick.empty() && !progress_.nick.empty() && settings_.nick != progress_.nick) {
    return fail(
        ErrorKind::wrong_use, "这个名字的账号以前读的是另一家店铺（nick 不同）。请改回原来的 nick，或给新店铺另起一个 name。",
        "Under this name another shop was read before (its `nick` was another). Put the old one back, or give the new shop "
        "a name of its own.");
  }
  if (!settings_.nick.empty()) progress_.nick = settings_.nick;
  if (progress_.from != 0) return {};
  const Seconds now = client_.now();
  progress_.from = start_of(day_of(now) - std::min(settings_.days, kMostDays - 1));
  ListState& history = progress_.of(ListTask::history);
  history.covered = progress_.from;
  history.until = now;
  progress_.of(ListTask::changes).covered = std::max(progress_.from, now - kChangesBack);
  progress_.of(ListTask::changes).sweep_at = request_.now + kHourMs;
  progress_.of(ListTask::refunds).covered = progress_.from;
  return {};
}

std::optional<Reader::Chore> Reader::next_chore() const {
  if (reps_.is_due()) return Chore{Chore::Kind::reps};
  if (lists_.has_trades()) return Chore{Chore::Kind::trades};
  for (const RepTask task : kRepTasks) {
    if (by_rep_.is_due(task)) return Chore{Chore::Kind::by_rep, task};
  }
  for (const ListTask task : {ListTask::refunds, ListTask::history}) {
    if (lists_.is_due(task)) return Chore{Chore::Kind::list, RepTask::received, task};
  }
  return std::nullopt;
}

Result<Stepped> Reader::run(const Chore& chore) {
  switch (chore.kind) {
    case Chore::Kind::reps:
      return reps_.read();
    case Chore::Kind::by_rep:
      return by_rep_.step(chore.by_rep);
    case Chore::Kind::list:
      return chore.list == ListTask::changes ? look_for_changes() : lists_.step(chore.list);
    case Chore::Kind::trades:
      break;
  }
  return lists_.read_trades();
}

Result<Stepped> Reader::look_for_changes() {
  progress_.looked_at = request_.now;
  return lists_.step(ListTask::changes);
}

void Reader::hand_over_history() {
  // Orders of the days before come by either way: one that was created later has been changed later too.
  ListState& history = progress_.of(ListTask::history);
  if (!work_.is_refused(Method::sold) || history.covered >= history.until) return;
  progress_.of(ListTask::changes).covered = std::max(progress_.from, history.covered);
  history.covered = history.until;
  history.walk.reset();
}

void Reader::pause(const Chore& chore, const Error& error) {
  const Fault trouble;
  switch (chore.kind) {
    case Chore::Kind::reps:
      progress_.reps_due_at = request_.now + kTroubleFor;
      break;
    case Chore::Kind::by_rep:
      work_.switch_off(by_rep_.method_of(chore.by_rep), trouble);
      break;
    case Chore::Kind::list:
      work_.switch_off(ListReader::method_of(chore.list), trouble);
      break;
    case Chore::Kind::trades:
      lists_.set_first_aside(error.words);
      break;
  }
}

Result<Stepped> Reader::survive(const Chore& chore, const Error& error) {
  if (error.kind != ErrorKind::unavailable) return fail(error);
  pause(chore, error);
  const auto other = lists_.is_due(ListTask::changes) ? std::optional(kChanges) : next_chore();
  if (!other) return fail(error);
  const auto answered = run(*other);
  // Neither: it is the platform, or the way to it, and nothing of this poll is kept.
  if (!answered) return fail(answered.error().kind == ErrorKind::cancelled ? answered.error() : error);
  return answered;
}

Result<PollResult> Reader::poll() {
  RIGONG_TRY(begin());
  RIGONG_TRY(sessions_.renew_in_time());
  auto chore = next_chore();
  const bool recently = progress_.looked_at <= request_.now && request_.now - progress_.looked_at < kLookEvery;
  // However slowly polls follow each other, every second one at least gets on with the rest.
  const bool busy = chore && (recently || progress_.chore_next) && !lists_.is_behind(ListTask::changes);
  const TimeMs looked_at = progress_.looked_at;
  if (lists_.is_due(ListTask::changes) && !busy) chore = kChanges;
  if (!chore) return result(Stepped::done);
  progress_.chore_next = false;
  auto stepped = run(*chore);
  if (!stepped) stepped = survive(*chore, stepped.error());
  if (!stepped) return fail(stepped.error());
  hand_over_history();
  progress_.chore_next = chore->kind == Chore::Kind::list && chore->list == ListTask::changes && next_chore().has_value();
  PollResult polled = result(*stepped);
  // An idle poll leaves the cursor as it was, so that nothing has to be written.
  if (!polled.more && progress_.looked_at != looked_at) {
    progress_.looked_at = looked_at;
    polled.next_cursor = write_cursor(progress_);
  }
  return polled;
}

std::vector<Words> Reader::lacking() const {
  std::vector<Words> words;
  if (sessions_.warning()) words.push_back(*sessions_.warning());
  if (!reps_.is_due()) {
    if (const auto missing = reps_.lacking()) words.push_back(*missing);
  }
  const bool online_works = !work_.is_off(by_rep_.method_of(RepTask::online));
  const bool ratings_work = !work_.is_off(by_rep_.method_of(RepTask::ratings));
  for (const auto& [method, off] : progress_.off) {
    if (!work_.is_off(method)) continue;
    // One of several ways to the same thing is enough.
    if (is_evals(method) && (ratings_work || method != progress_.ratings_by)) continue;
    const bool is_online = method == Method::online_time || method == Method::login_logs;
    const bool log_works = !work_.is_off(Method::status_log) && !progress_.numbers.empty();
    if (is_online && (online_works || log_works || method != by_rep_.method_of(RepTask::online))) continue;
    if (method == Method::group_members && !progress_.reps.empty()) continue;
    // Beside the groups only time suspended wants it.
    const bool is_enough = !progress_.reps.empty() && (!progress_.numbers.empty() || work_.is_off(Method::status_log));
    if (method == Method::sub_users && is_enough) continue;
    Words why = taobao::lacking(method, off.fault);
    if (method == Method::sub_users && !progress_.reps.empty()) {
      why.zh += "挂起时长要用其中的编号。";
      why.en += " Time suspended is asked for by its numbers.";
    }
    words.push_back(std::move(why));
  }
  return words;
}

std::vector<Words> Reader::reading() const {
  std::vector<Words> words;
  for (const Method method : progress_.works) words.push_back(gives(method));
  return words;
}

std::optional<DurationMs> Reader::rest() const {
  if (lists_.is_due(ListTask::changes)) return std::nullopt;
  // Without orders there is nothing near-live: until the next thing is due.
  TimeMs due_at = std::max(progress_.reps_due_at, request_.now);
  for (const RepTask task : kRepTasks) {
    if (const auto due = by_rep_.due_at(task)) due_at = std::min(due_at, *due);
  }
  for (const auto& [method, off] : progress_.off) {
    if (work_.is_off(method)) due_at = std::min(due_at, off.until);
  }
  return std::max<DurationMs>(0, due_at - request_.now);
}

PollResult Reader::result(Stepped stepped) const {
  PollResult result;
  result.next_cursor = write_cursor(progress_);
  result.lacking = lacking();
  result.reading = reading();
  if (stepped == Stepped::no_calls) {
    // The platform counts by its own day.
    const Seconds now = client_.now();
    result.again_in = (next_at(now, 0, 0) - now + kMinute) * kSecondMs;
    result.calls_left = 0;
    result.lacking.push_back(
        {"这个应用今天的调用次数已用完，明天零点后继续；也可在控制台临时加量或申请更高额度。",
         "The app's calls of today are used up; it goes on after midnight. The console can reset the count or "
         "raise it."});
    return result;
  }
  result.more = next_chore().has_value() || (lists_.is_due(ListTask::changes) && lists_.is_behind(ListTask::changes));
  if (!result.more) result.again_in = rest();
  return result;
}

}  // namespace rigong::connectors::taobao
