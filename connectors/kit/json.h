// SPDX-License-Identifier: Apache-2.0
// JSON from outside, parsed with RapidJSON under guard: size, depth, members and strings are bounded, bad UTF-8 and names that
// occur twice are refused, and a value of another type than expected is an empty optional and never an abort.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

// A wrong-type getter of RapidJSON asserts; foreign data must not be able to end the program.
#ifndef RAPIDJSON_ASSERT
#define RAPIDJSON_ASSERT(condition) ((condition) ? static_cast<void>(0) : throw std::logic_error("RapidJSON: " #condition))
#endif
#ifndef RAPIDJSON_HAS_STDSTRING
#define RAPIDJSON_HAS_STDSTRING 1
#endif
#include <rapidjson/document.h>

#include "agent/base/result.h"

namespace rigong::connectors {

inline constexpr std::size_t kMaxJsonBytes = 8 * 1024 * 1024;  // A platform's page.

// Fails with unavailable (the other side sent something else than JSON, or than sane JSON). `what` names the sender in the
// message.
[[nodiscard]] Result<rapidjson::Document> parse_json(std::string_view text, std::string_view what,
                                                     std::size_t max_bytes = kMaxJsonBytes);

// The member of an object; null where there is none, where it is null, or where `value` is no object.
[[nodiscard]] const rapidjson::Value* member(const rapidjson::Value& value, std::string_view name);
// Texts as they are, numbers and flags as they are written: platforms send ids as either.
[[nodiscard]] std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name);
// A whole number, also where it was sent as text.
[[nodiscard]] std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name);

// `{"a":"x"}` with everything escaped that must be: for cursors and requests.
[[nodiscard]] std::string to_text(const rapidjson::Value& value);

}  // namespace rigong::connectors
