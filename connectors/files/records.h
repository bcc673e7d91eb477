// SPDX-License-Identifier: Apache-2.0
// From the texts of one row to one record. A maker keeps its record and uses its memory again for the next row.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "agent/base/calendar.h"
#include "connectors/api/connector.h"
#include "connectors/files/kinds.h"
#include "connectors/files/layout.h"

namespace rigong::connectors::files {

// The values of one row by field. The texts are clean UTF-8 and valid during the call that hands the row on.
class FieldRow {
 public:
  void clear() { present_ = 0; }
  void set(std::size_t field, std::string_view value) {
    values_[field] = value;
    present_ |= std::uint64_t{1} << field;
  }
  [[nodiscard]] bool has(Field field) const { return (present_ >> index_of(field) & 1U) != 0; }
  [[nodiscard]] bool has_index(std::size_t field) const { return (present_ >> field & 1U) != 0; }
  [[nodiscard]] std::string_view operator[](Field field) const {
    return has(field) ? values_[index_of(field)] : std::string_view();
  }

 private:
  std::uint64_t present_ = 0;
  std::array<std::string_view, kFieldCount> values_;
};

class RecordMaker {
 public:
  virtual ~RecordMaker() = default;
  // Makes the record and hands it to the sink. False with the reason where the row is wrong.
  virtual bool take(const FieldRow& row, RecordSink& sink, Words& reason) = 0;
  // The record of the last take() that returned true, on one line.
  [[nodiscard]] virtual std::string describe() const = 0;

  // Of the records taken so far.
  std::optional<TimeMs> first_time, last_time;
  std::optional<Day> first_day, last_day;

 protected:
  void saw(TimeMs time);
  void saw(Day day);
};

// The layout and the calendar must outlive the maker.
[[nodiscard]] std::unique_ptr<RecordMaker> make_message_maker(const Layout& layout, const ShopCalendar& calendar);
[[nodiscard]] std::unique_ptr<RecordMaker> make_rating_maker(const Layout& layout, const ShopCalendar& calendar);
[[nodiscard]] std::unique_ptr<RecordMaker> make_order_maker(const Layout& layout, const ShopCalendar& calendar);
[[nodiscard]] std::unique_ptr<RecordMaker> make_assignment_maker(const Layout& layout, const ShopCalendar& calendar);
[[nodiscard]] std::unique_ptr<RecordMaker> make_shift_maker(const Layout& layout);
[[nodiscard]] std::unique_ptr<RecordMaker> make_daily_maker(const Layout& layout);
[[nodiscard]] std::unique_ptr<RecordMaker> make_maker(const Layout& layout, const ShopCalendar& calendar);

}  // namespace rigong::connectors::files
