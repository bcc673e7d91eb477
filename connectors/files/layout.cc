// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/layout.h"

#include <fmt/format.h>
#include <algorithm>
#include <bit>
#include <map>

#include "agent/base/text.h"
#include "connectors/files/byte_source.h"
#include "connectors/files/shift_table.h"

namespace rigong::connectors::files {
namespace {

constexpr int kOddBracket = 1000;  // A name with an unknown remark in brackets is less sure than any without.

struct Known {
  Field field;
  Unit unit;
  int rank;
};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    parts.push_back(words.substr(0, bar));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return parts;
}

using Names = std::map<std::string, Known, std::less<>>;

const Names& names_of(Kind kind) {
  static const std::array<Names, 6> all = [] {
    std::array<Names, 6> names;
    for (const FieldSpec& spec : field_specs()) {
      int rank = 1;
      for (const std::string_view word : split(spec.names)) {
        names[static_cast<std::size_t>(spec.kind)].emplace(fold_name(word).name, Known{spec.field, spec.unit, rank++});
      }
    }
    return names;
  }();
  return all[static_cast<std::size_t>(kind)];
}

std::optional<Unit> unit_of(std::string_view bracket) {
  if (bracket == "秒" || bracket == "s" || bracket == "sec" || bracket == "单位秒") return Unit::seconds;
  if (bracket == "毫秒" || bracket == "ms") return Unit::milliseconds;
  if (bracket == "元" || bracket == "yuan" || bracket == "cny" || bracket == "单位元") return Unit::yuan;
  if (bracket == "分" || bracket == "fen") return Unit::fen;
  if (bracket == "%") return Unit::percent;
  return std::nullopt;
}

std::optional<Known> known_field(Kind kind, const FoldedName& name) {
  const auto found = names_of(kind).find(name.name);
  if (found == names_of(kind).end()) return std::nullopt;
  return found->second;
}
// The field that one of our own names means within a kind; aliases do as well.
std::optional<Known> own_field(Kind kind, std::string_view name) { return known_field(kind, fold_name(name)); }

bool same_name(const FoldedName& a, const FoldedName& b) { return a.name == b.name && a.bracket == b.bracket; }

bool has_group(const Layout& layout, const Preset::Group& group) {
  for (std::size_t i = 0; i < group.count; ++i) {
    if (layout.has(group.fields[i])) return true;
  }
  return false;
}

std::string group_text(const Preset::Group& group) {
  std::string text;
  for (std::size_t i = 0; i < group.count; ++i) {
    if (i > 0) text += '/';
    text += field_text(group.fields[i]);
  }
  return text;
}

std::size_t missing_groups(const Layout& layout) {
  std::size_t missing = 0;
  for (std::size_t i = 0; i < layout.preset().required_count; ++i) {
    if (!has_group(layout, layout.preset().required[i])) ++missing;
  }
  return missing;
}

int matched(const Layout& layout) { return std::popcount(layout.present()); }
std::size_t figures(const Layout& layout) {
  return static_cast<std::size_t>(std::popcount(layout.present() >> index_of(Field::delivered)));
}

std::string join(std::span<const std::string> names, std::size_t most, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    if (i > 0) text += between;
    std::string name = names[i];
    clean_field(name, 60);
    text += one_line(name);
  }
  if (names.size() > most) text += "…";
  return text;
}

std::string preset_names() {
  std::string text;
  for (const Preset& preset : all_presets()) text += (text.empty() ? "" : ", ") + std::string(preset.name);
  return text;
}

}  // namespace

void Layout::add(std::string_view name, int field, Unit unit, int rank) {
  names_.emplace_back(name);
  fields_.push_back(kIgnored);
  ranks_.push_back(rank);
  if (field == kIgnored) return;
  const std::size_t here = fields_.size() - 1;
  int& column = columns_[static_cast<std::size_t>(field)];
  if (column != kIgnored) {
    const auto other = static_cast<std::size_t>(column);
    if (ranks_[other] <= rank) return;
    fields_[other] = kIgnored;
  }
  column = static_cast<int>(here);
  fields_[here] = field;
  units_[static_cast<std::size_t>(field)] = unit;
  present_ |= std::uint64_t{1} << static_cast<unsigned>(field);
}

Result<Recogniser> Recogniser::make(const FileRequest& request) {
  Recogniser recogniser(request);
  if (!request.preset.empty()) {
    for (const Preset& preset : all_presets()) {
      if (preset.name == request.preset) recogniser.wanted_ = &preset;
    }
    if (recogniser.wanted_ == nullptr) {
      return fail(ErrorKind::wrong_use, fmt::format("没有预设“{}”；可用的有：{}。", one_line(request.preset), preset_names()),
                  fmt::format("There is no preset '{}'; there are: {}.", one_line(request.preset), preset_names()));
    }
  }
  for (const auto& [column, field] : request.map) {
    if (column == "DAY") {
      recogniser.given_day_ = parse_day(trim(field));
      if (!recogniser.given_day_) {
        return fail(ErrorKind::wrong_use, fmt::format("“DAY={}”不是日期，请写成 DAY=2026-11-21。", one_line(field)),
                    fmt::format("'DAY={}' is not a day; write it like DAY=2026-11-21.", one_line(field)));
      }
      continue;
    }
    bool known = false;
    for (const Preset& preset : all_presets()) {
      if (recogniser.wanted_ != nullptr && recogniser.wanted_ != &preset) continue;
      known = known || own_field(preset.kind, field).has_value();
    }
    if (!known) {
      std::vector<std::string_view> fields;
      for (std::size_t i = 0; i < kFieldCount; ++i) fields.push_back(field_text(static_cast<Field>(i)));
      const std::string near = nearest(field, fields.data(), fields.size());
      return fail(ErrorKind::wrong_use,
                  fmt::format("没有字段“{}”{}；--map 的写法是 列名=字段，如 --map 时间=sent_at。", one_line(field),
                              near.empty() ? "" : "，是否指 " + near),
                  fmt::format("There is no field '{}'{}; --map is written COLUMN=FIELD, as in --map time=sent_at.",
                              one_line(field), near.empty() ? "" : ", did you mean " + near));
    }
    recogniser.mapped_.push_back({fold_name(column), field});
  }
  return recogniser;
}

std::vector<Recogniser::Name> Recogniser::fold_all(std::span<const std::string> names) {
  std::vector<Name> folded;
  folded.reserve(names.size());
  for (const std::string& name : names) folded.push_back({name, fold_name(name)});
  return folded;
}

void Recogniser::add_column(Layout& layout, const Name& name) const {
  const std::optional<Unit> unit = unit_of(name.folded.bracket);
  for (const Mapped& mapped : mapped_) {
    if (!same_name(mapped.column, name.folded)) continue;
    if (const auto known = own_field(layout.preset().kind, mapped.field)) {
      layout.add(name.text, static_cast<int>(known->field), unit.value_or(known->unit), 0);
      return;
    }
  }
  const auto known = known_field(layout.preset().kind, name.folded);
  if (!known) {
    layout.add(name.text, kIgnored, Unit::none, 0);
    return;
  }
  const int rank = known->rank + (name.folded.bracket.empty() || unit ? 0 : kOddBracket);
  layout.add(name.text, static_cast<int>(known->field), unit.value_or(known->unit), rank);
}

void Recogniser::add_late(Layout& layout, std::string_view name) const {
  const Name folded{name, fold_name(name)};
  const auto known = known_field(layout.preset().kind, folded.folded);
  // A field that has its column keeps it: the rows before this one were read by it.
  if (known && layout.has(known->field)) {
    layout.add(name, kIgnored, Unit::none, 0);
  } else {
    add_column(layout, folded);
  }
}

bool Recogniser::map_fits(const Preset& preset) const {
  return std::all_of(mapped_.begin(), mapped_.end(), [&](const Mapped& mapped) { return own_field(preset.kind, mapped.field); });
}

Layout Recogniser::lay_out(const Preset& preset, std::span<const Name> names) const {
  Layout layout(preset);
  for (const Name& name : names) add_column(layout, name);
  return layout;
}

std::optional<Layout> Recogniser::fit(std::span<const std::string> names) const {
  const std::vector<Name> folded = fold_all(names);
  std::optional<Layout> best;
  int best_score = 0;
  for (const Preset& preset : all_presets()) {
    if (wanted_ != nullptr && wanted_ != &preset) continue;
    if (!map_fits(preset)) continue;
    Layout layout = lay_out(preset, folded);
    if (missing_groups(layout) > 0) continue;
    if (preset.kind == Kind::daily && figures(layout) < (wanted_ != nullptr ? 1U : preset.least_figures)) continue;
    bool marked = false;
    if (wanted_ == nullptr && !preset.marks.empty()) {
      const auto marks = split(preset.marks);
      for (const Name& name : folded) {
        const std::string whole = fmt::format("{}({})", name.folded.name, name.folded.bracket);
        marked = marked || std::find(marks.begin(), marks.end(), name.folded.name) != marks.end() ||
                 std::find(marks.begin(), marks.end(), whole) != marks.end();
      }
      if (!marked) continue;
    }
    const int score = matched(layout) * 2 + (marked ? 1 : 0);
    if (score > best_score) {
      best_score = score;
      best = std::move(layout);
    }
  }
  return best;
}

Result<std::optional<Layout>> Recogniser::fit_shift_table(std::span<const std::string> names,
                                                          std::span<const std::string> titles) const {
  // So many columns are no accident; bare numbers might be anything, so it takes a week of them.
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kFewestNumbers = 7;
  const auto all = all_presets();
  const auto shifts = std::find_if(all.begin(), all.end(), [](const Preset& preset) { return preset.kind == Kind::shifts; });
  if ((wanted_ != nullptr && wanted_ != &*shifts) || !map_fits(*shifts)) return std::nullopt;
  Layout layout = lay_out(*shifts, fold_all(names));
  if (!layout.has(Field::agent_id) || layout.has(Field::day)) return std::nullopt;

  std::optional<YearMonth> when;
  if (given_day_) when = find_year_month(to_string(*given_day_));
  for (auto title = titles.rbegin(); !when && title != titles.rend(); ++title) when = find_year_month(fold_value(*title));
  if (!when) {
    const std::u8string file = request_->path.filename().u8string();
    when = find_year_month(std::string_view(reinterpret_cast<const char*>(file.data()), file.size()));
  }
  DayHeads heads = read_day_heads(names, when);
  if (heads.count < (heads.only_numbers ? kFewestNumbers : kFewest)) return std::nullopt;
  if (heads.lacks_month) {
    return fail(
        ErrorKind::wrong_use,
        "这份排班表的列只写了几月几号，没有写明是哪年哪月。请用 --map DAY=2026-11-01 指明，或在文件名里写上 2026-11。",
        "The columns of this shift table say days without their year and month. Say which by --map DAY=2026-11-01, or write "
        "2026-11 into the file's name.");
  }
  layout.day_columns = std::move(heads.days);
  return layout;
}

Error Recogniser::explain(std::span<const std::string> names) const {
  const std::vector<Name> folded = fold_all(names);
  std::optional<Layout> best;
  int best_score = 0;
  for (const Preset& preset : all_presets()) {
    if ((wanted_ != nullptr && wanted_ != &preset) || !map_fits(preset)) continue;
    Layout layout = lay_out(preset, folded);
    // Far from everything, the most usual kind is named: the first.
    const int score = matched(layout) * 2 - static_cast<int>(missing_groups(layout)) * 3;
    if (best && score <= best_score) continue;
    best_score = score;
    best = std::move(layout);
  }
  std::vector<std::string> missing;
  if (best) {
    for (std::size_t i = 0; i < best->preset().required_count; ++i) {
      if (!has_group(*best, best->preset().required[i])) missing.push_back(group_text(best->preset().required[i]));
    }
    if (missing.empty()) missing.emplace_back("customers, response_mean_ms, …");
  }
  const Preset& preset = best ? best->preset() : all_presets().front();
  const std::string example = missing.empty() ? "sent_at" : missing.front().substr(0, missing.front().find('/'));
  return Error{
      ErrorKind::wrong_use,
      {fmt::format(
           "看不懂这份文件的列（{}）。最接近的是“{}”（{}），缺少：{}。请用 --map 列名={} 这样指明，或用 --preset 选择预设。",
           join(names, 12, "、"), preset.title_zh, preset.name, join(missing, 12, "、"), example),
       fmt::format(
           "The columns of this file ({}) are in no known shape. The nearest is '{}' ({}), which lacks: {}. Name them by --map "
           "COLUMN={}, or choose with --preset.",
           join(names, 12, ", "), preset.title_en, preset.name, join(missing, 12, ", "), example)}};
}

Result<std::optional<Day>> Recogniser::day_of_file() const {
  if (given_day_) return given_day_;
  const std::u8string wide = request_->path.filename().u8string();
  const std::string_view name(reinterpret_cast<const char*>(wide.data()), wide.size());
  const auto is_digit = [&](std::size_t i) { return i < name.size() && name[i] >= '0' && name[i] <= '9'; };
  std::optional<Day> found;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_digit(i) || (i > 0 && is_digit(i - 1))) continue;
    for (const std::size_t length : {17U, 16U, 15U, 14U, 10U, 9U, 8U}) {
      if (i + length > name.size() || (is_digit(i + length - 1) && is_digit(i + length))) continue;
      std::string part(name.substr(i, length));
      std::replace(part.begin(), part.end(), '_', '-');
      const std::optional<Day> day = parse_day(part);
      if (!day) continue;
      if (found && *found != *day) {
        return fail(
            ErrorKind::wrong_use,
            "文件名里有两个日期，表里没有日期列：一份日表只能是一天。请分天导出，或用 --map DAY=2026-11-21 指明。",
            "The file's name holds two days and the table has no day column: a day table is about one day. Export day by day, "
            "or name it by --map DAY=2026-11-21.");
      }
      found = day;
      i += length - 1;
      break;
    }
  }
  return found;
}

Status Recogniser::check_map(std::span<const std::string> names) const {
  for (const auto& [column, field] : request_->map) {
    if (column == "DAY") continue;
    const FoldedName wanted = fold_name(column);
    const bool there =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) { return same_name(fold_name(name), wanted); });
    if (there) continue;
    return fail(ErrorKind::wrong_use,
                fmt::format("文件里没有 --map 指明的列“{}”；它的列是：{}。", one_line(column), join(names, 30, "、")),
                fmt::format("The file has no column '{}' that --map names; its columns are: {}.", one_line(column),
                            join(names, 30, ", ")));
  }
  return {};
}

}  // namespace rigong::connectors::files
