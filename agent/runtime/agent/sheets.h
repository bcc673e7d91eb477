// SPDX-License-Identifier: Apache-2.0
// The rules of the self-check sheet: whose it is, when it may be changed, and what signing it means.
#pragma once

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/command.h"
#include "storage/store.h"

namespace rigong::runtime {

// Each works within the transaction, of which `reading.view` is the view. Errors: not_found for another person's sheet (in the
// words for a person who is not there), refused where the rules forbid it, wrong_use for values that cannot be right.
[[nodiscard]] Status save_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::SaveSheet& save);
[[nodiscard]] Status sign_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::SignSheet& sign);
[[nodiscard]] Status reopen_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::ReopenSheet& reopen);

}  // namespace rigong::runtime
