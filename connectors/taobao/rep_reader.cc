// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/rep_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "connectors/kit/reading.h"
#include "connectors/taobao/rows.h"
#include "connectors/taobao/trades.h"

namespace rigong::connectors::taobao {
namespace {

constexpr Seconds kWeek = 7 * kDay;
constexpr int kOldestDays = 89;  // Before today; 90 days are kept.
constexpr int kOldestChatDays = 29;
constexpr Seconds kRestated = 3 * kDay;
constexpr int kReadyHour = 6;
constexpr int kReadyMinute = 30;
constexpr int kGivenUpHour = 12;
constexpr DurationMs kRatingsEvery = 30 * kMinuteMs;
constexpr Seconds kRatingsOverlap = 2 * kHour;
constexpr Seconds kShortestRatings = kHour;
constexpr std::size_t kMostIdBytes = 1900;

// How a method wants to be asked.
struct Terms {
  std::int64_t most_reps;
  Seconds longest;
  bool whole_days;
};

Terms terms_of(Method method) {
  switch (method) {
    case Method::qianniu_evals:
    case Method::airisland_evals:
      return {10, kWeek, false};
    case Method::chat_relation:
      return {1, kWeek, true};
    case Method::shop_days:
      // One day at a time: it is not known which field of the answer says the day.
      return {1, kDay, true};
    case Method::slow_unread:
      return {1, kDay, true};
    case Method::service_now:
      return {1, kDay, false};
    // The day before is asked for as well, since it tells how the first one begins.
    case Method::login_logs:
      return {1, kWeek - kDay, true};
    case Method::status_log:
      return {10, kWeek - kDay, true};
    default:
      return {30, kWeek, true};
  }
}

std::string joined(const std::vector<std::string>& reps) {
  std::string text;
  for (const std::string& rep : reps) text += (text.empty() ? "" : ",") + long_nick(rep);
  return text;
}

std::string date_text(Seconds time) { return to_string(day_of(time)); }

void start_pages_over(RepWalk& walk) {
  walk.key.clear();
  walk.counts.clear();
  walk.guard.clear();
}

std::string chat_request(const std::string& rep, const RepWalk& walk) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  document.AddMember("uid", rapidjson::Value(long_nick(rep), memory), memory);
  document.AddMember("beg", rapidjson::Value(date_text(walk.at), memory), memory);
  document.AddMember("end", rapidjson::Value(date_text(walk.end - kDay), memory), memory);
  document.AddMember("count", 200, memory);
  if (!walk.key.empty()) document.AddMember("page_beg", rapidjson::Value(walk.key, memory), memory);
  return to_text(document);
}

}  // namespace

bool RepReader::takes_whole_days(Method method) { return terms_of(method).whole_days; }

Method RepReader::method_of(RepTask task) const {
  switch (task) {
    case RepTask::received:
      return Method::received;
    case RepTask::unreplied:
      return Method::unreplied;
    case RepTask::waiting:
      return Method::waiting;
    case RepTask::evaluation:
      return Method::evaluation;
    case RepTask::shop_days:
      return Method::shop_days;
    case RepTask::chats:
      return Method::chat_relation;
    case RepTask::status:
      return Method::status_log;
    case RepTask::service:
      return Method::service_now;
    case RepTask::slow_unread:
      return Method::slow_unread;
    case RepTask::online:
      return work_.is_refused(Method::online_time) && !work_.is_refused(Method::login_logs) ? Method::login_logs
                                                                                            : Method::online_time;
    default:
      break;
  }
  // Three methods give the same ratings. The one that works is kept to, since each hides the customers in its own way.
  for (const Method method : {work_.progress.ratings_by, Method::qianniu_evals, Method::airisland_evals, Method::classic_evals}) {
    if (!work_.is_refused(method)) return method;
  }
  return work_.progress.ratings_by;
}

std::int64_t RepReader::count_of_reps(RepTask task) const {
  const auto& walk = work_.progress.of(task).walk;
  const bool is_one = is_of_shop(task) || (walk && walk->again);
  return is_one ? 1 : static_cast<std::int64_t>(work_.progress.reps.size());
}

bool RepReader::is_asked(RepTask task) const {
  if (task == RepTask::chats && !work_.settings.chats) return false;
  if (task == RepTask::status && work_.progress.numbers.empty()) return false;
  return count_of_reps(task) > 0 && !work_.is_off(method_of(task));
}

bool RepReader::is_due(RepTask task) const {
  RepState& state = work_.progress.of(task);
  if (!is_asked(task)) return false;
  return state.walk || is_look_due(task) || find_due(state.missed, work_.now()) != state.missed.end();
}

bool RepReader::is_look_due(RepTask task) const {
  const TimeMs due_at = work_.progress.of(task).due_at;
  // Our clock set back must not put it off for years.
  return work_.now() >= due_at || due_at > work_.now() + kDayMs + kHourMs;
}

std::optional<TimeMs> RepReader::due_at(RepTask task) const {
  if (!is_asked(task)) return std::nullopt;
  const RepState& state = work_.progress.of(task);
  return std::min(state.due_at, next_try(state.missed).value_or(state.due_at));
}

RepReader::Reach RepReader::reach(RepTask task, Method method) const {
  const Seconds now = work_.their_now();
  const bool is_of_a_month = task == RepTask::chats || task == RepTask::status;
  const Seconds oldest = start_of(day_of(now) - (is_of_a_month ? kOldestChatDays : kOldestDays));
  Reach reach{std::max(oldest, work_.progress.from), terms_of(method).whole_days ? start_of(day_of(now)) : now};
  if (task != RepTask::ratings) return reach;
  reach.oldest = std::max(reach.oldest, work_.progress.ratings_since);
  // A day back and a minute, since its clock and ours may differ.
  if (method == Method::airisland_evals) reach.to = now - kDay - kMinute;
  return reach;
}

void RepReader::begin_with(RepTask task, Method method, RepWalk walk) {
  RepState& state = work_.progress.of(task);
  const Terms terms = terms_of(method);
  state.span = std::min(state.span, terms.longest);
  if (terms.whole_days) state.span = std::max(kDay, state.span / kDay * kDay);
  state.group = std::min(state.group, terms.most_reps);
  walk.from = walk.at;
  state.walk = std::move(walk);
}

bool RepReader::begin(RepTask task, Method method) {
  RepState& state = work_.progress.of(task);
  const Terms terms = terms_of(method);
  RepWalk walk;
  Seconds back = kRestated;
  if (task == RepTask::ratings) {
    const bool deep = work_.now() >= state.deep_at || state.deep_at > work_.now() + kDayMs;
    if (!terms.whole_days && !deep) back = kRatingsOverlap;
    if (deep) state.deep_at = work_.now() + kDayMs;
    if (method != work_.progress.ratings_by) {
      // What another method has given is not read a second time: the same rating would look like another one.
      work_.progress.ratings_by = method;
      work_.progress.ratings_since = state.covered;
    }
  }
  const Reach within = reach(task, method);
  walk.to = within.to;
  const Seconds from = state.covered == 0 ? work_.progress.from : std::min(state.covered, walk.to) - back;
  walk.at = std::max(from, within.oldest);
  if (task == RepTask::service) walk.at = walk.to - 1;
  if (terms.whole_days) walk.at = start_of(day_of(walk.at));
  if (walk.at >= walk.to) return false;
  extend_aside(state.missed, walk.at, walk.to);
  begin_with(task, method, std::move(walk));
  return true;
}

TimeMs RepReader::due_after(Method method, bool complete) const {
  if (!terms_of(method).whole_days) return work_.now() + kRatingsEvery;
  const Seconds now = work_.their_now();
  const Seconds ahead = now - work_.now() / kSecondMs;
  const Seconds morning = next_at(now, kReadyHour, kReadyMinute);
  const Seconds noon = start_of(day_of(now)) + kGivenUpHour * kHour;
  const bool waits = !complete && now + kHour < noon && morning > noon;
  return ((waits ? now + kHour : morning) - ahead) * kSecondMs;
}

void RepReader::end(RepTask task, Method method) {
  RepState& state = work_.progress.of(task);
  if (state.walk->again) return end_again(task);
  // Ratings, chats and suspensions have days on which there is nothing.
  const bool may_be_empty = task == RepTask::ratings || task == RepTask::chats || task == RepTask::status;
  const bool complete = state.walk->saw_last || may_be_empty;
  state.covered = std::max(state.covered, state.walk->to);
  state.walk.reset();
  state.due_at = due_after(method, complete);
}

std::vector<std::string> RepReader::next_reps(RepTask task, Method method) {
  std::vector<std::string> reps;
  if (is_of_shop(task)) return reps;
  const RepState& state = work_.progress.of(task);
  if (state.walk->again) return {state.walk->only};
  const auto most = static_cast<std::size_t>(std::min(state.group, terms_of(method).most_reps));
  std::size_t bytes = 0;
  for (auto i = static_cast<std::size_t>(state.walk->rep); i < work_.progress.reps.size() && reps.size() < most; ++i) {
    const std::string& rep = work_.progress.reps[i];
    if (is_aside(state.missed, rep)) break;
    bytes += long_nick(rep).size() + 1;
    if (!reps.empty() && bytes > kMostIdBytes) break;
    reps.push_back(rep);
  }
  return reps;
}

Parameters RepReader::parameters(RepTask task, Method method, const std::vector<std::string>& reps) const {
  const RepWalk& walk = *work_.progress.of(task).walk;
  switch (method) {
    case Method::qianniu_evals:
    case Method::airisland_evals:
      return {{"query_ids", joined(reps)}, {"btime", compact_text(walk.at)}, {"etime", compact_text(walk.end)}};
    case Method::classic_evals:
      // Whether it looks at the day or at the second, the last day is in it.
      return {{"service_staff_id", joined(reps)}, {"start_date", wall_text(walk.at)}, {"end_date", wall_text(walk.end - 1)}};
    case Method::chat_relation:
      return {{"chat_relation_request", chat_request(reps.front(), walk)}};
    case Method::shop_days:
      return {{"start_date", date_text(walk.at)}, {"end_date", date_text(walk.end - kDay)}};
    case Method::service_now:
      return {};
    case Method::slow_unread:
      return {{"start_time", wall_text(walk.at)}, {"end_time", wall_text(walk.end - 1)}};
    case Method::login_logs:
      return {
          {"service_staff_id", joined(reps)}, {"start_date", wall_text(walk.at - kDay)}, {"end_date", wall_text(walk.end - 1)}};
    case Method::status_log:
      return {
          {"account_ids", numbers_of(reps)}, {"start_date", wall_text(walk.at - kDay)}, {"end_date", wall_text(walk.end - kDay)}};
    default:
      return {{"service_staff_id", joined(reps)}, {"start_date", wall_text(walk.at)}, {"end_date", wall_text(walk.end - kDay)}};
  }
}

Result<Stepped> RepReader::step(RepTask task) {
  RepState& state = work_.progress.of(task);
  const Method method = method_of(task);
  if (!state.walk) {
    // What is new comes before what was missed.
    const bool looks = is_look_due(task);
    if (!(looks ? begin(task, method) : begin_again(task, method))) {
      if (looks) state.due_at = due_after(method, true);
      return Stepped::done;
    }
  }
  if (method != work_.progress.ratings_by && task == RepTask::ratings) {
    state.walk.reset();
    return Stepped::done;
  }
  skip_aside(task);
  RepWalk& walk = *state.walk;
  if (walk.rep >= count_of_reps(task)) {
    if (walk.end == 0) {
      // Nobody is left to ask for.
      end(task, method);
      return Stepped::done;
    }
    advance(task, method, 0);
    return Stepped::done;
  }
  if (walk.end == 0) walk.end = std::min(walk.at + state.span, walk.to);
  const auto reps = next_reps(task, method);
  if (method == Method::status_log && numbers_of(reps).empty()) {
    advance(task, method, std::max<std::size_t>(1, reps.size()));
    return Stepped::done;
  }
  RIGONG_ASSIGN(const Answer answer, work_.client.call(method, parameters(task, method, reps)));
  if (answer.fault) {
    switch (answer.fault->kind) {
      case FaultKind::quota:
        return Stepped::no_calls;
      case FaultKind::too_heavy:
        return too_heavy(task);
      case FaultKind::request:
        return not_understood(task, method, *answer.fault, reps.size());
      default:
        state.walk.reset();
        work_.switch_off(method, *answer.fault);
        return Stepped::off;
    }
  }
  if (task == RepTask::chats) {
    RIGONG_ASSIGN(const Stepped stepped, take_chats(*answer.root, reps.front()));
    if (stepped == Stepped::off || !walk.key.empty()) return stepped;
  } else {
    RIGONG_TRY(take(task, method, *answer.root, reps));
  }
  work_.note_works(method);
  walk.answered = true;
  walk.refused = false;
  set_failed_aside(task, method);
  advance(task, method, std::max<std::size_t>(1, reps.size()));
  return Stepped::done;
}

void RepReader::advance(RepTask task, Method method, std::size_t reps) {
  RepState& state = work_.progress.of(task);
  RepWalk& walk = *state.walk;
  walk.rep += static_cast<std::int64_t>(reps);
  start_pages_over(walk);
  const Terms terms = terms_of(method);
  state.group = std::min(terms.most_reps, 2 * state.group);
  skip_aside(task);
  if (walk.rep < count_of_reps(task)) return;
  walk.rep = 0;
  walk.at = walk.end;
  walk.end = 0;
  state.span = std::min(terms.longest, 2 * state.span);
  if (walk.at >= walk.to) end(task, method);
}

void RepReader::give(RepTask task, const model::DeliveredDay& day) {
  RepWalk& walk = *work_.progress.of(task).walk;
  if (day.day == day_of(walk.to - kDay)) walk.saw_last = true;
  work_.sink.delivered(day);
}

Status RepReader::take(RepTask task, Method method, const rapidjson::Value& root, const std::vector<std::string>& reps) {
  const RepWalk& walk = *work_.progress.of(task).walk;
  const auto give_if = [&](const std::optional<model::DeliveredDay>& day) -> Status {
    if (day) give(task, *day);
    return {};
  };
  // Nothing of another shop's is mixed in, nor is what stands beside it.
  const auto foreign = [&](const auto& row) { return !is_masked(row.rep_id) && main_of(row.rep_id) != main_of(reps.front()); };
  const auto refuse = [&]() -> Status {
    return fail(
        ErrorKind::unavailable, fmt::format("{} 回答的是另一家店铺的客服，没有采用，稍后再试。", name_of(method)),
        fmt::format("{} answered with the reps of another shop; nothing of it was taken, trying again later.", name_of(method)));
  };
  switch (method) {
    case Method::shop_days:
      return give_if(read_shop_day(root, day_of(walk.at)));
    case Method::service_now:
      return give_if(read_service_now(root, day_of(work_.their_now())));
    case Method::slow_unread:
      return give_if(read_slow_unread(root, day_of(walk.at)));
    case Method::login_logs:
      take_logins(root, reps.front());
      return {};
    case Method::status_log:
      take_status(root, reps);
      return {};
    default:
      break;
  }
  if (task == RepTask::ratings) {
    const ReadRatings read = read_ratings(root);
    if (std::any_of(read.ratings.begin(), read.ratings.end(), foreign)) return refuse();
    take_ratings(read);
    return {};
  }
  const auto days = read_rep_days(task, root, day_of(walk.at), day_of(walk.end));
  if (std::any_of(days.begin(), days.end(), foreign)) return refuse();
  for (const model::DeliveredDay& day : days) give(task, day);
  return {};
}

void RepReader::take_ratings(const ReadRatings& read) {
  RepState& state = work_.progress.of(RepTask::ratings);
  for (const model::Rating& rating : read.ratings) {
    const TimeMs first = rating.invited_at.value_or(rating.rated_at.value_or(0));
    const Seconds since = std::max(work_.progress.from, work_.progress.ratings_since);
    if (first >= since * kSecondMs) work_.sink.rating(rating);
  }
  // Stretches overlap, and a row is named once; of those without a time only the first.
  Seconds said = state.said;
  for (const rapidjson::Value* row : read.unusable) {
    const Seconds time = std::max<Seconds>({time_of(*row, "send_time").value_or(0), time_of(*row, "eval_time").value_or(0), 1});
    if (time <= state.said) continue;
    said = std::max(said, std::min(time, state.walk->to));
    work_.sink.rejected({"kefueval",
                         0,
                         {"这条评价没有客服、时间或认识的等级，没有采用。",
                          "This rating has no rep, no time or no known level and was not taken."},
                         outline(*row)});
  }
  state.said = said;
}

Result<Stepped> RepReader::take_chats(const rapidjson::Value& root, const std::string& rep) {
  RepState& state = work_.progress.of(RepTask::chats);
  RepWalk& walk = *state.walk;
  ChatPage page = read_chat_page(root, rep, day_of(walk.at), day_of(walk.end));
  if (page.code.value_or(0) != 0 && page.partners.empty()) {
    Fault fault;
    fault.kind = FaultKind::request;
    fault.code = *page.code;
    state.walk.reset();
    work_.switch_off(Method::chat_relation, fault);
    return Stepped::off;
  }
  for (const auto& [day, count] : page.partners) walk.counts[day] += count;
  if (!page.next_key.empty()) {
    PageGuard guard(walk.guard);
    constexpr std::size_t kMostKeyBytes = 1024;
    if (page.next_key == walk.key || page.next_key.size() > kMostKeyBytes || guard.repeats(page.content)) {
      // It goes round in circles: begun anew, after a while.
      start_pages_over(walk);
      work_.switch_off(Method::chat_relation, Fault{});
      return Stepped::off;
    }
    RIGONG_TRY(guard.next(page.content, work_.settings.host));
    walk.guard = guard.text();
    walk.key = std::move(page.next_key);
    walk.answered = true;
    work_.note_works(Method::chat_relation);
    return Stepped::done;
  }
  walk.key.clear();
  for (const auto& [day, count] : walk.counts) {
    work_.sink.delivered({rep, Day{day}, {}, {{model::DeliveredField::consulting_customers, static_cast<double>(count)}}});
  }
  return Stepped::done;
}

Result<Stepped> RepReader::too_heavy(RepTask task) {
  RepState& state = work_.progress.of(task);
  RepWalk& walk = *state.walk;
  const bool whole_days = terms_of(method_of(task)).whole_days;
  const Seconds length = walk.end - walk.at;
  Seconds half = length / 2;
  if (whole_days) half = half / kDay * kDay;
  const Seconds least = whole_days ? kDay : kShortestRatings;
  if (half >= least) {
    // The groups before have been read further than that; reading it again doubles nothing.
    state.span = half;
    walk.end = walk.at + half;
    start_pages_over(walk);
    return Stepped::done;
  }
  if (state.group > 1) {
    state.group /= 2;
    return Stepped::done;
  }
  return fail(ErrorKind::unavailable, fmt::format("{} 连很短的时间段也超时，稍后再试。", name_of(method_of(task))),
              fmt::format("{} times out even for a short stretch of time; trying again later.", name_of(method_of(task))));
}

Result<Stepped> RepReader::not_understood(RepTask task, Method method, const Fault& fault, std::size_t reps) {
  RepState& state = work_.progress.of(task);
  RepWalk& walk = *state.walk;
  if (reps > 1) {
    // One of them may be gone from the shop: the others must not suffer from it.
    state.group = static_cast<std::int64_t>(reps / 2);
    return Stepped::done;
  }
  if (walk.again) return refused_again(task, method);
  if (walk.answered && is_of_shop(task)) {
    remember(state.missed, {}, walk.at, walk.end, false, work_.now());
    advance(task, method, 1);
    return Stepped::done;
  }
  const bool last = walk.rep + 1 >= count_of_reps(task);
  if (!walk.answered && last) {
    // It is not the reps, it is the question.
    state.walk.reset();
    work_.switch_off(method, fault);
    return Stepped::off;
  }
  if (walk.answered) {
    set_aside(task, method, work_.progress.reps[static_cast<std::size_t>(walk.rep)], walk.at);
  } else {
    walk.failed.push_back(walk.rep);
  }
  advance(task, method, 1);
  return Stepped::done;
}

}  // namespace rigong::connectors::taobao
