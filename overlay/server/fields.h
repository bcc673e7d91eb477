// SPDX-License-Identifier: Apache-2.0
// Reads the fields of one JSON object by name and type. Used by body.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/json.h"
#include "agent/base/time.h"
#include "overlay/server/fault.h"

namespace rigong::overlay {

enum class Need { needed, optional };

class Fields {
 public:
  // `path` stands before the names of fields in faults: "" or "figures[2]".
  Fields(const rapidjson::Value& value, std::string path, Faults& faults);

  // Lengths are counted in characters, as openapi.yaml does.
  std::string text(const char* name, std::size_t least, std::size_t most, Need need = Need::needed);
  bool flag(const char* name);
  // Nothing where the field is not there.
  std::optional<bool> maybe_flag(const char* name);
  std::optional<std::string> maybe_text(const char* name, std::size_t most);
  std::int64_t whole(const char* name, std::int64_t least, std::int64_t most);
  // Null is a value here, and the field must be there.
  std::optional<double> number_or_null(const char* name);
  Day day(const char* name);
  // Null is a value here, and the field must be there.
  std::optional<Day> day_or_null(const char* name);
  // An instant within kEarliestTime…kLatestTime. Null is a value here, and the field must be there.
  std::optional<TimeMs> time_or_null(const char* name);
  // The same; nothing also where the field is not there.
  std::optional<TimeMs> maybe_time(const char* name);
  void object(const char* name, const std::function<void(Fields&)>& read);
  // Calls `read` with the object, and not where the field, which must be there, is null.
  void object_or_null(const char* name, const std::function<void(Fields&)>& read);
  // Calls `read` for each element of a list of objects.
  void objects(const char* name, std::size_t most, Need need, const std::function<void(Fields&)>& read);
  std::vector<std::string> texts(const char* name, std::size_t least, std::size_t most, std::size_t most_characters);
  void fault(const char* name, std::string zh, std::string en);
  // Whatever was not asked for is unknown.
  void finish();

 private:
  const rapidjson::Value* take(const char* name, Need need);
  std::optional<bool> flag(const char* name, Need need);
  std::optional<TimeMs> time(const char* name, Need need);
  [[nodiscard]] std::string full(std::string_view name) const;

  const rapidjson::Value* object_ = nullptr;
  std::string path_;
  Faults& faults_;
  std::vector<std::string_view> taken_;
};

}  // namespace rigong::overlay
