// SPDX-License-Identifier: Apache-2.0
// Covered time is asked for once or twice per turn, so it must be cheap: each day's borders and windows are worked out by cctz
// once and remembered in a small ring; a stretch within one day then costs a few comparisons.
#include "agent/base/calendar.h"

#include <cctz/time_zone.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "agent/base/civil.h"

namespace rigong {
namespace {

constexpr int kDayMinutes = 24 * 60;
// The days of a working set: a chat and its neighbours. A power of two, so that the place of a day is a mask.
constexpr std::size_t kRemembered = 64;

using Millis = std::chrono::milliseconds;
using cctz::time_point;

time_point<Millis> to_point(TimeMs time) { return time_point<Millis>(Millis(time)); }

Day to_day(const cctz::civil_day& date) { return Day{static_cast<std::int32_t>(date - cctz::civil_day(1970, 1, 1))}; }

struct Span {
  TimeMs start = 0;
  TimeMs end = 0;
};

}  // namespace

std::array<std::vector<ServiceWindow>, 7> CalendarRules::every_day(ServiceWindow window) {
  std::array<std::vector<ServiceWindow>, 7> days;
  days.fill({window});
  return days;
}

Result<int> parse_clock_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  int hours = -1;
  int minutes = -1;
  const auto number = [](std::string_view part, int& value) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc() && end == part.data() + part.size() && !part.empty() && part.size() <= 2;
  };
  if (colon != std::string_view::npos && number(text.substr(0, colon), hours) && number(text.substr(colon + 1), minutes) &&
      text.size() - colon - 1 == 2 && hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= kDayMinutes) {
    return hours * 60 + minutes;
  }
  return fail(ErrorKind::wrong_use, fmt::format("“{}”不是时间，请写成 08:00 这样。", text),
              fmt::format("'{}' is not a time of day; write it like 08:00.", text));
}

Result<std::vector<ServiceWindow>> parse_windows(std::string_view text) {
  std::vector<ServiceWindow> windows;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    const std::size_t dash = part.find('-');
    if (dash == std::string_view::npos) {
      return fail(ErrorKind::wrong_use, fmt::format("“{}”不是服务时段，请写成 08:00-23:00 这样。", part),
                  fmt::format("'{}' is not a service window; write it like 08:00-23:00.", part));
    }
    RIGONG_ASSIGN(const int start, parse_clock_time(part.substr(0, dash)));
    RIGONG_ASSIGN(int end, parse_clock_time(part.substr(dash + 1)));
    if (end == start) {
      return fail(ErrorKind::wrong_use, fmt::format("服务时段“{}”长度为零；全天请写 00:00-24:00。", part),
                  fmt::format("The service window '{}' is empty; write 00:00-24:00 for the whole day.", part));
    }
    if (end < start) end += kDayMinutes;
    windows.push_back({start, end});
  }
  return windows;
}

struct ShopCalendar::Impl {
  CalendarRules rules;
  cctz::time_zone zone;
  bool always_open = false;

  struct DayEntry {
    Day day{-1'000'000'000};
    TimeMs start = 0;
    TimeMs end = 0;
  };
  // Windows of one local date, in UTC and in order. They may reach into the next date.
  struct DateEntry {
    Day date{-1'000'000'000};
    std::vector<Span> spans;
  };
  std::array<DayEntry, kRemembered> days;
  std::array<DateEntry, kRemembered> dates;

  TimeMs local_to_utc(Day date, int minutes) {
    const cctz::civil_second at = cctz::civil_second(civil_day_of(date)) + static_cast<cctz::diff_t>(minutes) * 60;
    const auto lookup = zone.lookup(at);
    // Skipped: the old offset read on past the change, as everybody's watch does. Repeated: the first of the two.
    const auto point = lookup.pre;
    return std::chrono::duration_cast<Millis>(point.time_since_epoch()).count();
  }

  TimeMs start_of(Day day) { return local_to_utc(day, rules.day_starts_min); }

  const DayEntry& entry(Day day) {
    DayEntry& place = days[static_cast<std::size_t>(day.number) & (kRemembered - 1)];
    if (place.day != day) place = {day, start_of(day), start_of(day + 1)};
    return place;
  }

  const DateEntry& windows(Day date) {
    DateEntry& place = dates[static_cast<std::size_t>(date.number) & (kRemembered - 1)];
    if (place.date != date) {
      place.date = date;
      place.spans.clear();
      for (const ServiceWindow& window : rules.windows[static_cast<std::size_t>(weekday(date))]) {
        place.spans.push_back({local_to_utc(date, window.start_min), local_to_utc(date, window.end_min)});
      }
    }
    return place;
  }

  Day date_of(TimeMs time) const { return to_day(cctz::civil_day(cctz::convert(to_point(time), zone))); }

  Day day_of(TimeMs time) {
    // The ring is asked with the UTC date first: the shop day is that date or one beside it.
    const Day guess{static_cast<std::int32_t>(time / kDayMs - (time % kDayMs < 0 ? 1 : 0))};
    for (const int step : {0, 1, -1, -2}) {
      const DayEntry& candidate = entry(guess + step);
      if (candidate.start <= time && time < candidate.end) return candidate.day;
    }
    // A zone that skipped a whole date (Samoa, 2011) is the only way to come here.
    return date_of(time);
  }

  // Calls visit(span) for each covered span that ends after `from`, in order, until it returns false or `last` is passed.
  template <class Visit>
  void each_window(TimeMs from, TimeMs last, Visit visit) {
    // Yesterday's windows may reach over midnight; two dates back covers zones that changed sides of the date line.
    for (Day date = guess_date(from) - 2;; date = date + 1) {
      bool beyond = false;
      for (const Span& span : windows(date).spans) {
        if (span.start >= last) {
          beyond = true;
          break;
        }
        if (span.end > from && !visit(span)) return;
      }
      if (beyond || local_to_utc_rough(date) > last + 2 * kDayMs) return;
    }
  }
  static Day guess_date(TimeMs time) { return Day{static_cast<std::int32_t>(time / kDayMs - (time % kDayMs < 0 ? 1 : 0))}; }
  static TimeMs local_to_utc_rough(Day date) { return static_cast<TimeMs>(date.number) * kDayMs; }
};

ShopCalendar::ShopCalendar(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ShopCalendar::ShopCalendar(const ShopCalendar& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
ShopCalendar& ShopCalendar::operator=(const ShopCalendar& other) {
  if (this != &other) impl_ = std::make_unique<Impl>(*other.impl_);
  return *this;
}
ShopCalendar::ShopCalendar(ShopCalendar&&) noexcept = default;
ShopCalendar& ShopCalendar::operator=(ShopCalendar&&) noexcept = default;
ShopCalendar::~ShopCalendar() = default;

Result<ShopCalendar> ShopCalendar::make(const CalendarRules& rules) {
  auto impl = std::make_unique<Impl>();
  impl->rules = rules;
  if (!cctz::load_time_zone(rules.time_zone, &impl->zone)) {
    return fail(ErrorKind::wrong_use, fmt::format("不认识时区“{}”，请写 Asia/Shanghai 这样的名称。", rules.time_zone),
                fmt::format("The time zone '{}' is not known; write a name like Asia/Shanghai.", rules.time_zone));
  }
  // Order within a day and overlap with what yesterday's windows leave over: covered time must never be counted twice.
  for (std::size_t day = 0; day < 7; ++day) {
    auto& windows = impl->rules.windows[day];
    std::sort(windows.begin(), windows.end(),
              [](const ServiceWindow& a, const ServiceWindow& b) { return a.start_min < b.start_min; });
  }
  for (std::size_t day = 0; day < 7; ++day) {
    const auto& windows = impl->rules.windows[day];
    const auto& before = impl->rules.windows[(day + 6) % 7];
    int busy_until = before.empty() ? 0 : before.back().end_min - kDayMinutes;
    for (const ServiceWindow& window : windows) {
      if (window.start_min < busy_until) {
        return fail(ErrorKind::wrong_use, "服务时段互相重叠，请把它们写成一个，或改到不重叠。",
                    "Service windows overlap; join them into one, or move them apart.");
      }
      busy_until = window.end_min;
    }
  }
  impl->always_open = std::all_of(impl->rules.windows.begin(), impl->rules.windows.end(), [](const auto& windows) {
    return windows.size() == 1 && windows[0] == ServiceWindow{0, kDayMinutes};
  });
  return ShopCalendar(std::move(impl));
}

const CalendarRules& ShopCalendar::rules() const { return impl_->rules; }
Day ShopCalendar::day_of(TimeMs time) const { return impl_->day_of(time); }
TimeMs ShopCalendar::day_start(Day day) const { return impl_->entry(day).start; }

bool ShopCalendar::open_at(TimeMs time) const {
  if (impl_->always_open) return true;
  bool open = false;
  impl_->each_window(time, time + 1, [&](const Span& span) {
    open = span.start <= time;
    return false;
  });
  return open;
}

DurationMs ShopCalendar::covered(TimeMs from, TimeMs to) const {
  if (to <= from) return 0;
  if (impl_->always_open) return to - from;
  DurationMs sum = 0;
  impl_->each_window(from, to, [&](const Span& span) {
    sum += std::max<DurationMs>(0, std::min(span.end, to) - std::max(span.start, from));
    return true;
  });
  return sum;
}

TimeMs ShopCalendar::exceeds_at(TimeMs from, DurationMs length) const {
  if (impl_->always_open) return std::min(from + length + 1, kLatestTime);
  DurationMs sum = 0;
  TimeMs found = kLatestTime;
  impl_->each_window(from, kLatestTime, [&](const Span& span) {
    const TimeMs start = std::max(span.start, from);
    if (sum + (span.end - start) > length) {
      found = start + (length - sum) + 1;
      return false;
    }
    sum += span.end - start;
    return true;
  });
  return std::min(found, kLatestTime);
}

std::string ShopCalendar::iso(TimeMs time) const {
  const auto lookup = impl_->zone.lookup(to_point(time));
  const Local here = local(time);
  const auto& at = lookup.cs;
  const DurationMs millis = here.since_midnight % 1000;
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second());
  if (millis != 0) text += fmt::format(".{:03}", millis);
  const int offset = lookup.offset;
  const int minutes = std::abs(offset) / 60;
  text += fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return text;
}

TimeMs ShopCalendar::from_local(Day date, DurationMs since_midnight) const {
  const DurationMs seconds = since_midnight / 1000;
  const cctz::civil_second at = cctz::civil_second(civil_day_of(date)) + seconds;
  const auto lookup = impl_->zone.lookup(at);
  return std::chrono::duration_cast<Millis>(lookup.pre.time_since_epoch()).count() + since_midnight % 1000;
}

ShopCalendar::Local ShopCalendar::local(TimeMs time) const {
  const auto point = to_point(time);
  const cctz::civil_second at = cctz::convert(point, impl_->zone);
  const cctz::civil_day date(at);
  const DurationMs millis = ((time % 1000) + 1000) % 1000;
  return {to_day(date), (at - cctz::civil_second(date)) * 1000 + millis};
}

}  // namespace rigong
