// SPDX-License-Identifier: Apache-2.0
// The rows of `rigong figures` and `rigong turns`: the one form in which figures leave the program, wherever they come from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/time.h"
#include "agent/metrics/catalogue.h"
#include "agent/model/fact.h"
#include "agent/model/figures.h"
#include "agent/model/options.h"
#include "agent/model/record.h"
#include "agent/runtime/table.h"

namespace rigong::runtime {

enum class Period { day, week, month, range };

// The period that a day falls into, cut to [first, last]. Weeks begin on Monday.
struct PeriodDays {
  Day from;
  Day to;
  friend auto operator<=>(const PeriodDays&, const PeriodDays&) = default;
};
[[nodiscard]] PeriodDays period_of(Day day, Period period, Day first, Day last);

using metrics::FigureStatus;
[[nodiscard]] std::string status_word(FigureStatus status);

// Whether the counts are only such as have no column, like a session that began on this day and was answered on another: no row
// for the reader.
[[nodiscard]] bool nothing_to_show(const model::DayFigures& sums);

// One row: a rep's own figures over a period, or what a platform delivered for them.
struct FigureRow {
  std::string rep;
  std::string shop;
  std::string source = "own";
  PeriodDays days;
  model::DayFigures sums;
  std::optional<std::int64_t> response_median_ms;
  std::optional<std::int64_t> response_p90_ms;
  FigureStatus status = FigureStatus::final;
  FigureStatus conversion_status = FigureStatus::final;
  // For a platform's row: exactly what it delivered, and nothing of ours.
  std::map<model::DeliveredField, double> delivered;
};

// Collects day figures and response times and puts them together by period. Rows come in order of days, shop, rep.
class FigureRows {
 public:
  // `first` and `last`: the days asked for. `now` decides live, provisional and final.
  FigureRows(Period period, Day first, Day last, const ShopCalendar& calendar, TimeMs now);

  void add(const std::string& rep, const std::string& shop, const model::DayFigures& figures);
  // Response times of the rep's own (metrics::is_sample) of one day, for median and p90 of the whole range.
  void add_responses(const std::string& rep, const std::string& shop, Day day, std::span<const DurationMs> responses);
  void add_delivered(const std::string& rep, const std::string& shop, const std::string& platform, Day day,
                     model::DeliveredField field, double value);

  [[nodiscard]] std::vector<FigureRow> finish();

 private:
  using Key = std::tuple<PeriodDays, std::string, std::string, std::string>;  // Days, shop, source, rep.
  struct Entry {
    FigureRow row;
    std::vector<std::int64_t> responses;
  };
  Entry& entry(const std::string& rep, const std::string& shop, const std::string& source, Day day);

  Period period_;
  Day first_;
  Day last_;
  const ShopCalendar& calendar_;
  TimeMs now_;
  std::map<Key, Entry> entries_;
};

// The columns of `figures --format json`, in their order.
[[nodiscard]] Table figures_table(const std::vector<FigureRow>& rows);

struct TurnLine {
  std::string conversation;
  std::string rep;
  std::string shop;
  model::Turn turn;
};
// The columns of `turns --format json`, in their order.
[[nodiscard]] Table turns_table(const std::vector<TurnLine>& lines, const ShopCalendar& calendar, TimeMs now);

}  // namespace rigong::runtime
