// SPDX-License-Identifier: Apache-2.0
// What people do to tasks: rights and rules are checked, then the task and its event are written.
#pragma once

#include <optional>
#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/work.h"
#include "storage/store.h"

namespace rigong::runtime {

// Works within the transaction, of which `reading.view` is the view. `command` is the id of the command and of the task that it
// makes. Returns what to tell the person, where there is something to tell (a number). Errors: not_found for a task or person
// that is not there or that the viewer may not see, in the same words for both; refused and wrong_use as the rules of agent/team
// say.
struct WorkDone {
  std::optional<Words> words;
  std::string about;  // CommandEntry::about: whose work it is.
};
[[nodiscard]] Result<WorkDone> do_work(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                       const overlay::WorkAct& act);

}  // namespace rigong::runtime
