// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "agent/base/text.h"
#include "agent/runtime/agent/desk.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostLineBytes = 2000;
constexpr std::size_t kMostNoteBytes = 8000;
constexpr std::size_t kMostSignatureBytes = 400;
// How far back a sheet may still be filled in; figures of older days are looked at, not signed.
constexpr int kOldestDays = 60;
constexpr int kReopenDays = 1;

Day today_of(Reading& reading) { return reading.rules.calendar(reading.config.shop.id).day_of(reading.now); }

// Everybody fills in their own, and only that.
Status check_own(Reading& reading, const std::string& person) {
  const team::Subject who{role_of(reading.viewer), reading.viewer.person, {}};
  if (team::may(who, team::Deed::sign_sheet, {person, {}})) return {};
  if (reading.viewer.role == overlay::Role::unset) {
    return fail(ErrorKind::refused, "先选择这台电脑是谁的，再填自检表。",
                "Choose first whose desk this is, then fill in the sheet.");
  }
  RIGONG_ASSIGN(const overlay::Person other, person_of(reading.view, person, Day{}));
  if (!team::may(who, team::Deed::see_figures, {person, {}})) {
    // As if there were no such person.
    return no_such_person();
  }
  return fail(ErrorKind::refused, fmt::format("自检表由本人填写和签名；{} 的表只能看，不能代签。", other.name),
              fmt::format("A sheet is filled in and signed by the person alone; {}'s can be looked at, not signed.", other.name));
}

Status check_day(Reading& reading, Day day) {
  const Day today = today_of(reading);
  if (day > today) {
    return fail(ErrorKind::refused, "这一天还没到，不能填自检表。", "That day has not come yet; its sheet cannot be filled in.");
  }
  if (today - day > kOldestDays) {
    return fail(ErrorKind::refused, fmt::format("只能填最近 {} 天的自检表。", kOldestDays),
                fmt::format("Only sheets of the last {} days can be filled in.", kOldestDays));
  }
  return {};
}

tl::unexpected<Error> already_signed() {
  return fail(ErrorKind::refused, "这张自检表已签名。要改请先撤回签名。",
              "This sheet is signed. Take the signature back first to change it.");
}

}  // namespace

Status save_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::SaveSheet& save) {
  RIGONG_TRY(check_own(reading, save.person));
  RIGONG_TRY(check_day(reading, save.day));
  RIGONG_ASSIGN(const auto before, transaction.sheet(save.person, save.day));
  if (before && before->signed_at != kNoTime) return already_signed();
  RIGONG_ASSIGN(const overlay::Sheet now, answer_sheet(reading, {save.person, save.day}));

  model::Sheet sheet;
  sheet.person = save.person;
  sheet.day = save.day;
  sheet.changed_at = reading.now;
  for (const overlay::SaveSheet::Figure& given : save.figures) {
    const auto known = std::find_if(now.figures.begin(), now.figures.end(),
                                    [&](const overlay::SheetFigure& each) { return each.name == given.name; });
    const bool twice = std::any_of(sheet.figures.begin(), sheet.figures.end(),
                                   [&](const model::SheetFigure& each) { return each.figure == given.name; });
    if (known == now.figures.end() || twice) {
      return fail(ErrorKind::wrong_use, fmt::format("自检表里没有指标“{}”，或写了两次。", one_line(given.name)),
                  fmt::format("There is no figure '{}' on the sheet, or it is there twice.", one_line(given.name)));
    }
    if (given.typed && !std::isfinite(*given.typed)) {
      return fail(ErrorKind::wrong_use, "自填的值必须是数字。", "What is typed must be a number.");
    }
    model::SheetFigure figure;
    figure.figure = given.name;
    figure.confirmed = given.confirmed;
    figure.typed = given.typed;
    // What was seen when it was decided stays, as long as the decision does.
    const model::SheetFigure* old = nullptr;
    if (before) {
      for (const model::SheetFigure& each : before->figures) {
        if (each.figure == given.name && each.confirmed == given.confirmed && each.typed == given.typed) old = &each;
      }
    }
    if (figure.confirmed || figure.typed) {
      figure.shown = old != nullptr ? old->shown : known->now.value;
      figure.shown_numerator = old != nullptr ? old->shown_numerator : known->now.numerator;
      figure.shown_denominator = old != nullptr ? old->shown_denominator : known->now.denominator;
    }
    sheet.figures.push_back(std::move(figure));
  }
  sheet.line = save.line;
  sheet.note = save.note;
  clean_field(sheet.line, kMostLineBytes);
  clean_field(sheet.note, kMostNoteBytes);
  return transaction.put_sheet(sheet);
}

Status sign_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::SignSheet& sign) {
  RIGONG_TRY(check_own(reading, sign.person));
  RIGONG_TRY(check_day(reading, sign.day));
  RIGONG_ASSIGN(auto sheet, transaction.sheet(sign.person, sign.day));
  if (sheet && sheet->signed_at != kNoTime) return already_signed();
  RIGONG_ASSIGN(const overlay::Sheet now, answer_sheet(reading, {sign.person, sign.day}));
  std::size_t open = 0;
  for (const overlay::SheetFigure& wanted : now.figures) {
    const bool decided = sheet && std::any_of(sheet->figures.begin(), sheet->figures.end(), [&](const model::SheetFigure& each) {
                           return each.figure == wanted.name && (each.confirmed || each.typed);
                         });
    if (!decided) ++open;
  }
  if (!sheet || open > 0) {
    return fail(ErrorKind::refused, fmt::format("还有 {} 项没有确认或自填，确认后才能签名。", open),
                fmt::format("{} figures are neither confirmed nor typed yet; then the sheet can be signed.", open));
  }
  sheet->signature = sign.signature;
  clean_field(sheet->signature, kMostSignatureBytes);
  if (trim(sheet->signature).empty()) {
    return fail(ErrorKind::wrong_use, "请写上签名。", "Write your signature.");
  }
  sheet->signed_at = reading.now;
  sheet->changed_at = reading.now;
  return transaction.put_sheet(*sheet);
}

Status reopen_sheet(storage::WriteTransaction& transaction, Reading& reading, const overlay::ReopenSheet& reopen) {
  RIGONG_TRY(check_own(reading, reopen.person));
  RIGONG_ASSIGN(auto sheet, transaction.sheet(reopen.person, reopen.day));
  if (!sheet || sheet->signed_at == kNoTime) {
    return fail(ErrorKind::refused, "这张自检表没有签名，不用撤回。", "This sheet is not signed; there is nothing to take back.");
  }
  if (today_of(reading) - reopen.day > kReopenDays) {
    return fail(ErrorKind::refused, "签名只能在当天和第二天撤回。",
                "A signature can be taken back on the day itself and the next.");
  }
  sheet->signature.clear();
  sheet->signed_at = kNoTime;
  sheet->changed_at = reading.now;
  return transaction.put_sheet(*sheet);
}

}  // namespace rigong::runtime
