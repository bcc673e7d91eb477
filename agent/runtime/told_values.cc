// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/told_values.h"

#include <optional>

namespace rigong::runtime {
namespace {

std::optional<double> number_in(const rapidjson::Value& list, rapidjson::SizeType at) {
  if (!list.IsArray() || at >= list.Size() || !list[at].IsNumber()) return std::nullopt;
  return list[at].GetDouble();
}

}  // namespace

rapidjson::Value told_values_json(const ToldValues& values, rapidjson::Document::AllocatorType& memory) {
  rapidjson::Value figures(rapidjson::kObjectType);
  for (const auto& [name, value] : values) {
    rapidjson::Value numbers(rapidjson::kArrayType);
    numbers.PushBack(value.few ? 1 : 0, memory).PushBack(value.numerator, memory).PushBack(value.denominator, memory);
    if (value.value) numbers.PushBack(*value.value, memory);
    figures.AddMember(rapidjson::Value(name, memory), numbers, memory);
  }
  return figures;
}

ToldValues told_values(const rapidjson::Value& value) {
  ToldValues values;
  if (!value.IsObject()) return values;
  for (const auto& figure : value.GetObject()) {
    const auto few = number_in(figure.value, 0);
    const auto numerator = number_in(figure.value, 1);
    const auto denominator = number_in(figure.value, 2);
    if (!few || !numerator || !denominator) continue;
    values[std::string(figure.name.GetString(), figure.name.GetStringLength())] = {number_in(figure.value, 3), *numerator,
                                                                                   *denominator, *few != 0};
  }
  return values;
}

}  // namespace rigong::runtime
