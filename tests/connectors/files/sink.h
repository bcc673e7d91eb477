// SPDX-License-Identifier: Apache-2.0
// A sink that keeps everything, and short ways to write and read files in tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "agent/base/calendar.h"
#include "connectors/files/files.h"

namespace rigong::connectors::files::test {

struct Kept final : RecordSink {
  std::vector<model::Message> messages;
  std::vector<model::Assignment> assignments;
  std::vector<model::Rating> ratings;
  std::vector<model::Order> orders;
  std::vector<model::Shift> shifts;
  std::vector<model::DeliveredDay> days;
  std::vector<RejectedRow> rejected_rows;
  std::uint64_t last_done = 0;
  int stop_after = -1;  // Calls of progress() until the person asks to stop.

  void message(const model::Message& message) override { messages.push_back(message); }
  void assignment(const model::Assignment& assignment) override { assignments.push_back(assignment); }
  void rating(const model::Rating& rating) override { ratings.push_back(rating); }
  void order(const model::Order& order) override { orders.push_back(order); }
  void shift(const model::Shift& shift) override { shifts.push_back(shift); }
  void delivered(const model::DeliveredDay& day) override { days.push_back(day); }
  void rejected(const RejectedRow& row) override { rejected_rows.push_back(row); }
  bool progress(std::uint64_t done, std::uint64_t) override {
    last_done = done;
    return stop_after < 0 || stop_after-- > 0;
  }
};

inline ShopCalendar shanghai() {
  CalendarRules rules;
  return std::move(ShopCalendar::make(rules).value());
}

// A folder that is gone when the test ends.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file and returns its path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The text in another encoding, as iconv names it.
[[nodiscard]] std::string encode(std::string_view utf8, const char* encoding);

// Writes `bytes` as a file of this name and reads it.
struct Reading {
  Kept kept;
  Result<FileSummary> summary;
};
[[nodiscard]] Reading read_bytes(const std::string& name, std::string_view bytes, const std::string& preset = "",
                                 const std::vector<std::pair<std::string, std::string>>& map = {});

}  // namespace rigong::connectors::files::test
