// SPDX-License-Identifier: Apache-2.0
// JSON that goes out, written by RapidJSON's Writer: names and values in the order in which they are given.
#pragma once

#include "agent/base/json.h"

// Behind agent/base/json.h, which sets what RapidJSON does where it is used wrongly.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace rigong::connectors {

class JsonOut {
 public:
  JsonOut() : writer_(buffer_) {}
  JsonOut(const JsonOut&) = delete;
  JsonOut& operator=(const JsonOut&) = delete;

  // Without a name within a list and as the whole.
  JsonOut& object(std::string_view name = {}) { return (named(name).writer_.StartObject(), *this); }
  JsonOut& end_object() { return (writer_.EndObject(), *this); }
  JsonOut& list(std::string_view name = {}) { return (named(name).writer_.StartArray(), *this); }
  JsonOut& end_list() { return (writer_.EndArray(), *this); }
  JsonOut& text(std::string_view name, std::string_view value) {
    return (named(name).writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())), *this);
  }
  JsonOut& item(std::string_view value) { return text({}, value); }
  JsonOut& whole(std::string_view name, std::int64_t value) { return (named(name).writer_.Int64(value), *this); }
  JsonOut& flag(std::string_view name, bool value) { return (named(name).writer_.Bool(value), *this); }
  [[nodiscard]] std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  JsonOut& named(std::string_view name) {
    if (!name.empty()) writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
  }
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

}  // namespace rigong::connectors
