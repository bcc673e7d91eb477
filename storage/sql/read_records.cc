// SPDX-License-Identifier: Apache-2.0
// Records as they came, and what waits to be worked out of them.
#include "storage/sql/reader.h"

#include <fmt/format.h>

namespace rigong::storage::sql {
namespace {

constexpr Query kMonths{
    "SELECT first_at, last_at, month_mask FROM conversation WHERE team_id = $1 AND account_no = $2 AND conversation_no = $3"};
constexpr Query kMessages{
    "SELECT sent_at, message_key, arrival, rep_no, customer_no, kind, flags FROM message "
    "WHERE team_id = $1 AND account_no = $2 AND month = $3 AND conversation_no = $4"};
constexpr Query kAssignments{
    "SELECT happened_at, assignment_key, arrival, rep_no, kind, reason FROM assignment "
    "WHERE team_id = $1 AND account_no = $2 AND month = $3 AND conversation_no = $4"};
constexpr Query kConversationsOf{
    "SELECT c.account_no, c.conversation_no FROM conversation_customer c "
    "JOIN account a ON a.team_id = c.team_id AND a.account_no = c.account_no "
    "WHERE c.team_id = $1 AND c.customer_no = $2 AND ($3 = '' OR a.shop = $3) ORDER BY c.account_no, c.conversation_no"};

constexpr Query kConversationsWithin{
    "SELECT c.account_no, c.conversation_no FROM conversation_customer c "
    "JOIN account a ON a.team_id = c.team_id AND a.account_no = c.account_no "
    "JOIN conversation v ON v.team_id = c.team_id AND v.account_no = c.account_no AND v.conversation_no = c.conversation_no "
    "WHERE c.team_id = $1 AND c.customer_no = $2 AND ($3 = '' OR a.shop = $3) AND v.last_at >= $4 AND v.first_at <= $5 "
    "ORDER BY c.account_no, c.conversation_no"};

#define RIGONG_RATINGS                                                                                           \
  "SELECT r.account_no, r.hash, r.conversation_no, r.customer_no, r.rep_no, r.invited_at, r.rated_at, r.level, " \
  "r.appeal_upheld FROM account a JOIN rating r ON r.team_id = a.team_id AND r.account_no = a.account_no "
constexpr Query kRatings{RIGONG_RATINGS
                         "WHERE a.team_id = $1 AND ($2 = '' OR a.shop = $2) AND r.counted_at >= $3 AND r.counted_at < $4 "
                         "ORDER BY r.counted_at, r.account_no, r.hash"};

#define RIGONG_ORDERS                                                                                                       \
  "SELECT o.account_no, o.hash, o.customer_no, o.created_at, o.paid_at, o.closed_unpaid_at, o.amount_fen, o.refunded_fen, " \
  "o.refunded_at, o.updated_at FROM account a JOIN shop_order o ON o.team_id = a.team_id AND o.account_no = a.account_no "
constexpr Query kOrders{RIGONG_ORDERS
                        "WHERE a.team_id = $1 AND ($2 = '' OR a.shop = $2) AND ((o.created_at >= $3 AND o.created_at < $4) "
                        "OR (o.paid_at >= $3 AND o.paid_at < $4) OR (o.closed_unpaid_at >= $3 AND o.closed_unpaid_at < $4) "
                        "OR (o.refunded_at >= $3 AND o.refunded_at < $4)) ORDER BY o.created_at, o.account_no, o.hash"};
constexpr Query kOrdersOf{RIGONG_ORDERS
                          "WHERE a.team_id = $1 AND ($2 = '' OR a.shop = $2) AND o.customer_no = $3 "
                          "ORDER BY o.created_at, o.account_no, o.hash"};
#undef RIGONG_RATINGS
#undef RIGONG_ORDERS

constexpr Query kShifts{
    "SELECT rep_no, day, kind, start_min, end_min FROM work_shift WHERE team_id = $1 AND day >= $2 AND day <= $3 "
    "ORDER BY day, rep_no, n"};
constexpr Query kDelivered{
    "SELECT a.shop, a.platform, d.delivered_at, d.rep_no, d.day, d.field, d.value FROM account a "
    "JOIN delivered d ON d.team_id = a.team_id AND d.account_no = a.account_no "
    "WHERE a.team_id = $1 AND ($2 = '' OR a.shop = $2) AND d.day >= $3 AND d.day <= $4 "
    "AND ($5 = 0 OR d.rep_no = $6) ORDER BY d.day, a.account_no, d.rep_no"};
constexpr Query kConversations{
    "SELECT conversation_no FROM conversation WHERE team_id = $1 AND account_no = $2 ORDER BY conversation_no LIMIT $3"};
constexpr Query kPendingConversations{
    "SELECT account_no, conversation_no FROM pending_conversation WHERE team_id = $1 "
    "ORDER BY marked_no, account_no, conversation_no LIMIT $2"};
constexpr Query kPendingDays{"SELECT shop, day, marked_no FROM pending_day WHERE team_id = $1 ORDER BY marked_no, day"};
constexpr Query kKeptRows{"SELECT file, line, reason, row_text, kept_at FROM kept_row WHERE team_id = $1 ORDER BY kept_no"};

model::OrderRecord read_order(const Row& row) {
  model::OrderRecord order;
  order.account = row.as<model::AccountNo>(0);
  order.order = row.hash(1);
  order.customer = row.as<model::CustomerNo>(2);
  order.created_at = row.integer(3);
  order.paid_at = row.time(4);
  order.closed_unpaid_at = row.time(5);
  order.amount_fen = row.integer(6);
  order.refunded_fen = row.integer(7);
  order.refunded_at = row.time(8);
  order.updated_at = row.integer(9);
  return order;
}

}  // namespace

Result<std::optional<Months>> Reader::months(ConversationRef ref) {
  std::optional<Months> months;
  RIGONG_TRY(db_.each(kMonths, {team_, ref.account, ref.conversation}, [&](const Row& row) {
    months = Months{row.time(0), row.time(1), row.as<std::uint64_t>(2)};
    return true;
  }));
  return months;
}

Result<model::ConversationRecords> Reader::conversation(ConversationRef ref) {
  model::ConversationRecords records;
  records.account = ref.account;
  records.conversation = ref.conversation;
  RIGONG_ASSIGN(const std::optional<Months> known, months(ref));
  if (!known) {
    return fail(ErrorKind::not_found, fmt::format("没有编号为 {} 的会话。", ref.conversation),
                fmt::format("There is no conversation number {}.", ref.conversation));
  }
  std::vector<std::int32_t> in;
  known->each([&](std::int32_t month) { in.push_back(month); });
  for (const std::int32_t month : in) {
    RIGONG_TRY(db_.each(kMessages, {team_, ref.account, month, ref.conversation}, [&](const Row& row) {
      records.messages.push_back({row.integer(0), row.as<std::uint64_t>(1), row.as<std::uint32_t>(2), row.as<model::RepNo>(3),
                                  row.as<model::CustomerNo>(4), row.as<model::SenderKind>(5), row.as<std::uint8_t>(6)});
      return true;
    }));
    RIGONG_TRY(db_.each(kAssignments, {team_, ref.account, month, ref.conversation}, [&](const Row& row) {
      records.assignments.push_back({row.integer(0), row.as<std::uint64_t>(1), row.as<std::uint32_t>(2), row.as<model::RepNo>(3),
                                     row.as<model::AssignmentKind>(4), row.as<model::TransferReason>(5)});
      return true;
    }));
  }
  const auto by_arrival = [](const auto& a, const auto& b) { return a.arrival < b.arrival; };
  std::sort(records.messages.begin(), records.messages.end(), by_arrival);
  std::sort(records.assignments.begin(), records.assignments.end(), by_arrival);
  return records;
}

Result<std::vector<ConversationRef>> Reader::conversations(model::AccountNo account, std::size_t limit) {
  std::vector<ConversationRef> refs;
  RIGONG_TRY(db_.each(kConversations, {team_, account, std::min<std::size_t>(limit, 1'000'000)}, [&](const Row& row) {
    refs.push_back({account, row.as<model::ConversationNo>(0)});
    return true;
  }));
  return refs;
}

Result<std::vector<ConversationRef>> Reader::conversations_of(std::string_view shop, model::CustomerNo customer) {
  std::vector<ConversationRef> refs;
  RIGONG_TRY(db_.each(kConversationsOf, {team_, customer, shop}, [&](const Row& row) {
    refs.push_back({row.as<model::AccountNo>(0), row.as<model::ConversationNo>(1)});
    return true;
  }));
  return refs;
}

Result<std::vector<ConversationRef>> Reader::conversations_within(std::string_view shop, model::CustomerNo customer, TimeMs from,
                                                                  TimeMs to) {
  std::vector<ConversationRef> refs;
  RIGONG_TRY(db_.each(kConversationsWithin, {team_, customer, shop, from, to}, [&](const Row& row) {
    refs.push_back({row.as<model::AccountNo>(0), row.as<model::ConversationNo>(1)});
    return true;
  }));
  return refs;
}

Result<std::vector<model::RatingRecord>> Reader::ratings(std::string_view shop, TimeMs from, TimeMs to) {
  std::vector<model::RatingRecord> ratings;
  RIGONG_TRY(db_.each(kRatings, {team_, shop, from, to}, [&](const Row& row) {
    ratings.push_back({row.as<model::AccountNo>(0), row.hash(1), row.as<model::ConversationNo>(2), row.as<model::CustomerNo>(3),
                       row.as<model::RepNo>(4), row.time(5), row.time(6), row.as<int>(7), row.integer(8) != 0});
    return true;
  }));
  return ratings;
}

Result<std::vector<model::OrderRecord>> Reader::orders(std::string_view shop, TimeMs from, TimeMs to) {
  std::vector<model::OrderRecord> orders;
  RIGONG_TRY(db_.each(kOrders, {team_, shop, from, to}, [&](const Row& row) {
    orders.push_back(read_order(row));
    return true;
  }));
  return orders;
}

Result<std::vector<model::OrderRecord>> Reader::orders_of(std::string_view shop, model::CustomerNo customer) {
  std::vector<model::OrderRecord> orders;
  RIGONG_TRY(db_.each(kOrdersOf, {team_, shop, customer}, [&](const Row& row) {
    orders.push_back(read_order(row));
    return true;
  }));
  return orders;
}

Result<std::vector<model::LeanShift>> Reader::shifts(Day from, Day to) {
  std::vector<model::LeanShift> shifts;
  RIGONG_TRY(db_.each(kShifts, {team_, from, to}, [&](const Row& row) {
    shifts.push_back({row.as<model::RepNo>(0), row.day(1), row.as<model::ShiftKind>(2), row.as<int>(3), row.as<int>(4)});
    return true;
  }));
  return shifts;
}

Result<std::vector<DeliveredRow>> Reader::delivered(const DayRange& range) {
  std::vector<DeliveredRow> rows;
  RIGONG_TRY(db_.each(
      kDelivered, {team_, range.shop, range.from, range.to, range.rep ? 1 : 0, range.rep.value_or(0)}, [&](const Row& row) {
        // A field of a newer version of this program is passed over.
        if (const auto field = model::delivered_field(row.text(5))) {
          rows.push_back({row.text(0), row.text(1), row.integer(2), {row.as<model::RepNo>(3), row.day(4), *field, row.real(6)}});
        }
        return true;
      }));
  // Within rep and day the statement's order is that of the fields' names; theirs is the model's.
  std::stable_sort(rows.begin(), rows.end(), [](const DeliveredRow& a, const DeliveredRow& b) {
    return std::tuple(a.delivered.day, a.shop, a.platform, a.delivered.rep, a.delivered.field) <
           std::tuple(b.delivered.day, b.shop, b.platform, b.delivered.rep, b.delivered.field);
  });
  return rows;
}

Result<std::vector<ConversationRef>> Reader::pending_conversations(std::size_t limit) {
  std::vector<ConversationRef> refs;
  RIGONG_TRY(db_.each(kPendingConversations, {team_, std::min<std::size_t>(limit, 1'000'000)}, [&](const Row& row) {
    refs.push_back({row.as<model::AccountNo>(0), row.as<model::ConversationNo>(1)});
    return true;
  }));
  return refs;
}

Result<std::vector<ShopDay>> Reader::pending_days(std::size_t limit) {
  std::vector<std::pair<std::int64_t, ShopDay>> marked;
  RIGONG_TRY(db_.each(kPendingDays, {team_}, [&](const Row& row) {
    marked.push_back({row.integer(2), {row.text(0), row.day(1)}});
    return true;
  }));
  std::sort(marked.begin(), marked.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.day, std::string_view(a.second.shop)) <
           std::tuple(b.first, b.second.day, std::string_view(b.second.shop));
  });
  std::vector<ShopDay> days;
  for (auto& [number, day] : marked) {
    if (days.size() == limit) break;
    days.push_back(std::move(day));
  }
  return days;
}

Status Reader::kept_rows(const std::function<bool(const KeptRow&)>& visit) {
  return db_.each(kKeptRows, {team_}, [&](const Row& row) {
    return visit({row.text(0), row.as<std::uint64_t>(1), row.text(2), row.text(3), row.integer(4)});
  });
}

}  // namespace rigong::storage::sql
