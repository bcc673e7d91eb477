// SPDX-License-Identifier: Apache-2.0
// What was told of a group in figures, as it is kept with a post or a report that was handed in, for saying later what reads
// otherwise. Pure.
#pragma once

#include <map>
#include <string>

#include "agent/base/json.h"
#include "overlay/api/common.h"

namespace rigong::runtime {

inline constexpr std::size_t kMostToldBytes = 64 * 1024;

using ToldValues = std::map<std::string, overlay::Value>;  // By the figure's JSON name.

// {"satisfaction": [few, numerator, denominator, value]}, without the last where there is none.
[[nodiscard]] rapidjson::Value told_values_json(const ToldValues& values, rapidjson::Document::AllocatorType& memory);
// What is not understood was not told.
[[nodiscard]] ToldValues told_values(const rapidjson::Value& value);

}  // namespace rigong::runtime
