// SPDX-License-Identifier: Apache-2.0
#include "agent/model/record.h"

#include <array>

namespace rigong::model {
namespace {

// In the order of the enum.
constexpr std::array kNames = {
    "consulting_customers",
    "customers",
    "customers_effective",
    "customers_unreplied",
    "customers_slow",
    "messages_all",
    "messages_in",
    "messages_out",
    "characters_out",
    "answer_ratio",
    "reply_rate",
    "answered_in_3_min_rate",
    "answered_in_30_s_rate",
    "first_response_mean_ms",
    "response_mean_ms",
    "satisfaction",
    "ratings",
    "ratings_good",
    "sales_fen",
    "orders",
    "paying_customers",
    "inquiries",
    "conversion_rate",
    "online_ms",
    "suspended_ms",
    "bot_share",
    "slow_unread",
};
static_assert(kNames.size() == static_cast<std::size_t>(DeliveredField::count_));

}  // namespace

const char* field_name(DeliveredField field) {
  const auto index = static_cast<std::size_t>(field);
  return index < kNames.size() ? kNames[index] : "";
}

std::optional<DeliveredField> delivered_field(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<DeliveredField>(i);
  }
  return std::nullopt;
}

}  // namespace rigong::model
