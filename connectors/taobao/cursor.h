// SPDX-License-Identifier: Apache-2.0
// How far the account has been read. Seconds are the platform's clock; TimeMs is ours. No name of a customer and no secret is in
// it.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"
#include "connectors/taobao/missed.h"
#include "connectors/taobao/platform_time.h"
#include "connectors/taobao/rights.h"

namespace rigong::connectors::taobao {

// Lists in pages, by time: changes of orders, orders, refunds.
struct ListWalk {
  Seconds from = 0;
  Seconds to = 0;
  int page = 1;
  bool counted = false;  // The number of pages is known, and they are read from the last to the first.
  Seconds newest = 0;    // Seen in this stretch.
  std::string guard;
};
struct ListState {
  Seconds covered = 0;  // Everything before has been taken.
  Seconds span = kDay;  // The longest stretch that the platform has managed.
  Seconds said = 0;     // The newest row that could not be used and was named: each is named once.
  Seconds until = 0;    // Where the list ends; 0: it goes on with time.
  TimeMs due_at = 0;
  TimeMs sweep_at = 0;  // When to look back for what came late.
  std::optional<ListWalk> walk;
};

// What is asked for groups of reps, by stretches of time: day figures, ratings, chat partners; and the shop's own days, which are
// one group of nobody.
struct RepWalk {
  Seconds at = 0;   // Begin of the present stretch.
  Seconds end = 0;  // Its end, the same for all groups; 0 before its first call.
  Seconds to = 0;
  std::int64_t rep = 0;                         // The next one to ask for.
  bool answered = false;                        // By any call of this walk.
  bool saw_last = false;                        // Anything of the walk's last day has come.
  std::string key;                              // Where the method pages by itself.
  std::map<std::int32_t, std::int64_t> counts;  // By day, over those pages.
  std::vector<std::int64_t> failed;             // Places of reps that were not taken, before any was.
  std::string guard;
  Seconds from = 0;          // Where it began.
  bool again = false;        // Through what was missed, …
  std::string only;          // … of this rep, or of the shop where it is nobody.
  Seconds refused_from = 0;  // What has not been given this time either, …
  Seconds refused_to = 0;    // … 0: nothing of it.
  bool refused = false;      // The stretch before was not given.
};
struct RepState {
  Seconds covered = 0;
  Seconds span = 7 * kDay;
  std::int64_t group = 30;
  TimeMs due_at = 0;
  TimeMs deep_at = 0;
  Seconds said = 0;  // As with lists.
  MissedByRep missed;
  std::optional<RepWalk> walk;
};

// A refund that succeeded. Orders say that there was one, but not how much of it.
struct BookedRefund {
  std::string refund_id;
  std::string trade_id;
  std::int64_t fee_fen = 0;
  std::int64_t total_fen = -1;  // Of what was refunded, before it was; -1 where it is not said.
  Seconds at = 0;
};

struct TradeToRead {
  std::string id;
  std::int64_t tries = 0;
  TimeMs due_at = 0;
};

struct SwitchedOff {
  TimeMs until = 0;
  Fault fault;
};

// New ones come last: a cursor of before begins them anew and keeps the rest.
enum class RepTask {
  received,
  unreplied,
  waiting,
  evaluation,
  shop_days,
  ratings,
  chats,
  online,
  status,
  service,
  slow_unread,
  count_
};
// Those that are of the shop and of no rep.
[[nodiscard]] constexpr bool is_of_shop(RepTask task) {
  return task == RepTask::shop_days || task == RepTask::service || task == RepTask::slow_unread;
}
enum class ListTask { refunds, history, changes, count_ };

struct Progress {
  std::string nick;  // The main account, as far as it was given.
  Seconds from = 0;  // What is older is not taken.
  std::vector<std::string> reps;
  std::vector<std::int64_t> numbers;  // Of their sub-accounts, in their order; 0 or none where it is not known.
  TimeMs reps_due_at = 0;
  std::array<RepState, static_cast<std::size_t>(RepTask::count_)> by_rep;
  std::array<ListState, static_cast<std::size_t>(ListTask::count_)> lists;
  std::vector<TradeToRead> trades;   // Orders to be read one by one.
  std::deque<BookedRefund> refunds;  // The newest few hundred.
  bool chore_next = false;           // Changes have just been asked for while there was more to do.
  TimeMs looked_at = 0;              // When the changes were asked for last, while there was more to do than that.
  std::map<Method, SwitchedOff> off;
  std::set<Method> works;
  Method ratings_by = Method::qianniu_evals;
  Seconds ratings_since = 0;  // What is older was given by another method, which tells customers apart in another way.

  RepState& of(RepTask task) { return by_rep[static_cast<std::size_t>(task)]; }
  ListState& of(ListTask task) { return lists[static_cast<std::size_t>(task)]; }
};

// At most 64 KB, whatever is in it.
[[nodiscard]] std::string write_cursor(const Progress& progress);
// Nothing where it is none of ours: then the account is read from the beginning, which doubles nothing.
[[nodiscard]] std::optional<Progress> read_cursor(std::string_view cursor);

void book(Progress& progress, BookedRefund refund);
// The refunds of one order, by its number.
[[nodiscard]] std::vector<BookedRefund> booked(const Progress& progress, std::string_view trade_id);

}  // namespace rigong::connectors::taobao
