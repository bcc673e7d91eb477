// SPDX-License-Identifier: Apache-2.0
// The notice of what is kept about whom, who sees it, and how long: written by the program from its own settings, so that it
// cannot say anything else than what is done. Each wording that was ever shown is kept as a version.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/model/published.h"
#include "agent/runtime/terms.h"
#include "storage/store.h"

namespace rigong::runtime {

// Title and body, in both languages.
[[nodiscard]] model::Published notice_text(const std::string& shop, const Terms& terms);
// Publishes it as a new version where it says something else than the last one; whether it did.
[[nodiscard]] Result<bool> keep_notice(storage::WriteTransaction& transaction, const std::string& shop, TimeMs now);

}  // namespace rigong::runtime
