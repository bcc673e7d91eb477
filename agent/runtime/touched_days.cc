// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/touched_days.h"

#include <algorithm>

#include "agent/metrics/sales.h"

namespace rigong::runtime {
namespace {

using model::ConversationFacts;
using storage::ConversationRef;
using storage::ReadView;

// Final conversion is judged by D+3 (reference: metrics, section 2).
constexpr int kConversionDays = 3;

std::map<Day, ConversationFacts> split(const ConversationFacts& facts) {
  std::map<Day, ConversationFacts> days;
  for (const auto& turn : facts.turns) days[turn.day].turns.push_back(turn);
  for (const auto& activity : facts.activity) days[activity.day].activity.push_back(activity);
  for (const auto& session : facts.sessions) days[session.day].sessions.push_back(session);
  for (const auto& stint : facts.stints) days[stint.day].stints.push_back(stint);
  return days;
}

void add_utc_days(std::set<Day>& days, TimeMs time) {
  if (time == kNoTime || time < kEarliestTime || time >= kLatestTime) return;
  const Day day{static_cast<std::int32_t>(time / kDayMs)};
  for (int offset = -1; offset <= 1; ++offset) days.insert(day + offset);
}

}  // namespace

std::set<Day> differing_days(const ConversationFacts& before, const ConversationFacts& after) {
  std::set<Day> days;
  if (before == after) return days;
  auto old_days = split(before);
  for (const auto& [day, facts] : split(after)) {
    const auto old_day = old_days.find(day);
    if (old_day == old_days.end() || !(old_day->second == facts)) days.insert(day);
    if (old_day != old_days.end()) old_days.erase(old_day);
  }
  for (const auto& [day, facts] : old_days) days.insert(day);
  return days;
}

std::uint64_t session_customer(ConversationRef ref, const model::Session& session) {
  if (session.customer != model::kNoCustomer) return session.customer;
  return (std::uint64_t{1} << 63) | (static_cast<std::uint64_t>(ref.account) << 32) | ref.conversation;
}

std::string closings_setting(const std::string& shop) { return "closings." + shop; }
std::string orders_setting(const std::string& shop) { return "orders." + shop; }

void TouchedDays::widen(Span& span, const Span& by) {
  span.first = std::min(span.first, by.first);
  span.last = std::max(span.last, by.last);
}

void TouchedDays::changed(ConversationRef ref, const ConversationFacts& before, const ConversationFacts& after) {
  const std::set<Day> days = differing_days(before, after);
  if (days.empty()) return;
  const Span span{*days.begin(), *days.rbegin()};
  widen(conversations_.try_emplace(ref, span).first->second, span);
  for (const ConversationFacts* facts : {&before, &after}) {
    for (const model::Turn& turn : facts->turns) {
      if (turn.customer != model::kNoCustomer) widen(customers_.try_emplace(turn.customer, span).first->second, span);
    }
    for (const model::Session& session : facts->sessions) {
      if (session.customer != model::kNoCustomer) widen(customers_.try_emplace(session.customer, span).first->second, span);
    }
  }
  std::set<std::pair<std::uint64_t, TimeMs>> starts;
  for (const model::Session& session : before.sessions) starts.emplace(session_customer(ref, session), session.started_at);
  for (const model::Session& session : after.sessions) {
    const std::pair start(session_customer(ref, session), session.started_at);
    if (starts.erase(start) == 0) starts_[{start.first, ref}].insert(start.second);
  }
  for (const auto& [customer, start] : starts) starts_[{customer, ref}].insert(start);
}

Result<std::set<Day>> TouchedDays::find(ReadView& view, bool closings) const {
  std::set<Day> days;
  if (conversations_.empty()) return days;
  RIGONG_TRY(find_ratings(view, days));
  RIGONG_TRY(find_orders(view, days));
  if (closings) RIGONG_TRY(find_closings(view, days));
  return days;
}

Status TouchedDays::find_ratings(ReadView& view, std::set<Day>& days) const {
  Day first = conversations_.begin()->second.first;
  for (const auto& [ref, span] : conversations_) first = std::min(first, span.first);
  // However long ago the reply was, the next invitation of its conversation is credited by it.
  RIGONG_ASSIGN(const auto ratings, view.ratings(shop_, calendar_.day_start(first), kLatestTime));
  for (const model::RatingRecord& rating : ratings) {
    const auto span = conversations_.find({rating.account, rating.conversation});
    if (span == conversations_.end()) continue;
    const Day day = calendar_.day_of(rating.invited_at != kNoTime ? rating.invited_at : rating.rated_at);
    if (day >= span->second.first) days.insert(day);
  }
  return {};
}

Status TouchedDays::find_orders(ReadView& view, std::set<Day>& days) const {
  if (customers_.empty()) return {};
  Span all = customers_.begin()->second;
  for (const auto& [customer, span] : customers_) widen(all, span);
  const auto end_of = [&](const Span& span) { return calendar_.day_start(span.last + 1) + metrics::kCreditMs; };
  RIGONG_ASSIGN(const auto orders, view.orders(shop_, calendar_.day_start(all.first), end_of(all) + 1));
  for (const model::OrderRecord& order : orders) {
    const auto span = customers_.find(order.customer);
    if (span == customers_.end()) continue;
    const auto credited_by_it = [&](TimeMs at) {
      return at != kNoTime && calendar_.day_start(span->second.first) <= at && at <= end_of(span->second);
    };
    if (!credited_by_it(order.created_at) && !credited_by_it(order.paid_at)) continue;
    const Day created = calendar_.day_of(order.created_at);
    for (int back = 0; back <= kConversionDays; ++back) days.insert(created - back);
    if (order.paid_at != kNoTime) days.insert(calendar_.day_of(order.paid_at));
    if (order.refunded_at != kNoTime) days.insert(calendar_.day_of(order.refunded_at));
  }
  return {};
}

Status TouchedDays::find_closings(ReadView& view, std::set<Day>& days) const {
  for (const auto& [key, starts] : starts_) {
    const auto& [customer, own] = key;
    std::vector<ConversationRef> refs{own};
    if (customer <= 0xFFFF'FFFF) {
      RIGONG_ASSIGN(refs, view.conversations_within(shop_, static_cast<model::CustomerNo>(customer), *starts.begin() - kDayMs,
                                                    *starts.rbegin()));
    }
    for (const ConversationRef ref : refs) {
      RIGONG_ASSIGN(const auto facts, view.conversation_facts(ref));
      for (const model::Session& session : facts.sessions) {
        if (!session.closed_by_platform || session.ended_at == kNoTime || session_customer(ref, session) != customer) continue;
        const auto next = starts.upper_bound(session.ended_at);
        if (next != starts.end() && *next <= session.ended_at + kDayMs) days.insert(session.day);
      }
    }
  }
  return {};
}

void add_order_days(std::set<Day>& days, const model::OrderRecord& order) {
  for (int back = 0; back <= kConversionDays; ++back) add_utc_days(days, order.created_at - back * kDayMs);
  for (const TimeMs time : {order.paid_at, order.closed_unpaid_at, order.refunded_at}) add_utc_days(days, time);
}

Result<std::set<Day>> every_day(storage::ReadView& view, const std::string& shop) {
  const auto day_of_utc = [](TimeMs time) { return Day{static_cast<std::int32_t>(time / kDayMs)}; };
  std::set<Day> days;
  RIGONG_ASSIGN(const auto stored, view.day_figures({Day{0}, day_of_utc(kLatestTime), shop, std::nullopt}));
  for (const auto& row : stored) days.insert(row.figures.day);
  RIGONG_ASSIGN(const auto orders, view.orders(shop, kEarliestTime, kLatestTime));
  for (const model::OrderRecord& order : orders) add_order_days(days, order);
  RIGONG_ASSIGN(const auto ratings, view.ratings(shop, kEarliestTime, kLatestTime));
  for (const model::RatingRecord& rating : ratings) {
    const Day day = day_of_utc(rating.invited_at != kNoTime ? rating.invited_at : rating.rated_at);
    for (int offset = -1; offset <= 1; ++offset) days.insert(day + offset);
  }
  return days;
}

Result<std::set<Day>> days_after_orders(ReadView& view, const std::string& shop, std::span<const model::OrderRecord> before,
                                        std::span<const model::OrderRecord> after) {
  // What decides about other days: whose order it is, and when it was made and paid.
  using Moments = std::set<std::pair<TimeMs, TimeMs>>;
  std::map<Hash128, const model::OrderRecord*> known;
  for (const model::OrderRecord& order : before) known.emplace(order.order, &order);
  std::map<model::CustomerNo, Moments> changed;
  for (const model::OrderRecord& order : after) {
    const auto old = known.find(order.order);
    if (old == known.end()) {
      changed[order.customer].emplace(order.created_at, order.paid_at);
      continue;
    }
    const model::OrderRecord& was = *old->second;
    if (was.customer == order.customer && was.created_at == order.created_at && was.paid_at == order.paid_at) continue;
    changed[was.customer].emplace(was.created_at, was.paid_at);
    changed[order.customer].emplace(order.created_at, order.paid_at);
  }
  changed.erase(model::kNoCustomer);

  std::set<Day> days;
  for (const auto& [customer, moments] : changed) {
    const auto within = [](TimeMs at, TimeMs from, DurationMs most) {
      return at != kNoTime && from != kNoTime && from <= at && at - from <= most;
    };
    RIGONG_ASSIGN(const auto orders, view.orders_of(shop, customer));
    for (const model::OrderRecord& order : orders) {
      const bool again = std::any_of(moments.begin(), moments.end(), [&](const auto& moment) {
        return within(order.paid_at, moment.second, metrics::kBuyingAgainMs);
      });
      if (again) add_utc_days(days, order.paid_at);
    }
    RIGONG_ASSIGN(const auto refs, view.conversations_within(shop, customer, moments.begin()->first,
                                                             moments.rbegin()->first + metrics::kAfterSalesMs));
    for (const ConversationRef ref : refs) {
      RIGONG_ASSIGN(const auto facts, view.conversation_facts(ref));
      for (const model::Turn& turn : facts.turns) {
        const bool asked_after = std::any_of(moments.begin(), moments.end(), [&](const auto& moment) {
          return within(turn.opened_at, moment.first, metrics::kAfterSalesMs);
        });
        if (asked_after) days.insert(turn.day);
      }
    }
  }
  return days;
}

}  // namespace rigong::runtime
