// SPDX-License-Identifier: Apache-2.0
// What somebody has still to sign for.
#pragma once

#include <string>
#include <vector>

#include "agent/runtime/answers/answers.h"

namespace rigong::runtime {

// The kinds of text ("notice", "rules") of which the viewer has not signed the newest version; nothing while the desk is
// nobody's.
[[nodiscard]] Result<std::vector<std::string>> to_sign(storage::ReadView& view, const Viewer& viewer);

}  // namespace rigong::runtime
