// SPDX-License-Identifier: Apache-2.0
// What a row of sync_msg means. Pure: a row in, a record out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "agent/base/calendar.h"
#include "agent/model/record.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::wecom_kf {

struct Item {
  // Which service account the row names; empty where it names none.
  std::string open_kfid;
  TimeMs at = 0;
  // Nothing of an event that says nothing about a conversation: a window opened, a rep gone for lunch.
  std::variant<std::monostate, model::Message, model::Assignment> record;
};

// Nothing where the row has no number, no time, no customer or no kind that is known. `open_kfid` is the account that was asked
// for: events name it within themselves, or not at all.
[[nodiscard]] std::optional<Item> read_item(const rapidjson::Value& row, std::string_view open_kfid,
                                            const ShopCalendar& calendar);

// The parts of a row that tell which one it is, without a word or a name of the customer: for rows kept aside.
[[nodiscard]] std::string outline(const rapidjson::Value& row);

}  // namespace rigong::connectors::wecom_kf
