// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/json.h"

#include <fmt/format.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <charconv>
#include <set>
#include <vector>

namespace rigong::connectors {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxMembers = 100'000;  // Of all objects together.
constexpr std::size_t kMaxString = 1024 * 1024;

// Stands between the reader and the document and ends the parse where a bound is passed.
class Guard {
 public:
  explicit Guard(rapidjson::Document& document) : document_(document) {}
  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool Int(int value) { return document_.Int(value); }
  bool Uint(unsigned value) { return document_.Uint(value); }
  bool Int64(std::int64_t value) { return document_.Int64(value); }
  bool Uint64(std::uint64_t value) { return document_.Uint64(value); }
  bool Double(double value) { return document_.Double(value); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool copy) { return document_.RawNumber(text, length, copy); }
  bool String(const char* text, rapidjson::SizeType length, bool copy) {
    return length <= kMaxString && document_.String(text, length, copy);
  }
  bool Key(const char* text, rapidjson::SizeType length, bool copy) {
    return length <= kMaxString && ++members_ <= kMaxMembers && names_.back().insert(std::string(text, length)).second &&
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
  bool open() {
    names_.emplace_back();
    return names_.size() <= kMaxDepth;
  }

  rapidjson::Document& document_;
  std::vector<std::set<std::string>> names_;
  std::size_t members_ = 0;
};

}  // namespace

Result<rapidjson::Document> parse_json(std::string_view text, std::string_view what, std::size_t max_bytes) {
  rapidjson::Document document;
  bool good = text.size() <= max_bytes;
  if (good) {
    try {
      const auto generate = [&](rapidjson::Document& target) {
        rapidjson::MemoryStream bytes(text.data(), text.size());
        rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
        Guard guard(target);
        rapidjson::Reader reader;
        good = !reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(stream, guard).IsError();
        return good;
      };
      document.Populate(generate);
    } catch (const std::exception&) {
      good = false;
    }
  }
  if (!good) {
    return fail(ErrorKind::unavailable, fmt::format("{} 的回答不是可用的 JSON，稍后再试。", what),
                fmt::format("The answer of {} is not usable JSON; trying again later.", what));
  }
  return document;
}

const rapidjson::Value* member(const rapidjson::Value& value, std::string_view name) {
  if (!value.IsObject()) return nullptr;
  const rapidjson::Value key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto found = value.FindMember(key);
  return found == value.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

std::optional<std::string> text_of(const rapidjson::Value& value, std::string_view name) {
  const rapidjson::Value* found = member(value, name);
  if (found == nullptr) return std::nullopt;
  if (found->IsString()) return std::string(found->GetString(), found->GetStringLength());
  if (found->IsNumber() || found->IsBool()) return to_text(*found);
  return std::nullopt;
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

std::string to_text(const rapidjson::Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace rigong::connectors
