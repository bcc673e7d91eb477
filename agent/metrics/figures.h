// SPDX-License-Identifier: Apache-2.0
// Facts to figures (reference: metrics, section 2). Pure.
//
// Stored day figures are those "at the end of time": every turn that waits is taken as past T. `settled_at` says from which
// instant on they are what anybody sees; before it, the row is made again from the facts with the reader's own now.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/fact.h"
#include "agent/model/figures.h"
#include "agent/model/options.h"

namespace rigong::metrics {

// What a turn is for somebody who looks at `now`.
enum class TurnState { answered, open, unanswered, passed, bot, courtesy, leftover };
[[nodiscard]] TurnState state_of(const model::Turn& turn, TimeMs now);
// Whether the turn is slow for somebody who looks at `now`; a waiting one is from decided_at on.
[[nodiscard]] bool is_slow(const model::Turn& turn, TimeMs now);
// Whether the turn is the rep's own sample of the response time: eligible and answered.
[[nodiscard]] bool is_sample(const model::Turn& turn);
// "answered", "open", …: the word of `turns --format json`.
[[nodiscard]] std::string_view name(TurnState state);

// An instant after everything: figures "at the end of time".
inline constexpr TimeMs kEndOfTime = kLatestTime + kDayMs;

// Counts facts into rows, one per rep and day that has anything. Facts may come in any order and for any number of days. One shop
// at a time: customers and conversations are told apart by number only.
class FigureCounter {
 public:
  FigureCounter(const model::MetricOptions& options, TimeMs now) : options_(options), now_(now) {}

  // What is added from here on is looked at at this moment.
  void as_of(TimeMs now) { now_ = now; }
  // `conversation` is any number that is the same for the same conversation of the shop.
  void add(std::uint64_t conversation, const model::Turn& turn);
  void add(const model::Activity& activity);
  // `returned`: the same customer began a new session within 24 h of this one's end.
  void add(const model::Session& session, bool returned);
  void add(const model::Stint& stint);

  struct CreditedRating {
    Day day;
    model::RepNo rep = model::kNoRep;
    bool invited = false;
    int level = 0;  // 0 = not rated.
    bool appeal_upheld = false;
  };
  void add(const CreditedRating& rating);

  // The row of a rep on a day, made where there is none: for what is credited by other rules (sales.h).
  model::DayFigures& row(Day day, model::RepNo rep);

  // The rows in order of day, then rep number. Nothing may be added afterwards.
  [[nodiscard]] std::vector<model::DayFigures> finish();

 private:
  struct Seen {
    std::uint64_t id = 0;
    bool answered = false;
  };
  struct Row {
    model::DayFigures figures;
    std::vector<std::uint64_t> conversations;
    std::vector<Seen> customers;
  };
  Row& find(Day day, model::RepNo rep);
  void count_eligible(Row& row, std::uint64_t conversation, const model::Turn& turn, bool answered);

  const model::MetricOptions& options_;
  TimeMs now_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::vector<Row> rows_;
  std::uint64_t last_key_ = 0;
  std::size_t last_row_ = 0;
};

// One session as the 24-hour rule needs it.
struct SessionStart {
  std::uint64_t customer = 0;  // The customer's number, or any number of its own where the source names none.
  TimeMs started_at = 0;
};
// Sorts the starts by customer and time, for returned_within_a_day().
void sort_starts(std::vector<SessionStart>& starts);
// Whether the customer began a session in (ended_at, ended_at + 24 h].
[[nodiscard]] bool returned_within_a_day(std::span<const SessionStart> sorted, std::uint64_t customer, TimeMs ended_at);

// Adds the counts and sums of `day` to `sum` (a week is the sum of its days). day and rep of `sum` stay.
void add_up(model::DayFigures& sum, const model::DayFigures& day);

}  // namespace rigong::metrics
