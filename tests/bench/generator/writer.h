// SPDX-License-Identifier: Apache-2.0
//
// Writes messages to standard output as JSON Lines or CSV.
#pragma once

#include <fmt/compile.h>
#include <fmt/format.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "generator/message.h"

namespace generator {

inline constexpr std::size_t kBufferSize = 1 << 20;

enum class Format { kJsonLines, kCsv };

inline std::string Escaped(std::string_view text, Format format) {
  std::string out;
  for (const char c : text) {
    if (format == Format::kCsv && c == '"') out += '"';
    if (format == Format::kJsonLines && (c == '"' || c == '\\')) out += '\\';
    if (format == Format::kJsonLines && c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

// Gives the civil date of a day number since 1970-01-01 (after Howard Hinnant's `civil_from_days`).
inline std::string CivilDate(std::int64_t days) {
  days += 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t doe = days - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return fmt::format("{:04}-{:02}-{:02}", yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1);
}

inline std::int64_t DayNumber(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const std::int64_t yoe = year - era * 400;
  const std::int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

class Writer {
 public:
  explicit Writer(Format format) : format_(format) {
    for (std::size_t talk = 0; talk < kTalk.size(); ++talk) {
      for (const auto phrase : *kTalk[talk]) phrases_[talk].push_back(Escaped(phrase, format));
    }
    if (format == Format::kCsv) Append("conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n");
  }

  void Write(const Message& message) {
    format_ == Format::kJsonLines ? WriteJson(message) : WriteCsv(message);
    if (buffer_.size() >= kBufferSize) Flush();
  }

  bool Flush() {
    failed_ |= std::fwrite(buffer_.data(), 1, buffer_.size(), stdout) != buffer_.size();
    failed_ |= std::fflush(stdout) != 0;
    buffer_.clear();
    return !failed_;
  }

  bool Failed() const { return failed_; }

 private:
  void Append(std::string_view text) { buffer_.append(text); }

  void WriteJson(const Message& m) {
    fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE(R"({{"conversation_id":"c{}","message_id":"{}-{}","sent_at":")"),
                   m.conversation, m.conversation, m.number);
    AppendTime(m.at);
    Append(R"(","direction":")");
    Append(kDirections[static_cast<std::size_t>(m.sender)]);
    if (HasRep(m)) {
      Append(R"(","agent_id":")");
      AppendRep(m.rep);
    }
    fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE(R"(","customer_id":"u{}","text":")"), m.customer);
    AppendText(m);
    Append("\"}\n");
  }

  void WriteCsv(const Message& m) {
    fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE("c{},{}-{},"), m.conversation, m.conversation, m.number);
    AppendTime(m.at);
    Append(",");
    Append(kDirections[static_cast<std::size_t>(m.sender)]);
    Append(",");
    if (HasRep(m)) AppendRep(m.rep);
    fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE(",u{},\""), m.customer);
    AppendText(m);
    Append("\"\n");
  }

  static bool HasRep(const Message& m) { return m.sender == Sender::kOut || m.sender == Sender::kNote; }

  void AppendRep(std::uint8_t rep) {
    const std::array<char, 5> name{'r', 'e', 'p', static_cast<char>('0' + rep / 10), static_cast<char>('0' + rep % 10)};
    Append({name.data(), name.size()});
  }

  void AppendText(const Message& m) {
    const auto& first = phrases_[static_cast<std::size_t>(m.talk)];
    Append(first[m.phrase]);
    if (m.second_phrase != kNoPhrase) {
      Append("，");
      Append(phrases_[static_cast<std::size_t>(Second(m.talk))][m.second_phrase]);
    }
    if (m.order_number != 0) fmt::format_to(std::back_inserter(buffer_), FMT_COMPILE("，单号{}"), m.order_number);
  }

  // Nearly all neighbours share the minute, so that only seconds and milliseconds change.
  void AppendTime(std::int64_t at) {
    const std::int64_t minute = at / kMinute;
    if (minute != minute_) {
      minute_ = minute;
      const std::int64_t of_day = minute % (24 * 60);
      const std::string text =
          fmt::format("{}T{:02}:{:02}:00.000+08:00", CivilDate(minute / (24 * 60)), of_day / 60, of_day % 60);
      std::memcpy(time_.data(), text.data(), time_.size());
    }
    const auto ms = static_cast<unsigned>(at % kMinute);
    constexpr std::array<std::size_t, 5> kPlaces{17, 18, 20, 21, 22};
    constexpr std::array<unsigned, 5> kDivisors{10'000, 1'000, 100, 10, 1};
    for (std::size_t i = 0; i < kPlaces.size(); ++i) time_[kPlaces[i]] = static_cast<char>('0' + ms / kDivisors[i] % 10);
    Append({time_.data(), time_.size()});
  }

  Format format_;
  std::array<std::vector<std::string>, kTalk.size()> phrases_;
  fmt::memory_buffer buffer_;
  std::int64_t minute_ = -1;
  std::array<char, 29> time_{};
  bool failed_ = false;
};

}  // namespace generator
