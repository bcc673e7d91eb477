// SPDX-License-Identifier: Apache-2.0
#include "agent/base/json.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <set>
#include <vector>

#include "agent/base/text.h"

namespace rigong {
namespace {

// Stands between the reader and the document and ends the parse where a limit is passed.
class Guard {
 public:
  Guard(rapidjson::Document& document, const JsonLimits& limits) : document_(document), limits_(limits) {}
  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool Int(int value) { return document_.Int(value); }
  bool Uint(unsigned value) { return document_.Uint(value); }
  bool Int64(std::int64_t value) { return document_.Int64(value); }
  bool Uint64(std::uint64_t value) { return document_.Uint64(value); }
  bool Double(double value) { return document_.Double(value); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool copy) { return document_.RawNumber(text, length, copy); }
  bool String(const char* text, rapidjson::SizeType length, bool copy) {
    return passes(text, length) && document_.String(text, length, copy);
  }
  bool Key(const char* text, rapidjson::SizeType length, bool copy) {
    return passes(text, length) && ++members_ <= limits_.members && names_.back().insert(std::string(text, length)).second &&
           document_.Key(text, length, copy);
  }
  bool StartObject() { return open() && document_.StartObject(); }
  bool StartArray() { return open() && document_.StartArray(); }
  bool EndObject(rapidjson::SizeType members) {
    names_.pop_back();
    return document_.EndObject(members);
  }
  bool EndArray(rapidjson::SizeType elements) {
    names_.pop_back();
    return document_.EndArray(elements);
  }

 private:
  bool passes(const char* text, rapidjson::SizeType length) const {
    return length <= limits_.string_bytes && (limits_.text == JsonText::any || is_clean_utf8({text, length}));
  }
  bool open() {
    names_.emplace_back();
    return names_.size() <= limits_.depth;
  }

  rapidjson::Document& document_;
  const JsonLimits& limits_;
  std::vector<std::set<std::string>> names_;
  std::size_t members_ = 0;
};

}  // namespace

std::optional<rapidjson::Document> parse_guarded_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return std::nullopt;
  std::optional<rapidjson::Document> document(std::in_place);
  bool good = false;
  try {
    const auto generate = [&](rapidjson::Document& target) {
      rapidjson::MemoryStream bytes(text.data(), text.size());
      rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
      Guard guard(target, limits);
      rapidjson::Reader reader;
      good = !reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(stream, guard).IsError();
      return good;
    };
    document->Populate(generate);
  } catch (const std::exception&) {
    good = false;
  }
  if (!good) document.reset();
  return document;
}

const rapidjson::Value* member(const rapidjson::Value& value, std::string_view name) {
  if (!value.IsObject()) return nullptr;
  const rapidjson::Value key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto found = value.FindMember(key);
  return found == value.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

std::string to_text(const rapidjson::Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace rigong
