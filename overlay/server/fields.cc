// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "agent/base/text.h"

namespace rigong::overlay {
namespace {

std::string_view view(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

}  // namespace

Fields::Fields(const rapidjson::Value& value, std::string path, Faults& faults) : path_(std::move(path)), faults_(faults) {
  if (value.IsObject()) {
    object_ = &value;
  } else {
    faults_.add(path_, "应为 JSON 对象。", "It must be a JSON object.");
  }
}

std::string Fields::full(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void Fields::fault(const char* name, std::string zh, std::string en) { faults_.add(full(name), std::move(zh), std::move(en)); }

const rapidjson::Value* Fields::take(const char* name, Need need) {
  if (object_ == nullptr) return nullptr;
  taken_.emplace_back(name);
  const auto found = object_->FindMember(name);
  if (found != object_->MemberEnd()) return &found->value;
  if (need == Need::needed) fault(name, "缺少这个字段。", "This field is missing.");
  return nullptr;
}

std::string Fields::text(const char* name, std::size_t least, std::size_t most, Need need) {
  const rapidjson::Value* value = take(name, need);
  if (value == nullptr) return {};
  const std::size_t length = value->IsString() ? character_count(view(*value)) : 0;
  if (!value->IsString() || length < least || length > most) {
    fault(name, fmt::format("应为 {} 到 {} 个字的文字。", least, most),
          fmt::format("It must be text of {} to {} characters.", least, most));
    return {};
  }
  return std::string(view(*value));
}

std::optional<std::string> Fields::maybe_text(const char* name, std::size_t most) {
  const rapidjson::Value* value = take(name, Need::optional);
  if (value == nullptr) return std::nullopt;
  if (!value->IsString() || character_count(view(*value)) > most) {
    fault(name, fmt::format("应为最多 {} 个字的文字。", most), fmt::format("It must be text of at most {} characters.", most));
    return std::nullopt;
  }
  return std::string(view(*value));
}

bool Fields::flag(const char* name) { return flag(name, Need::needed).value_or(false); }
std::optional<bool> Fields::maybe_flag(const char* name) { return flag(name, Need::optional); }

std::optional<bool> Fields::flag(const char* name, Need need) {
  const rapidjson::Value* value = take(name, need);
  if (value == nullptr) return std::nullopt;
  if (!value->IsBool()) {
    fault(name, "应为 true 或 false。", "It must be true or false.");
    return std::nullopt;
  }
  return value->GetBool();
}

std::int64_t Fields::whole(const char* name, std::int64_t least, std::int64_t most) {
  const rapidjson::Value* value = take(name, Need::needed);
  if (value == nullptr) return least;
  if (!value->IsInt64() || value->GetInt64() < least || value->GetInt64() > most) {
    fault(name, fmt::format("应为 {} 到 {} 之间的整数。", least, most),
          fmt::format("It must be a whole number from {} to {}.", least, most));
    return least;
  }
  return value->GetInt64();
}

std::optional<double> Fields::number_or_null(const char* name) {
  const rapidjson::Value* value = take(name, Need::needed);
  if (value == nullptr || value->IsNull()) return std::nullopt;
  if (!value->IsNumber() || !std::isfinite(value->GetDouble())) {
    fault(name, "应为数字或 null。", "It must be a number or null.");
    return std::nullopt;
  }
  return value->GetDouble();
}

Day Fields::day(const char* name) {
  const rapidjson::Value* value = take(name, Need::needed);
  if (value == nullptr) return {};
  const std::string_view written = value->IsString() ? view(*value) : std::string_view();
  const auto found = written.size() == 10 && written[4] == '-' ? parse_day(written) : std::nullopt;
  if (!found) {
    fault(name, "应为 2026-11-25 这样的日期（2000 到 2099 年）。", "It must be a date as in 2026-11-25, from 2000 to 2099.");
  }
  return found.value_or(Day{});
}

std::optional<Day> Fields::day_or_null(const char* name) {
  if (object_ != nullptr) {
    const auto found = object_->FindMember(name);
    if (found != object_->MemberEnd() && found->value.IsNull()) {
      static_cast<void>(take(name, Need::needed));
      return std::nullopt;
    }
  }
  return day(name);
}

std::optional<TimeMs> Fields::time_or_null(const char* name) { return time(name, Need::needed); }
std::optional<TimeMs> Fields::maybe_time(const char* name) { return time(name, Need::optional); }

std::optional<TimeMs> Fields::time(const char* name, Need need) {
  const rapidjson::Value* value = take(name, need);
  if (value == nullptr || value->IsNull()) return std::nullopt;
  if (!value->IsInt64() || value->GetInt64() < kEarliestTime || value->GetInt64() >= kLatestTime) {
    fault(name, "应为 2000 到 2099 年间的毫秒时间，或 null。", "It must be a time in milliseconds, from 2000 to 2099, or null.");
    return std::nullopt;
  }
  return value->GetInt64();
}

void Fields::object(const char* name, const std::function<void(Fields&)>& read) {
  const rapidjson::Value* value = take(name, Need::needed);
  if (value == nullptr) return;
  Fields object(*value, full(name), faults_);
  read(object);
  object.finish();
}

void Fields::object_or_null(const char* name, const std::function<void(Fields&)>& read) {
  const rapidjson::Value* value = take(name, Need::needed);
  if (value == nullptr || value->IsNull()) return;
  Fields object(*value, full(name), faults_);
  read(object);
  object.finish();
}

void Fields::objects(const char* name, std::size_t most, Need need, const std::function<void(Fields&)>& read) {
  const rapidjson::Value* value = take(name, need);
  if (value == nullptr) return;
  if (!value->IsArray() || value->Size() > most) {
    fault(name, fmt::format("应为最多 {} 项的列表。", most), fmt::format("It must be a list of at most {}.", most));
    return;
  }
  for (rapidjson::SizeType i = 0; i < value->Size(); ++i) {
    Fields element((*value)[i], fmt::format("{}[{}]", full(name), i), faults_);
    read(element);
    element.finish();
  }
}

std::vector<std::string> Fields::texts(const char* name, std::size_t least, std::size_t most, std::size_t most_characters) {
  const rapidjson::Value* value = take(name, Need::needed);
  std::vector<std::string> found;
  if (value == nullptr) return found;
  if (!value->IsArray() || value->Size() < least || value->Size() > most) {
    fault(name, fmt::format("应为 {} 到 {} 项的列表。", least, most), fmt::format("It must be a list of {} to {}.", least, most));
    return found;
  }
  for (const rapidjson::Value& one : value->GetArray()) {
    if (!one.IsString() || character_count(view(one)) > most_characters) {
      fault(name, fmt::format("每一项应为最多 {} 个字的文字。", most_characters),
            fmt::format("Each must be text of at most {} characters.", most_characters));
      return found;
    }
    found.emplace_back(view(one));
  }
  return found;
}

void Fields::finish() {
  if (object_ == nullptr) return;
  for (const auto& member : object_->GetObject()) {
    const std::string_view name = view(member.name);
    if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) {
      faults_.add(full(one_line(name.substr(0, 64))), "不认识这个字段。", "This field is not known.");
    }
  }
}

}  // namespace rigong::overlay
