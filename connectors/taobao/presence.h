// SPDX-License-Identifier: Apache-2.0
// Time on line and time suspended of a day, from the moments at which a rep came, went, suspended and came back. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "agent/model/record.h"
#include "connectors/kit/json.h"
#include "connectors/taobao/platform_time.h"

namespace rigong::connectors::taobao {

enum class Change { came, went, suspended, resumed };
struct StatusChange {
  Seconds at = 0;
  Change change = Change::came;
};

struct Presence {
  Seconds online = 0;
  Seconds suspended = 0;  // While on line.
};
// By day, of the days of [from, to) on which there is anything. Changes may come in any order and may be of times before, which
// tell how the first day begins. Whoever is not seen to go counts until the end of the day on which they were seen last: a line
// that broke is no night's work. Two that say the same count once.
[[nodiscard]] std::map<std::int32_t, Presence> presence_of(std::vector<StatusChange> changes, Day from, Day to);

// The rows of wangwang.eservice.loginlogs.get, which are of one rep. What is neither coming nor going is left out.
[[nodiscard]] std::vector<StatusChange> read_login_logs(const rapidjson::Value& root);
// Those of qianniu.cloudkefu.onlinestatuslog.get, by the number of the sub-account.
[[nodiscard]] std::map<std::int64_t, std::vector<StatusChange>> read_status_log(const rapidjson::Value& root);

}  // namespace rigong::connectors::taobao
