// SPDX-License-Identifier: Apache-2.0
#include "agent/base/json.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "agent/base/text.h"

namespace rigong {
namespace {

// Whether the names of each object are told apart, by their hashes: a set of names for each object would take as long as the
// parse.
class Names {
 public:
  void open() { begins_.push_back(hashes_.size()); }
  void add(std::string_view name) { hashes_.push_back(std::hash<std::string_view>()(name)); }
  void close() {
    const auto begin = hashes_.begin() + static_cast<std::ptrdiff_t>(begins_.back());
    meet_ = meet_ || two_meet(begin, hashes_.end());
    hashes_.erase(begin, hashes_.end());
    begins_.pop_back();
  }
  [[nodiscard]] std::size_t depth() const { return begins_.size(); }
  // Two names of one object have the same hash. Nearly always they are the same name.
  [[nodiscard]] bool meet() const { return meet_; }

 private:
  using Hash = std::vector<std::size_t>::iterator;
  static bool two_meet(Hash begin, Hash end) {
    constexpr std::ptrdiff_t kFew = 24;
    if (end - begin > kFew) {
      std::sort(begin, end);
      return std::adjacent_find(begin, end) != end;
    }
    for (Hash each = begin; each != end; ++each) {
      if (std::find(begin, each, *each) != each) return true;
    }
    return false;
  }

  std::vector<std::size_t> hashes_;  // Of all objects that are open, the outermost first, …
  std::vector<std::size_t> begins_;  // … and where those of each begin.
  bool meet_ = false;
};

// For the rare document in which hashes meet. As deep as the parse let it be.
bool has_name_twice(const rapidjson::Value& value) {
  if (value.IsArray()) {
    const auto elements = value.GetArray();
    return std::any_of(elements.begin(), elements.end(), has_name_twice);
  }
  if (!value.IsObject()) return false;
  std::set<std::string_view> names;
  for (const auto& each : value.GetObject()) {
    if (!names.emplace(each.name.GetString(), each.name.GetStringLength()).second || has_name_twice(each.value)) return true;
  }
  return false;
}

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
    if (!passes(text, length) || ++members_ > limits_.members) return false;
    names_.add({text, length});
    return document_.Key(text, length, copy);
  }
  bool StartObject() { return open() && document_.StartObject(); }
  bool StartArray() { return open() && document_.StartArray(); }
  bool EndObject(rapidjson::SizeType members) {
    names_.close();
    return document_.EndObject(members);
  }
  bool EndArray(rapidjson::SizeType elements) {
    names_.close();
    return document_.EndArray(elements);
  }
  [[nodiscard]] const Names& names() const { return names_; }

 private:
  bool passes(const char* text, rapidjson::SizeType length) const {
    return length <= limits_.string_bytes && (limits_.text == JsonText::any || is_clean_utf8({text, length}));
  }
  bool open() {
    names_.open();
    return names_.depth() <= limits_.depth;
  }

  rapidjson::Document& document_;
  const JsonLimits& limits_;
  Names names_;
  std::size_t members_ = 0;
};

}  // namespace

std::optional<rapidjson::Document> parse_guarded_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return std::nullopt;
  std::optional<rapidjson::Document> document(std::in_place);
  bool good = false;
  bool names_meet = false;
  try {
    const auto generate = [&](rapidjson::Document& target) {
      rapidjson::MemoryStream bytes(text.data(), text.size());
      rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
      Guard guard(target, limits);
      rapidjson::Reader reader;
      good = !reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(stream, guard).IsError();
      names_meet = guard.names().meet();
      return good;
    };
    document->Populate(generate);
  } catch (const std::exception&) {
    good = false;
  }
  if (!good || (names_meet && has_name_twice(*document))) document.reset();
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
