// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/shapes.h"

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::int64_t kMostCount = 1'000'000'000;

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return small(x) == small(y); });
}

std::string plain_text(const rapidjson::Value* value) {
  if (value == nullptr) return {};
  if (value->IsString()) return {value->GetString(), value->GetStringLength()};
  return value->IsNumber() || value->IsBool() ? to_text(*value) : std::string();
}

}  // namespace

const rapidjson::Value* field(const rapidjson::Value& value, std::string_view name) {
  if (const rapidjson::Value* exact = member(value, name)) return exact;
  if (!value.IsObject()) return nullptr;
  for (const auto& entry : value.GetObject()) {
    if (same_name({entry.name.GetString(), entry.name.GetStringLength()}, name)) {
      return entry.value.IsNull() ? nullptr : &entry.value;
    }
  }
  return nullptr;
}

std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list) {
  std::vector<const rapidjson::Value*> result;
  if (list == nullptr) return result;
  if (list->IsObject()) result.push_back(list);
  if (list->IsArray()) {
    for (const rapidjson::Value& element : list->GetArray()) result.push_back(&element);
  }
  return result;
}

std::string text_in(const rapidjson::Value& value, std::string_view name, std::size_t most) {
  std::string text = plain_text(field(value, name));
  clean_field(text, most);
  return text;
}

std::optional<std::int64_t> count_in(const rapidjson::Value& value, std::string_view name) {
  const auto number = parse_count(plain_text(field(value, name)));
  return number && *number <= kMostCount ? number : std::nullopt;
}

std::optional<TimeMs> time_in(const rapidjson::Value& value, std::string_view name) {
  return read_time(plain_text(field(value, name)));
}

std::optional<Day> day_in(const rapidjson::Value& value, std::string_view name) {
  return read_day(plain_text(field(value, name)));
}

void open_texts(rapidjson::Document& document, rapidjson::Value& object, int depth) {
  if (depth == 0 || !object.IsObject()) return;
  // By number: Clang takes the comparison of these iterators for ambiguous.
  for (rapidjson::SizeType i = 0; i < object.MemberCount(); ++i) {
    rapidjson::Value& value = (object.MemberBegin() + i)->value;
    if (value.IsString()) {
      const std::string_view text = trim({value.GetString(), value.GetStringLength()});
      if (!text.starts_with('{') && !text.starts_with('[')) continue;
      const auto inner = parse_json(text, "text");
      if (!inner) continue;
      value.CopyFrom(*inner, document.GetAllocator());
    }
    open_texts(document, value, depth - 1);
  }
}

}  // namespace rigong::connectors::jd
