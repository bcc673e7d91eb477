// SPDX-License-Identifier: Apache-2.0
// What a lead does about campaigns, crises and topics.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/periods.h"
#include "storage/store.h"

namespace rigong::runtime {

struct PeriodDone {
  Words words;
  std::string about;  // CommandEntry::about: whose targets it changes.
};
// Works within the transaction, of which `reading.view` is the view; `command` becomes the id of what is made. Errors: refused
// for whoever may not, and where the period's state does not allow it; not_found for a period, group or shop that is not there;
// wrong_use for what cannot be.
[[nodiscard]] Result<PeriodDone> do_period(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                           const overlay::PeriodAct& act);

}  // namespace rigong::runtime
