// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/correction.h"

#include <fmt/format.h>

#include <charconv>

#include "agent/base/json.h"
#include "agent/runtime/board.h"
#include "agent/runtime/public_ranking.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostToldBytes = 64 * 1024;

overlay::Ranking in_public(const overlay::Ranking& ranking) {
  overlay::Ranking told = ranking;
  make_public(told);
  return told;
}

std::optional<double> number_in(const rapidjson::Value& list, rapidjson::SizeType at) {
  if (!list.IsArray() || at >= list.Size() || !list[at].IsNumber()) return std::nullopt;
  return list[at].GetDouble();
}

}  // namespace

Told told_of(const overlay::Ranking& ranking) {
  const overlay::Ranking open = in_public(ranking);
  Told told;
  for (const overlay::RankingFigure& figure : open.figures) {
    if (figure.total) told.figures.emplace(figure.name, *figure.total);
  }
  for (const overlay::RankingPlace& place : open.composite.places) told.first.push_back(place.person.id);
  return told;
}

std::string told_as_text(const ToldPeriods& periods) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& allocator = document.GetAllocator();
  const auto text = [&](const std::string& from) { return rapidjson::Value(from, allocator); };
  for (const auto& [day, told] : periods) {
    rapidjson::Value figures(rapidjson::kObjectType);
    for (const auto& [name, value] : told.figures) {
      rapidjson::Value numbers(rapidjson::kArrayType);
      numbers.PushBack(value.few ? 1 : 0, allocator);
      numbers.PushBack(value.numerator, allocator).PushBack(value.denominator, allocator);
      if (value.value) numbers.PushBack(*value.value, allocator);
      figures.AddMember(text(name), numbers, allocator);
    }
    rapidjson::Value first(rapidjson::kArrayType);
    for (const std::string& id : told.first) first.PushBack(text(id), allocator);
    rapidjson::Value period(rapidjson::kObjectType);
    period.AddMember("figures", figures, allocator).AddMember("first", first, allocator);
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
    if (const auto* figures = member(entry.value, "figures"); figures != nullptr && figures->IsObject()) {
      for (const auto& figure : figures->GetObject()) {
        const auto few = number_in(figure.value, 0);
        const auto numerator = number_in(figure.value, 1);
        const auto denominator = number_in(figure.value, 2);
        if (!few || !numerator || !denominator) continue;
        told.figures[figure.name.GetString()] = {number_in(figure.value, 3), *numerator, *denominator, *few != 0};
      }
    }
    if (const auto* first = member(entry.value, "first"); first != nullptr && first->IsArray()) {
      for (const auto& id : first->GetArray()) {
        if (id.IsString()) told.first.emplace_back(id.GetString(), id.GetStringLength());
      }
    }
    periods.emplace(day, std::move(told));
  }
  return periods;
}

std::string correction(const Told& then, const overlay::Ranking& now, Language language) {
  const overlay::Ranking open = in_public(now);
  const bool zh = language == Language::zh;
  std::string what;
  const auto add = [&](const std::string& text) {
    if (!what.empty()) what += zh ? "，" : ", ";
    what += text;
  };
  for (const overlay::RankingFigure& figure : open.figures) {
    const auto was = then.figures.find(figure.name);
    if (was == then.figures.end() || !figure.total) continue;
    const std::string before = value_text(figure.unit, was->second, language);
    const std::string after = value_text(figure.unit, *figure.total, language);
    if (before != after) add(fmt::format("{} {} → {}", figure_title(figure.name, language), before, after));
  }
  std::vector<std::string> first;
  std::string names;
  for (const overlay::RankingPlace& place : open.composite.places) {
    first.push_back(place.person.id);
    if (!names.empty()) names += zh ? "、" : ", ";
    names += place.person.name;
  }
  // Where nobody was told then, a ranking of a day that is over is not begun now.
  if (!first.empty() && !then.first.empty() && first != then.first) {
    add((zh ? "综合前三是 " : "first by points: ") + names);
  }
  if (what.empty()) return what;
  return zh ? fmt::format("更正 {}：{}。后来到的数据改变了它们。", period_text(now, language), what)
            : fmt::format("Corrected for {}: {}. Data that came later changed this.", period_text(now, language), what);
}

}  // namespace rigong::runtime
