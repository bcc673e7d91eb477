// SPDX-License-Identifier: Apache-2.0
// The forms of ids that requests carry.
#pragma once

#include <string_view>

namespace rigong::overlay {

// "01976b3e-7d00-7abc-89ab-0123456789ab": version 7, and the variant of RFC 9562.
[[nodiscard]] bool is_command_id(std::string_view id);
// A command's id, or one with ".1" to ".9" behind it.
[[nodiscard]] bool is_task_id(std::string_view id);

}  // namespace rigong::overlay
