// SPDX-License-Identifier: Apache-2.0
// Facts and the figures made from them.
#include "storage/sql/columns.h"
#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kFactDays{
    "SELECT day FROM conversation_day WHERE team_id = $1 AND account_no = $2 AND conversation_no = $3 ORDER BY day"};

// One conversation's facts of one day.
#define RIGONG_OF_CONVERSATION " WHERE team_id = $1 AND account_no = $2 AND day = $3 AND conversation_no = $4 ORDER BY n"
constexpr Query kTurnsOf{"SELECT " RIGONG_TURN_COLUMNS " FROM turn" RIGONG_OF_CONVERSATION};
constexpr Query kActivityOf{"SELECT " RIGONG_ACTIVITY_COLUMNS " FROM activity" RIGONG_OF_CONVERSATION};
constexpr Query kSessionsOf{"SELECT " RIGONG_SESSION_COLUMNS " FROM session" RIGONG_OF_CONVERSATION};
constexpr Query kStintsOf{"SELECT " RIGONG_STINT_COLUMNS " FROM stint" RIGONG_OF_CONVERSATION};
#undef RIGONG_OF_CONVERSATION

// One account's facts of some days.
#define RIGONG_OF_DAYS                                                   \
  " WHERE team_id = $1 AND account_no = $2 AND day >= $3 AND day <= $4 " \
  "ORDER BY day, conversation_no, n"
constexpr Query kActivityOn{"SELECT conversation_no, day, " RIGONG_ACTIVITY_COLUMNS " FROM activity" RIGONG_OF_DAYS};
constexpr Query kSessionsOn{"SELECT conversation_no, day, " RIGONG_SESSION_COLUMNS " FROM session" RIGONG_OF_DAYS};
constexpr Query kStintsOn{"SELECT conversation_no, day, " RIGONG_STINT_COLUMNS " FROM stint" RIGONG_OF_DAYS};
#undef RIGONG_OF_DAYS
constexpr Query kTurnsOn{
    "SELECT conversation_no, label, hash, " RIGONG_TURN_COLUMNS
    " FROM (SELECT t.*, c.label, c.hash FROM turn t JOIN conversation c ON c.team_id = t.team_id AND c.account_no = t.account_no "
    "AND c.conversation_no = t.conversation_no WHERE t.team_id = $1 AND t.account_no = $2 AND t.day = $3 "
    "AND ($4 = 0 OR t.owner_no = $5)) AS labelled ORDER BY opened_at, conversation_no, n"};
// What waits is found by walking over the day: an index for it would be written at every turn and read by nobody else.
constexpr Query kWaitingOn{
    "SELECT conversation_no, label, hash, day, " RIGONG_TURN_COLUMNS
    " FROM (SELECT t.*, c.label, c.hash FROM turn t JOIN conversation c ON c.team_id = t.team_id AND c.account_no = t.account_no "
    "AND c.conversation_no = t.conversation_no WHERE t.team_id = $1 AND t.account_no = $2 AND t.day >= $3 AND t.day <= $4 "
    "AND t.turn_end = $5) AS labelled ORDER BY opened_at, conversation_no, n"};
constexpr Query kWaitingConversationsOn{
    "SELECT conversation_no FROM turn WHERE team_id = $1 AND account_no = $2 AND day = $3 AND turn_end = $4 UNION "
    "SELECT conversation_no FROM activity WHERE team_id = $1 AND account_no = $2 AND day = $3 AND messages_in_waiting > 0 "
    "ORDER BY conversation_no"};
// Two questions, each of which is answered by one end of the key.
constexpr Query kTurnDays{
    "SELECT (SELECT min(day) FROM turn WHERE team_id = $1 AND account_no = $2 AND day >= $3 AND day <= $4), "
    "(SELECT max(day) FROM turn WHERE team_id = $1 AND account_no = $2 AND day >= $3 AND day <= $4)"};

constexpr Query kDayFigures{
    "SELECT shop, day, rep_no, " RIGONG_FIGURE_COLUMNS
    " FROM day_figures WHERE team_id = $1 AND day >= $2 AND day <= $3 AND ($4 = '' OR shop = $4) AND ($5 = 0 OR rep_no = $6)"};
constexpr Query kLabel{"SELECT label, hash FROM conversation WHERE team_id = $1 AND account_no = $2 AND conversation_no = $3"};
constexpr Query kFiguresDays{"SELECT min(day), max(day) FROM day_figures WHERE team_id = $1 AND ($2 = '' OR shop = $2)"};
constexpr Query kDeliveredDays{
    "SELECT min(d.day), max(d.day) FROM account a JOIN delivered d ON d.team_id = a.team_id AND d.account_no = a.account_no "
    "WHERE a.team_id = $1 AND ($2 = '' OR a.shop = $2)"};

// A source's name of a conversation, or the beginning of its hash where that would name a customer.
std::string shown_label(std::string label, const Hash128& hash) {
  constexpr std::size_t kShownDigits = 10;
  return label.empty() ? to_hex(hash).substr(0, kShownDigits) : label;
}

void label(TurnRow& turn, std::string kept, const Hash128& hash) {
  turn.label_is_id = !kept.empty();
  turn.conversation_label = shown_label(std::move(kept), hash);
}

}  // namespace

Result<std::vector<Day>> Reader::fact_days(ConversationRef ref) {
  std::vector<Day> days;
  RIGONG_TRY(db_.each(kFactDays, {team_, ref.account, ref.conversation}, [&](const Row& row) {
    days.push_back(row.day(0));
    return true;
  }));
  return days;
}

Result<model::ConversationFacts> Reader::conversation_facts(ConversationRef ref) {
  model::ConversationFacts facts;
  RIGONG_ASSIGN(const std::vector<Day> days, fact_days(ref));
  for (const Day day : days) {
    const auto load = [&](const Query& query, auto& into) {
      return db_.each(query, {team_, ref.account, day, ref.conversation}, [&](const Row& row) {
        read_fact(row, 0, day, into.emplace_back());
        return true;
      });
    };
    RIGONG_TRY(load(kTurnsOf, facts.turns));
    RIGONG_TRY(load(kActivityOf, facts.activity));
    RIGONG_TRY(load(kSessionsOf, facts.sessions));
    RIGONG_TRY(load(kStintsOf, facts.stints));
  }
  return facts;
}

Result<ShopDayFacts> Reader::shop_day_facts(std::string_view shop, Day day) {
  ShopDayFacts facts;
  DayRange range{day, day, std::string(shop), std::nullopt};
  RIGONG_TRY(turns(range, [&](const TurnRow& row) {
    facts.turns.push_back(row);
    return true;
  }));
  RIGONG_ASSIGN(facts.sessions, sessions(shop, day, day));
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& account : all) {
    if (!shop.empty() && account.shop != shop) continue;
    RIGONG_TRY(db_.each(kActivityOn, {team_, account.number, day, day}, [&](const Row& row) {
      ActivityRow& fact = facts.activity.emplace_back();
      fact.where = {account.number, row.as<model::ConversationNo>(0)};
      read_fact(row, 2, row.day(1), fact.activity);
      return true;
    }));
    RIGONG_TRY(db_.each(kStintsOn, {team_, account.number, day, day}, [&](const Row& row) {
      StintRow& fact = facts.stints.emplace_back();
      fact.where = {account.number, row.as<model::ConversationNo>(0)};
      read_fact(row, 2, row.day(1), fact.stint);
      return true;
    }));
  }
  return facts;
}

Result<std::vector<SessionRow>> Reader::sessions(std::string_view shop, Day from, Day to) {
  std::vector<SessionRow> sessions;
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& account : all) {
    if (!shop.empty() && account.shop != shop) continue;
    RIGONG_TRY(db_.each(kSessionsOn, {team_, account.number, from, to}, [&](const Row& row) {
      SessionRow& fact = sessions.emplace_back();
      fact.where = {account.number, row.as<model::ConversationNo>(0)};
      read_fact(row, 2, row.day(1), fact.session);
      return true;
    }));
  }
  return sessions;
}

Status Reader::turns(const DayRange& range, const std::function<bool(const TurnRow&)>& visit) {
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  std::vector<const model::Account*> chosen;
  std::optional<std::pair<Day, Day>> days;
  for (const model::Account& account : all) {
    if (!range.shop.empty() && account.shop != range.shop) continue;
    RIGONG_TRY(db_.each(kTurnDays, {team_, account.number, range.from, range.to}, [&](const Row& row) {
      if (row.null(0)) return true;
      chosen.push_back(&account);
      if (!days) days = {row.day(0), row.day(1)};
      days = {std::min(days->first, row.day(0)), std::max(days->second, row.day(1))};
      return true;
    }));
  }
  if (!days) return {};
  // Day by day, so that a long range needs no more memory than its fullest day.
  for (Day day = days->first; day <= days->second; day = day + 1) {
    std::vector<TurnRow> rows;
    for (const model::Account* account : chosen) {
      const auto visit_row = [&](const Row& row) {
        constexpr int kFirstFactColumn = 3;
        TurnRow& turn = rows.emplace_back();
        turn.where = {account->number, row.as<model::ConversationNo>(0)};
        label(turn, row.text(1), row.hash(2));
        turn.shop = account->shop;
        read_fact(row, kFirstFactColumn, day, turn.turn);
        return true;
      };
      RIGONG_TRY(
          db_.each(kTurnsOn, {team_, account->number, day, range.rep ? 1 : 0, range.rep.value_or(model::kNoRep)}, visit_row));
    }
    if (chosen.size() > 1) {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const TurnRow& a, const TurnRow& b) { return a.turn.opened_at < b.turn.opened_at; });
    }
    for (const TurnRow& row : rows) {
      if (!visit(row)) return {};
    }
  }
  return {};
}

Result<std::vector<TurnRow>> Reader::waiting_turns(std::string_view shop, Day from, Day to) {
  std::vector<TurnRow> turns;
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& account : all) {
    if (!shop.empty() && account.shop != shop) continue;
    const auto take = [&](const Row& row) {
      constexpr int kFirstFactColumn = 4;
      TurnRow& turn = turns.emplace_back();
      turn.where = {account.number, row.as<model::ConversationNo>(0)};
      label(turn, row.text(1), row.hash(2));
      turn.shop = account.shop;
      read_fact(row, kFirstFactColumn, row.day(3), turn.turn);
      return true;
    };
    RIGONG_TRY(db_.each(kWaitingOn, {team_, account.number, from, to, model::TurnEnd::waiting}, take));
  }
  std::stable_sort(turns.begin(), turns.end(),
                   [](const TurnRow& a, const TurnRow& b) { return a.turn.opened_at < b.turn.opened_at; });
  return turns;
}

Result<std::vector<ConversationRef>> Reader::waiting_conversations(std::string_view shop, Day day) {
  std::vector<ConversationRef> refs;
  RIGONG_ASSIGN(const std::vector<model::Account> all, accounts());
  for (const model::Account& account : all) {
    if (!shop.empty() && account.shop != shop) continue;
    RIGONG_TRY(db_.each(kWaitingConversationsOn, {team_, account.number, day, model::TurnEnd::waiting}, [&](const Row& row) {
      refs.push_back({account.number, row.as<model::ConversationNo>(0)});
      return true;
    }));
  }
  return refs;
}

Result<std::vector<DayFiguresRow>> Reader::day_figures(const DayRange& range) {
  std::vector<DayFiguresRow> rows;
  RIGONG_TRY(db_.each(kDayFigures, {team_, range.from, range.to, range.shop, range.rep ? 1 : 0, range.rep.value_or(0)},
                      [&](const Row& row) {
                        DayFiguresRow& figures = rows.emplace_back();
                        figures.shop = row.text(0);
                        figures.figures.day = row.day(1);
                        figures.figures.rep = row.as<model::RepNo>(2);
                        int column = 3;
                        for (const Figure figure : kFigures) figures.figures.*figure = row.integer(column++);
                        return true;
                      }));
  std::sort(rows.begin(), rows.end(), [](const DayFiguresRow& a, const DayFiguresRow& b) {
    return std::tuple(a.figures.day, std::string_view(a.shop), a.figures.rep) <
           std::tuple(b.figures.day, std::string_view(b.shop), b.figures.rep);
  });
  return rows;
}

Result<std::string> Reader::conversation_label(ConversationRef ref) {
  std::optional<std::string> label;
  RIGONG_TRY(db_.each(kLabel, {team_, ref.account, ref.conversation}, [&](const Row& row) {
    label = shown_label(row.text(0), row.hash(1));
    return true;
  }));
  if (label) return *label;
  return fail(ErrorKind::not_found, fmt::format("没有编号为 {} 的会话。", ref.conversation),
              fmt::format("There is no conversation number {}.", ref.conversation));
}

Result<std::optional<std::pair<Day, Day>>> Reader::known_days(std::string_view shop) {
  std::optional<std::pair<Day, Day>> days;
  const auto widen = [&](const Row& row) {
    if (row.null(0)) return true;
    if (!days) days = {row.day(0), row.day(1)};
    days = {std::min(days->first, row.day(0)), std::max(days->second, row.day(1))};
    return true;
  };
  RIGONG_TRY(db_.each(kFiguresDays, {team_, shop}, widen));
  RIGONG_TRY(db_.each(kDeliveredDays, {team_, shop}, widen));
  return days;
}

}  // namespace rigong::storage::sql
