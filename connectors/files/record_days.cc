// SPDX-License-Identifier: Apache-2.0
// What is about a rep's day: shifts, and the figures of a platform's day table.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "agent/base/text.h"
#include "agent/base/time_text.h"
#include "connectors/files/records.h"
#include "connectors/files/row_values.h"
#include "connectors/kit/fold.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::files {
namespace {

using model::DeliveredField;
using model::ShiftKind;

// Words found anywhere in the cell; the surer ones first ("年假" before "假").
struct ShiftWord {
  std::string_view word;
  ShiftKind kind;
};
constexpr ShiftWord kShiftWords[] = {
    {"请假", ShiftKind::leave},   {"年假", ShiftKind::leave},     {"事假", ShiftKind::leave}, {"病假", ShiftKind::leave},
    {"婚假", ShiftKind::leave},   {"产假", ShiftKind::leave},     {"丧假", ShiftKind::leave}, {"leave", ShiftKind::leave},
    {"sick", ShiftKind::leave},   {"vacation", ShiftKind::leave}, {"休", ShiftKind::day_off}, {"off", ShiftKind::day_off},
    {"rest", ShiftKind::day_off}, {"假", ShiftKind::leave},       {"班", ShiftKind::work},    {"work", ShiftKind::work},
    {"shift", ShiftKind::work},   {"上班", ShiftKind::work},
};

// Cells that hold nothing else, as in tables with a narrow column for each day.
constexpr std::string_view kShortShifts[] = {"早", "中", "晚", "夜", "白", "全", "值", "正常", "√", "出勤"};

// "08:00-16:00" anywhere in a folded cell: the two clock times around the dash.
bool find_span(std::string_view cell, std::optional<int>& start, std::optional<int>& end) {
  const auto is_clock = [](char c) { return (c >= '0' && c <= '9') || c == ':'; };
  for (std::size_t dash = cell.find_first_of("-~"); dash != std::string_view::npos; dash = cell.find_first_of("-~", dash + 1)) {
    std::size_t from = dash;
    std::size_t to = dash + 1;
    while (from > 0 && is_clock(cell[from - 1])) --from;
    while (to < cell.size() && is_clock(cell[to])) ++to;
    const auto first = parse_clock_time(cell.substr(from, dash - from));
    const auto second = parse_clock_time(cell.substr(dash + 1, to - dash - 1));
    if (!first || !second) continue;
    start = *first;
    end = *second;
    return true;
  }
  return false;
}

class ShiftMaker final : public RecordMaker {
 public:
  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::Shift& s = shift_;
    if (!take_id(row[Field::agent_id], Field::agent_id, true, s.rep_id, reason) ||
        !take_day(row[Field::day], Field::day, s.day, reason)) {
      return false;
    }
    s.start_min.reset();
    s.end_min.reset();
    s.kind = ShiftKind::work;
    const std::string cell = fold_value(row[Field::shift]);
    if (!is_nothing(cell)) {
      const bool span = find_span(cell, s.start_min, s.end_min);
      const auto word = std::find_if(std::begin(kShiftWords), std::end(kShiftWords),
                                     [&](const ShiftWord& known) { return cell.find(known.word) != std::string::npos; });
      if (word != std::end(kShiftWords)) {
        s.kind = word->kind;
      } else if (!span && std::find(std::begin(kShortShifts), std::end(kShortShifts), cell) == std::end(kShortShifts)) {
        return wrong(row[Field::shift], Field::shift, "请写 早班 08:00-16:00 这样的班次，或 休、请假",
                     "write a shift such as 08:00-16:00, or off, or leave", reason);
      }
    }
    if (s.kind == ShiftKind::work && (!take_clock(row[Field::start], Field::start, s.start_min, reason) ||
                                      !take_clock(row[Field::end], Field::end, s.end_min, reason))) {
      return false;
    }
    if (s.kind != ShiftKind::work) {
      s.start_min.reset();
      s.end_min.reset();
    } else if (is_nothing(cell) && !s.start_min) {
      return wrong({}, Field::shift, "请写班次、上班时间，或 休、请假", "write a shift, a start, or off, or leave", reason);
    }
    if (s.start_min.has_value() != s.end_min.has_value()) {
      return wrong({}, s.start_min ? Field::end : Field::start, "上班和下班时间要一起写", "start and end belong together",
                   reason);
    }
    saw(s.day);
    sink.shift(s);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    const auto clock = [](const std::optional<int>& minutes) {
      return minutes ? fmt::format("{:02}:{:02}", *minutes / 60, *minutes % 60) : std::string();
    };
    constexpr std::string_view kKinds[] = {"work", "day_off", "leave"};
    return Preview()
        .add(Field::agent_id, shift_.rep_id)
        .add(Field::day, to_string(shift_.day))
        .add(Field::shift, kKinds[static_cast<std::size_t>(shift_.kind)])
        .add(Field::start, clock(shift_.start_min))
        .add(Field::end, clock(shift_.end_min))
        .text();
  }

 private:
  static bool take_clock(std::string_view cell, Field field, std::optional<int>& minutes, Words& reason) {
    std::string text = fold_value(cell);
    if (is_nothing(text)) return true;
    // Spreadsheets write 08:00:00.
    if (text.size() > 5 && text.ends_with(":00")) text.resize(text.size() - 3);
    const auto parsed = parse_clock_time(text);
    if (!parsed) return wrong(cell, field, "时间请写 08:00", "write a time of day as 08:00", reason);
    minutes = *parsed;
    return true;
  }

  model::Shift shift_;
};

enum class FigureKind { count, ratio, rate, duration, money };

FigureKind figure_kind(DeliveredField field) {
  switch (field) {
    case DeliveredField::answer_ratio:
      return FigureKind::ratio;
    case DeliveredField::reply_rate:
    case DeliveredField::answered_in_3_min_rate:
    case DeliveredField::answered_in_30_s_rate:
    case DeliveredField::satisfaction:
    case DeliveredField::conversion_rate:
    case DeliveredField::bot_share:
      return FigureKind::rate;
    case DeliveredField::first_response_mean_ms:
    case DeliveredField::response_mean_ms:
    case DeliveredField::online_ms:
    case DeliveredField::suspended_ms:
      return FigureKind::duration;
    case DeliveredField::sales_fen:
      return FigureKind::money;
    default:
      return FigureKind::count;
  }
}

class DailyMaker final : public RecordMaker {
 public:
  explicit DailyMaker(const Layout& layout) : layout_(layout) {}

  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::DeliveredDay& d = day_;
    std::string_view rep = trim(row[Field::agent_id]);
    // Taobao's own prefix of every account.
    if (rep.starts_with("cntaobao")) rep.remove_prefix(8);
    if (!take_id(rep, Field::agent_id, layout_.has(Field::agent_id), d.rep_id, reason)) return false;
    if (layout_.has(Field::day)) {
      if (!take_day(row[Field::day], Field::day, d.day, reason)) return false;
    } else {
      d.day = layout_.day.value_or(Day{});
    }
    d.platform = layout_.preset().platform;
    d.values.clear();
    for (std::size_t index = index_of(Field::delivered); index < kFieldCount; ++index) {
      if (!row.has_index(index)) continue;
      const auto field = static_cast<Field>(index);
      if (is_nothing(row[field])) continue;
      double value = 0;
      if (!take_figure(row[field], field, value, reason)) return false;
      d.values.emplace_back(figure_of(field), value);
    }
    saw(d.day);
    sink.delivered(d);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    Preview preview;
    preview.add(Field::agent_id, day_.rep_id).add(Field::day, to_string(day_.day));
    for (const auto& [field, value] : day_.values) preview.add(field_of(field), fmt::format("{}", value));
    return preview.text();
  }

 private:
  bool take_figure(std::string_view cell, Field field, double& value, Words& reason) const {
    const Unit unit = layout_.unit(field);
    switch (figure_kind(figure_of(field))) {
      case FigureKind::count: {
        const auto count = parse_count(cell);
        if (!count) return wrong(cell, field, "请写整数，如 1,234", "write a whole number, as 1,234", reason);
        value = static_cast<double>(*count);
        return true;
      }
      case FigureKind::ratio: {
        const auto ratio = parse_fraction(cell, unit == Unit::percent);
        if (!ratio || *ratio < 0 || *ratio > 1000) return wrong(cell, field, "请写 1.25 或 125%", "write 1.25 or 125%", reason);
        value = *ratio;
        return true;
      }
      case FigureKind::rate: {
        const auto rate = parse_fraction(cell, unit == Unit::percent);
        if (!rate || *rate < 0 || *rate > 1) return wrong(cell, field, "请写 95.5% 或 0.955", "write 95.5% or 0.955", reason);
        value = *rate;
        return true;
      }
      case FigureKind::duration: {
        const std::string text = fold_value(cell);
        const auto bare = parse_number(text);
        const auto whole =
            bare && unit == Unit::milliseconds ? std::optional<DurationMs>(std::llround(*bare)) : parse_duration(text);
        if (!whole || *whole < 0) return wrong(cell, field, "请写 83、1分23秒 或 00:01:23", "write 83, 83s or 00:01:23", reason);
        value = static_cast<double>(*whole);
        return true;
      }
      case FigureKind::money: {
        std::int64_t fen = 0;
        if (!take_money(cell, field, unit, fen, reason)) return false;
        value = static_cast<double>(fen);
        return true;
      }
    }
    return false;
  }

  const Layout& layout_;
  model::DeliveredDay day_;
};

}  // namespace

std::unique_ptr<RecordMaker> make_shift_maker(const Layout&) { return std::make_unique<ShiftMaker>(); }
std::unique_ptr<RecordMaker> make_daily_maker(const Layout& layout) { return std::make_unique<DailyMaker>(layout); }

}  // namespace rigong::connectors::files
