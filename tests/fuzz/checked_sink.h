// SPDX-License-Identifier: Apache-2.0
// What every reader promises about whatever comes in: clean and bounded texts, times within bounds. A broken promise ends the
// program.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "agent/base/text.h"
#include "connectors/files/files.h"

namespace rigong::fuzz {

inline void must(bool holds) {
  if (!holds) std::abort();
}

class CheckedSink final : public connectors::RecordSink {
 public:
  void message(const model::Message& m) override {
    id(m.conversation_id);
    must(!m.conversation_id.empty());
    id(m.message_id);
    id(m.rep_id);
    id(m.customer_id);
    must(m.text.size() <= model::kMaxTextBytes && is_clean_utf8(m.text));
    id(m.customer_name);
    time(m.sent_at);
    ++records;
  }
  void assignment(const model::Assignment& a) override {
    id(a.conversation_id);
    must(!a.conversation_id.empty());
    id(a.assignment_id);
    id(a.rep_id);
    time(a.at);
    ++records;
  }
  void rating(const model::Rating& r) override {
    id(r.rating_id);
    must(!r.rating_id.empty());
    id(r.conversation_id);
    id(r.rep_id);
    id(r.customer_id);
    must(!r.level || (*r.level >= 1 && *r.level <= 5));
    if (r.invited_at) time(*r.invited_at);
    if (r.rated_at) time(*r.rated_at);
    ++records;
  }
  void order(const model::Order& o) override {
    id(o.order_id);
    must(!o.order_id.empty());
    id(o.customer_id);
    must(o.amount_fen >= 0 && o.refunded_fen >= 0);
    time(o.created_at);
    for (const auto& at : {o.paid_at, o.closed_unpaid_at, o.refunded_at}) {
      if (at) time(*at);
    }
    time(o.updated_at);
    ++records;
  }
  void shift(const model::Shift& s) override {
    id(s.rep_id);
    day(s.day);
    must(!s.start_min || (*s.start_min >= 0 && *s.start_min <= 1440));
    must(s.start_min.has_value() == s.end_min.has_value());
    ++records;
  }
  void delivered(const model::DeliveredDay& d) override {
    id(d.rep_id);
    day(d.day);
    for (const auto& [field, value] : d.values) {
      must(field < model::DeliveredField::count_ && std::isfinite(value) && std::abs(value) <= kMostValue);
    }
    ++records;
  }
  void rep(const model::RepName& rep) override {
    id(rep.rep_id);
    must(!rep.rep_id.empty());
    id(rep.name);
    id(rep.group);
  }
  void rejected(const connectors::RejectedRow& row) override {
    must(is_clean_utf8(row.origin) && row.origin.size() <= 4096);
    must(is_clean_utf8(row.row) && row.row.size() <= 4096);
    must(is_clean_utf8(row.reason.zh) && is_clean_utf8(row.reason.en) && !row.reason.zh.empty() && row.reason.en.size() < 2000);
    ++rejections;
  }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

  std::uint64_t records = 0;
  std::uint64_t rejections = 0;

 private:
  // Beyond it a double no longer holds every whole number.
  static constexpr double kMostValue = 9e15;
  static void day(Day day) { must(day.number >= kEarliestTime / kDayMs && day.number <= kLatestTime / kDayMs); }
  static void id(const std::string& id) { must(id.size() <= model::kMaxIdBytes && is_clean_utf8(id)); }
  static void time(TimeMs time) { must(time >= kEarliestTime && time <= kLatestTime); }
};

// Reads bytes as the file that they would be. The file lies in memory, so that nothing waits for a disk.
inline void read_bytes(const std::uint8_t* data, std::size_t size, const std::string& preset) {
  static const int file = memfd_create("fuzz_2026-11-21", 0);
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  must(ftruncate(file, 0) == 0);
  must(pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
  connectors::files::FileRequest request;
  request.path = fmt::format("/proc/self/fd/{}", file);
  request.preset = preset;
  request.map = {{"DAY", "2026-11-21"}};
  request.calendar = &calendar;
  CheckedSink sink;
  const auto summary = connectors::files::read_file(request, sink);
  if (!summary) {
    must(is_clean_utf8(summary.error().words.zh) && is_clean_utf8(summary.error().words.en));
    must(summary.error().kind == ErrorKind::wrong_use);
    return;
  }
  must(summary->accepted == sink.records && summary->rejected == sink.rejections);
  must(summary->rows == summary->accepted + summary->rejected + summary->summary_rows);
  for (const std::string& row : summary->first_rows) must(is_clean_utf8(row) && row.find('\n') == std::string::npos);
}

}  // namespace rigong::fuzz
