// SPDX-License-Identifier: Apache-2.0
// Ratings, orders, shifts and ready figures: records of which a newer version replaces the older.
#include <fmt/format.h>
#include <cmath>

#include "agent/base/text.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr RowsQuery kFindRatings{
    "WITH wanted (team_id, account_no, hash) AS ({rows}) SELECT r.hash, r.conversation_no, r.customer_no, r.rep_no, "
    "r.invited_at, r.rated_at, r.level, r.appeal_upheld FROM wanted w JOIN rating r ON r.team_id = w.team_id "
    "AND r.account_no = w.account_no AND r.hash = w.hash",
    "iib"};
constexpr RowsQuery kPutRatings{
    "INSERT INTO rating (team_id, account_no, hash, conversation_no, customer_no, rep_no, invited_at, rated_at, counted_at, "
    "level, "
    "appeal_upheld) {rows} ON CONFLICT (team_id, account_no, hash) DO UPDATE SET conversation_no = excluded.conversation_no, "
    "customer_no = excluded.customer_no, rep_no = excluded.rep_no, invited_at = excluded.invited_at, "
    "rated_at = excluded.rated_at, counted_at = excluded.counted_at, level = excluded.level, "
    "appeal_upheld = excluded.appeal_upheld",
    "iibiiiiiiii"};
constexpr RowsQuery kFindOrders{
    "WITH wanted (team_id, account_no, hash) AS ({rows}) SELECT o.hash, o.customer_no, o.created_at, o.paid_at, "
    "o.closed_unpaid_at, o.amount_fen, o.refunded_fen, o.refunded_at, o.updated_at FROM wanted w JOIN shop_order o "
    "ON o.team_id = w.team_id AND o.account_no = w.account_no AND o.hash = w.hash",
    "iib"};
constexpr RowsQuery kPutOrders{
    "INSERT INTO shop_order (team_id, account_no, hash, customer_no, created_at, paid_at, closed_unpaid_at, amount_fen, "
    "refunded_fen, refunded_at, updated_at) {rows} ON CONFLICT (team_id, account_no, hash) DO UPDATE SET "
    "customer_no = excluded.customer_no, created_at = excluded.created_at, paid_at = excluded.paid_at, "
    "closed_unpaid_at = excluded.closed_unpaid_at, amount_fen = excluded.amount_fen, refunded_fen = excluded.refunded_fen, "
    "refunded_at = excluded.refunded_at, updated_at = excluded.updated_at",
    "iibiiiiiiii"};
constexpr Query kDropShifts{"DELETE FROM work_shift WHERE team_id = $1 AND day = $2 AND rep_no = $3"};
constexpr RowsQuery kAddShifts{"INSERT INTO work_shift (team_id, day, rep_no, n, kind, start_min, end_min) {rows}", "iiiiiii"};
constexpr Query kFindShifts{
    "SELECT kind, start_min, end_min FROM work_shift WHERE team_id = $1 AND day = $2 AND rep_no = $3 ORDER BY n"};
constexpr RowsQuery kFindDelivered{
    "WITH wanted (team_id, account_no, day, rep_no, field) AS ({rows}) SELECT d.day, d.rep_no, d.field, d.value FROM wanted w "
    "JOIN delivered d ON d.team_id = w.team_id AND d.account_no = w.account_no AND d.day = w.day AND d.rep_no = w.rep_no "
    "AND d.field = w.field",
    "iiiit"};
constexpr RowsQuery kPutDelivered{
    "INSERT INTO delivered (team_id, account_no, day, rep_no, field, value, delivered_at) {rows} "
    "ON CONFLICT (team_id, account_no, day, rep_no, field) DO UPDATE SET value = excluded.value, "
    "delivered_at = excluded.delivered_at",
    "iiiitri"};
constexpr RowsQuery kKeepRows{"INSERT INTO kept_row (team_id, kept_no, file, line, reason, row_text, kept_at) {rows}", "iititti"};
constexpr Query kDiscardRows{"DELETE FROM kept_row WHERE team_id = $1"};

// The shop day of the instant, whatever the shop's zone and start of the day are, and `earlier` days before it.
void add_days(std::set<Day>& days, TimeMs time, int earlier = 0) {
  if (time == kNoTime || time < kEarliestTime || time >= kLatestTime) return;
  const Day day{static_cast<std::int32_t>(time / kDayMs)};
  for (int offset = -1 - earlier; offset <= 1; ++offset) days.insert(day + offset);
}

// How far back a sale looks for the inquiry that it belongs to (metrics, conversion: paid by D+3).
constexpr int kConversionDays = 3;

void add_days(std::set<Day>& days, const model::RatingRecord& rating) {
  add_days(days, rating.invited_at);
  add_days(days, rating.rated_at);
}

void add_days(std::set<Day>& days, const model::OrderRecord& order) {
  add_days(days, order.created_at, kConversionDays);
  add_days(days, order.paid_at, kConversionDays);
  add_days(days, order.closed_unpaid_at);
  add_days(days, order.refunded_at);
}

// What is known after `given` came; nothing where that is no news.
std::optional<model::RatingRecord> newer(const model::RatingRecord& known, const model::RatingRecord& given) {
  model::RatingRecord result = known;
  // A platform that keeps the time of the first answer changes the level alone.
  const bool changed_mind = given.rated_at == known.rated_at && given.level != 0 && given.level != known.level;
  const bool is_newer = given.rated_at > known.rated_at || changed_mind;
  const model::RatingRecord& older = is_newer ? known : given;
  if (is_newer) result = given;
  // What only the older one knows stays, also where it comes second: an invitation that was read late.
  if (result.invited_at == kNoTime) result.invited_at = older.invited_at;
  if (result.conversation == 0) result.conversation = older.conversation;
  if (result.customer == model::kNoCustomer) result.customer = older.customer;
  if (result.rep == model::kNoRep) result.rep = older.rep;
  if (given.appeal_upheld) result.appeal_upheld = true;
  if (result == known) return std::nullopt;
  return result;
}

std::optional<model::OrderRecord> newer(const model::OrderRecord& known, const model::OrderRecord& given) {
  if (given.updated_at <= known.updated_at) return std::nullopt;
  model::OrderRecord result = given;
  if (result.customer == model::kNoCustomer) result.customer = known.customer;
  return result;
}

// Goes through the batch in order, against what the store knows and what came before in the batch. Leaves in `known` what has to
// be written, by hash, and in `days` what has to be settled again.
template <class Record>
struct Versions {
  std::unordered_map<Hash128, Record, HashOfHash> known;
  std::set<Hash128> changed;  // Ordered, so that rows go into the table in the order of its key.
  std::set<Day> days;
  Taken taken;

  void add(const Hash128& hash, const Record& given) {
    const auto [slot, is_new] = known.try_emplace(hash, given);
    if (is_new) {
      ++taken.added;
    } else if (const auto replacement = newer(slot->second, given)) {
      ++taken.changed;
      add_days(days, slot->second);
      slot->second = *replacement;
    } else {
      ++taken.doubled;
      return;
    }
    add_days(days, slot->second);
    changed.insert(hash);
  }
};

}  // namespace

Result<Taken> Writer::add_ratings(model::AccountNo number, std::span<const model::HashedRating> ratings) {
  if (ratings.empty()) return Taken{};
  known_.bound();
  RIGONG_ASSIGN(KnownAccount* const account, known_account(number));
  std::vector<NamedHash> conversations;
  std::vector<Hash128> customers;
  Rows wanted(3);
  for (const model::HashedRating& rating : ratings) {
    conversations.push_back({rating.conversation, {}});
    customers.push_back(rating.customer);
    wanted.add({team_, number, rating.rating});
  }
  RIGONG_TRY(find_conversations(number, *account, conversations));
  RIGONG_TRY(find_customers(customers));
  Versions<model::RatingRecord> versions;
  RIGONG_TRY(db_.each_row(kFindRatings, wanted, [&](const Row& row) {
    versions.known[row.hash(0)] = {number,
                                   row.hash(0),
                                   row.as<model::ConversationNo>(1),
                                   row.as<model::CustomerNo>(2),
                                   row.as<model::RepNo>(3),
                                   row.time(4),
                                   row.time(5),
                                   row.as<int>(6),
                                   row.integer(7) != 0};
    return true;
  }));
  for (const model::HashedRating& rating : ratings) {
    const auto conversation = account->conversations.find(rating.conversation);
    const auto customer = known_.customers.find(rating.customer);
    versions.add(rating.rating,
                 {number, rating.rating, conversation == account->conversations.end() ? 0 : conversation->second.number,
                  customer == known_.customers.end() ? model::kNoCustomer : customer->second, rating.rep, rating.invited_at,
                  rating.rated_at, rating.level, rating.appeal_upheld});
  }
  if (versions.changed.empty()) return versions.taken;
  Rows rows(11);
  for (const Hash128& hash : versions.changed) {
    const model::RatingRecord& rating = versions.known.at(hash);
    rows.add({team_, number, hash, rating.conversation, rating.customer, rating.rep, Value::time(rating.invited_at),
              Value::time(rating.rated_at), Value::time(rating.invited_at == kNoTime ? rating.rated_at : rating.invited_at),
              rating.level, rating.appeal_upheld});
  }
  changed_ = true;
  RIGONG_TRY(db_.run_rows(kPutRatings, rows));
  RIGONG_TRY(mark_days(account->shop, versions.days));
  return versions.taken;
}

Result<Taken> Writer::add_orders(model::AccountNo number, std::span<const model::HashedOrder> orders) {
  if (orders.empty()) return Taken{};
  known_.bound();
  RIGONG_ASSIGN(KnownAccount* const account, known_account(number));
  std::vector<Hash128> customers;
  Rows wanted(3);
  for (const model::HashedOrder& order : orders) {
    customers.push_back(order.customer);
    wanted.add({team_, number, order.order});
  }
  RIGONG_TRY(find_customers(customers));
  Versions<model::OrderRecord> versions;
  RIGONG_TRY(db_.each_row(kFindOrders, wanted, [&](const Row& row) {
    versions.known[row.hash(0)] = {number,         row.hash(0),    row.as<model::CustomerNo>(1),
                                   row.integer(2), row.time(3),    row.time(4),
                                   row.integer(5), row.integer(6), row.time(7),
                                   row.integer(8)};
    return true;
  }));
  for (const model::HashedOrder& order : orders) {
    const auto customer = known_.customers.find(order.customer);
    versions.add(order.order, {number, order.order, customer == known_.customers.end() ? model::kNoCustomer : customer->second,
                               order.created_at, order.paid_at, order.closed_unpaid_at, order.amount_fen, order.refunded_fen,
                               order.refunded_at, order.updated_at});
  }
  if (versions.changed.empty()) return versions.taken;
  Rows rows(11);
  for (const Hash128& hash : versions.changed) {
    const model::OrderRecord& order = versions.known.at(hash);
    rows.add({team_, number, hash, order.customer, order.created_at, Value::time(order.paid_at),
              Value::time(order.closed_unpaid_at), order.amount_fen, order.refunded_fen, Value::time(order.refunded_at),
              order.updated_at});
  }
  changed_ = true;
  RIGONG_TRY(db_.run_rows(kPutOrders, rows));
  RIGONG_TRY(mark_days(account->shop, versions.days));
  return versions.taken;
}

Result<Taken> Writer::put_shifts(std::span<const model::LeanShift> shifts) {
  Taken taken;
  std::map<std::pair<Day, model::RepNo>, std::vector<model::LeanShift>> by_day;
  for (const model::LeanShift& shift : shifts) {
    auto& of_day = by_day[{shift.day, shift.rep}];
    if (std::find(of_day.begin(), of_day.end(), shift) == of_day.end()) {
      of_day.push_back(shift);
    } else {
      ++taken.doubled;
    }
  }
  Rows rows(7);
  for (const auto& [key, given] : by_day) {
    const auto& [day, rep] = key;
    std::vector<model::LeanShift> known;
    RIGONG_TRY(db_.each(kFindShifts, {team_, day, rep}, [&, day = day, rep = rep](const Row& row) {
      known.push_back({rep, day, row.as<model::ShiftKind>(0), row.as<int>(1), row.as<int>(2)});
      return true;
    }));
    if (known == given) {
      taken.doubled += given.size();
      continue;
    }
    (known.empty() ? taken.added : taken.changed) += given.size();
    changed_ = true;
    RIGONG_TRY(db_.run(kDropShifts, {team_, day, rep}));
    int n = 0;
    for (const model::LeanShift& shift : given) {
      rows.add({team_, day, rep, n++, shift.kind, shift.start_min, shift.end_min});
    }
  }
  if (!rows.empty()) RIGONG_TRY(db_.run_rows(kAddShifts, rows));
  return taken;
}

Result<Taken> Writer::put_delivered(model::AccountNo number, std::span<const model::LeanDelivered> delivered,
                                    TimeMs delivered_at) {
  Taken taken;
  if (delivered.empty()) return taken;
  RIGONG_TRY(known_account(number));
  using Key = std::tuple<Day, model::RepNo, std::string_view>;
  std::map<Key, double> known;
  std::set<Key> changed;
  Rows wanted(5);
  for (const model::LeanDelivered& figure : delivered) {
    if (!std::isfinite(figure.value)) {
      return fail(ErrorKind::wrong_use, fmt::format("{} 的数值不是数字,未保存。请检查数据源。", to_string(figure.day)),
                  fmt::format("A figure of {} is not a number and was not kept. Check its source.", to_string(figure.day)));
    }
    wanted.add({team_, number, figure.day, figure.rep, std::string_view(model::field_name(figure.field))});
  }
  RIGONG_TRY(db_.each_row(kFindDelivered, wanted, [&](const Row& row) {
    if (const auto field = model::delivered_field(row.text(2))) {
      known[{row.day(0), row.as<model::RepNo>(1), model::field_name(*field)}] = row.real(3);
    }
    return true;
  }));
  for (const model::LeanDelivered& figure : delivered) {
    const Key key{figure.day, figure.rep, model::field_name(figure.field)};
    const auto [slot, is_new] = known.try_emplace(key, figure.value);
    if (!is_new && slot->second == figure.value) {
      ++taken.doubled;
      continue;
    }
    ++(is_new ? taken.added : taken.changed);
    slot->second = figure.value;
    changed.insert(key);
  }
  if (changed.empty()) return taken;
  Rows rows(7);
  for (const Key& key : changed) {
    const auto& [day, rep, field] = key;
    rows.add({team_, number, day, rep, field, known.at(key), delivered_at});
  }
  changed_ = true;
  RIGONG_TRY(db_.run_rows(kPutDelivered, rows));
  return taken;
}

Status Writer::keep_rows(std::span<const KeptRow> kept) {
  constexpr std::size_t kMostFileBytes = 1024;
  constexpr std::size_t kMostReasonBytes = 4096;
  constexpr std::size_t kMostRowBytes = 65536;
  if (kept.empty()) return {};
  std::vector<KeptRow> clean(kept.begin(), kept.end());
  Rows rows(7);
  for (KeptRow& row : clean) {
    clean_field(row.file, kMostFileBytes);
    clean_field(row.reason, kMostReasonBytes);
    clean_field(row.row, kMostRowBytes);
    rows.add({team_, next_kept_++, row.file, row.line, row.reason, row.row, row.kept_at});
  }
  changed_ = true;
  return db_.run_rows(kKeepRows, rows);
}

Status Writer::discard_kept_rows() {
  changed_ = true;
  RIGONG_TRY(db_.run(kDiscardRows, {team_}));
  return {};
}

}  // namespace rigong::storage::sql
