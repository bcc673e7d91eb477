// SPDX-License-Identifier: Apache-2.0
// JSON of platforms: the guarded parse of agent/base/json.h, and values that platforms write in more than one way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "agent/base/json.h"
#include "agent/base/result.h"

namespace rigong::connectors {

inline constexpr std::size_t kMaxJsonBytes = 8 * 1024 * 1024;  // A platform's page.

// Fails with unavailable (the other side sent something else than JSON, or than sane JSON). `what` names the sender in the
// message.
[[nodiscard]] Result<rapidjson::Document> parse_json(std::string_view text, std::string_view what,
                                                     std::size_t max_bytes = kMaxJsonBytes);

using rigong::member;
using rigong::to_text;
// Texts as they are, numbers and flags as they are written: platforms send ids as either.
[[nodiscard]] std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name);
// A whole number, also where it was sent as text.
[[nodiscard]] std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name);

}  // namespace rigong::connectors
