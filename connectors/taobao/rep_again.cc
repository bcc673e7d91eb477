// SPDX-License-Identifier: Apache-2.0
// The part of RepReader that leaves out who is not taken, and asks again for what was missed.
#include <algorithm>

#include "connectors/taobao/rep_reader.h"

namespace rigong::connectors::taobao {

void RepReader::skip_aside(RepTask task) {
  RepState& state = work_.progress.of(task);
  RepWalk& walk = *state.walk;
  if (is_of_shop(task) || walk.again) return;
  const auto& reps = work_.progress.reps;
  const auto count = static_cast<std::int64_t>(reps.size());
  while (walk.rep < count && is_aside(state.missed, reps[static_cast<std::size_t>(walk.rep)])) ++walk.rep;
}

void RepReader::set_aside(RepTask task, Method method, const std::string& rep, Seconds from) {
  const auto& tasks = work_.progress.by_rep;
  const bool said = std::any_of(tasks.begin(), tasks.end(), [&](const RepState& each) { return is_aside(each.missed, rep); });
  RepState& state = work_.progress.of(task);
  remember(state.missed, rep, from, state.walk->to, true, work_.now());
  if (said) return;
  work_.sink.rejected({std::string(name_of(method)),
                       0,
                       {"平台不认这个子账号，过些时候再试，漏掉的日子到时补上；其余照常读取。",
                        "The platform does not take this sub-account; it is tried again later, with the days that were missed. "
                        "The others go on."},
                       rep});
}

void RepReader::set_failed_aside(RepTask task, Method method) {
  RepWalk* const walk = work_.progress.of(task).walk ? &*work_.progress.of(task).walk : nullptr;
  if (walk == nullptr) return;
  for (const std::int64_t place : walk->failed) {
    if (place >= 0 && place < static_cast<std::int64_t>(work_.progress.reps.size())) {
      set_aside(task, method, work_.progress.reps[static_cast<std::size_t>(place)], walk->from);
    }
  }
  walk->failed.clear();
}

bool RepReader::begin_again(RepTask task, Method method) {
  RepState& state = work_.progress.of(task);
  // Another method begins where the one before ended.
  if (task == RepTask::ratings && method != work_.progress.ratings_by) return begin(task, method);
  const Reach within = reach(task, method);
  for (auto due = find_due(state.missed, work_.now()); due != state.missed.end(); due = find_due(state.missed, work_.now())) {
    RepWalk walk;
    walk.again = true;
    walk.only = due->first;
    walk.at = std::max(due->second.from, within.oldest);
    if (takes_whole_days(method)) walk.at = start_of(day_of(walk.at));
    walk.to = std::min(due->second.to, within.to);
    if (walk.at < walk.to) {
      begin_with(task, method, std::move(walk));
      return true;
    }
    state.missed.erase(due);
  }
  return false;
}

Stepped RepReader::refused_again(RepTask task, Method method) {
  RepWalk& walk = *work_.progress.of(task).walk;
  // After two stretches it is the rep and not a day that is not given.
  const bool is_second = walk.refused;
  if (walk.refused_to == 0) walk.refused_from = walk.at;
  walk.refused_to = is_second ? walk.to : walk.end;
  walk.refused = true;
  if (is_second) {
    end_again(task);
  } else {
    advance(task, method, 1);
  }
  return Stepped::done;
}

void RepReader::end_again(RepTask task) {
  RepState& state = work_.progress.of(task);
  const RepWalk walk = *state.walk;
  state.walk.reset();
  const auto missed = state.missed.find(walk.only);
  if (missed == state.missed.end()) return;
  if (walk.refused_to == 0) {
    state.missed.erase(missed);
  } else {
    const bool aside = !is_of_shop(task) && !walk.answered;
    remember_round(missed->second, walk.refused_from, walk.refused_to, aside, work_.now());
  }
}

}  // namespace rigong::connectors::taobao
