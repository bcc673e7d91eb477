// SPDX-License-Identifier: Apache-2.0
// Ways to poll the demo as a host would, for the tests of this folder.
#pragma once

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/base/time_text.h"
#include "connectors/demo/demo.h"
#include "tests/contract/record_lines.h"
#include "tests/support/test_store.h"

namespace rigong::connectors::demo::test {

class GivenOptions final : public Options {
 public:
  using Values = std::map<std::string, std::string, std::less<>>;
  explicit GivenOptions(Values given) : values_(std::move(given)) {}
  explicit GivenOptions(const Settings& settings)
      : values_({{"seed", std::to_string(settings.seed)},
                 {"reps", std::to_string(settings.reps)},
                 {"days", std::to_string(settings.days)},
                 {"per_day", std::to_string(settings.per_day)}}) {}
  [[nodiscard]] std::string text(std::string_view name) const override {
    const auto found = values_.find(name);
    if (found != values_.end()) return found->second;
    for (const OptionSpec& spec : definition().options) {
      if (spec.name == name) return std::string(spec.default_value);
    }
    return {};
  }
  [[nodiscard]] const Secret& secret(std::string_view) const override {
    static const Secret none;
    return none;
  }

 private:
  Values values_;
};

inline const ShopCalendar& shanghai() {
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  return calendar;
}
inline TimeMs at(std::string_view text) { return parse_time(text, shanghai()).value(); }

inline std::unique_ptr<Connector> connector(const Settings& settings) {
  return testing::get(definition().make(GivenOptions(settings)));
}

// Polls until there is nothing more, with a new connector each time: nothing is kept but the cursor. Returns the number of polls.
inline int poll_up_to(const Settings& settings, TimeMs now, std::string& cursor, RecordSink& sink) {
  for (int polls = 1;; ++polls) {
    const auto result = testing::get(connector(settings)->poll({cursor, now, &shanghai(), nullptr}, sink));
    cursor = result.next_cursor;
    if (!result.more) return polls;
  }
}

// A sink that keeps everything.
struct Kept final : RecordSink {
  std::vector<model::Message> messages;
  std::vector<model::Assignment> assignments;
  std::vector<model::Rating> ratings;
  std::vector<model::Order> orders;
  std::vector<model::Shift> shifts;
  std::vector<model::DeliveredDay> days;

  void message(const model::Message& message) override { messages.push_back(message); }
  void assignment(const model::Assignment& assignment) override { assignments.push_back(assignment); }
  void rating(const model::Rating& rating) override { ratings.push_back(rating); }
  void order(const model::Order& order) override { orders.push_back(order); }
  void shift(const model::Shift& shift) override { shifts.push_back(shift); }
  void delivered(const model::DeliveredDay& day) override { days.push_back(day); }
  void rejected(const RejectedRow& row) override { throw std::logic_error(row.reason.en); }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }
};

}  // namespace rigong::connectors::demo::test
