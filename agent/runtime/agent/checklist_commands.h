// SPDX-License-Identifier: Apache-2.0
// What is done to the checklists of the stages, and to somebody's: rights and rules are checked, then it is written.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/checklist.h"
#include "storage/store.h"

namespace rigong::runtime {

// Works within the transaction, of which `reading.view` is the view; `command` becomes the id of an item that is added. Returns
// CommandEntry::about. Errors: not_found for a person or item that is not there or that the viewer may not see, in the same words
// for both; refused and wrong_use as the rules of agent/team say.
[[nodiscard]] Result<std::string> do_checklist(storage::WriteTransaction& transaction, Reading& reading,
                                               const std::string& command, const overlay::ChecklistAct& act);

// Makes `mentor` that of the member, "" nobody. One who was it already may stay, also where they have left: they come back as
// they were. Errors as team::check_mentor.
[[nodiscard]] Status give_mentor(storage::ReadView& view, model::Member& member, const std::string& mentor, Day today);

}  // namespace rigong::runtime
