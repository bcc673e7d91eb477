// SPDX-License-Identifier: Apache-2.0
// The shapes in which JOS writes one thing: names in other letters from one SDK and year to the next, a list of one as an
// object, JSON as text within JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/model/record.h"
#include "connectors/jd/platform_time.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::jd {

// The member of that name, small and capital letters alike; null as member() has it.
[[nodiscard]] const rapidjson::Value* field(const rapidjson::Value& value, std::string_view name);
// The elements of a list, or the one object that stands where a list should be; nothing for all else.
[[nodiscard]] std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list);

// Clean and cut; empty where there is none.
[[nodiscard]] std::string text_in(const rapidjson::Value& value, std::string_view name, std::size_t most = model::kMaxIdBytes);
// A whole number of 0 to 10^9, as a number or as text.
[[nodiscard]] std::optional<std::int64_t> count_in(const rapidjson::Value& value, std::string_view name);
[[nodiscard]] std::optional<TimeMs> time_in(const rapidjson::Value& value, std::string_view name);
[[nodiscard]] std::optional<Day> day_in(const rapidjson::Value& value, std::string_view name);

// Puts in its place what comes as JSON within a text: of the object's members and of their members. Lists are left alone, since
// in them stands what people wrote.
void open_texts(rapidjson::Document& document, rapidjson::Value& object, int depth = 2);

}  // namespace rigong::connectors::jd
