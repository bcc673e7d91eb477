// SPDX-License-Identifier: Apache-2.0
#include "agent/config/calendar_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rigong::config {
namespace {

constexpr std::size_t kMostWindowBytes = 200;
constexpr std::size_t kMostZoneBytes = 64;
constexpr std::string_view kDefault = "default";
constexpr std::string_view kClosed = "closed";
constexpr int kDayMinutes = 24 * 60;

Words read_windows(std::string_view text, std::vector<ServiceWindow>& windows) {
  if (const Words fault = text.empty() ? Words{} : name_fault(text, kMostWindowBytes); !fault.zh.empty()) return fault;
  windows.clear();
  if (text == kClosed) return {};
  auto parsed = parse_windows(text);
  if (!parsed) return std::move(parsed).error().words;
  windows = std::move(*parsed);
  return {};
}

// The place of the day in the week, 7 for "default", -1 for anything else.
int day_index(std::string_view key) {
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if (key == kWeekdays[day] || key == kWeekdaysZh[day]) return static_cast<int>(day);
  }
  return key == kDefault ? 7 : -1;
}

}  // namespace

Words read_clock_value(std::string_view text, std::int64_t& minutes) {
  if (const Words fault = name_fault(text, kMostWindowBytes); !fault.zh.empty()) return fault;
  auto parsed = parse_clock_time(text);
  if (!parsed) return std::move(parsed).error().words;
  if (*parsed >= kDayMinutes) {
    return {"一天的开始应在 00:00 到 23:59 之间。", "a day begins between 00:00 and 23:59."};
  }
  minutes = *parsed;
  return {};
}

Words zone_fault(std::string_view text) {
  if (const Words fault = name_fault(text, kMostZoneBytes); !fault.zh.empty()) return fault;
  // A name of the zone database, never a path or a prefix by which a file of somebody's choice would be read as a zone.
  const bool clean = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '+' ||
           c == '-';
  });
  CalendarRules rules;
  rules.time_zone = text;
  const bool local = text == "localtime";
  if (clean && !local && text.front() != '/') {
    auto made = ShopCalendar::make(rules);
    return made ? Words{} : std::move(made).error().words;
  }
  return {fmt::format("不认识时区“{}”，请写 Asia/Shanghai 这样的名称。", shown(text)),
          fmt::format("The time zone '{}' is not known; write a name like Asia/Shanghai.", shown(text))};
}

Words read_every_day(std::string_view text, WeekWindows& windows) {
  std::vector<ServiceWindow> day;
  Words fault = read_windows(text, day);
  windows.fill(day);
  return fault;
}

bool read_weekdays(const Node& table, std::string_view title, WeekWindows& windows, Reading& reading) {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all(kWeekdays.begin(), kWeekdays.end());
    all.insert(all.end(), kWeekdaysZh.begin(), kWeekdaysZh.end());
    all.push_back(kDefault);
    return all;
  }();
  bool good = true;
  const auto fault = [&](const Entry& entry, const Words& words) {
    report(entry.line, title, entry.key, words, reading);
    good = false;
  };
  std::array<const Entry*, 8> days{};
  for (const Entry& entry : table.entries) {
    const int index = day_index(entry.key);
    if (index < 0) {
      report_unknown(entry, title, names, reading);
      good = false;
      continue;
    }
    const Entry*& place = days[static_cast<std::size_t>(index)];
    if (place != nullptr) {
      fault(entry, {fmt::format("与“{}”是同一天，只留一个。", place->key),
                    fmt::format("is the same day as '{}'; keep one.", place->key)});
      continue;
    }
    place = &entry;
  }
  const auto read = [&](const Entry& entry, std::vector<ServiceWindow>& day) {
    if (entry.value.kind != Node::Kind::text) {
      fault(entry, {R"(应是 "09:00-18:00" 这样的文字，休息写 "closed"。)", R"(must be text like "09:00-18:00", or "closed".)"});
    } else if (const Words words = read_windows(entry.value.text, day); !words.zh.empty()) {
      fault(entry, words);
    }
  };
  if (days[7] != nullptr) {
    std::vector<ServiceWindow> other;
    read(*days[7], other);
    windows.fill(other);
  }
  for (std::size_t day = 0; day < windows.size(); ++day) {
    if (days[day] != nullptr) read(*days[day], windows[day]);
  }
  return good;
}

}  // namespace rigong::config
