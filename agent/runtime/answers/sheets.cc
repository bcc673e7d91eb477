// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/sheet_state.h"

namespace rigong::runtime {
namespace {

std::optional<TimeMs> maybe(TimeMs time) { return time != kNoTime && time != 0 ? std::optional(time) : std::nullopt; }

const model::SheetFigure* figure_of(const std::optional<model::Sheet>& sheet, const std::string& name) {
  if (!sheet) return nullptr;
  const auto found = std::find_if(sheet->figures.begin(), sheet->figures.end(),
                                  [&](const model::SheetFigure& figure) { return figure.figure == name; });
  return found != sheet->figures.end() ? &*found : nullptr;
}

overlay::SheetEntry entry_of(const model::Sheet& sheet) {
  overlay::SheetEntry entry;
  entry.day = sheet.day;
  entry.state = sheet_state(sheet, true);
  entry.signed_at = maybe(sheet.signed_at);
  entry.typed =
      std::count_if(sheet.figures.begin(), sheet.figures.end(), [](const auto& figure) { return figure.typed.has_value(); });
  entry.line = sheet.line;
  return entry;
}

}  // namespace

Result<overlay::Sheets> answer_sheets(Reading& reading, const overlay::SheetsQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const Somebody* somebody, scene.person(query.person));
  std::map<Day, overlay::SheetEntry> entries;
  const Day to = std::min(query.to, scene.today);
  RIGONG_ASSIGN(const auto own, own_days(scene, *somebody, query.from, to));
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, query.from, to));
  for (const auto& [day, figures] : own) {
    if (to_sign(roster.off(*somebody, day), figures.customers)) entries[day].day = day;
  }
  RIGONG_ASSIGN(const auto delivered, delivered_days(scene, query.from, to, somebody));
  for (const auto& [platform, days] : delivered.platforms) {
    for (const auto& [day, of_day] : days) entries[day].day = day;
  }
  RIGONG_ASSIGN(const auto kept, reading.view.sheets(somebody->person.id, query.from, query.to));
  for (const model::Sheet& sheet : kept) entries[sheet.day] = entry_of(sheet);
  overlay::Sheets answer;
  answer.person = somebody->person;
  for (auto& [day, entry] : entries) answer.sheets.push_back(std::move(entry));
  std::reverse(answer.sheets.begin(), answer.sheets.end());
  return answer;
}

Result<overlay::Sheet> answer_sheet(Reading& reading, const overlay::SheetQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const Somebody* somebody, scene.person(query.person));
  RIGONG_ASSIGN(DayView view, choose_day(scene, *somebody, query.day));
  if (view.day != query.day) {
    // Nothing is live today; a sheet of today has no figures yet, wherever others come from.
    view = DayView{};
    view.day = query.day;
    view.mode = overlay::Mode::past;
    view.status = overlay::FigureStatus::live;
  }
  RIGONG_ASSIGN(const Roster roster, roster_around(scene, view.day));
  RIGONG_ASSIGN(const auto kept, reading.view.sheet(somebody->person.id, query.day));
  overlay::Sheet sheet;
  sheet.person = somebody->person;
  sheet.day = query.day;
  sheet.state = sheet_state(kept, view.anything && to_sign(roster.off(*somebody, query.day), view.customers));
  sheet.status = view.status;
  sheet.source = view.source;
  sheet.customers = view.customers;
  PersonTurns turns(scene, *somebody);
  RIGONG_ASSIGN(auto figures, five_figures(scene, turns, view, roster, Depth::sheet));
  for (overlay::Figure& figure : figures) {
    overlay::SheetFigure one;
    one.name = figure.name;
    one.unit = figure.unit;
    one.better = figure.better;
    one.goal = figure.goal;
    one.now = figure.value;
    one.comparisons = std::move(figure.comparisons);
    if (const model::SheetFigure* left = figure_of(kept, figure.name)) {
      one.confirmed = left->confirmed;
      one.typed = left->typed;
      if (left->confirmed || left->typed) {
        const bool few = !left->shown && left->shown_denominator > 0;
        one.shown = overlay::Value{left->shown, left->shown_numerator, left->shown_denominator, few};
      }
    }
    sheet.figures.push_back(std::move(one));
  }
  if (kept) {
    sheet.line = kept->line;
    sheet.note = kept->note;
    sheet.signature = kept->signature;
    sheet.signed_at = maybe(kept->signed_at);
    sheet.changed_at = maybe(kept->changed_at);
  }
  return sheet;
}

}  // namespace rigong::runtime
