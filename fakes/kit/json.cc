// SPDX-License-Identifier: Apache-2.0
#include "fakes/kit/json.h"

#include <charconv>

namespace rigong::fakes {

std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name) {
  const rapidjson::Value* found = member(value, name);
  if (found == nullptr) return std::nullopt;
  if (found->IsString()) return std::string(found->GetString(), found->GetStringLength());
  if (found->IsNumber() || found->IsBool()) return to_text(*found);
  return std::nullopt;
}

std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name) {
  const rapidjson::Value* found = member(value, name);
  if (found != nullptr && found->IsInt64()) return found->GetInt64();
  return found != nullptr && found->IsString() ? whole_number({found->GetString(), found->GetStringLength()}) : std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::string quoted(const std::string& text) { return to_text(rapidjson::Value(rapidjson::StringRef(text))); }

}  // namespace rigong::fakes
