// SPDX-License-Identifier: Apache-2.0
// A store of a team for the tests of this folder, filled as a connector would fill it and asked as a person would ask.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "agent/base/ids.h"
#include "agent/config/config.h"
#include "agent/runtime/figure_rows.h"
#include "agent/runtime/message_flags.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/store_intake.h"
#include "tests/support/test_store.h"

namespace rigong::runtime_test {

using Record = std::variant<model::Message, model::Assignment, model::Rating, model::Order, model::DeliveredDay>;

// An instant in Shanghai: "2026-03-02 10:00:00".
[[nodiscard]] TimeMs at(const std::string& wall_time);
// A customer's question, a rep's answer.
[[nodiscard]] model::Message asks(const std::string& conversation, const std::string& customer, TimeMs sent_at);
[[nodiscard]] model::Message answers(const std::string& conversation, const std::string& rep, TimeMs sent_at);

// The table as text, a line for each row.
[[nodiscard]] std::vector<std::string> lines_of(const runtime::Table& table, std::size_t first_column = 0);

class Team {
 public:
  explicit Team(config::Config config = {});

  [[nodiscard]] storage::Store& store() { return *store_; }
  [[nodiscard]] const config::Config& config() const { return config_; }
  // From the next work_out() on.
  void change_rules(const model::MetricOptions& options) { config_.metrics = options; }
  void change_calendar(const CalendarRules& rules) { config_.shop.calendar = rules; }
  [[nodiscard]] ManualClock& clock() { return test_store_.clock(); }
  [[nodiscard]] const KeyedHasher& hasher() const { return hasher_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return test_store_.folder(); }

  runtime::IntakeCounts take(const std::vector<Record>& records, const std::string& account = "files:main");
  void work_out();
  void take_and_work_out(const std::vector<Record>& records) {
    take(records);
    work_out();
  }

  [[nodiscard]] std::vector<std::string> figures(TimeMs now, runtime::Period period = runtime::Period::day);
  // Without the name of the conversation, in order of the text.
  [[nodiscard]] std::vector<std::string> turns(TimeMs now);
  [[nodiscard]] std::vector<runtime::FigureRow> rows(TimeMs now);
  // The stored figures of a rep on a day, all zero where there are none. Their rep number is left out.
  [[nodiscard]] model::DayFigures stored(const std::string& rep, const std::string& day);
  [[nodiscard]] std::vector<storage::DayFiguresRow> all_stored();
  // Every stored row by day and name, for comparing stores that number their reps otherwise.
  [[nodiscard]] std::vector<std::pair<std::string, model::DayFigures>> named_stored();

  static constexpr TimeMs kLater = 1'900'000'000'000;

 private:
  config::Config config_;
  testing::TestStore test_store_;
  std::unique_ptr<storage::Store> store_;
  KeyedHasher hasher_;
};

}  // namespace rigong::runtime_test
