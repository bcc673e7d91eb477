// SPDX-License-Identifier: Apache-2.0
// 已交: that a report was handed in, and that it was not after all.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/reports.h"
#include "storage/store.h"

namespace rigong::runtime {

// Works within the transaction, of which `reading.view` is the view; `command` becomes the id of what is kept. Returns what to
// tell the person. Errors: not_found for whoever may not see the team, in the same words as for a group that is not there;
// refused for whoever may not post reports, and where there is nothing to hand in or to take back.
[[nodiscard]] Result<Words> do_report(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                      const overlay::ReportAct& act);

}  // namespace rigong::runtime
