// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/view_log.h"

#include <fmt/format.h>

#include <vector>

#include "agent/runtime/log_entry.h"

namespace rigong::runtime {
namespace {

// A lead of 500 looks at all of them in five ways within an hour.
constexpr std::size_t kMostNoted = 4096;

}  // namespace

Status ViewLog::note(storage::Store& store, const Viewer& viewer, const std::string& place, const char* kind,
                     const std::set<std::string>& about, TimeMs now) {
  std::vector<std::pair<std::string, std::string>> fresh;  // Key, and whose.
  {
    const std::lock_guard lock(mutex_);
    for (const std::string& whose : about) {
      std::string key = fmt::format("{}\n{}\n{}\n{}", viewer.person, viewer.acting_for, kind, whose);
      const auto found = noted_.find(key);
      // A clock that was set back must not keep a view from being written.
      const bool there = found != noted_.end() && found->second <= now && now < found->second + kViewMs;
      if (!there) fresh.emplace_back(std::move(key), whose);
    }
  }
  if (fresh.empty()) return {};
  RIGONG_ASSIGN(const auto transaction, store.write());
  for (const auto& [key, whose] : fresh) {
    model::CommandEntry entry = log_entry(kind, now, whose, viewer.person);
    entry.place = place;
    entry.acting_for = viewer.acting_for;
    RIGONG_TRY(transaction->add_view(entry));
  }
  RIGONG_TRY(transaction->commit());
  const std::lock_guard lock(mutex_);
  std::erase_if(noted_, [&](const auto& each) { return each.second + kViewMs <= now; });
  if (noted_.size() > kMostNoted) noted_.clear();
  for (auto& [key, whose] : fresh) noted_[std::move(key)] = now;
  return {};
}

void ViewLog::forget() {
  const std::lock_guard lock(mutex_);
  noted_.clear();
}

}  // namespace rigong::runtime
