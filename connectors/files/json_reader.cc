// SPDX-License-Identifier: Apache-2.0
// Two million lines in less than a second: each line is one simdjson document in place in the read buffer, names are compared
// with those of the line before at the same position, and strings without escapes are handed on where they lie.
#include "connectors/files/json_reader.h"

#include <simdjson.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace rigong::connectors::files {
namespace {

using simdjson::ondemand::raw_json_string;

constexpr std::size_t kBuffer = 1024 * 1024;
constexpr std::size_t kLongestLine = 1024 * 1024;
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kMostColumns = 1024;
constexpr std::size_t kFirstLines = 100;

Words not_json(std::string_view what) {
  return {fmt::format("这一行不是完整的 JSON 对象（{}）；每行写一个对象。", what),
          fmt::format("The line is not a complete JSON object ({}); write one object per line.", what)};
}

class JsonLines {
 public:
  JsonLines(Intake& intake, const Recogniser& recogniser) : intake_(intake), recogniser_(recogniser) {
    // Large enough for every line, so that parsing never allocates. Only what a line needs is ever touched.
    ready_ = parser_.allocate(kLongestLine + simdjson::SIMDJSON_PADDING) == simdjson::SUCCESS;
  }
  [[nodiscard]] bool ready() const { return ready_; }

  // Chooses the preset from the names in the first lines.
  [[nodiscard]] Status begin(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t lines = 0; !text.empty() && lines < kFirstLines; ++lines) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      collect_names(text.substr(0, end), names);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (names.empty()) {
      return fail(ErrorKind::wrong_use, "前面的行里没有 JSON 对象；每行写一个对象（JSON Lines）。",
                  "There is no JSON object in the first lines; write one object per line (JSON Lines).");
    }
    RIGONG_ASSIGN(const bool known, intake_.begin(names));
    RIGONG_TRY(recogniser_.check_map(names));
    if (!known) return fail(recogniser_.explain(names));
    for (std::size_t i = 0; i < names.size(); ++i) keep(names[i], i);
    return {};
  }

  // One line; at least SIMDJSON_PADDING readable bytes are behind it.
  void line(std::string_view text, std::uint64_t number) {
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.find_first_not_of(" \t") == std::string_view::npos) return;
    row_.clear();
    first_ = {};
    const Words* problem = parse(text);
    if (problem != nullptr) {
      intake_.reject(number, *problem, text);
      return;
    }
    intake_.take(row_, number, first_, text);
  }

  void too_long(std::string_view text, std::uint64_t number) {
    intake_.reject(number, {"这一行超过 1 MB，不像一条记录。", "The line is longer than 1 MB and no record."}, text);
  }

 private:
  struct Column {
    std::string name;
    int field = kIgnored;
  };

  static void collect_names(std::string_view text, std::vector<std::string>& names) {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(text);
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS || document.get_object().get(object) != simdjson::SUCCESS)
      return;
    for (auto field : object) {
      std::string_view name;
      if (field.unescaped_key().get(name) != simdjson::SUCCESS) return;
      if (name.size() <= kLongestName && names.size() < kMostColumns &&
          std::find(names.begin(), names.end(), name) == names.end()) {
        names.emplace_back(name);
      }
    }
  }

  void keep(const std::string& name, std::size_t layout_column) {
    by_name_.emplace(name, columns_.size());
    columns_.push_back({name, intake_.layout().field_at(layout_column)});
  }

  // The column of a name; the same names mostly come in the same order, a few of them left out.
  [[nodiscard]] const Column* column_of(simdjson::ondemand::field& field) {
    const raw_json_string key = field.key();
    for (std::size_t skip = 0; skip < 4 && guess_ + skip < columns_.size(); ++skip) {
      const Column& column = columns_[guess_ + skip];
      if (!key.unsafe_is_equal(column.name)) continue;
      guess_ += skip + 1;
      return &column;
    }
    std::string_view name;
    if (field.unescaped_key().get(name) != simdjson::SUCCESS) return nullptr;
    name_.assign(name);
    auto found = by_name_.find(name_);
    if (found == by_name_.end()) {
      if (name_.size() > kLongestName || columns_.size() >= kMostColumns) return &unknown_;
      recogniser_.add_late(intake_.layout(), name_);
      keep(name_, intake_.layout().columns() - 1);
      found = by_name_.find(name_);
    }
    guess_ = found->second + 1;
    return &columns_[found->second];
  }

  [[nodiscard]] const Words* broken(simdjson::error_code error) {
    problem_ = not_json(simdjson::error_message(error));
    return &problem_;
  }

  [[nodiscard]] const Words* parse(std::string_view text) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    auto error = parser_.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING).get(document);
    if (error == simdjson::SUCCESS) error = document.get_object().get(object);
    if (error != simdjson::SUCCESS) return broken(error);
    guess_ = 0;
    escapes_ = std::memchr(text.data(), '\\', text.size()) != nullptr;
    for (auto result : object) {
      simdjson::ondemand::field field;
      if (const auto wrong = std::move(result).get(field); wrong != simdjson::SUCCESS) return broken(wrong);
      const Column* column = column_of(field);
      if (column == nullptr) return broken(simdjson::STRING_ERROR);
      if (column->field == kIgnored) continue;
      if (const Words* wrong = take_value(field.value(), *column)) return wrong;
    }
    const char* behind = nullptr;
    if (document.current_location().get(behind) == simdjson::SUCCESS) {
      problem_ = not_json("more behind the object");
      return &problem_;
    }
    return nullptr;
  }

  [[nodiscard]] const Words* take_value(simdjson::ondemand::value& value, const Column& column) {
    std::string_view token = value.raw_json_token();
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t')) token.remove_suffix(1);
    std::string_view text;
    const char front = token.empty() ? '\0' : token.front();
    if (front == '"') {
      const std::size_t end = token.rfind('"');
      if (end > 0 && (!escapes_ || std::memchr(token.data(), '\\', token.size()) == nullptr)) {
        text = token.substr(1, end - 1);
      } else {
        if (const auto error = value.get_string().get(text); error != simdjson::SUCCESS) return broken(error);
        if (std::memchr(text.data(), 0, text.size()) != nullptr) {
          problem_ = {fmt::format("“{}”里有 \\u0000，不能当文字。", column.name),
                      fmt::format("'{}' holds \\u0000, which is no text.", column.name)};
          return &problem_;
        }
      }
    } else if (token == "null") {
      return nullptr;
    } else if (front == '{' || front == '[' ||
               (token != "true" && token != "false" && token.find_first_not_of("0123456789+-.eE") != std::string_view::npos)) {
      problem_ = {fmt::format("“{}”要是文字或数字。", column.name), fmt::format("'{}' must be text or a number.", column.name)};
      return &problem_;
    } else {
      text = token;
    }
    const auto index = static_cast<std::size_t>(column.field);
    if (row_.has_index(index)) {
      problem_ = {fmt::format("“{}”出现了两次。", column.name), fmt::format("'{}' occurs twice.", column.name)};
      return &problem_;
    }
    row_.set(index, text);
    if (first_.empty()) first_ = text;
    return nullptr;
  }

  Intake& intake_;
  const Recogniser& recogniser_;
  simdjson::ondemand::parser parser_;
  bool ready_ = false;
  std::vector<Column> columns_;
  std::unordered_map<std::string, std::size_t> by_name_;
  const Column unknown_;
  std::size_t guess_ = 0;
  bool escapes_ = false;  // Whether the line has any.
  std::string name_;
  std::string_view first_;
  FieldRow row_;
  Words problem_;
};

}  // namespace

Status read_json_lines(TextSource& text, const ByteSource& bytes, Intake& intake, const Recogniser& recogniser) {
  JsonLines lines(intake, recogniser);
  if (!lines.ready())
    return fail(ErrorKind::unavailable, "内存不足，请关掉一些程序再试。", "Out of memory; close some programs and try again.");
  RIGONG_ASSIGN(const std::string_view front, text.peek(TextSource::kSmallest));
  RIGONG_TRY(lines.begin(front));
  const std::unique_ptr<char[]> buffer(new char[kBuffer + simdjson::SIMDJSON_PADDING]);
  std::memset(buffer.get() + kBuffer, 0, simdjson::SIMDJSON_PADDING);
  std::size_t kept = 0;  // The beginning of a line whose end is not read yet.
  std::uint64_t number = 0;
  bool skipping = false;  // Within a line that is too long.
  while (true) {
    RIGONG_ASSIGN(const std::size_t got, text.read(buffer.get() + kept, kBuffer - kept));
    std::string_view rest(buffer.get(), kept + got);
    while (!rest.empty()) {
      const auto* found = static_cast<const char*>(std::memchr(rest.data(), '\n', rest.size()));
      if (found == nullptr && got > 0 && (rest.size() <= kLongestLine || skipping)) break;
      const std::size_t end = found != nullptr ? static_cast<std::size_t>(found - rest.data()) : rest.size();
      if (!skipping) {
        ++number;
        if (end > kLongestLine) {
          lines.too_long(rest.substr(0, end), number);
        } else {
          lines.line(rest.substr(0, end), number);
        }
      }
      skipping = found == nullptr;
      rest.remove_prefix(found != nullptr ? end + 1 : end);
    }
    if (got == 0) return {};
    if (!intake.progress(bytes.position(), bytes.total())) return cancelled();
    if (skipping) rest = {};
    std::memmove(buffer.get(), rest.data(), rest.size());
    kept = rest.size();
  }
}

}  // namespace rigong::connectors::files
