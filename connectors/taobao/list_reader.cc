// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/list_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/reading.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::int64_t kRowsOfPage = 100;
// Rows become visible a little late; and once an hour it is looked further back.
constexpr Seconds kOverlap = 5 * kMinute;
constexpr Seconds kFarOverlap = 3 * kHour;
constexpr DurationMs kSweepEvery = kHourMs;
constexpr DurationMs kRefundsEvery = 10 * kMinuteMs;
// Where changes are not to be had, the last days' orders are read again and again.
constexpr DurationMs kHistoryAgain = 30 * kMinuteMs;
constexpr Seconds kHistoryBack = 3 * kDay;
// Longer than the overlap, or it would never come further.
constexpr Seconds kShortestSpan = 4 * kOverlap;
// Without anything new the stretch begins where it did, so that nothing has to be written down; but a day is the longest.
constexpr Seconds kLongestIdle = kDay / 2;
// Of one stretch; where there are more it is cut in halves.
constexpr std::int64_t kMostPages = 1000;
constexpr std::size_t kTradesOfPoll = 5;
// It is named after three tries, and tried on for a day.
constexpr std::int64_t kNamedAfter = 3;
constexpr std::int64_t kMostTries = 10;
constexpr DurationMs kTradeAgain = 15 * kMinuteMs;
constexpr DurationMs kTradeMuchLater = 3 * kHourMs;
constexpr std::size_t kMostLookedUp = 20;

struct Names {
  Method method;
  std::string_view fields;
  const char* from;
  const char* to;
  const char* outer;
  const char* inner;
  const char* id;
};

constexpr Names kRefundNames = {Method::refunds, kRefundFields, "start_modified", "end_modified",
                                "refunds",       "refund",      "refund_id"};
constexpr Names kHistoryNames = {Method::sold, kTradeFields, "start_created", "end_created", "trades", "trade", "tid"};
constexpr Names kChangeNames = {Method::sold_increment, kTradeFields, "start_modified", "end_modified", "trades", "trade", "tid"};

const Names& names_of(ListTask task) {
  switch (task) {
    case ListTask::refunds:
      return kRefundNames;
    case ListTask::history:
      return kHistoryNames;
    default:
      return kChangeNames;
  }
}

}  // namespace

Method ListReader::method_of(ListTask task) { return names_of(task).method; }

bool ListReader::is_due(ListTask task) const {
  const ListState& state = work_.progress.of(task);
  if (!work_.settings.orders || work_.is_off(method_of(task))) return false;
  if (task == ListTask::changes || state.walk) return true;
  if (task == ListTask::history) {
    if (state.covered < state.until) return true;
    return work_.is_off(Method::sold_increment) && work_.now() >= state.due_at;
  }
  // Our clock set back must not put it off for years.
  return work_.now() >= state.due_at || state.due_at > work_.now() + kRefundsEvery;
}

bool ListReader::is_behind(ListTask task) const {
  const ListState& state = work_.progress.of(task);
  return state.walk.has_value() || (task == ListTask::changes && state.covered + kLongestIdle < work_.their_now());
}

bool ListReader::begin(ListTask task) {
  ListState& state = work_.progress.of(task);
  const Seconds now = work_.their_now();
  // A clock of theirs that was set back must not stop the reading.
  if (task != ListTask::history) state.covered = std::min(state.covered, now);
  Seconds limit = now;
  Seconds from = state.covered - kOverlap;
  if (task == ListTask::history) {
    if (state.covered >= state.until) {
      state.covered = std::max(work_.progress.from, now - kHistoryBack);
      state.until = now;
      state.due_at = work_.now() + kHistoryAgain;
    }
    limit = std::min(state.until, now);
    from = state.covered;
  } else {
    const bool sweep = work_.now() >= state.sweep_at || state.sweep_at > work_.now() + kSweepEvery;
    if (sweep) {
      from = state.covered - kFarOverlap;
      state.covered = std::max(work_.progress.from, from);
      state.sweep_at = work_.now() + kSweepEvery;
    }
  }
  ListWalk walk;
  walk.from = std::max(work_.progress.from, from);
  walk.to = std::min(walk.from + state.span, limit);
  if (walk.to <= walk.from) return false;
  state.walk = walk;
  return true;
}

void ListReader::end(ListTask task) {
  ListState& state = work_.progress.of(task);
  const ListWalk walk = *state.walk;
  state.walk.reset();
  const Seconds now = work_.their_now();
  // The platform manages longer stretches again.
  state.span = std::min(kDay, 2 * state.span);
  const bool reached_now = walk.to >= now - kOverlap;
  if (task != ListTask::changes || !reached_now) {
    state.covered = std::max(state.covered, walk.to);
  } else if (walk.newest > state.covered) {
    state.covered = std::min(walk.newest, walk.to);
  } else if (walk.to - state.covered > kLongestIdle) {
    state.covered = walk.to - kOverlap;
  }
  if (task == ListTask::refunds) state.due_at = reached_now ? work_.now() + kRefundsEvery : 0;
}

Result<Stepped> ListReader::step(ListTask task) {
  ListState& state = work_.progress.of(task);
  if (!state.walk && !begin(task)) {
    if (task == ListTask::history) state.covered = state.until;
    if (task == ListTask::refunds) state.due_at = work_.now() + kRefundsEvery;
    return Stepped::done;
  }
  ListWalk& walk = *state.walk;
  const Names& names = names_of(task);
  // Counting all of them is the dear part for the platform, so it is asked for once.
  const bool count = walk.page == 1 && !walk.counted;
  RIGONG_ASSIGN(const Answer answer, work_.client.call(names.method, {{"fields", std::string(names.fields)},
                                                                      {names.from, wall_text(walk.from)},
                                                                      {names.to, wall_text(walk.to)},
                                                                      {"page_no", std::to_string(walk.page)},
                                                                      {"page_size", std::to_string(kRowsOfPage)},
                                                                      {"use_has_next", count ? "false" : "true"}}));
  if (answer.fault) {
    if (answer.fault->kind == FaultKind::quota) return Stepped::no_calls;
    if (answer.fault->kind == FaultKind::too_heavy) return narrow(task);
    state.walk.reset();
    work_.switch_off(names.method, *answer.fault);
    return Stepped::off;
  }
  work_.note_works(names.method);
  const Page page = take(task, *answer.root);
  if (count && page.total) {
    const std::int64_t pages = (std::max(*page.total, page.rows) + kRowsOfPage - 1) / kRowsOfPage;
    if (pages <= 1) {
      end(task);
      return Stepped::done;
    }
    if (pages > kMostPages && state.span > kShortestSpan) return narrow(task);
    walk.counted = true;
    walk.page = static_cast<int>(std::min(pages, kMostPages));
    return Stepped::done;
  }
  PageGuard guard(walk.guard);
  if (page.rows > 0) {
    // Whatever it was, the pages before may have been another's: the whole stretch is read anew, after a while.
    if (guard.repeats(page.ids)) {
      state.walk.reset();
      work_.switch_off(names.method, Fault{});
      return Stepped::off;
    }
    RIGONG_TRY(guard.next(page.ids, work_.settings.host));
  }
  walk.guard = guard.text();
  if (walk.counted) {
    if (walk.page == 1) {
      end(task);
    } else {
      --walk.page;
    }
  } else if (page.rows > 0 && page.has_next.value_or(page.rows >= kRowsOfPage)) {
    ++walk.page;
  } else {
    end(task);
  }
  return Stepped::done;
}

ListReader::Page ListReader::take(ListTask task, const rapidjson::Value& root) {
  const Names& names = names_of(task);
  Page page;
  page.total = count_of(root, "total_results");
  if (const rapidjson::Value* next = member(root, "has_next")) {
    if (next->IsBool()) page.has_next = next->GetBool();
    if (next->IsString()) page.has_next = std::string_view(next->GetString()) == "true";
  }
  ListState& state = work_.progress.of(task);
  ListWalk& walk = *state.walk;
  Seconds said = state.said;
  for (const rapidjson::Value* row : rows(root, names.outer, names.inner)) {
    ++page.rows;
    page.ids += text_of(*row, names.id).value_or("?") + text_of(*row, "modified").value_or("") + ",";
    walk.newest = std::max(walk.newest, std::min(time_of(*row, "modified").value_or(0), walk.to));
    if (task == ListTask::refunds ? take_refund(*row) : take_trade(*row)) continue;
    // Stretches overlap, and a row is named once; of those without a time only the first.
    const Seconds time = std::max<Seconds>({time_of(*row, "modified").value_or(0), time_of(*row, "created").value_or(0), 1});
    if (time <= state.said) continue;
    said = std::max(said, std::min(time, walk.to));
    reject(task, *row);
  }
  state.said = said;
  return page;
}

bool ListReader::take_trade(const rapidjson::Value& row) {
  const auto trade = read_trade(row, work_.settings.customer_key);
  if (!trade) return false;
  if (trade->created < work_.progress.from) return true;
  const auto known = booked(work_.progress, trade->id);
  // As it is known now, whatever becomes of looking up the rest.
  work_.sink.order(order_of(*trade, known));
  if (can_look_up() && !missing_refunds(*trade, known).empty()) queue(trade->id);
  return true;
}

bool ListReader::take_refund(const rapidjson::Value& row) {
  if (text_of(row, "status") != "SUCCESS") return true;
  const auto refund = read_refund(row);
  if (!refund) return false;
  const auto known = booked(work_.progress, refund->trade_id);
  const bool told = std::any_of(known.begin(), known.end(), [&](const BookedRefund& each) {
    return each.refund_id == refund->refund_id && each.fee_fen == refund->fee_fen && each.at == refund->at;
  });
  if (told) return true;
  book(work_.progress, *refund);
  // The refund alone says too little about its order.
  if (!work_.is_refused(Method::full_trade)) queue(refund->trade_id);
  return true;
}

void ListReader::reject(ListTask task, const rapidjson::Value& row) {
  work_.sink.rejected({task == ListTask::refunds ? "refunds" : "trades",
                       0,
                       {"这一行没有编号、时间或金额，没有采用。", "This row has no number, time or amount and was not taken."},
                       outline(row)});
}

Result<Stepped> ListReader::narrow(ListTask task) {
  ListState& state = work_.progress.of(task);
  if (state.span <= kShortestSpan) {
    return fail(ErrorKind::unavailable, "淘宝的订单查询连很短的时间段也超时，稍后再试。",
                "Taobao's query for orders times out even for a short stretch of time; trying again later.");
  }
  const Seconds length = state.walk->to - state.walk->from;
  state.span = std::max(kShortestSpan, std::min(state.span, length) / 2);
  state.walk.reset();
  return Stepped::done;
}

tl::unexpected<Error> ListReader::too_slow() {
  return fail(ErrorKind::unavailable, "淘宝查询单笔订单超时，稍后再试。",
              "Taobao's query for one order timed out; trying again later.");
}

void ListReader::queue(const std::string& trade) {
  auto& trades = work_.progress.trades;
  const bool there = std::any_of(trades.begin(), trades.end(), [&](const TradeToRead& each) { return each.id == trade; });
  if (!there) trades.push_back({trade, 0});
}

std::vector<TradeToRead>::iterator ListReader::next_trade() const {
  auto& trades = work_.progress.trades;
  // Our clock set back must not put it off for years.
  return std::find_if(trades.begin(), trades.end(), [&](const TradeToRead& each) {
    return each.due_at <= work_.now() || each.due_at > work_.now() + kTradeMuchLater;
  });
}

bool ListReader::has_trades() const {
  const bool waits = work_.is_off(Method::full_trade) && !work_.is_refused(Method::full_trade);
  return !waits && next_trade() != work_.progress.trades.end();
}

Result<Stepped> ListReader::read_trades() {
  for (std::size_t read = 0; read < kTradesOfPoll && has_trades(); ++read) {
    if (work_.is_refused(Method::full_trade)) {
      work_.progress.trades.clear();
      return Stepped::off;
    }
    const auto trade = next_trade();
    const auto looked = read_trade_alone(*trade);
    if (!looked) {
      // What was read before it is kept; it is the first of the next poll.
      if (read > 0 && looked.error().kind == ErrorKind::unavailable) return Stepped::done;
      return fail(looked.error());
    }
    switch (*looked) {
      case Looked::no_calls:
        return Stepped::no_calls;
      case Looked::off:
        return Stepped::off;
      case Looked::later:
        set_aside(trade, {"平台没有给出它。", "The platform did not give it."});
        break;
      case Looked::up:
        work_.progress.trades.erase(trade);
        break;
    }
  }
  return Stepped::done;
}

Result<ListReader::Looked> ListReader::read_trade_alone(const TradeToRead& to_read) {
  RIGONG_ASSIGN(const Answer answer,
                work_.client.call(Method::full_trade, {{"fields", std::string(kTradeFields)}, {"tid", to_read.id}}));
  if (answer.fault) {
    if (answer.fault->kind == FaultKind::quota) return Looked::no_calls;
    if (answer.fault->kind == FaultKind::too_heavy) return too_slow();
    if (answer.fault->kind != FaultKind::request) {
      work_.switch_off(Method::full_trade, *answer.fault);
      return Looked::off;
    }
    return Looked::later;
  }
  work_.note_works(Method::full_trade);
  const rapidjson::Value* row = member(*answer.root, "trade");
  const auto trade = row == nullptr ? std::nullopt : read_trade(*row, work_.settings.customer_key);
  if (!trade || trade->id != to_read.id) {
    if (row != nullptr) reject(ListTask::changes, *row);
    return Looked::up;
  }
  if (trade->created < work_.progress.from) return Looked::up;
  std::size_t looked_up = 0;
  for (const std::string& refund : missing_refunds(*trade, booked(work_.progress, to_read.id))) {
    if (work_.is_refused(Method::refund) || ++looked_up > kMostLookedUp) break;
    if (work_.is_off(Method::refund)) return Looked::later;
    RIGONG_ASSIGN(const Looked looked, look_up(refund, to_read));
    if (looked == Looked::no_calls || looked == Looked::later) return looked;
  }
  work_.sink.order(order_of(*trade, booked(work_.progress, to_read.id)));
  return Looked::up;
}

Result<ListReader::Looked> ListReader::look_up(const std::string& refund_id, const TradeToRead& trade) {
  RIGONG_ASSIGN(const Answer answer,
                work_.client.call(Method::refund, {{"fields", std::string(kRefundFields)}, {"refund_id", refund_id}}));
  if (answer.fault) {
    if (answer.fault->kind == FaultKind::quota) return Looked::no_calls;
    if (answer.fault->kind == FaultKind::too_heavy) return too_slow();
    if (answer.fault->kind != FaultKind::request) {
      work_.switch_off(Method::refund, *answer.fault);
      // Down for a while, or not given at all: then the order goes without it.
      return work_.is_refused(Method::refund) ? Looked::off : Looked::later;
    }
    if (trade.tries + 1 < kMostTries) return Looked::later;
  } else {
    work_.note_works(Method::refund);
  }
  const rapidjson::Value* row = answer.fault ? nullptr : member(*answer.root, "refund");
  const auto refund = row == nullptr ? std::nullopt : read_refund(*row);
  const bool fits = refund && refund->refund_id == refund_id && refund->trade_id == trade.id;
  // One that cannot be found out counts as nothing, so that it is not asked for again and again.
  book(work_.progress, fits ? *refund : BookedRefund{refund_id, trade.id, 0, -1, 0});
  return Looked::up;
}

void ListReader::set_first_aside(const Words& reason) {
  if (const auto trade = next_trade(); trade != work_.progress.trades.end()) set_aside(trade, reason);
}

void ListReader::set_aside(std::vector<TradeToRead>::iterator trade, const Words& reason) {
  ++trade->tries;
  trade->due_at = work_.now() + (trade->tries < kNamedAfter ? kTradeAgain : kTradeMuchLater);
  if (trade->tries == kNamedAfter) {
    work_.sink.rejected(
        {"trade",
         0,
         {fmt::format("这个订单读了三次都读不到，它的退款以后再试。{}", reason.zh),
          fmt::format("This order could not be read three times; its refunds are tried again later. {}", reason.en)},
         "tid=" + trade->id});
  }
  if (trade->tries >= kMostTries) work_.progress.trades.erase(trade);
}

}  // namespace rigong::connectors::taobao
