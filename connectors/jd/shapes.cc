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
  std::string text = TextIn(field(value, name)).text();
  clean_field(text, most);
  return text;
}

std::optional<std::int64_t> count_in(const rapidjson::Value& value, std::string_view name) {
  const auto number = parse_count(TextIn(field(value, name)).view());
  return number && *number <= kMostCount ? number : std::nullopt;
}

std::optional<TimeMs> time_in(const rapidjson::Value& value, std::string_view name) {
  return read_time(TextIn(field(value, name)).view());
}

std::optional<Day> day_in(const rapidjson::Value& value, std::string_view name) {
  return read_day(TextIn(field(value, name)).view());
}

void open_texts(rapidjson::Document& document, rapidjson::Value& object, int depth) {
  if (depth == 0 || !object.IsObject()) return;
  // By number: Clang takes the comparison of these iterators for ambiguous.
  for (rapidjson::SizeType i = 0; i < object.MemberCount(); ++i) {
    rapidjson::Value& value = (object.MemberBegin() + i)->value;
    if (value.IsString()) {
      const std::string_view text = trim({value.GetString(), value.GetStringLength()});
      if (!text.starts_with('{') && !text.starts_with('[')) continue;
      rapidjson::Document inner(&document.GetAllocator());
      if (!parse_guarded_json(text, {}, inner)) continue;
      value.Swap(inner);
    }
    open_texts(document, value, depth - 1);
  }
}

}  // namespace rigong::connectors::jd
