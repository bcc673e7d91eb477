// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/reports.h"

#include "agent/base/json.h"
#include "agent/runtime/board.h"
#include "agent/runtime/told_values.h"

namespace rigong::runtime {
namespace {

std::string as_read(overlay::Unit unit, const std::optional<overlay::Value>& value) {
  return value ? value_text(unit, *value, Language::zh) : std::string();
}

}  // namespace

model::GivenReport::By given_by(overlay::RankBy by) {
  return by == overlay::RankBy::week ? model::GivenReport::By::week : model::GivenReport::By::month;
}

model::GivenReport::Status given_status(overlay::FigureStatus status) {
  switch (status) {
    case overlay::FigureStatus::final:
      return model::GivenReport::Status::final;
    case overlay::FigureStatus::provisional:
      return model::GivenReport::Status::provisional;
    case overlay::FigureStatus::live:
      break;
  }
  return model::GivenReport::Status::live;
}

overlay::FigureStatus page(model::GivenReport::Status status) {
  switch (status) {
    case model::GivenReport::Status::final:
      return overlay::FigureStatus::final;
    case model::GivenReport::Status::provisional:
      return overlay::FigureStatus::provisional;
    case model::GivenReport::Status::live:
      break;
  }
  return overlay::FigureStatus::live;
}

Result<RankSpan> report_span(overlay::RankBy by, std::optional<Day> day, Day today) {
  if (by == overlay::RankBy::day) {
    return fail(ErrorKind::wrong_use, "单日请看日报。这里请选周或月。",
                "Of a single day there is the day report. Choose a week or a month.");
  }
  if (day && today < *day) return day_to_come(*day);
  const Day last_over = by == overlay::RankBy::week ? today - weekday(today) - 1 : Scene::month_begin(today) - 1;
  return rank_span(by, day.value_or(last_over), today);
}

std::string told_as_text(const std::vector<overlay::ReportFigure>& figures) {
  ToldValues values;
  for (const overlay::ReportFigure& figure : figures) {
    if (figure.total) values.emplace(figure.name, *figure.total);
  }
  rapidjson::Document document;
  return to_text(told_values_json(values, document.GetAllocator()));
}

std::vector<overlay::ReportChange> changes_since(std::string_view told, const std::vector<overlay::ReportFigure>& figures) {
  JsonLimits limits;
  limits.bytes = kMostToldBytes;
  const auto document = parse_guarded_json(told, limits);
  ToldValues values = document ? told_values(*document) : ToldValues();
  std::vector<overlay::ReportChange> changes;
  for (const overlay::ReportFigure& figure : figures) {
    std::optional<overlay::Value> was;
    if (const auto then = values.extract(figure.name); !then.empty()) was = then.mapped();
    if (as_read(figure.unit, was) != as_read(figure.unit, figure.total)) changes.push_back({figure.name, was, figure.total});
  }
  for (const auto& [name, was] : values) changes.push_back({name, was, std::nullopt});
  return changes;
}

}  // namespace rigong::runtime
