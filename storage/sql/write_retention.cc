// SPDX-License-Identifier: Apache-2.0
// What is removed when its term is over. Figures, and what they were made from, lie in write_old_figures.cc.
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

// By the last day on whose list the task stood: that of what is open has no end, and a promise ends with its days.
#define RIGONG_OF_OLD_TASKS " WHERE team_id = $1 AND task_id IN (SELECT task_id FROM task WHERE team_id = $1 AND end_day < $2)"
constexpr Query kDropTicks{"DELETE FROM task_tick" RIGONG_OF_OLD_TASKS};
constexpr Query kDropEvents{"DELETE FROM task_event" RIGONG_OF_OLD_TASKS};
#undef RIGONG_OF_OLD_TASKS
constexpr Query kDropTasks{"DELETE FROM task WHERE team_id = $1 AND end_day < $2"};
constexpr Query kDropSheetFigures{"DELETE FROM sheet_figure WHERE team_id = $1 AND day < $2"};
constexpr Query kDropSheets{"DELETE FROM sheet WHERE team_id = $1 AND day < $2"};
// 0 is model::Contest::State::open.
constexpr Query kDropContests{"DELETE FROM contest WHERE team_id = $1 AND state <> 0 AND coalesce(answered_at, made_at) < $2"};
// Not what is still to be sent.
constexpr Query kDropPosts{"DELETE FROM post WHERE team_id = $1 AND state > 1 AND day < $2"};
constexpr Query kDropAgreements{"DELETE FROM talk_agreement WHERE team_id = $1 AND week < $2"};
constexpr Query kDropTalks{"DELETE FROM talk WHERE team_id = $1 AND week < $2"};
constexpr Query kDropShownNotes{"DELETE FROM talk_note WHERE team_id = $1 AND shown_at IS NOT NULL AND made_on < $2"};
constexpr Query kDropNotes{"DELETE FROM talk_note WHERE team_id = $1 AND shown_at IS NULL AND made_on < $2"};
constexpr Query kDropKeptRows{"DELETE FROM kept_row WHERE team_id = $1 AND kept_at < $2"};

}  // namespace

Result<std::int64_t> Writer::remove_before(model::Retained what, Day day) {
  const TimeMs time = day.number * kDayMs;
  std::int64_t removed = 0;
  const auto drop = [&](const Query& query, const Value& before) -> Status {
    RIGONG_ASSIGN(const std::int64_t count, db_.run(query, {team_, before}));
    removed += count;
    return {};
  };
  switch (what) {
    case model::Retained::figures: {
      RIGONG_ASSIGN(removed, remove_figures_before(day));
      break;
    }
    case model::Retained::work:
      RIGONG_TRY(db_.run(kDropTicks, {team_, day}));
      RIGONG_TRY(db_.run(kDropEvents, {team_, day}));
      RIGONG_TRY(drop(kDropTasks, day));
      break;
    case model::Retained::sheets:
      RIGONG_TRY(db_.run(kDropSheetFigures, {team_, day}));
      RIGONG_TRY(drop(kDropSheets, day));
      break;
    case model::Retained::log: {
      RIGONG_ASSIGN(removed, remove_log_before(time));
      RIGONG_TRY(drop(kDropContests, time));
      RIGONG_TRY(drop(kDropPosts, day));
      break;
    }
    case model::Retained::rejected:
      RIGONG_TRY(drop(kDropKeptRows, time));
      break;
    case model::Retained::talks: {
      // By the Sunday, with which the week ends.
      const Day monday = day - 6;
      RIGONG_TRY(db_.run(kDropAgreements, {team_, monday}));
      RIGONG_TRY(drop(kDropTalks, monday));
      RIGONG_TRY(drop(kDropShownNotes, day));
      break;
    }
    case model::Retained::notes:
      RIGONG_TRY(drop(kDropNotes, day));
      break;
  }
  if (removed > 0) changed_ = true;
  return removed;
}

}  // namespace rigong::storage::sql
