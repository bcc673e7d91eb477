// SPDX-License-Identifier: Apache-2.0
// How the fake platform reads and writes addresses, times and lists.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/connectors/jd/fake_jos.h"

namespace rigong::connectors::jd_test {

[[nodiscard]] std::map<std::string, std::string> query_of(std::string_view text);
[[nodiscard]] std::string http_date(TimeMs time);
[[nodiscard]] std::string quoted(const std::string& text);
// "2026-11-25 09:30:00" of Beijing; nothing where it is written in any other way.
[[nodiscard]] std::optional<TimeMs> wall_time(std::string_view text);
// The same with ".123+0800" behind it, or without.
[[nodiscard]] std::optional<TimeMs> stamp_time(std::string_view text);
[[nodiscard]] std::string wall_of(TimeMs time);
[[nodiscard]] std::int32_t day_of(TimeMs time);
[[nodiscard]] std::string date_of(std::int32_t day);

// As JSON: milliseconds, with odd_shape Beijing's time as text; null for 0.
[[nodiscard]] std::string time_json(TimeMs time, Fault fault);
[[nodiscard]] std::string number_json(std::int64_t number, Fault fault);
// With odd_shape a list of one is the object itself and an empty one null.
[[nodiscard]] std::string list_of(const std::vector<std::string>& rows, Fault fault);
// `"name":{…}` with the object as a text.
[[nodiscard]] std::string text_within(const std::string& member);

}  // namespace rigong::connectors::jd_test
