// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/intake.h"

#include "agent/base/text.h"

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kShownRows = 5;
constexpr std::size_t kKeptRow = 4 * 1024;

}  // namespace

Intake::Intake(const FileRequest& request, const Recogniser& recogniser, std::string origin, RecordSink& sink)
    : request_(request), recogniser_(recogniser), origin_(std::move(origin)), sink_(sink) {}

Result<bool> Intake::begin(std::span<const std::string> names) {
  std::optional<Layout> layout = recogniser_.fit(names);
  if (!layout) return false;
  if (layout->preset().kind == Kind::daily && !layout->has(Field::day)) {
    RIGONG_ASSIGN(layout->day, recogniser_.day_of_file());
    if (!layout->day) {
      return fail(ErrorKind::wrong_use, "这份日表里没有日期列，文件名里也没有日期。请用 --map DAY=2026-11-21 指明是哪一天。",
                  "This day table has no day column, nor a day in the file's name. Say which day it is by --map DAY=2026-11-21.");
    }
  }
  layout_ = std::move(layout);
  maker_ = make_maker(*layout_, *request_.calendar);
  return true;
}

Result<bool> Intake::begin_shift_table(std::span<const std::string> names, std::span<const std::string> titles) {
  RIGONG_ASSIGN(layout_, recogniser_.fit_shift_table(names, titles));
  if (layout_) maker_ = make_maker(*layout_, *request_.calendar);
  return layout_.has_value();
}

bool Intake::take(const FieldRow& row, std::uint64_t line, std::string_view first_cell, std::string_view raw) {
  if ((layout_->preset().kind == Kind::daily || !layout_->day_columns.empty()) &&
      (is_summary_word(first_cell) || is_summary_word(row[Field::agent_id]) || is_summary_word(row[Field::day]))) {
    ++summary_.rows;
    ++summary_.summary_rows;
    return true;
  }
  if (!maker_->take(row, sink_, reason_)) {
    reject(line, reason_, raw);
    return false;
  }
  ++summary_.rows;
  ++summary_.accepted;
  if (summary_.first_rows.size() < kShownRows) summary_.first_rows.push_back(maker_->describe());
  return true;
}

void Intake::reject(std::uint64_t line, const Words& reason, std::string_view raw) {
  ++summary_.rows;
  ++summary_.rejected;
  RejectedRow rejected{origin_, line, reason, std::string(raw.substr(0, kKeptRow + 4))};
  while (!rejected.row.empty() && (rejected.row.back() == '\n' || rejected.row.back() == '\r')) rejected.row.pop_back();
  clean_field(rejected.row, kKeptRow);
  sink_.rejected(rejected);
}

FileSummary Intake::finish() {
  const Preset& preset = layout_->preset();
  summary_.kind = kind_name(preset.kind);
  summary_.preset = preset.name;
  summary_.title = {std::string(preset.title_zh), std::string(preset.title_en)};
  for (std::size_t column = 0; column < layout_->columns(); ++column) {
    std::string name = one_line(layout_->names()[column]);
    clean_field(name, model::kMaxIdBytes);
    const int field = layout_->field_at(column);
    const bool is_day = column < layout_->day_columns.size() && layout_->day_columns[column];
    if (is_day) {
      summary_.columns.push_back({std::move(name), std::string(field_text(Field::shift))});
    } else if (field == kIgnored) {
      summary_.ignored_columns.push_back(std::move(name));
    } else {
      summary_.columns.push_back({std::move(name), std::string(field_text(static_cast<Field>(field)))});
    }
  }
  summary_.first_time = maker_->first_time;
  summary_.last_time = maker_->last_time;
  summary_.first_day = maker_->first_day;
  summary_.last_day = maker_->last_day;
  return std::move(summary_);
}

tl::unexpected<Error> cancelled() { return fail(ErrorKind::cancelled, "已停止。", "Stopped."); }

}  // namespace rigong::connectors::files
