// SPDX-License-Identifier: Apache-2.0
// Walks through days and reps for one task, one call of the task in each step: the newest days first, in each stretch one rep
// after the other. It knows when which days are ready, looks again at the last ones, and survives what the task cannot give.
//
// A rep or customer whom a method does not take is passed over and remembered (missed.h), and walked through alone later on, so
// that what a platform does not give in a bad hour costs neither the others nor, for long, that rep.
//
// Ready figures are of the day before at the latest. They are asked for from three in the morning, Beijing time, again every two
// hours until the afternoon where nothing of that day has come.
#pragma once

#include <string>
#include <vector>

#include "connectors/jd/work.h"

namespace rigong::connectors::jd {

// The platform gives three months; some days less, for months that are short.
inline constexpr int kDaysBack = 88;
// It takes no more in one question.
inline constexpr int kDaysOfQuestion = 7;

// What one step asks for.
struct Question {
  std::string rep;
  Day from, to;
  int page = 1;
  TimeMs since = 0;
  bool is_last_try = false;              // What cannot be read within the page is to be passed over, …
  bool gives_up = false;                 // … and is not asked for again.
  std::vector<std::uint16_t> customers;  // Only these, by customer_number(); empty: all.
};
// Whose row it is; nothing where it does not say, or where it is somebody else's than the one who was asked for, which can only
// be another shop's or a mistake. The main account is asked for without its name: whose its rows are, they say themselves.
[[nodiscard]] std::optional<std::string> rep_of(const rapidjson::Value& row, const Question& question);

struct Page {
  std::optional<Off> off;             // Why nothing came.
  std::vector<std::uint16_t> missed;  // Customers who were passed over.
  bool more = false;                  // There is another page for this rep.
  bool saw_newest = false;            // Something of the last day asked for is there.
  std::string content;                // What makes it this page; only where there are pages.
};
// One capability.
class RepTask {
 public:
  virtual ~RepTask() = default;
  // Errors as Client::call() has them.
  virtual Result<Page> read(const Question& question) = 0;
};

// startTime, endTime and waiter of a question. Only their days count; the last one is included.
[[nodiscard]] Parameters stretch_of(const Question& question);

class RepWalk {
 public:
  RepWalk(Work& work, Task task) : work_(work), task_(task), state_(work.progress.of(task)) {}

  [[nodiscard]] bool is_due() const;
  // When it will be due, of our clock.
  [[nodiscard]] TimeMs due_at() const;
  [[nodiscard]] Status step(RepTask& reader);
  // A rep who is new to us and may have been there since that day: what has been taken without them is asked for.
  void take_in(const std::string& rep, Day since);
  // A rep whom the platform no longer names: what has not been taken of them up to today is asked for once today is over.
  void let_go(const std::string& rep);

 private:
  [[nodiscard]] bool begin();
  // A walk through days that were missed.
  [[nodiscard]] bool begin_again();
  // Whether there may be something that nobody has looked at.
  [[nodiscard]] bool is_look_due() const;
  [[nodiscard]] Day newest() const;
  [[nodiscard]] Day oldest() const;
  void fail_with(const Off& off);
  // What the platform does not take of this rep or page alone.
  void fail_once(const std::string& rep, const Off& off);
  void miss(const std::string& rep);
  void miss_again();
  void settle();
  [[nodiscard]] bool is_named(const std::string& rep) const;
  [[nodiscard]] bool is_last_try(const std::string& rep) const;
  // The next to ask for.
  [[nodiscard]] std::optional<std::string> next(const std::vector<std::string>& reps) const;
  // To the next days, or the end, where all reps have been taken.
  void advance(const std::vector<std::string>& reps);
  void take(const std::string& rep, const Page& page);
  void next_rep(const std::string& rep);
  void next_days();
  void end();

  Work& work_;
  Task task_;
  TaskState& state_;
};

}  // namespace rigong::connectors::jd
