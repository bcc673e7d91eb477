// SPDX-License-Identifier: Apache-2.0
// How far the account has been read. Days are Beijing's, instants are of our clock but for those of orders, which are the
// platform's. No customer and no secret is in it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"
#include "connectors/jd/methods.h"
#include "connectors/jd/missed.h"

namespace rigong::connectors::jd {

inline constexpr std::size_t kMostReps = 300;

// What is read rep by rep and day by day, in the order in which it is asked for where several are due.
enum class Task { live_chats, ratings, received, unreplied, waiting, evaluation, first_answers, chats, logins, count_ };

// A walk through days and reps: the newest days first, in each stretch one rep after the other. Or through the days of one rep
// that were missed.
struct Walk {
  Day newest;         // That was ready when it began.
  Day from, to;       // What is asked for now, both included.
  Day floor;          // What lies before is not wanted.
  std::string after;  // The last rep taken; in order of their accounts.
  int page = 1;       // Of the rep after that.
  std::string guard;  // The pages before.
  bool saw = false;   // Anything of the newest day has come.
  bool answered = false;
  int tries = 0;  // That failed for this rep and page alone.
  TimeMs began = 0;
  TimeMs since = 0;                      // Live chats: what ended before is not read again.
  bool refused = false;                  // Some rep was not taken; of a walk through missed days: the stretch before was not.
  std::string only;                      // The rep whose missed days these are; empty: everybody.
  std::vector<std::uint16_t> customers;  // As in Missed.
  int rounds = 0;                        // The same.
};

// Why something is not given.
struct Off {
  Method method = Method::count_;
  Fault fault;
};

struct TaskState {
  TimeMs due_at = 0;   // After a failure.
  TimeMs look_at = 0;  // When to look next at what is new.
  Day until;           // The newest day taken for everybody but those missed; 0 = none.
  TimeMs mark = 0;     // Live chats: when the last walk began.
  bool works = false;
  std::optional<Off> off;      // Nothing is given, …
  std::optional<Off> some;     // … or not of some reps.
  std::vector<Missed> missed;  // In no order.
  std::optional<Walk> walk;
};

struct RosterState {
  TimeMs due_at = 0;
  TimeMs read_at = 0;  // When it came last, of the platform's clock.
  bool works = false;
  std::optional<Off> off;
  std::vector<std::string> reps;  // Sorted.
};

// Orders by the time of their change, in pages that are read from the last to the first.
struct OrderWalk {
  TimeMs from = 0;
  TimeMs to = 0;
  std::int64_t page = 0;
  TimeMs newest = 0;
};
struct OrderState {
  TimeMs covered = 0;       // Everything before has been taken.
  TimeMs due_at = 0;        // After a failure.
  TimeMs asked_at = 0;      // Only while other things are read without waiting.
  bool chore_next = false;  // They have just been asked for while there was more to do.
  std::string last;         // What the last page held, as a digest: the same again is not handed over again.
  bool works = false;
  std::optional<Off> off;
  std::optional<OrderWalk> walk;
};

struct Progress {
  TimeMs from = 0;  // What is older is not taken.
  RosterState roster;
  OrderState orders;
  std::array<TaskState, static_cast<std::size_t>(Task::count_)> tasks;
  TaskState& of(Task task) { return tasks.at(static_cast<std::size_t>(task)); }
  [[nodiscard]] const TaskState& of(Task task) const { return tasks.at(static_cast<std::size_t>(task)); }
};

// At most 64 KB: where that does not hold all that was missed, what there is least hope for is given up.
[[nodiscard]] std::string write_cursor(const Progress& progress, std::string_view app_key);
// Nothing where it is not one of ours, or of another app: then everything is read anew, which doubles nothing.
[[nodiscard]] std::optional<Progress> read_cursor(std::string_view cursor, std::string_view app_key);

}  // namespace rigong::connectors::jd
