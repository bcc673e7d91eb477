// SPDX-License-Identifier: Apache-2.0
// Ready figures of days as the platform counts them, and single ratings. Pure: answers in, records out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agent/model/record.h"
#include "connectors/kit/json.h"
#include "connectors/taobao/cursor.h"

namespace rigong::connectors::taobao {

// The days of received, unreplied, waiting, evaluation or online within [from, to). What else the answer holds is left out.
[[nodiscard]] std::vector<model::DeliveredDay> read_rep_days(RepTask task, const rapidjson::Value& root, Day from, Day to);

// The whole shop's figures of one day; nothing where there are none. Several rows are added up only where they are the only way
// to the shop's sum, so of more than one the first counts.
[[nodiscard]] std::optional<model::DeliveredDay> read_shop_day(const rapidjson::Value& root, Day day);

// What the service assistant says of today so far, or of the day before where its answer was made then: the share of the bot.
[[nodiscard]] std::optional<model::DeliveredDay> read_service_now(const rapidjson::Value& root, Day today);
// How many notes of slow responses of the day nobody has read in the seller's workbench.
[[nodiscard]] std::optional<model::DeliveredDay> read_slow_unread(const rapidjson::Value& root, Day day);

struct ReadRatings {
  std::vector<model::Rating> ratings;
  std::vector<const rapidjson::Value*> unusable;
};
// The rows of an answer with staff_eval_details. A rating's id is made of its parts, hashed, since it has none of its own.
[[nodiscard]] ReadRatings read_ratings(const rapidjson::Value& root);

struct ChatPage {
  std::optional<std::int64_t> code;               // Other than 0: why nothing came.
  std::map<std::int32_t, std::int64_t> partners;  // By day: with how many the rep chatted, colleagues left out.
  std::string next_key;                           // Empty on the last page.
  std::string content;                            // What makes it this page; a digest, no name is in it.
};
[[nodiscard]] ChatPage read_chat_page(const rapidjson::Value& root, const std::string& rep, Day from, Day to);

}  // namespace rigong::connectors::taobao
