// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/json.h"

#include <fmt/format.h>

#include <charconv>

namespace rigong::connectors {

Result<rapidjson::Document> parse_json(std::string_view text, std::string_view what, std::size_t max_bytes) {
  JsonLimits limits;
  limits.bytes = max_bytes;
  std::optional<rapidjson::Document> document = parse_guarded_json(text, limits);
  if (!document) {
    return fail(ErrorKind::unavailable, fmt::format("{} 的回答不是可用的 JSON，稍后再试。", what),
                fmt::format("The answer of {} is not usable JSON; trying again later.", what));
  }
  return std::move(*document);
}

TextIn::TextIn(const rapidjson::Value* value) {
  if (value == nullptr) return;
  exists_ = true;
  if (value->IsString()) {
    view_ = {value->GetString(), value->GetStringLength()};
  } else if (value->IsInt64()) {
    const auto [end, error] = std::to_chars(digits_.data(), digits_.data() + digits_.size(), value->GetInt64());
    view_ = {digits_.data(), static_cast<std::size_t>(end - digits_.data())};
  } else if (value->IsNumber() || value->IsBool()) {
    written_ = to_text(*value);
    view_ = written_;
  } else {
    exists_ = false;
  }
}

std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name) {
  const TextIn found(value, name);
  return found.exists() ? std::optional(found.text()) : std::nullopt;
}

std::optional<std::int64_t> whole_of(const rapidjson::Value& value, std::string_view name) {
  const rapidjson::Value* found = member(value, name);
  if (found == nullptr) return std::nullopt;
  if (found->IsInt64()) return found->GetInt64();
  if (!found->IsString()) return std::nullopt;
  std::int64_t number = 0;
  const char* end = found->GetString() + found->GetStringLength();
  const auto [stop, error] = std::from_chars(found->GetString(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

}  // namespace rigong::connectors
