// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/roster.h"

#include <algorithm>
#include <iterator>

#include "connectors/jd/rep_walk.h"
#include "connectors/jd/shapes.h"

namespace rigong::connectors::jd {
namespace {

constexpr DurationMs kEvery = kDayMs;
constexpr std::size_t kMostNameBytes = 128;

// Their account; one SDK calls it otherwise.
std::string account_of(const rapidjson::Value& row) {
  for (const char* name : {"waiter", "waiterId", "waiter2"}) {
    if (std::string account = text_in(row, name, kMostNameBytes); !account.empty()) return account;
  }
  return {};
}

}  // namespace

bool Roster::is_due() const { return is_time(work_.progress.roster.due_at, work_.request.now); }

Status Roster::step() {
  RosterState& roster = work_.progress.roster;
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::group_info, {}));
  if (answer.fault) {
    roster.off = Off{Method::group_info, *answer.fault};
    roster.works = false;
    roster.due_at = work_.request.now + pause_after(*answer.fault);
    return {};
  }
  roster.off.reset();
  take(*answer.root);
  roster.due_at = work_.request.now + kEvery;
  return {};
}

void Roster::take(const rapidjson::Value& root) {
  const rapidjson::Value* group = field(root, "POPGroup");
  if (group == nullptr) group = &root;
  std::vector<std::string> reps;
  const std::string shop = text_in(*group, "shopName", kMostNameBytes);
  for (const rapidjson::Value* row : elements(field(*group, "waiterList"))) {
    const std::string account = account_of(*row);
    if (account.empty() || reps.size() >= kMostReps) continue;
    if (std::find(reps.begin(), reps.end(), account) != reps.end()) continue;
    reps.push_back(account);
    // The platform names nobody but by the account.
    work_.sink.rep({account, account, shop});
  }
  work_.progress.roster.works = !reps.empty();
  if (reps.empty()) return;
  std::sort(reps.begin(), reps.end());
  note_changes(reps);
  work_.progress.roster.reps = std::move(reps);
  work_.progress.roster.read_at = work_.client.now();
}

void Roster::note_changes(const std::vector<std::string>& reps) {
  if (!work_.settings.waiters.empty()) return;
  const RosterState& known = work_.progress.roster;
  if (known.reps.empty()) {
    // Up to now only the main account could be asked for.
    work_.progress.tasks = {};
    return;
  }
  std::vector<std::string> come, gone;
  std::set_difference(reps.begin(), reps.end(), known.reps.begin(), known.reps.end(), std::back_inserter(come));
  std::set_difference(known.reps.begin(), known.reps.end(), reps.begin(), reps.end(), std::back_inserter(gone));
  for (std::size_t i = 0; i < work_.progress.tasks.size(); ++i) {
    RepWalk walk(work_, static_cast<Task>(i));
    for (const std::string& rep : come) walk.take_in(rep, china_day(known.read_at));
    for (const std::string& rep : gone) walk.let_go(rep);
  }
}

std::vector<std::string> reps_to_read(const Work& work) {
  if (!work.settings.waiters.empty()) return work.settings.waiters;
  if (!work.progress.roster.reps.empty()) return work.progress.roster.reps;
  return {std::string(kMainAccount)};
}

}  // namespace rigong::connectors::jd
