// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/rows.h"

#include <cmath>

#include "agent/base/text.h"
#include "agent/model/record.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::string_view kPrefix = "cntaobao";
constexpr double kMostSeconds = 1e9;

void take(std::vector<const rapidjson::Value*>& result, const rapidjson::Value& list) {
  if (list.IsObject()) result.push_back(&list);
  if (!list.IsArray()) return;
  for (const rapidjson::Value& element : list.GetArray()) {
    if (element.IsObject()) result.push_back(&element);
  }
}

}  // namespace

std::vector<const rapidjson::Value*> rows(const rapidjson::Value& parent, std::string_view outer, std::string_view inner) {
  std::vector<const rapidjson::Value*> result;
  const rapidjson::Value* wrapper = member(parent, outer);
  if (wrapper == nullptr) return result;
  if (wrapper->IsObject()) {
    // {"xs": {}} is an empty list, not a row without fields.
    if (const rapidjson::Value* list = member(*wrapper, inner)) {
      take(result, *list);
    } else if (wrapper->MemberCount() > 0 && !wrapper->HasMember(std::string(inner))) {
      result.push_back(wrapper);
    }
    return result;
  }
  // Some write the wrapper as a list of wrappers.
  if (wrapper->IsArray()) {
    for (const rapidjson::Value& element : wrapper->GetArray()) {
      const rapidjson::Value* list = member(element, inner);
      take(result, list == nullptr ? element : *list);
    }
  }
  return result;
}

std::optional<std::int64_t> count_of(const rapidjson::Value& row, std::string_view name) {
  const TextIn text(row, name);
  return text.exists() ? parse_count(text.view()) : std::nullopt;
}

std::optional<std::int64_t> seconds_as_ms(const rapidjson::Value& row, std::string_view name) {
  const auto text = text_of(row, name);
  const auto seconds = text ? parse_number(*text) : std::nullopt;
  if (!seconds || *seconds < 0 || *seconds > kMostSeconds) return std::nullopt;
  return std::llround(*seconds * static_cast<double>(kSecondMs));
}

std::optional<std::int64_t> fen_of(const rapidjson::Value& row, std::string_view name) {
  const TextIn text(row, name);
  return text.exists() ? parse_yuan(text.view()) : std::nullopt;
}

std::optional<Seconds> time_of(const rapidjson::Value& row, std::string_view name) {
  const TextIn text(row, name);
  return text.exists() ? read_wall(text.view()) : std::nullopt;
}

std::optional<std::string> id_of(const rapidjson::Value& row, std::string_view name) {
  const TextIn text(row, name);
  std::string id(trim(text.view()));
  clean_field(id, model::kMaxIdBytes);
  if (id.empty()) return std::nullopt;
  return id;
}

std::string short_nick(std::string_view nick) {
  nick = trim(nick);
  if (nick.starts_with(kPrefix)) nick.remove_prefix(kPrefix.size());
  std::string result(nick);
  clean_field(result, model::kMaxIdBytes);
  return result;
}

std::string long_nick(std::string_view nick) { return std::string(kPrefix) + short_nick(nick); }

std::string main_of(std::string_view nick) { return std::string(nick.substr(0, nick.find(':'))); }

std::string sub_of(std::string_view nick) {
  const std::size_t colon = nick.find(':');
  return std::string(colon == std::string_view::npos ? nick : nick.substr(colon + 1));
}

std::optional<std::string> rep_of(const rapidjson::Value& row) {
  for (const char* name : {"service_staff_id", "user_id"}) {
    if (const auto id = id_of(row, name)) {
      if (std::string nick = short_nick(*id); !nick.empty()) return nick;
    }
  }
  return std::nullopt;
}

bool is_masked(std::string_view nick) { return nick.find("**") != std::string_view::npos; }

}  // namespace rigong::connectors::taobao
