// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/description.h"

#include "agent/base/json.h"

// Behind agent/base/json.h, which sets what RapidJSON does where it is used wrongly.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "agent/base/text.h"

namespace rigong::chart {
namespace {

using model::Report;
using model::ReportBar;
using model::ReportBlock;

constexpr std::size_t kMostTextBytes = 1'000;
// Of all texts together, several times what the longest board has: with all of them escaped, and all rows and bars that there may
// be, a description is still within its bound.
constexpr std::size_t kMostTexts = 16'000;
constexpr std::size_t kMostBlocks = 40;
constexpr std::size_t kMostColumns = 10;
constexpr std::size_t kMostRows = 40;
constexpr std::size_t kDepth = 6;
constexpr std::size_t kMostMembers = 8'000;
// So that the same figures make the same bytes.
constexpr int kDecimals = 4;

constexpr std::array<std::pair<ReportBlock::Kind, std::string_view>, 3> kKinds = {
    {{ReportBlock::Kind::line, "line"}, {ReportBlock::Kind::table, "table"}, {ReportBlock::Kind::note, "note"}}};
constexpr std::array<std::pair<ReportBar::Tone, std::string_view>, 3> kTones = {
    {{ReportBar::Tone::plain, "plain"}, {ReportBar::Tone::good, "good"}, {ReportBar::Tone::look, "look"}}};

template <class Names, class Value>
std::string_view word_of(const Names& names, Value value) {
  return std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == value; })->second;
}
template <class Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, count>& names, std::string_view word) {
  for (const auto& [value, name] : names) {
    if (name == word) return value;
  }
  return std::nullopt;
}

class Out {
 public:
  Out() : writer_(buffer_) { writer_.SetMaxDecimalPlaces(kDecimals); }

  std::string take(const Report& report) {
    writer_.StartObject();
    text("title", report.title);
    text("mark", report.mark);
    key("blocks");
    writer_.StartArray();
    const std::size_t count = std::min(report.blocks.size(), kMostBlocks);
    for (std::size_t i = 0; i < count; ++i) put(report.blocks[i]);
    writer_.EndArray();
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void item(std::string value) {
    clean_field(value, std::min(kMostTextBytes, left_));
    left_ -= value.size();
    writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void word(std::string_view name, std::string_view value) {
    key(name);
    writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void text(std::string_view name, std::string value) {
    key(name);
    item(std::move(value));
  }
  void put(const ReportBlock& block) {
    writer_.StartObject();
    word("kind", word_of(kKinds, block.kind));
    text("text", block.text);
    text("bars_title", block.bars_title);
    const std::size_t columns = std::min(block.columns.size(), kMostColumns);
    const std::size_t rows = std::min(block.rows.size(), kMostRows);
    key("columns");
    writer_.StartArray();
    for (std::size_t i = 0; i < columns; ++i) {
      writer_.StartObject();
      text("title", block.columns[i].title);
      key("right");
      writer_.Bool(block.columns[i].right);
      writer_.EndObject();
    }
    writer_.EndArray();
    key("rows");
    writer_.StartArray();
    for (std::size_t i = 0; i < rows; ++i) {
      writer_.StartArray();
      for (std::size_t j = 0; j < columns; ++j) item(j < block.rows[i].size() ? block.rows[i][j] : std::string());
      writer_.EndArray();
    }
    writer_.EndArray();
    key("bars");
    writer_.StartArray();
    for (std::size_t i = 0; i < std::min(rows, block.bars.size()); ++i) put(block.bars[i]);
    writer_.EndArray();
    writer_.EndObject();
  }
  void put(const std::optional<ReportBar>& bar) {
    const auto fits = [](double value) { return value >= 0 && value <= 1; };
    if (!bar || !fits(bar->length) || (bar->goal && !fits(*bar->goal))) {
      writer_.Null();
      return;
    }
    writer_.StartObject();
    key("length");
    writer_.Double(bar->length);
    if (bar->goal) {
      key("goal");
      writer_.Double(*bar->goal);
    }
    word("tone", word_of(kTones, bar->tone));
    writer_.EndObject();
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
  std::size_t left_ = kMostTexts;
};

// Reads what is there; `good` falls for good where something is not as it must be.
class In {
 public:
  [[nodiscard]] std::optional<Report> read(const rapidjson::Value& root) {
    Report report;
    report.title = text(root, "title");
    report.mark = text(root, "mark");
    each(member(root, "blocks"), kMostBlocks, [&](const rapidjson::Value& value) { report.blocks.push_back(block(value)); });
    if (!good_) return std::nullopt;
    return report;
  }

 private:
  std::string as_text(const rapidjson::Value* value) {
    if (value == nullptr || !value->IsString() || value->GetStringLength() > kMostTextBytes) {
      good_ = false;
      return {};
    }
    return {value->GetString(), value->GetStringLength()};
  }
  std::string text(const rapidjson::Value& row, std::string_view name) { return as_text(member(row, name)); }
  template <class Take>
  void each(const rapidjson::Value* list, std::size_t most, Take take) {
    if (list == nullptr || !list->IsArray() || list->Size() > most) {
      good_ = false;
      return;
    }
    for (const rapidjson::Value& value : list->GetArray()) take(value);
  }
  double share(const rapidjson::Value& value) {
    // Written so that what is no number fails it too.
    if (value.IsNumber() && value.GetDouble() >= 0 && value.GetDouble() <= 1) return value.GetDouble();
    good_ = false;
    return 0;
  }
  template <class Names>
  auto one_of(const Names& names, const rapidjson::Value& row, std::string_view name) {
    const auto value = value_of(names, text(row, name));
    good_ = good_ && value.has_value();
    return value.value_or(names.front().first);
  }

  ReportBlock block(const rapidjson::Value& value) {
    ReportBlock block;
    block.kind = one_of(kKinds, value, "kind");
    block.text = text(value, "text");
    block.bars_title = text(value, "bars_title");
    each(member(value, "columns"), kMostColumns, [&](const rapidjson::Value& column) {
      const rapidjson::Value* right = member(column, "right");
      good_ = good_ && right != nullptr && right->IsBool();
      block.columns.push_back({text(column, "title"), good_ && right->GetBool()});
    });
    each(member(value, "rows"), kMostRows, [&](const rapidjson::Value& row) {
      std::vector<std::string> cells;
      each(&row, kMostColumns, [&](const rapidjson::Value& cell) { cells.push_back(as_text(&cell)); });
      good_ = good_ && cells.size() == block.columns.size();
      block.rows.push_back(std::move(cells));
    });
    each(member(value, "bars"), kMostRows, [&](const rapidjson::Value& one) { block.bars.push_back(bar(one)); });
    good_ = good_ && (block.bars.empty() || block.bars.size() == block.rows.size());
    good_ = good_ && (block.kind == ReportBlock::Kind::table) == !block.columns.empty();
    return block;
  }
  std::optional<ReportBar> bar(const rapidjson::Value& value) {
    if (value.IsNull()) return std::nullopt;
    ReportBar bar;
    const rapidjson::Value* length = member(value, "length");
    if (length == nullptr) {
      good_ = false;
      return bar;
    }
    bar.length = share(*length);
    if (const rapidjson::Value* goal = member(value, "goal")) bar.goal = share(*goal);
    bar.tone = one_of(kTones, value, "tone");
    return bar;
  }

  bool good_ = true;
};

}  // namespace

std::string write_description(const Report& report) { return Out().take(report); }

Result<Report> read_description(std::string_view text) {
  JsonLimits limits;
  limits.bytes = kMostDescriptionBytes;
  limits.depth = kDepth;
  limits.members = kMostMembers;
  limits.string_bytes = kMostTextBytes;
  limits.text = JsonText::clean;
  const auto document = parse_guarded_json(text, limits);
  auto report = document ? In().read(*document) : std::nullopt;
  if (!report) {
    return fail(ErrorKind::wrong_use, "这不是一份榜单图的描述。这个程序由 rigong 调用，不用手工运行。",
                "This is not the description of a picture. Rigong runs this program by itself; nobody needs to.");
  }
  return *std::move(report);
}

}  // namespace rigong::chart
