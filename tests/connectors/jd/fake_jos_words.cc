// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/jd/fake_jos_words.h"

#include <fmt/format.h>

#include <ctime>

namespace rigong::connectors::jd_test {
namespace {

constexpr DurationMs kChina = 8 * kHourMs;

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      plain += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

}  // namespace

std::map<std::string, std::string> query_of(std::string_view text) {
  std::map<std::string, std::string> query;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query[decoded(pair.substr(0, equals))] = decoded(pair.substr(std::min(pair.size(), equals + 1)));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return query;
}

std::string http_date(TimeMs at) {
  const std::time_t time = at / kSecondMs;
  std::tm parts{};
  gmtime_r(&time, &parts);
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday], parts.tm_mday, kMonths[parts.tm_mon],
                     parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string quoted(const std::string& text) { return to_text(rapidjson::Value(rapidjson::StringRef(text))); }

std::optional<TimeMs> wall_time(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  return day->number * kDayMs - kChina + two(11) * kHourMs + two(14) * kMinuteMs + two(17) * kSecondMs;
}

std::optional<TimeMs> stamp_time(std::string_view text) {
  if (text.size() == 28 && text[19] == '.' && text.substr(23) == "+0800") text = text.substr(0, 19);
  return wall_time(text);
}

std::int32_t day_of(TimeMs time) { return static_cast<std::int32_t>((time + kChina) / kDayMs); }
std::string date_of(std::int32_t day) { return to_string(Day{day}); }

std::string wall_of(TimeMs time) {
  const DurationMs rest = (time + kChina) % kDayMs;
  return fmt::format("{} {:02}:{:02}:{:02}", date_of(day_of(time)), rest / kHourMs, rest / kMinuteMs % 60, rest / kSecondMs % 60);
}

std::string time_json(TimeMs time, Fault fault) {
  if (time == 0) return "null";
  return fault == Fault::odd_shape ? quoted(wall_of(time)) : fmt::format("{}", time);
}

std::string number_json(std::int64_t number, Fault fault) {
  return fault == Fault::odd_shape ? fmt::format(R"("{}")", number) : fmt::format("{}", number);
}

std::string list_of(const std::vector<std::string>& rows, Fault fault) {
  if (fault == Fault::odd_shape && rows.size() <= 1) return rows.empty() ? "null" : rows.front();
  return fmt::format("[{}]", fmt::join(rows, ","));
}

std::string text_within(const std::string& member) {
  const std::size_t colon = member.find(':');
  const std::string value = member.substr(colon + 1);
  return value.starts_with('{') ? member.substr(0, colon + 1) + quoted(value) : member;
}

}  // namespace rigong::connectors::jd_test
