// SPDX-License-Identifier: Apache-2.0
// The day figures that the shop's platform delivers ready, by rules of its own: every question counts, thanks too; the wait
// begins with the question, whoever it is assigned to later; questions of 08:00-23:00 only; at most ten minutes a wait.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "agent/model/record.h"
#include "connectors/demo/rep_day.h"

namespace rigong::connectors::demo {

class PlatformDay {
 public:
  PlatformDay(const Plan& plan, Day day);
  // Takes what lies on the day. `owner` and `made_for`: whose day it is that the chats belong to, and which.
  void add(const RepDay& made, int owner, Day made_for);
  // One row per rep who was asked anything, and one of the whole shop with an empty rep id.
  [[nodiscard]] std::vector<model::DeliveredDay> rows() const;

 private:
  struct Sums {
    std::set<int> asked;
    std::set<int> answered;
    std::set<int> buyers;
    std::int64_t messages_in = 0;
    std::int64_t messages_out = 0;
    std::int64_t questions = 0;
    std::int64_t answers = 0;
    std::int64_t in_time = 0;
    std::int64_t waited_ms = 0;
    std::int64_t first_answers = 0;
    std::int64_t first_waited_ms = 0;
    std::int64_t ratings = 0;
    std::int64_t ratings_good = 0;
    std::int64_t sales_fen = 0;
  };
  struct Open {
    TimeMs asked_at = kNoTime;
    int holder = -1;
    bool answered = false;
  };
  void message(const Event& event, int customer, Open& open);
  [[nodiscard]] bool on_day(TimeMs at) const { return begin_ <= at && at < end_; }
  static model::DeliveredDay row(const Sums& sums, Day day, std::string rep_id);
  template <class Change>
  void change(int rep, Change apply) {
    apply(reps_[rep]);
    apply(shop_);
  }

  const Plan& plan_;
  Day day_;
  TimeMs begin_;
  TimeMs end_;
  TimeMs opens_;
  TimeMs closes_;
  std::map<int, Sums> reps_;
  Sums shop_;
};

}  // namespace rigong::connectors::demo
