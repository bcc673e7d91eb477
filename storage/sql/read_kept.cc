// SPDX-License-Identifier: Apache-2.0
// How much is kept of one person.
#include <algorithm>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

// Days on which the person's figures are kept, one row of day_figures each.
constexpr Query kFigures{"SELECT count(*), min(day), max(day) FROM day_figures WHERE team_id = $1 AND rep_no = $2"};
constexpr Query kSheets{"SELECT count(*), min(day), max(day) FROM sheet WHERE team_id = $1 AND person = $2"};
constexpr Query kTasks{
    "SELECT count(*), min(from_day), max(from_day) FROM task WHERE team_id = $1 AND (owner = $2 OR asked = $2 OR made_by = $2 OR "
    "passed_by = $2)"};
// The times of the log are instants; their UTC days are near enough to say from when to when.
constexpr Query kLog{
    "SELECT count(*), min(applied_at), max(applied_at) FROM command WHERE team_id = $1 AND (by_person = $2 OR about = $2)"};
constexpr Query kTalks{"SELECT count(*), min(week), max(week) FROM talk WHERE team_id = $1 AND person = $2"};
// Private ones too: how many there are is nobody's secret, only what they say.
constexpr Query kNotes{"SELECT count(*), min(made_on), max(made_on) FROM talk_note WHERE team_id = $1 AND person = $2"};
constexpr Query kContests{"SELECT count(*), min(made_at), max(made_at) FROM contest WHERE team_id = $1 AND person = $2"};

void widen(model::KeptOf& kept, const Row& row, DurationMs unit) {
  if (row.integer(0) == 0) return;
  const auto day = [&](int column) { return Day{static_cast<std::int32_t>(row.integer(column) / unit)}; };
  kept.count += row.integer(0);
  kept.first = kept.first ? std::min(*kept.first, day(1)) : day(1);
  kept.last = kept.last ? std::max(*kept.last, day(2)) : day(2);
}

}  // namespace

Result<std::vector<model::KeptOf>> Reader::kept_of(std::string_view person, std::span<const model::RepNo> reps) {
  std::vector<model::KeptOf> all;
  const auto ask = [&](model::KeptOf& kept, const Query& query, const Value& whose, DurationMs unit) {
    return db_.each(query, {team_, whose}, [&](const Row& row) {
      widen(kept, row, unit);
      return true;
    });
  };
  model::KeptOf figures{model::Retained::figures, 0, {}, {}};
  for (const model::RepNo rep : reps) RIGONG_TRY(ask(figures, kFigures, rep, 1));
  all.push_back(figures);
  model::KeptOf work{model::Retained::work, 0, {}, {}};
  RIGONG_TRY(ask(work, kTasks, person, 1));
  all.push_back(work);
  model::KeptOf sheets{model::Retained::sheets, 0, {}, {}};
  RIGONG_TRY(ask(sheets, kSheets, person, 1));
  all.push_back(sheets);
  model::KeptOf log{model::Retained::log, 0, {}, {}};
  RIGONG_TRY(ask(log, kLog, person, kDayMs));
  RIGONG_TRY(ask(log, kContests, person, kDayMs));
  all.push_back(log);
  model::KeptOf talks{model::Retained::talks, 0, {}, {}};
  RIGONG_TRY(ask(talks, kTalks, person, 1));
  all.push_back(talks);
  model::KeptOf notes{model::Retained::notes, 0, {}, {}};
  RIGONG_TRY(ask(notes, kNotes, person, 1));
  all.push_back(notes);
  return all;
}

}  // namespace rigong::storage::sql
