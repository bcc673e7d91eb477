// SPDX-License-Identifier: Apache-2.0
// Sheets.
#include <cmath>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPutSheet{
    "INSERT INTO sheet (team_id, person, day, line, note, signature, signed_at, changed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (team_id, person, day) DO UPDATE SET line = excluded.line, "
    "note = excluded.note, signature = excluded.signature, signed_at = excluded.signed_at, changed_at = excluded.changed_at"};
constexpr Query kDropSheetFigures{"DELETE FROM sheet_figure WHERE team_id = $1 AND person = $2 AND day = $3"};
constexpr Query kAddSheetFigure{
    "INSERT INTO sheet_figure (team_id, person, day, n, figure, confirmed, typed, shown, shown_numerator, shown_denominator) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostLineBytes = 4096;
constexpr std::size_t kMostNoteBytes = 16 * 1024;
constexpr std::size_t kMostSignatureBytes = 1024;

Status check_number(const std::optional<double>& number) {
  if (!number || std::isfinite(*number)) return {};
  return fail(ErrorKind::wrong_use, "自检表里的值必须是数字。请重新填写。",
              "A value of a sheet must be a number. Enter it again.");
}

Value maybe_real(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

}  // namespace

Status Writer::put_sheet(const model::Sheet& sheet) {
  RIGONG_TRY(check_text(sheet.person, kMostBytes, "person"));
  RIGONG_TRY(check_text(sheet.line, kMostLineBytes, "line"));
  RIGONG_TRY(check_text(sheet.note, kMostNoteBytes, "note"));
  RIGONG_TRY(check_text(sheet.signature, kMostSignatureBytes, "signature"));
  if (sheet.person.empty()) {
    return fail(ErrorKind::wrong_use, "自检表要写明是谁的。请指定一位客服。", "A sheet is somebody's. Name the rep.");
  }
  for (const model::SheetFigure& figure : sheet.figures) {
    RIGONG_TRY(check_text(figure.figure, kMostBytes, "figure"));
    for (const std::optional<double>& number :
         {figure.typed, figure.shown, std::optional(figure.shown_numerator), std::optional(figure.shown_denominator)}) {
      RIGONG_TRY(check_number(number));
    }
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutSheet, {team_, sheet.person, sheet.day, sheet.line, sheet.note, sheet.signature,
                                 Value::time(sheet.signed_at), sheet.changed_at}));
  RIGONG_TRY(db_.run(kDropSheetFigures, {team_, sheet.person, sheet.day}));
  int n = 0;
  for (const model::SheetFigure& figure : sheet.figures) {
    RIGONG_TRY(db_.run(kAddSheetFigure,
                       {team_, sheet.person, sheet.day, n++, figure.figure, figure.confirmed ? 1 : 0, maybe_real(figure.typed),
                        maybe_real(figure.shown), figure.shown_numerator, figure.shown_denominator}));
  }
  return {};
}

}  // namespace rigong::storage::sql
