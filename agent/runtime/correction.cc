// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/correction.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

#include "agent/base/ids.h"
#include "agent/base/json.h"
#include "agent/metrics/catalogue.h"
#include "agent/runtime/board.h"
#include "agent/runtime/public_ranking.h"
#include "agent/runtime/told_values.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kDigestCharacters = 16;

overlay::Ranking in_public(const overlay::Ranking& ranking) {
  overlay::Ranking told = ranking;
  make_public(told);
  return told;
}

// Of whom a total can be made: all who were there, whether they have a place or not.
std::string people_of(const overlay::Ranking& ranking) {
  std::set<std::string> ids;
  const auto add = [&](const overlay::RankingFigure& figure) {
    for (const overlay::RankingPlace& place : figure.places) ids.insert(place.person.id);
    for (const overlay::RankingUnplaced& each : figure.unplaced) {
      if (each.why != overlay::LeftOut::off && each.why != overlay::LeftOut::no_value) ids.insert(each.person.id);
    }
  };
  add(ranking.composite);
  for (const overlay::RankingFigure& figure : ranking.figures) add(figure);
  std::string all;
  for (const std::string& id : ids) all += id + '\n';
  return sha256_hex(all).substr(0, kDigestCharacters);
}

std::string text_in(const rapidjson::Value& value, std::string_view name) {
  const auto* found = member(value, name);
  return found != nullptr && found->IsString() ? std::string(found->GetString(), found->GetStringLength()) : std::string();
}

}  // namespace

Told told_of(const overlay::Ranking& ranking) {
  Told told;
  told.source = ranking.source;
  told.people = people_of(ranking);
  for (const overlay::RankingFigure& figure : in_public(ranking).figures) {
    const metrics::FigureKind* kind = metrics::find_figure(figure.name);
    const bool changes_by_itself =
        kind == nullptr || kind->finality == metrics::Finality::third_day || kind->needs == metrics::Needs::closings;
    if (figure.total && !changes_by_itself) told.figures.emplace(figure.name, *figure.total);
  }
  return told;
}

std::string told_as_text(const ToldPeriods& periods) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& allocator = document.GetAllocator();
  const auto text = [&](const std::string& from) { return rapidjson::Value(from, allocator); };
  for (const auto& [day, told] : periods) {
    rapidjson::Value figures = told_values_json(told.figures, allocator);
    rapidjson::Value period(rapidjson::kObjectType);
    period.AddMember("source", text(told.source), allocator).AddMember("people", text(told.people), allocator);
    period.AddMember("figures", figures, allocator);
    document.AddMember(text(std::to_string(day.number)), period, allocator);
  }
  return to_text(document);
}

ToldPeriods told_from_text(std::string_view text) {
  ToldPeriods periods;
  JsonLimits limits;
  limits.bytes = kMostToldBytes;
  const auto document = parse_guarded_json(text, limits);
  if (!document || !document->IsObject()) return periods;
  for (const auto& entry : document->GetObject()) {
    const std::string_view name(entry.name.GetString(), entry.name.GetStringLength());
    Day day;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), day.number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) continue;
    Told told;
    if (const auto* figures = member(entry.value, "figures"); figures != nullptr) told.figures = told_values(*figures);
    told.source = text_in(entry.value, "source");
    told.people = text_in(entry.value, "people");
    periods.emplace(day, std::move(told));
  }
  return periods;
}

std::string correction(const Told& then, const overlay::Ranking& now, Language language) {
  if (now.status != overlay::FigureStatus::final) return {};
  if (then.source != now.source || then.people != people_of(now)) return {};
  const bool zh = language == Language::zh;
  std::string what;
  for (const overlay::RankingFigure& figure : in_public(now).figures) {
    const auto was = then.figures.find(figure.name);
    if (was == then.figures.end() || !figure.total || was->second.few || figure.total->few) continue;
    const std::string before = value_text(figure.unit, was->second, language);
    const std::string after = value_text(figure.unit, *figure.total, language);
    if (before == after) continue;
    if (!what.empty()) what += zh ? "，" : ", ";
    what += fmt::format("{} {} → {}", figure_title(figure.name, language), before, after);
  }
  if (what.empty()) return what;
  return zh ? fmt::format("更正 {}：{}。后来到的数据改变了它们。", period_text(now.by, now.from, now.to, language), what)
            : fmt::format("Corrected for {}: {}. Data that came later changed this.",
                          period_text(now.by, now.from, now.to, language), what);
}

}  // namespace rigong::runtime
