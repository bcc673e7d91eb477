// SPDX-License-Identifier: Apache-2.0
// Commands of the page as the log keeps them.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "overlay/api/command.h"

namespace rigong::runtime {

// "sheet.sign" and so on, as openapi.yaml names it.
[[nodiscard]] std::string kind_of(const overlay::Command& command);
// What was asked, as JSON, without secrets.
[[nodiscard]] std::string body_of(const overlay::Command& command);
// The answer as it is kept, and read again for a repetition.
[[nodiscard]] std::string answer_text(const overlay::CommandDone& done);
[[nodiscard]] Result<overlay::CommandDone> read_answer(const std::string& id, const std::string& text);

}  // namespace rigong::runtime
