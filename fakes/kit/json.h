// SPDX-License-Identifier: Apache-2.0
// Values of a request, for platforms that take a number written as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agent/base/json.h"

namespace rigong::fakes {

// Texts as they are, numbers and flags as they are written.
[[nodiscard]] std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name);
// The digits of a whole number from 0 on that an int64 holds, and nothing else.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);
// The text in quotation marks, with everything escaped that must be.
[[nodiscard]] std::string quoted(const std::string& text);

}  // namespace rigong::fakes
