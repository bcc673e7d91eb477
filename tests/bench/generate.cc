// SPDX-License-Identifier: Apache-2.0
//
// Writes made-up customer-service chats as a message file for `rigong import` and `rigong figures --input`.
// The same arguments give the same bytes on every machine, so that two programs can be compared on a file that nobody
// has to keep. The lines are in the order of time, conversations overlap as they do on a real day.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>

#include "generator/message.h"
#include "generator/planner.h"
#include "generator/writer.h"

namespace generator {
namespace {

constexpr std::int64_t kMessagesOfADay = 14'000;  // 26 reps with some 210 replies each: a busy, real day.

// Shares of a day's messages by hour, with the peaks at 10, 15 and 20 to 22 o'clock. They add up to 1000.
constexpr std::array<std::int64_t, 24> kTraffic{0,  0,  0,  0,  0,  0,  0,  15, 35,  65,  90, 65,
                                                45, 45, 60, 80, 60, 45, 45, 60, 100, 105, 60, 25};

// How many of the day's messages are to be planned by the end of the given minute.
std::int64_t PlannedBy(std::int64_t minute, std::int64_t of_day) {
  std::int64_t shares = 0;
  for (std::int64_t hour = 0; hour < minute / 60; ++hour) shares += kTraffic[static_cast<std::size_t>(hour)];
  const std::int64_t within = kTraffic[static_cast<std::size_t>(minute / 60)] * (minute % 60 + 1);
  return of_day * (shares * 60 + within) / 60'000;
}

struct Options {
  std::uint64_t messages = 10'000, seed = 1;
  Format format = Format::kJsonLines;
  std::int64_t start = DayNumber(2026, 3, 1);
  std::int64_t days = 0;  // 0 means as many as make real days of the messages.
};

std::int64_t Days(const Options& options) {
  const auto messages = static_cast<std::int64_t>(options.messages);
  return options.days > 0 ? options.days : std::max<std::int64_t>(1, messages / kMessagesOfADay);
}

bool Generate(const Options& options) {
  Planner planner(options.seed, options.messages);
  Writer writer(options.format);
  Agenda agenda;
  const auto write_until = [&](std::int64_t end) {
    for (; !agenda.empty() && agenda.top().at < end; agenda.pop()) writer.Write(agenda.top());
  };
  const auto total = static_cast<std::int64_t>(options.messages);
  const std::int64_t days = Days(options);
  for (std::int64_t day = 0; day < days && !writer.Failed(); ++day) {
    const std::int64_t before = total * day / days;
    const std::int64_t of_day = total * (day + 1) / days - before;
    const std::int64_t midnight = (options.start + day) * kDay;
    for (std::int64_t minute = 7 * 60; minute < 24 * 60; ++minute) {
      const std::int64_t begins = midnight + minute * kMinute;
      write_until(begins);
      const std::int64_t goal = before + PlannedBy(minute, of_day);
      while (total - static_cast<std::int64_t>(planner.Left()) < goal) planner.Converse(begins, midnight, agenda);
    }
  }
  write_until(INT64_MAX);
  return writer.Flush();
}

std::optional<std::int64_t> ParseNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::optional<std::int64_t> ParseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseNumber(text.substr(0, 4));
  const auto month = ParseNumber(text.substr(5, 2));
  const auto day = ParseNumber(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31 || *year < 1970) return std::nullopt;
  return DayNumber(*year, *month, *day);
}

bool Set(Options& options, std::string_view name, std::string_view value) {
  if (name == "--format") {
    options.format = value == "csv" ? Format::kCsv : Format::kJsonLines;
    return value == "csv" || value == "jsonl";
  }
  const auto number = name == "--start" ? ParseDay(value) : ParseNumber(value);
  if (!number) return false;
  if (name == "--messages")
    options.messages = static_cast<std::uint64_t>(*number);
  else if (name == "--seed")
    options.seed = static_cast<std::uint64_t>(*number);
  else if (name == "--start")
    options.start = *number;
  else if (name == "--days" && *number > 0)
    options.days = *number;
  else
    return false;
  return true;
}

}  // namespace
}  // namespace generator

int main(int argc, char** argv) {
  generator::Options options;
  bool valid = argc % 2 == 1;
  for (int i = 1; valid && i + 1 < argc; i += 2) valid = generator::Set(options, argv[i], argv[i + 1]);
  if (!valid) {
    fmt::print(stderr, "usage: generate [--messages N] [--seed S] [--format jsonl|csv] [--start YYYY-MM-DD] [--days D]\n");
    return 2;
  }
  if (!generator::Generate(options)) {
    fmt::print(stderr, "generate: cannot write to standard output\n");
    return 1;
  }
  return 0;
}
