// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/day_maker.h"

#include <algorithm>
#include <utility>

#include "agent/metrics/figures.h"
#include "agent/metrics/sales.h"
#include "agent/runtime/touched_days.h"

namespace rigong::runtime {
namespace {

using metrics::Deriver;
using storage::ConversationRef;
using storage::ReadView;

std::uint64_t conversation_id(ConversationRef ref) { return (static_cast<std::uint64_t>(ref.account) << 32) | ref.conversation; }

template <class Row>
void drop_overlaid(std::vector<Row>& rows, const FactsOverlay& overlay) {
  std::erase_if(rows, [&](const Row& row) { return overlay.contains(row.where); });
}

}  // namespace

Result<storage::ShopDayFacts> DayMaker::facts(ReadView& view, const std::string& shop, Day day, const FactsOverlay* overlay) {
  RIGONG_ASSIGN(auto facts, view.shop_day_facts(shop, day));
  if (overlay == nullptr || overlay->empty()) return facts;
  drop_overlaid(facts.turns, *overlay);
  drop_overlaid(facts.activity, *overlay);
  drop_overlaid(facts.sessions, *overlay);
  drop_overlaid(facts.stints, *overlay);
  for (const auto& [ref, fresh] : *overlay) {
    for (const auto& turn : fresh.turns) {
      if (turn.day == day) facts.turns.push_back({ref, "", shop, turn});
    }
    for (const auto& activity : fresh.activity) {
      if (activity.day == day) facts.activity.push_back({ref, activity});
    }
    for (const auto& session : fresh.sessions) {
      if (session.day == day) facts.sessions.push_back({ref, session});
    }
    for (const auto& stint : fresh.stints) {
      if (stint.day == day) facts.stints.push_back({ref, stint});
    }
  }
  return facts;
}

Result<std::vector<model::DayFigures>> DayMaker::make(ReadView& view, const std::string& shop, Day day, TimeMs now,
                                                      const FactsOverlay* overlay) {
  RIGONG_ASSIGN(const auto day_facts, facts(view, shop, day, overlay));
  metrics::FigureCounter counter(rules_.options(), now);
  for (const auto& row : day_facts.turns) counter.add(conversation_id(row.where), row.turn);
  for (const auto& row : day_facts.activity) counter.add(row.activity);
  for (const auto& row : day_facts.stints) counter.add(row.stint);
  RIGONG_TRY(add_sessions(view, shop, day, day_facts, overlay, counter));
  RIGONG_TRY(add_ratings(view, shop, day, counter));
  RIGONG_TRY(add_orders(view, shop, day, day_facts, counter));
  return counter.finish();
}

Status DayMaker::add_sessions(ReadView& view, const std::string& shop, Day day, const storage::ShopDayFacts& facts,
                              const FactsOverlay* overlay, metrics::FigureCounter& counter) {
  const bool any_closed =
      std::any_of(facts.sessions.begin(), facts.sessions.end(), [](const auto& row) { return row.session.closed_by_platform; });
  std::vector<metrics::SessionStart> starts;
  if (any_closed) {
    // A session may run for days before it is closed; what follows within 24 h of the latest end decides.
    Day last = day;
    for (const auto& row : facts.sessions) {
      if (row.session.ended_at != kNoTime) last = std::max(last, rules_.calendar(shop).day_of(row.session.ended_at + kDayMs));
    }
    RIGONG_ASSIGN(const auto rows, view.sessions(shop, day, last));
    for (const auto& row : rows) {
      if (overlay == nullptr || !overlay->contains(row.where)) {
        starts.push_back({session_customer(row.where, row.session), row.session.started_at});
      }
    }
    if (overlay != nullptr) {
      for (const auto& [ref, fresh] : *overlay) {
        for (const auto& session : fresh.sessions) starts.push_back({session_customer(ref, session), session.started_at});
      }
    }
    metrics::sort_starts(starts);
  }
  for (const auto& row : facts.sessions) {
    const bool returned = row.session.closed_by_platform && row.session.ended_at != kNoTime &&
                          metrics::returned_within_a_day(starts, session_customer(row.where, row.session), row.session.ended_at);
    counter.add(row.session, returned);
  }
  return {};
}

namespace {

// Whether anything happened to the order in [from, to).
bool moved_within(const model::OrderRecord& order, TimeMs from, TimeMs to) {
  const auto within = [&](TimeMs time) { return time != kNoTime && from <= time && time < to; };
  return within(order.created_at) || within(order.paid_at) || within(order.closed_unpaid_at) || within(order.refunded_at);
}

}  // namespace

Result<std::vector<Deriver::HumanReply>> DayMaker::replies_in(ReadView& view, const std::string& shop, ConversationRef ref) {
  RIGONG_ASSIGN(auto records, view.conversation(ref));
  auto deriver = derivers_.find(shop);
  if (deriver == derivers_.end()) {
    deriver =
        derivers_.try_emplace(shop, rules_.options(), rules_.calendar(shop), model::kUnknownRepNo, people_.resolver()).first;
  }
  return deriver->second.human_replies(std::move(records));
}

Result<std::vector<Deriver::HumanReply>> DayMaker::replies_to(ReadView& view, const std::string& shop, model::CustomerNo customer,
                                                              TimeMs from, TimeMs to) {
  std::vector<Deriver::HumanReply> all;
  if (customer == model::kNoCustomer) return all;
  RIGONG_ASSIGN(const auto refs, view.conversations_within(shop, customer, from, to));
  for (const ConversationRef ref : refs) {
    RIGONG_ASSIGN(const auto replies, replies_in(view, shop, ref));
    all.insert(all.end(), replies.begin(), replies.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return all;
}

Result<model::RepNo> DayMaker::credited(ReadView& view, const std::string& shop, Day day, const model::RatingRecord& rating) {
  // The invitation's moment decides day and credit; where the source does not tell it, the rating's.
  const TimeMs at = rating.invited_at != kNoTime ? rating.invited_at : rating.rated_at;
  model::RepNo rep = rating.rep == model::kNoRep ? model::kNoRep : people_.on_day(rating.rep, day);
  if (rating.conversation == 0) return rep;
  RIGONG_ASSIGN(const auto replies, replies_in(view, shop, ConversationRef{rating.account, rating.conversation}));
  for (const auto& reply : replies) {
    if (reply.at >= at) break;
    rep = reply.rep;
  }
  return rep;
}

Status DayMaker::add_ratings(ReadView& view, const std::string& shop, Day day, metrics::FigureCounter& counter) {
  const ShopCalendar& calendar = rules_.calendar(shop);
  RIGONG_ASSIGN(const auto ratings, view.ratings(shop, calendar.day_start(day), calendar.day_start(day + 1)));
  for (const model::RatingRecord& rating : ratings) {
    RIGONG_ASSIGN(const model::RepNo rep, credited(view, shop, day, rating));
    counter.add(
        metrics::FigureCounter::CreditedRating{day, rep, rating.invited_at != kNoTime, rating.level, rating.appeal_upheld});
  }
  return {};
}

Status DayMaker::add_orders(ReadView& view, const std::string& shop, Day day, const storage::ShopDayFacts& facts,
                            metrics::FigureCounter& counter) {
  const ShopCalendar& calendar = rules_.calendar(shop);
  const TimeMs begin = calendar.day_start(day);
  // Whoever ordered between the after-sales limit and D+3 can matter to the day; in a shop without orders this one look is all.
  RIGONG_ASSIGN(const auto near, view.orders(shop, begin - metrics::kAfterSalesMs - kDayMs, calendar.day_start(day + 4)));
  if (near.empty()) {
    // Whoever asks here and orders nothing is an inquiry too, but only where orders are known at all.
    RIGONG_ASSIGN(const std::string known, view.setting(orders_setting(shop)));
    if (known.empty()) return {};
  }

  std::map<model::CustomerNo, metrics::AskingCustomer> asking;
  for (const auto& row : facts.turns) {
    const model::Turn& turn = row.turn;
    const bool asks = turn.turn_class == model::TurnClass::eligible || turn.turn_class == model::TurnClass::leftover;
    if (!asks || turn.end == model::TurnEnd::passed || turn.customer == model::kNoCustomer) continue;
    metrics::AskingCustomer& customer = asking[turn.customer];
    if (customer.owners.empty() || turn.opened_at < customer.asked_at) customer.asked_at = turn.opened_at;
    if (std::find(customer.owners.begin(), customer.owners.end(), turn.owner) == customer.owners.end()) {
      customer.owners.push_back(turn.owner);
    }
  }
  std::map<model::CustomerNo, std::vector<metrics::CreditedOrder>> by_customer;
  // Of all who ordered around the day only two kinds say anything about it: whose order moved on the day, and who asked on it.
  // Looking at the others too would cost twenty times as much.
  for (const model::OrderRecord& order : near) {
    if (moved_within(order, begin, calendar.day_start(day + 1)) || asking.contains(order.customer)) by_customer[order.customer];
  }
  for (auto& [customer, credited] : by_customer) {
    std::vector<model::OrderRecord> orders;
    if (customer == model::kNoCustomer) {
      std::copy_if(near.begin(), near.end(), std::back_inserter(orders),
                   [](const auto& order) { return order.customer == model::kNoCustomer; });
    } else {
      RIGONG_ASSIGN(orders, view.orders_of(shop, customer));
    }
    // Only of orders that say something about the day it matters whose they are; the others say that the customer has bought
    // before.
    const auto asked = asking.find(customer);
    const auto judged = [&](const model::OrderRecord& order) {
      return moved_within(order, begin, calendar.day_start(day + 1)) ||
             (asked != asking.end() && asked->second.asked_at <= order.created_at &&
              order.created_at < calendar.day_start(day + 4));
    };
    TimeMs first = kLatestTime;
    TimeMs last = kEarliestTime;
    for (const model::OrderRecord& order : orders) {
      if (!judged(order)) continue;
      first = std::min(first, order.created_at - metrics::kCreditMs);
      last = std::max({last, order.created_at, order.paid_at});
    }
    std::vector<Deriver::HumanReply> replies;
    if (first <= last) {
      RIGONG_ASSIGN(replies, replies_to(view, shop, customer, first, last));
    }
    for (const model::OrderRecord& order : orders) {
      const bool matters = judged(order);
      credited.push_back({order, matters ? metrics::credited_rep(order, replies, rules_.options().attribution) : model::kNoRep});
    }
    metrics::count_orders(counter, day, calendar, credited);
  }

  std::vector<metrics::AskingCustomer> customers;
  for (auto& [number, customer] : asking) {
    if (const auto orders = by_customer.find(number); orders != by_customer.end()) customer.orders = orders->second;
    customers.push_back(std::move(customer));
  }
  metrics::count_inquiries(counter, day, calendar, customers);
  return {};
}

}  // namespace rigong::runtime
