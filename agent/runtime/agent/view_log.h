// SPDX-License-Identifier: Apache-2.0
// Who looked at whose figures, written to the log before the figures are shown.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "storage/store.h"

namespace rigong::runtime {

// A page asks again with every change, so one entry stands for an hour of looking.
inline constexpr DurationMs kViewMs = kHourMs;

// Any thread.
class ViewLog {
 public:
  // Writes that the viewer looked at these, where that is not written yet for this hour. Where it cannot be written, the view
  // must not be shown: the error says so. `kind` is "view.panel" …; `place` the page session.
  [[nodiscard]] Status note(storage::Store& store, const Viewer& viewer, const std::string& place, const char* kind,
                            const std::set<std::string>& about, TimeMs now);
  // Another store is shown from now on.
  void forget();

 private:
  std::mutex mutex_;
  std::map<std::string, TimeMs> noted_;  // Who, what and whose, and when the hour began.
};

}  // namespace rigong::runtime
