// SPDX-License-Identifier: Apache-2.0
// Sheets; numbers of customers.
#include <algorithm>
#include <map>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kCustomer{"SELECT customer_no FROM customer WHERE team_id = $1 AND hash = $2"};
#define RIGONG_SHEET_COLUMNS "person, day, line, note, signature, signed_at, changed_at"
#define RIGONG_SHEET_FIGURE_COLUMNS "person, day, figure, confirmed, typed, shown, shown_numerator, shown_denominator"
constexpr Query kSheetsOf{"SELECT " RIGONG_SHEET_COLUMNS
                          " FROM sheet WHERE team_id = $1 AND person = $2 AND day >= $3 AND day <= $4"};
constexpr Query kFiguresOf{"SELECT " RIGONG_SHEET_FIGURE_COLUMNS
                           " FROM sheet_figure WHERE team_id = $1 AND person = $2 AND day >= $3 AND day <= $4 ORDER BY n"};
constexpr Query kSheets{"SELECT " RIGONG_SHEET_COLUMNS " FROM sheet WHERE team_id = $1 AND day >= $2 AND day <= $3"};
constexpr Query kFigures{
    "SELECT f.person, f.day, f.figure, f.confirmed, f.typed, f.shown, f.shown_numerator, f.shown_denominator FROM sheet s "
    "JOIN sheet_figure f ON f.team_id = s.team_id AND f.person = s.person AND f.day = s.day "
    "WHERE s.team_id = $1 AND s.day >= $2 AND s.day <= $3 ORDER BY f.n"};
#undef RIGONG_SHEET_COLUMNS
#undef RIGONG_SHEET_FIGURE_COLUMNS

std::optional<double> maybe_real(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.real(column));
}

}  // namespace

Result<model::CustomerNo> Reader::customer(const Hash128& hash) {
  model::CustomerNo number = model::kNoCustomer;
  RIGONG_TRY(db_.each(kCustomer, {team_, hash}, [&](const Row& row) {
    number = row.as<model::CustomerNo>(0);
    return true;
  }));
  return number;
}

Result<std::optional<model::Sheet>> Reader::sheet(std::string_view person, Day day) {
  std::optional<model::Sheet> found;
  if (person.empty()) return found;
  RIGONG_ASSIGN(std::vector<model::Sheet> all, sheets(person, day, day));
  if (!all.empty()) found = std::move(all.front());
  return found;
}

Result<std::vector<model::Sheet>> Reader::sheets(std::string_view person, Day from, Day to) {
  std::map<std::pair<std::string, Day>, model::Sheet> found;
  const auto read_sheet = [&](const Row& row) {
    model::Sheet sheet;
    sheet.person = row.text(0);
    sheet.day = row.day(1);
    sheet.line = row.text(2);
    sheet.note = row.text(3);
    sheet.signature = row.text(4);
    sheet.signed_at = row.time(5);
    sheet.changed_at = row.integer(6);
    found.emplace(std::pair(sheet.person, sheet.day), std::move(sheet));
    return true;
  };
  const auto read_figure = [&](const Row& row) {
    const auto sheet = found.find({row.text(0), row.day(1)});
    if (sheet == found.end()) return true;
    sheet->second.figures.push_back(
        {row.text(2), row.integer(3) != 0, maybe_real(row, 4), maybe_real(row, 5), row.real(6), row.real(7)});
    return true;
  };
  if (person.empty()) {
    RIGONG_TRY(db_.each(kSheets, {team_, from, to}, read_sheet));
    RIGONG_TRY(db_.each(kFigures, {team_, from, to}, read_figure));
  } else {
    RIGONG_TRY(db_.each(kSheetsOf, {team_, person, from, to}, read_sheet));
    RIGONG_TRY(db_.each(kFiguresOf, {team_, person, from, to}, read_figure));
  }
  std::vector<model::Sheet> sheets;
  for (auto& [key, sheet] : found) sheets.push_back(std::move(sheet));
  // By person already; a server's collation is its own.
  std::stable_sort(sheets.begin(), sheets.end(), [](const model::Sheet& a, const model::Sheet& b) { return a.day > b.day; });
  return sheets;
}

}  // namespace rigong::storage::sql
