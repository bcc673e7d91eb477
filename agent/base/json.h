// SPDX-License-Identifier: Apache-2.0
// JSON from outside, parsed with RapidJSON under guard: size, depth, members and strings are bounded, bad UTF-8 and names that
// occur twice are refused, and a value of another type than expected is never an abort.
#pragma once

#include <cstddef>
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

namespace rigong {

// Whether strings and names must be what is_clean_utf8() passes. Without it an escaped NUL or a lone low surrogate comes through.
enum class JsonText { any, clean };

struct JsonLimits {
  std::size_t bytes = 8 * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t members = 100'000;           // Of all objects together.
  std::size_t string_bytes = 1024 * 1024;  // Of one string or name.
  JsonText text = JsonText::any;
};

// The document, or nothing where it is not JSON or passes a limit. Its strings lie in memory of the document; a copy made by
// RapidJSON into another one refers to them, and must not live longer.
[[nodiscard]] std::optional<rapidjson::Document> parse_guarded_json(std::string_view text, const JsonLimits& limits);
// The same into a new document, which may have been given the allocator of another: what comes may then be moved into that one.
// Where false is returned its value must not be used.
[[nodiscard]] bool parse_guarded_json(std::string_view text, const JsonLimits& limits, rapidjson::Document& document);

// The member of an object; null where there is none, where it is null, or where `value` is no object.
[[nodiscard]] const rapidjson::Value* member(const rapidjson::Value& value, std::string_view name);

// The value as JSON, with everything escaped that must be.
[[nodiscard]] std::string to_text(const rapidjson::Value& value);

}  // namespace rigong
