// SPDX-License-Identifier: Apache-2.0
// Removes messages, assignments, ratings, orders, shifts and delivered figures of whole UTC months, with all that was worked out
// from them.
//
// What stays must not be worked out anew from a half: a shop day that begins in the month before, a conversation that goes on
// across the cut, an order whose customer had bought before. So the store keeps, in a setting, two days:
//
//   * Days before `first` are gone. No fact and no figure of them is made again, whatever records still come.
//   * Days from `first` up to `open_from` are closed: facts and figures that they have stay as they are, since they were made
//     from the whole; only what was never worked out is still made. That is as far as figures look back (customers who buy again:
//     90 days), but never into the two months before the last known day, to which sources still bring records. A store that keeps
//     less than that looks back a week.
//
// Behind that, a conversation across the cut is worked out from what is left of it, and whoever held it at the cut still does:
// their assignment is carried over to the first moment that stays, as an opening balance is. What may differ then is whose a turn
// is that nobody answers and nobody holds.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_OF_ACCOUNT " WHERE team_id = $1 AND account_no = $2 "
constexpr Query kAnyMessages{"SELECT 1 FROM message" RIGONG_OF_ACCOUNT "AND month < $3 LIMIT 1"};
constexpr Query kAnyAssignments{"SELECT 1 FROM assignment" RIGONG_OF_ACCOUNT "AND month < $3 LIMIT 1"};
constexpr Query kDropMessages{"DELETE FROM message" RIGONG_OF_ACCOUNT "AND month < $3"};
constexpr Query kDropAssignments{"DELETE FROM assignment" RIGONG_OF_ACCOUNT "AND month < $3"};
constexpr Query kDropTurns{"DELETE FROM turn" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropActivity{"DELETE FROM activity" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropSessions{"DELETE FROM session" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropStints{"DELETE FROM stint" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropFactDays{"DELETE FROM conversation_day" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropDelivered{"DELETE FROM delivered" RIGONG_OF_ACCOUNT "AND day < $3"};
constexpr Query kDropRatings{"DELETE FROM rating" RIGONG_OF_ACCOUNT "AND counted_at < $3"};
// By the last thing that happened to it.
constexpr Query kDropOrders{
    "DELETE FROM shop_order" RIGONG_OF_ACCOUNT
    "AND created_at < $3 AND coalesce(paid_at, created_at) < $3 AND coalesce(closed_unpaid_at, created_at) < $3 "
    "AND coalesce(refunded_at, created_at) < $3"};

constexpr Query kAcrossTheCut{"SELECT conversation_no, first_at, last_at, month_mask FROM conversation" RIGONG_OF_ACCOUNT
                              "AND first_at < $3 AND last_at >= $4"};
// A closing comes behind what else happened in the same moment (metrics, "Order"). 2 is AssignmentKind::to_people, which says
// nothing about who holds it; 3 is AssignmentKind::closed.
constexpr Query kLastHold{"SELECT kind, rep_no, assignment_key, arrival FROM assignment" RIGONG_OF_ACCOUNT
                          "AND month = $3 AND conversation_no = $4 AND kind <> 2 "
                          "ORDER BY happened_at DESC, CASE WHEN kind = 3 THEN 1 ELSE 0 END DESC, arrival DESC LIMIT 1"};
constexpr RowsQuery kCarryOver{
    "INSERT INTO assignment (team_id, account_no, month, conversation_no, assignment_key, arrival, happened_at, rep_no, kind, "
    "reason) {rows} ON CONFLICT (team_id, account_no, month, conversation_no, assignment_key) DO NOTHING",
    "iiiiiiiiii"};
constexpr RowsQuery kShorten{
    "WITH cut (team_id, account_no, conversation_no, first_at, month_mask) AS ({rows}) UPDATE conversation SET "
    "first_at = w.first_at, month_mask = w.month_mask FROM cut w WHERE conversation.team_id = w.team_id "
    "AND conversation.account_no = w.account_no AND conversation.conversation_no = w.conversation_no",
    "iiiii",
    "",
    0,
    0,
    "UPDATE conversation SET first_at = ?4, month_mask = ?5 WHERE team_id = ?1 AND account_no = ?2 AND conversation_no = ?3"};
// Records of it are gone; a rating or facts of the first days that stay may still speak of it.
constexpr Query kEmpty{"UPDATE conversation SET first_at = NULL, last_at = NULL, month_mask = 0" RIGONG_OF_ACCOUNT
                       "AND last_at < $3"};
constexpr Query kDropConversations{
    "DELETE FROM conversation" RIGONG_OF_ACCOUNT
    "AND last_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.team_id = conversation.team_id AND r.account_no = conversation.account_no "
    "AND r.conversation_no = conversation.conversation_no AND r.conversation_no > 0) "
    "AND NOT EXISTS (SELECT 1 FROM conversation_day d WHERE d.team_id = conversation.team_id "
    "AND d.account_no = conversation.account_no AND d.conversation_no = conversation.conversation_no)"};
#define RIGONG_WITHOUT_CONVERSATION(table)                                                                       \
  "DELETE FROM " table RIGONG_OF_ACCOUNT "AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.team_id = " table \
  ".team_id AND c.account_no = " table ".account_no AND c.conversation_no = " table ".conversation_no)"
constexpr Query kDropPending{RIGONG_WITHOUT_CONVERSATION("pending_conversation")};
constexpr Query kDropTakingPart{RIGONG_WITHOUT_CONVERSATION("conversation_customer")};
#undef RIGONG_WITHOUT_CONVERSATION
#undef RIGONG_OF_ACCOUNT

// Nobody speaks of them any more. Their numbers are not given again.
constexpr Query kDropCustomers{
    "DELETE FROM customer WHERE team_id = $1 "
    "AND NOT EXISTS (SELECT 1 FROM conversation_customer c WHERE c.team_id = customer.team_id "
    "AND c.customer_no = customer.customer_no) "
    "AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.team_id = customer.team_id AND o.customer_no = customer.customer_no) "
    "AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.team_id = customer.team_id AND r.customer_no = customer.customer_no "
    "AND r.customer_no > 0)"};
constexpr Query kDropShifts{"DELETE FROM work_shift WHERE team_id = $1 AND day < $2"};
constexpr Query kDropFigures{"DELETE FROM day_figures WHERE team_id = $1 AND day < $2"};
constexpr Query kDropPendingDays{"DELETE FROM pending_day WHERE team_id = $1 AND day < $2"};
constexpr Query kDropLeaves{"DELETE FROM member_leave WHERE team_id = $1 AND to_day < $2"};
constexpr Query kDropDeputies{"DELETE FROM deputy WHERE team_id = $1 AND to_day < $2"};
constexpr Query kDropGivenReports{"DELETE FROM given_report WHERE team_id = $1 AND to_day < $2"};
constexpr Query kLastDay{"SELECT max(day) FROM day_figures WHERE team_id = $1"};

constexpr const char* kSetting = "retention.figures";
constexpr int kLookBack = 90;    // Days. A customer who buys again within them does so (metrics, "sales").
constexpr int kStillComes = 60;  // Days. What is younger is worked out anew whenever a source brings something.
constexpr int kWeek = 7;

// Which days may no longer be made when what came before `first` is removed on behalf of `day`; `last` is the last known one.
KeptDays kept_days_of(Day first, Day day, Day last) {
  KeptDays kept{first,
                std::max({first, day, std::min(first + kLookBack, last - kStillComes), std::min(first + kWeek, last - kWeek)})};
  // Nothing is known of what comes behind the last day, however far the clock that asked was ahead.
  kept.first = std::min(kept.first, last + 1);
  kept.open_from = std::min(kept.open_from, last + 1);
  return kept;
}

// The months of a conversation that begins before the month and goes on in it, without those before.
std::uint64_t months_from(const Months& months, std::int32_t first) {
  std::uint64_t mask = 0;
  months.each([&](std::int32_t month) {
    if (month >= first) mask |= std::uint64_t{1} << std::min(month - first, Months::kLastBit);
  });
  return mask;
}

}  // namespace

Result<KeptDays> Writer::kept_days() {
  if (kept_days_) return *kept_days_;
  RIGONG_ASSIGN(const std::string text, setting(kSetting));
  KeptDays kept;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, kept.first.number);
  if (error == std::errc() && rest != end) std::from_chars(rest + 1, end, kept.open_from.number);
  kept_days_ = kept;
  return kept;
}

Status Writer::keep_days_from(Day first, Day day) {
  std::optional<Day> last;
  RIGONG_TRY(db_.each(kLastDay, {team_}, [&](const Row& row) {
    last = row.maybe_day(0);
    return true;
  }));
  if (!last) return {};
  RIGONG_ASSIGN(const KeptDays before, kept_days());
  const KeptDays given = kept_days_of(first, day, *last);
  const KeptDays kept{std::max(before.first, given.first), std::max(before.open_from, given.open_from)};
  if (kept == before) return {};
  kept_days_ = kept;
  return set_setting(kSetting, fmt::format("{} {}", kept.first.number, kept.open_from.number));
}

Result<std::int64_t> Writer::remove_figures_before(Day day) {
  const TimeMs asked = std::clamp<TimeMs>(day.number * kDayMs, kEarliestTime, kLatestTime - 1);
  const std::int32_t month = utc_month(asked);
  constexpr int kMonths = 12;
  const auto first = parse_day(fmt::format("{:04}-{:02}-01", 1970 + month / kMonths, month % kMonths + 1));
  if (!first)
    return fail(ErrorKind::internal, "日期无效。请附上此信息反馈。", "No valid day. Please report it with this message.");
  RIGONG_TRY(keep_days_from(*first, day));
  std::int64_t removed = 0;
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& account : all) {
    RIGONG_ASSIGN(const std::int64_t count, remove_records_before(account.number, month, *first));
    removed += count;
  }
  const std::int64_t of_accounts = removed;
  for (const Query* query : {&kDropShifts, &kDropFigures, &kDropPendingDays, &kDropLeaves, &kDropDeputies, &kDropGivenReports}) {
    RIGONG_ASSIGN(const std::int64_t count, db_.run(*query, {team_, *first}));
    removed += count;
  }
  if (of_accounts > 0) {
    RIGONG_ASSIGN(const std::int64_t count, db_.run(kDropCustomers, {team_}));
    removed += count;
    // Numbers of what is gone are among what is remembered.
    known_.clear();
  }
  return removed;
}

Result<std::int64_t> Writer::remove_records_before(model::AccountNo account, std::int32_t month, Day first) {
  const TimeMs time = first.number * kDayMs;
  bool any = false;
  for (const Query* query : {&kAnyMessages, &kAnyAssignments}) {
    RIGONG_TRY(db_.each(*query, {team_, account, month}, [&](const Row&) { return any = true; }));
  }
  if (any) RIGONG_TRY(cut_conversations(account, month, time));
  std::int64_t removed = 0;
  const auto drop = [&](const Query& query, const Value& before) -> Status {
    RIGONG_ASSIGN(const std::int64_t count, db_.run(query, {team_, account, before}));
    removed += count;
    return {};
  };
  for (const Query* query : {&kDropMessages, &kDropAssignments}) RIGONG_TRY(drop(*query, month));
  for (const Query* query : {&kDropTurns, &kDropActivity, &kDropSessions, &kDropStints, &kDropFactDays, &kDropDelivered}) {
    RIGONG_TRY(drop(*query, first));
  }
  for (const Query* query : {&kDropRatings, &kDropOrders}) RIGONG_TRY(drop(*query, time));
  if (removed == 0) return 0;
  RIGONG_TRY(db_.run(kEmpty, {team_, account, time}));
  for (const Query* query : {&kDropConversations, &kDropPending, &kDropTakingPart}) {
    RIGONG_ASSIGN(const std::int64_t count, db_.run(*query, {team_, account}));
    removed += count;
  }
  return removed;
}

// One by one, but only those that go on across the cut: of a month's conversations a few.
Status Writer::cut_conversations(model::AccountNo account, std::int32_t month, TimeMs time) {
  std::vector<std::pair<model::ConversationNo, Months>> across;
  RIGONG_TRY(db_.each(kAcrossTheCut, {team_, account, time, time}, [&](const Row& row) {
    across.emplace_back(row.as<model::ConversationNo>(0), Months{row.time(1), row.time(2), row.as<std::uint64_t>(3)});
    return true;
  }));
  Rows carried(10);
  Rows shortened(5);
  for (const auto& [conversation, months] : across) {
    std::vector<std::int32_t> before;
    months.each([&](std::int32_t each) {
      if (each < month) before.push_back(each);
    });
    std::uint64_t mask = months_from(months, month);
    bool found = false;
    for (auto each = before.rbegin(); each != before.rend() && !found; ++each) {
      RIGONG_TRY(db_.each(kLastHold, {team_, account, *each, conversation}, [&, number = conversation](const Row& row) {
        found = true;
        if (row.as<model::AssignmentKind>(0) != model::AssignmentKind::to_rep) return true;
        carried.add({team_, account, month, number, row.integer(2), row.integer(3), time, row.integer(1),
                     model::AssignmentKind::to_rep, model::TransferReason::none});
        mask |= 1U;
        return true;
      }));
    }
    shortened.add({team_, account, conversation, time, mask});
  }
  if (!carried.empty()) RIGONG_TRY(db_.run_rows(kCarryOver, carried));
  if (!shortened.empty()) RIGONG_TRY(db_.run_rows(kShorten, shortened));
  return {};
}

}  // namespace rigong::storage::sql
