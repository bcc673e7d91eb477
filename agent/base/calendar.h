// SPDX-License-Identifier: Apache-2.0
// A shop's calendar: which shop day an instant belongs to, and how much of a stretch the service window covers
// (reference: metrics, "Service window" and "Shop day").
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong {

// Minutes after the local midnight of the day it is written for, [start, end). An end past 1440 reaches into the next day.
struct ServiceWindow {
  int start_min = 0;
  int end_min = 24 * 60;
  friend bool operator==(const ServiceWindow&, const ServiceWindow&) = default;
};

struct CalendarRules {
  std::string time_zone = "Asia/Shanghai";
  int day_starts_min = 0;
  // By weekday, Monday first; empty means closed all day. Windows of one day must not overlap.
  std::array<std::vector<ServiceWindow>, 7> windows = every_day(ServiceWindow{8 * 60, 23 * 60});

  [[nodiscard]] static std::array<std::vector<ServiceWindow>, 7> every_day(ServiceWindow window);
  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

// "08:00-23:00" or "20:00-02:00" (crosses midnight) or "00:00-24:00"; several joined by ','. Empty text means closed.
[[nodiscard]] Result<std::vector<ServiceWindow>> parse_windows(std::string_view text);
// "08:00" as minutes after midnight, 0…1440.
[[nodiscard]] Result<int> parse_clock_time(std::string_view text);

// Cheap to copy. Not shared between threads: it remembers the days it was asked about; give each thread a copy.
class ShopCalendar {
 public:
  // Fails with wrong_use where the zone is unknown or windows overlap.
  [[nodiscard]] static Result<ShopCalendar> make(const CalendarRules& rules);
  ShopCalendar(const ShopCalendar& other);
  ShopCalendar& operator=(const ShopCalendar& other);
  ShopCalendar(ShopCalendar&&) noexcept;
  ShopCalendar& operator=(ShopCalendar&&) noexcept;
  ~ShopCalendar();

  [[nodiscard]] const CalendarRules& rules() const;
  // The shop day the instant belongs to.
  [[nodiscard]] Day day_of(TimeMs time) const;
  // The first instant of a shop day; the day ends where the next begins (23 or 25 hours later on days of a clock change).
  [[nodiscard]] TimeMs day_start(Day day) const;
  // Whether the service window covers the instant.
  [[nodiscard]] bool open_at(TimeMs time) const;
  // Milliseconds of [from, to) that the service window covers; 0 where to <= from.
  [[nodiscard]] DurationMs covered(TimeMs from, TimeMs to) const;
  // The first instant t for which covered(from, t) > length; kLatestTime where there is none.
  [[nodiscard]] TimeMs exceeds_at(TimeMs from, DurationMs length) const;
  // "2026-11-22T09:30:00.123+08:00"; the milliseconds only where they are not zero.
  [[nodiscard]] std::string iso(TimeMs time) const;
  // The instant of a local wall time. A time that a clock change skips is taken with the offset before it; of one that occurs
  // twice the first is taken.
  [[nodiscard]] TimeMs from_local(Day date, DurationMs since_midnight) const;
  // Local wall time: date and milliseconds since local midnight.
  struct Local {
    Day date;
    DurationMs since_midnight = 0;
  };
  [[nodiscard]] Local local(TimeMs time) const;

 private:
  struct Impl;
  explicit ShopCalendar(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace rigong
