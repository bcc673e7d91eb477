// SPDX-License-Identifier: Apache-2.0
// Headers as an option has them: "X-Team: service | X-From: rigong", or one a line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/base/result.h"

namespace rigong::connectors::webhook {

// wrong_use where one is no header or one that the program sets by itself; it shows the header's name at most, never its value.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> read_headers(std::string_view text);

}  // namespace rigong::connectors::webhook
