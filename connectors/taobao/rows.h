// SPDX-License-Identifier: Apache-2.0
// Values as TOP writes them: lists that may be one object, numbers that may be text, ids with and without their prefix.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/kit/json.h"
#include "connectors/taobao/platform_time.h"

namespace rigong::connectors::taobao {

// The rows of {"xs": {"x": [...]}}: `outer` and `inner` are "xs" and "x". Also of {"xs": [...]}, of one object in place of a
// list, and none where anything is missing or null. Only objects count.
[[nodiscard]] std::vector<const rapidjson::Value*> rows(const rapidjson::Value& parent, std::string_view outer,
                                                        std::string_view inner);

// A count of 0 or more, also as text.
[[nodiscard]] std::optional<std::int64_t> count_of(const rapidjson::Value& row, std::string_view name);
// Seconds, also broken ones and as text, as whole milliseconds.
[[nodiscard]] std::optional<std::int64_t> seconds_as_ms(const rapidjson::Value& row, std::string_view name);
// Yuan as fen, exactly.
[[nodiscard]] std::optional<std::int64_t> fen_of(const rapidjson::Value& row, std::string_view name);
[[nodiscard]] std::optional<Seconds> time_of(const rapidjson::Value& row, std::string_view name);
// A text that is not empty, cleaned and cut to what an id may have.
[[nodiscard]] std::optional<std::string> id_of(const rapidjson::Value& row, std::string_view name);

// "cntaobao晨光小店:小满" as "晨光小店:小满".
[[nodiscard]] std::string short_nick(std::string_view nick);
[[nodiscard]] std::string long_nick(std::string_view nick);
// Of "晨光小店:小满" the part before and behind the colon; the whole as main where there is none.
[[nodiscard]] std::string main_of(std::string_view nick);
[[nodiscard]] std::string sub_of(std::string_view nick);
// A rep's id, whichever of the two names it stands under.
[[nodiscard]] std::optional<std::string> rep_of(const rapidjson::Value& row);
// "摩**" may be many people.
[[nodiscard]] bool is_masked(std::string_view nick);
// At ',' and its full-width sister, trimmed; empty parts left out.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace rigong::connectors::taobao
