// SPDX-License-Identifier: Apache-2.0
// Writes the structs of overlay/api as JSON: their describe() names the fields.
#pragma once

// First: it tells the library what it must be told.
#include "agent/base/json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/text.h"
#include "agent/base/time.h"
#include "overlay/api/common.h"

namespace rigong::overlay {

class JsonWriter {
 public:
  [[nodiscard]] std::string take() { return std::string(buffer_.GetString(), buffer_.GetSize()); }

  void put(bool value) { writer_.Bool(value); }
  template <std::integral Number>
  void put(Number value) {
    writer_.Int64(static_cast<std::int64_t>(value));
  }
  // JSON knows no infinity, and nothing to divide by is null everywhere else too.
  void put(double value) {
    if (std::isfinite(value)) {
      writer_.Double(value);
    } else {
      writer_.Null();
    }
  }
  void put(std::string_view text) {
    if (is_clean_utf8(text)) {
      put_clean(text);
    } else {
      put_clean(clean_utf8(text));
    }
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(const char* text) { put(std::string_view(text)); }
  // What the program has written itself; so it is not read again.
  void put(const RawJson& json) { writer_.RawValue(json.text.data(), json.text.size(), rapidjson::kObjectType); }
  void put(Day day) { put(to_string(day)); }
  void put(const Words& words) {
    writer_.StartObject();
    field("zh", words.zh);
    field("en", words.en);
    writer_.EndObject();
  }
  template <class Value>
  void put(const std::optional<Value>& value) {
    if (value) {
      put(*value);
    } else {
      writer_.Null();
    }
  }
  template <class Value>
  void put(const std::vector<Value>& values) {
    writer_.StartArray();
    for (const Value& value : values) put(value);
    writer_.EndArray();
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { put(word(value)); }
  template <class Struct>
  requires std::is_class_v<Struct>
  void put(const Struct& value) {
    writer_.StartObject();
    describe([this](const char* name, const auto& part) { this->field(name, part); }, value);
    writer_.EndObject();
  }
  template <class Value>
  void field(const char* name, const Value& value) {
    writer_.Key(name);
    put(value);
  }
  void begin() { writer_.StartObject(); }
  void end() { writer_.EndObject(); }

 private:
  void put_clean(std::string_view text) { writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

template <class Answer>
[[nodiscard]] std::string to_json(const Answer& answer) {
  JsonWriter writer;
  writer.put(answer);
  return writer.take();
}

}  // namespace rigong::overlay
