// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/reports.h"

#include "agent/base/json.h"
#include "agent/runtime/board.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostToldBytes = 64 * 1024;

std::string as_read(overlay::Unit unit, const std::optional<overlay::Value>& value) {
  return value ? value_text(unit, *value, Language::zh) : std::string();
}

std::optional<double> number_of(const rapidjson::Value& value, std::string_view name) {
  const auto* found = member(value, name);
  return found != nullptr && found->IsNumber() ? std::optional(found->GetDouble()) : std::nullopt;
}

}  // namespace

model::GivenReport::By given_by(overlay::RankBy by) {
  return by == overlay::RankBy::week ? model::GivenReport::By::week : model::GivenReport::By::month;
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
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  for (const overlay::ReportFigure& figure : figures) {
    rapidjson::Value told;
    if (figure.total) {
      told.SetObject();
      if (figure.total->value) told.AddMember("value", *figure.total->value, memory);
      told.AddMember("numerator", figure.total->numerator, memory);
      told.AddMember("denominator", figure.total->denominator, memory);
      told.AddMember("few", figure.total->few, memory);
    }
    document.AddMember(rapidjson::Value(figure.name, memory), told, memory);
  }
  return to_text(document);
}

ToldFigures told_figures(std::string_view text) {
  ToldFigures told;
  JsonLimits limits;
  limits.bytes = kMostToldBytes;
  const auto document = parse_guarded_json(text, limits);
  if (!document || !document->IsObject()) return told;
  for (const auto& each : document->GetObject()) {
    const std::string name(each.name.GetString(), each.name.GetStringLength());
    const auto numerator = number_of(each.value, "numerator");
    const auto denominator = number_of(each.value, "denominator");
    if (each.value.IsNull()) told[name] = std::nullopt;
    if (!numerator || !denominator) continue;
    const auto* few = member(each.value, "few");
    told[name] = overlay::Value{number_of(each.value, "value"), *numerator, *denominator,
                                few != nullptr && few->IsBool() && few->GetBool()};
  }
  return told;
}

std::vector<overlay::ReportChange> changes_since(const ToldFigures& told, const std::vector<overlay::ReportFigure>& figures) {
  std::vector<overlay::ReportChange> changes;
  for (const overlay::ReportFigure& figure : figures) {
    const auto was = told.find(figure.name);
    if (was == told.end() || as_read(figure.unit, was->second) == as_read(figure.unit, figure.total)) continue;
    changes.push_back({figure.name, was->second, figure.total});
  }
  return changes;
}

}  // namespace rigong::runtime
