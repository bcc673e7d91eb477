// SPDX-License-Identifier: Apache-2.0
#include "agent/base/json.h"

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <vector>

#include "agent/base/text.h"

namespace rigong {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Of the length and of what stands at both ends: names that differ in between alone have the same, and are compared as a whole.
std::uint64_t digest_of(std::string_view name) {
  const auto word = [](const char* at, auto value) {
    std::memcpy(&value, at, sizeof value);
    return std::uint64_t{value};
  };
  const char* end = name.data() + name.size();
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (name.size() >= sizeof(std::uint64_t)) {
    first = word(name.data(), std::uint64_t{});
    last = word(end - sizeof(std::uint64_t), std::uint64_t{});
  } else if (name.size() >= sizeof(std::uint32_t)) {
    first = word(name.data(), std::uint32_t{});
    last = word(end - sizeof(std::uint32_t), std::uint32_t{});
  } else if (!name.empty()) {
    first = word(name.data(), std::uint8_t{}) << 8U | word(name.data() + name.size() / 2, std::uint8_t{});
    last = word(end - 1, std::uint8_t{});
  }
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
  constexpr std::uint64_t kOther = 0xC2B2AE3D27D4EB4FU;
  return (first * kOdd) ^ (std::rotl(last, 32) * kOther) ^ name.size();
}

// Whether the names of each object are told apart, by their hashes: a set of names for each object would take as long as the
// parse. With few names a bit for each says of most that none before was the same, and the hashes of the others are looked up.
class Names {
 public:
  void open() { objects_.push_back({hashes_.size(), 0}); }
  void add(std::string_view name) {
    const std::uint64_t hash = digest_of(name);
    Open& object = objects_.back();
    const std::uint64_t bit = std::uint64_t{1} << (hash >> 58U);
    const auto begin = hashes_.begin() + static_cast<std::ptrdiff_t>(object.begin);
    const bool is_known = (object.bits & bit) != 0 && hashes_.end() - begin < kFew;
    meet_ = meet_ || (is_known && std::find(begin, hashes_.end(), hash) != hashes_.end());
    object.bits |= bit;
    hashes_.push_back(hash);
  }
  void close() {
    const auto begin = hashes_.begin() + static_cast<std::ptrdiff_t>(objects_.back().begin);
    if (hashes_.end() - begin > kFew) {
      std::sort(begin, hashes_.end());
      meet_ = meet_ || std::adjacent_find(begin, hashes_.end()) != hashes_.end();
    }
    hashes_.erase(begin, hashes_.end());
    objects_.pop_back();
  }
  [[nodiscard]] std::size_t depth() const { return objects_.size(); }
  // Two names of one object have the same hash. Nearly always they are the same name.
  [[nodiscard]] bool meet() const { return meet_; }

 private:
  static constexpr std::ptrdiff_t kFew = 24;
  struct Open {
    std::size_t begin;   // Where its hashes begin.
    std::uint64_t bits;  // One for each of them, by its first digits.
  };

  std::vector<std::uint64_t> hashes_;  // Of all objects that are open, the outermost first.
  std::vector<Open> objects_;
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

bool parse_guarded_json(std::string_view text, const JsonLimits& limits, rapidjson::Document& document) {
  if (text.size() > limits.bytes) return false;
  // What stands behind a NUL is not read, and a byte order mark is not JSON's.
  text = text.substr(0, text.find('\0'));
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  // Checked as a whole, which is several times as fast as by the parser, character by character.
  if (!is_clean_utf8(text)) return false;
  bool good = false;
  bool names_meet = false;
  try {
    // Parsed in place, in memory that belongs to the document: no string is copied for itself.
    char* bytes = static_cast<char*>(document.GetAllocator().Malloc(text.size() + 1));
    std::copy(text.begin(), text.end(), bytes);  // Of an empty text there is nothing to copy from.
    bytes[text.size()] = '\0';
    const auto generate = [&](rapidjson::Document& target) {
      rapidjson::InsituStringStream stream(bytes);
      Guard guard(target, limits);
      rapidjson::Reader reader;
      // Not by the iterative parser: the guard lets nothing be deeper than the stack bears.
      good = !reader.Parse<rapidjson::kParseInsituFlag>(stream, guard).IsError();
      names_meet = guard.names().meet();
      return good;
    };
    document.Populate(generate);
  } catch (const std::exception&) {
    good = false;
  }
  return good && !(names_meet && has_name_twice(document));
}

std::optional<rapidjson::Document> parse_guarded_json(std::string_view text, const JsonLimits& limits) {
  std::optional<rapidjson::Document> document(std::in_place);
  if (!parse_guarded_json(text, limits, *document)) document.reset();
  return document;
}

const rapidjson::Value* member(const rapidjson::Value& value, std::string_view name) {
  if (!value.IsObject() || name.empty()) return nullptr;
  // Most names differ in their length or first letter.
  const auto is_name = [&](const rapidjson::Value& each) {
    const char* text = each.GetString();
    return each.GetStringLength() == name.size() && *text == name.front() && std::memcmp(text, name.data(), name.size()) == 0;
  };
  for (const auto& each : value.GetObject()) {
    if (is_name(each.name)) return each.value.IsNull() ? nullptr : &each.value;
  }
  return nullptr;
}

std::string to_text(const rapidjson::Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace rigong
