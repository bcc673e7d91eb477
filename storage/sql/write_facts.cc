// SPDX-License-Identifier: Apache-2.0
// Facts, figures and the marks of what waits.
#include "storage/sql/columns.h"

#include <fmt/format.h>
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_FACT_KEY "team_id, account_no, day, conversation_no, n, "
constexpr RowsQuery kAddTurns{"INSERT INTO turn (" RIGONG_FACT_KEY RIGONG_TURN_COLUMNS ") {rows}", "iiiiiiiiiiiiiiiiiiiiii"};
constexpr RowsQuery kAddActivity{"INSERT INTO activity (" RIGONG_FACT_KEY RIGONG_ACTIVITY_COLUMNS ") {rows}", "iiiiiiiiii"};
constexpr RowsQuery kAddSessions{"INSERT INTO session (" RIGONG_FACT_KEY RIGONG_SESSION_COLUMNS ") {rows}", "iiiiiiiiiiii"};
constexpr RowsQuery kAddStints{"INSERT INTO stint (" RIGONG_FACT_KEY RIGONG_STINT_COLUMNS ") {rows}", "iiiiiiiii"};
#undef RIGONG_FACT_KEY

#define RIGONG_OF_CONVERSATION " WHERE team_id = $1 AND account_no = $2 AND day = $3 AND conversation_no = $4"
constexpr Query kDropTurns{"DELETE FROM turn" RIGONG_OF_CONVERSATION};
constexpr Query kDropActivity{"DELETE FROM activity" RIGONG_OF_CONVERSATION};
constexpr Query kDropSessions{"DELETE FROM session" RIGONG_OF_CONVERSATION};
constexpr Query kDropStints{"DELETE FROM stint" RIGONG_OF_CONVERSATION};
constexpr Query kDropFactDay{"DELETE FROM conversation_day" RIGONG_OF_CONVERSATION};
#undef RIGONG_OF_CONVERSATION
constexpr RowsQuery kAddFactDays{"INSERT INTO conversation_day (team_id, account_no, conversation_no, day) {rows}", "iiii"};

constexpr Query kUnmarkConversation{
    "DELETE FROM pending_conversation WHERE team_id = $1 AND account_no = $2 AND conversation_no = $3"};
constexpr Query kMarkAll{
    "INSERT INTO pending_conversation (team_id, account_no, conversation_no, marked_no) "
    "SELECT team_id, account_no, conversation_no, CAST($1 AS bigint) FROM conversation "
    "WHERE team_id = $2 AND account_no = $3 AND last_at >= $4 "
    "ON CONFLICT (team_id, account_no, conversation_no) DO NOTHING"};
constexpr RowsQuery kMarkDays{
    "INSERT INTO pending_day (team_id, day, shop, marked_no) {rows} ON CONFLICT (team_id, day, shop) DO NOTHING", "iiti"};
constexpr Query kUnmarkDay{"DELETE FROM pending_day WHERE team_id = $1 AND day = $2 AND shop = $3"};

constexpr Query kAnyFigures{"SELECT 1 FROM day_figures WHERE team_id = $1 AND day = $2 AND shop = $3 LIMIT 1"};
constexpr Query kDropFigures{"DELETE FROM day_figures WHERE team_id = $1 AND day = $2 AND shop = $3"};
constexpr RowsQuery kAddFigures{"INSERT INTO day_figures (team_id, day, shop, rep_no, " RIGONG_FIGURE_COLUMNS ") {rows}",
                                "iitiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"};

using FactsByDay = std::map<Day, model::ConversationFacts>;

FactsByDay split(const model::ConversationFacts& facts) {
  FactsByDay days;
  for (const auto& fact : facts.turns) days[fact.day].turns.push_back(fact);
  for (const auto& fact : facts.activity) days[fact.day].activity.push_back(fact);
  for (const auto& fact : facts.sessions) days[fact.day].sessions.push_back(fact);
  for (const auto& fact : facts.stints) days[fact.day].stints.push_back(fact);
  return days;
}

template <class Fact>
void add_rows(Rows& rows, FactKey key, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    add_row(rows, key, fact);
    ++key.n;
  }
}

}  // namespace

Status Writer::replace_facts(ConversationRef ref, const model::ConversationFacts& facts) {
  RIGONG_ASSIGN(KnownAccount* const account, known_account(ref.account));
  RIGONG_ASSIGN(const model::ConversationFacts old_facts, conversation_facts(ref));
  changed_ = true;
  RIGONG_TRY(db_.run(kUnmarkConversation, {team_, ref.account, ref.conversation}));

  const FactsByDay before = split(old_facts);
  FactsByDay after = split(facts);
  RIGONG_ASSIGN(const KeptDays kept, kept_days());
  std::erase_if(
      after, [&](const auto& of_day) { return of_day.first < kept.first || (!before.empty() && of_day.first < kept.open_from); });
  for (auto day = before.begin(); day != before.end() && day->first < kept.open_from; ++day) after.insert(*day);
  std::set<Day> differing;
  for (const auto& [day, of_day] : after) {
    const auto found = before.find(day);
    if (found == before.end() || !(found->second == of_day)) differing.insert(day);
  }
  for (const auto& [day, of_day] : before) {
    if (!after.contains(day)) differing.insert(day);
  }
  if (differing.empty()) return {};

  Rows turns(22);
  Rows activity(10);
  Rows sessions(12);
  Rows stints(9);
  Rows days(4);
  for (const Day day : differing) {
    const auto old_day = before.find(day);
    if (old_day != before.end()) {
      const auto drop = [&](const Query& query, const auto& of_old) -> Status {
        if (of_old.empty()) return {};
        RIGONG_TRY(db_.run(query, {team_, ref.account, day, ref.conversation}));
        return {};
      };
      RIGONG_TRY(drop(kDropTurns, old_day->second.turns));
      RIGONG_TRY(drop(kDropActivity, old_day->second.activity));
      RIGONG_TRY(drop(kDropSessions, old_day->second.sessions));
      RIGONG_TRY(drop(kDropStints, old_day->second.stints));
    }
    const auto new_day = after.find(day);
    if (new_day == after.end()) {
      RIGONG_TRY(db_.run(kDropFactDay, {team_, ref.account, day, ref.conversation}));
      continue;
    }
    if (old_day == before.end()) days.add({team_, ref.account, ref.conversation, day});
    const FactKey key{team_, ref.account, ref.conversation, 0};
    add_rows(turns, key, new_day->second.turns);
    add_rows(activity, key, new_day->second.activity);
    add_rows(sessions, key, new_day->second.sessions);
    add_rows(stints, key, new_day->second.stints);
  }
  const auto add = [&](const RowsQuery& query, const Rows& rows) -> Status {
    return rows.empty() ? Status() : db_.run_rows(query, rows);
  };
  RIGONG_TRY(add(kAddTurns, turns));
  RIGONG_TRY(add(kAddActivity, activity));
  RIGONG_TRY(add(kAddSessions, sessions));
  RIGONG_TRY(add(kAddStints, stints));
  RIGONG_TRY(add(kAddFactDays, days));
  return mark_days(account->shop, differing);
}

Status Writer::replace_day_figures(std::string_view shop, Day day, std::span<const model::DayFigures> figures) {
  RIGONG_TRY(check_text(shop, 256, "shop"));
  changed_ = true;
  RIGONG_TRY(db_.run(kUnmarkDay, {team_, day, shop}));
  RIGONG_ASSIGN(const KeptDays kept, kept_days());
  if (day >= kept.first && day < kept.open_from) {
    bool there = false;
    RIGONG_TRY(db_.each(kAnyFigures, {team_, day, shop}, [&](const Row&) { return there = true; }));
    if (there) return {};
  }
  RIGONG_TRY(db_.run(kDropFigures, {team_, day, shop}));
  if (figures.empty() || day < kept.first) return {};
  Rows rows(4 + kFigures.size());
  std::vector<Value> row(4 + kFigures.size());
  for (const model::DayFigures& of_rep : figures) {
    row[0] = team_;
    row[1] = day;
    row[2] = shop;
    row[3] = of_rep.rep;
    for (std::size_t i = 0; i < kFigures.size(); ++i) row[4 + i] = of_rep.*kFigures[i];
    rows.add(row);
  }
  return db_.run_rows(kAddFigures, rows);
}

Status Writer::mark_days(const std::string& shop, const std::set<Day>& days) {
  RIGONG_ASSIGN(const KeptDays kept, kept_days());
  Rows rows(4);
  for (const Day day : days) {
    if (day >= kept.first) rows.add({team_, day, shop, mark_number()});
  }
  if (rows.empty()) return {};
  changed_ = true;
  return db_.run_rows(kMarkDays, rows);
}

Status Writer::mark_day_pending(std::string_view shop, Day day) {
  RIGONG_TRY(check_text(shop, 256, "shop"));
  return mark_days(std::string(shop), {day});
}

Status Writer::mark_all_pending(model::AccountNo account, TimeMs since) {
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& each : all) {
    if (account != 0 && each.number != account) continue;
    changed_ = true;
    RIGONG_TRY(db_.run(kMarkAll, {mark_number(), team_, each.number, since}));
  }
  return {};
}

}  // namespace rigong::storage::sql
