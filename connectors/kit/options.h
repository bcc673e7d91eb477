// SPDX-License-Identifier: Apache-2.0
// What the options of an account say, beyond being text: numbers within bounds, and lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "connectors/api/connector.h"

namespace rigong::connectors {

// A whole number of `least` to `most`, written in plain digits. wrong_use, which names option, bounds and `account` ("淘宝",
// "Taobao").
[[nodiscard]] Result<std::int64_t> whole_option(const Options& options, std::string_view name, std::int64_t least,
                                                std::int64_t most, const Words& account);

// The parts between commas, "," or "，", trimmed; empty ones are left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace rigong::connectors
