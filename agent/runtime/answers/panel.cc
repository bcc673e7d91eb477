// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/day_view.h"
#include "agent/runtime/answers/in_force.h"
#include "agent/runtime/answers/sheet_state.h"
#include "agent/runtime/answers/step.h"
#include "agent/runtime/answers/waiting.h"

namespace rigong::runtime {

Result<overlay::Panel> answer_panel(Reading& reading, const overlay::PanelQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  RIGONG_ASSIGN(const Somebody* somebody, scene.person(query.person));
  RIGONG_ASSIGN(const DayView view, choose_day(scene, *somebody, query.day));
  RIGONG_ASSIGN(const Roster roster, roster_around(scene, view.day));
  PersonTurns turns(scene, *somebody);
  overlay::Panel panel;
  panel.person = somebody->person;
  panel.day = view.day;
  panel.today = scene.today;
  panel.now = reading.now;
  RIGONG_ASSIGN(panel.change, reading.view.change_number());
  panel.shop = query.shop;
  panel.mode = view.mode;
  panel.source = view.source;
  panel.status = view.status;
  panel.customers = view.customers;
  panel.updated_at = view.updated_at;
  panel.special = roster.special(view.day, somebody->person.group);
  if (query.day.value_or(scene.today) == scene.today) panel.periods = period_lines(scene, somebody->person.group);
  for (auto& line : reported_lines(scene, somebody->person.group, view.day)) panel.periods.push_back(std::move(line));
  panel.missing = view.missing;
  panel.shifts = roster.shifts(*somebody, view.day);
  if (view.mode == overlay::Mode::live) {
    RIGONG_ASSIGN(panel.waiting, waiting_list(scene, *somebody));
    RIGONG_ASSIGN(panel.quiet_until, quiet_until(scene, turns));
  }
  RIGONG_ASSIGN(panel.figures, five_figures(scene, turns, view, roster, Depth::whole));
  const WithWork with_work = query.day.value_or(scene.today) == scene.today ? WithWork::yes : WithWork::no;
  RIGONG_ASSIGN(panel.step, step_of(scene, turns, view, roster, panel.figures, panel.waiting, with_work));
  for (const metrics::FigureKind* kind : view.more) {
    panel.more.push_back({std::string(kind->name), kind->unit, kind->better, page(value_on_day(*kind, view)),
                          status_on(scene, view, kind->finality)});
  }
  RIGONG_ASSIGN(const auto sheet, reading.view.sheet(somebody->person.id, view.day));
  panel.sheet = sheet_state(sheet, view.anything && to_sign(roster.off(*somebody, view.day), view.customers));
  return panel;
}

}  // namespace rigong::runtime
