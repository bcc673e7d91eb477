// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/presence.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

#include "connectors/kit/fold.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

// The platform's words are not documented: what was seen, and what would be natural.
std::optional<Change> login_of(const std::string& type) {
  const std::string text = fold_value(type);
  for (const std::string_view word : {"logout", "logoff", "offline", "登出", "下线", "离线", "退出"}) {
    if (text.find(word) != std::string::npos) return Change::went;
  }
  for (const std::string_view word : {"login", "logon", "online", "登录", "登入", "上线"}) {
    if (text.find(word) != std::string::npos) return Change::came;
  }
  if (text == "1") return Change::came;
  if (text == "0" || text == "-1") return Change::went;
  return std::nullopt;
}

std::optional<Change> status_of(std::int64_t status) {
  switch (status) {
    case 1:
      return Change::came;
    case -1:
      return Change::went;
    case 2:
      return Change::suspended;
    case 3:
      return Change::resumed;
    default:
      return std::nullopt;
  }
}

// Adds the stretch to each of the days that it touches.
void add(std::map<std::int32_t, Presence>& days, Seconds begin, Seconds end, Seconds Presence::*what) {
  while (begin < end) {
    const Day day = day_of(begin);
    const Seconds until = std::min(end, start_of(day + 1));
    days[day.number].*what += until - begin;
    begin = until;
  }
}

// An array of objects, or one object, under whatever names.
void collect(const rapidjson::Value& value, std::vector<const rapidjson::Value*>& rows, int depth) {
  constexpr int kDeepest = 3;
  if (value.IsArray()) {
    for (const rapidjson::Value& each : value.GetArray()) {
      if (each.IsObject()) rows.push_back(&each);
    }
    return;
  }
  if (!value.IsObject() || depth > kDeepest) return;
  if (value.HasMember("status")) {
    rows.push_back(&value);
    return;
  }
  for (const auto& each : value.GetObject()) collect(each.value, rows, depth + 1);
}

}  // namespace

std::map<std::int32_t, Presence> presence_of(std::vector<StatusChange> changes, Day from, Day to) {
  const auto order = [](const StatusChange& a, const StatusChange& b) {
    return std::tie(a.at, a.change) < std::tie(b.at, b.change);
  };
  std::sort(changes.begin(), changes.end(), order);
  std::map<std::int32_t, Presence> days;
  std::optional<Seconds> online;
  std::optional<Seconds> suspended;
  Seconds seen = 0;
  const auto end = [&](std::optional<Seconds>& since, Seconds at, Seconds Presence::*what) {
    if (since) add(days, *since, at, what);
    since.reset();
  };
  for (const StatusChange& each : changes) {
    switch (each.change) {
      case Change::came:
        if (!online) online = each.at;
        break;
      case Change::went:
        end(suspended, each.at, &Presence::suspended);
        end(online, each.at, &Presence::online);
        break;
      case Change::suspended:
        // Nobody suspends who is not there: when they came was not told.
        if (!online) online = each.at;
        if (!suspended) suspended = each.at;
        break;
      case Change::resumed:
        end(suspended, each.at, &Presence::suspended);
        if (!online) online = each.at;
        break;
    }
    seen = each.at;
  }
  const Seconds last = start_of(day_of(seen) + 1);
  end(suspended, last, &Presence::suspended);
  end(online, last, &Presence::online);
  std::erase_if(days, [&](const auto& day) { return day.first < from.number || day.first >= to.number; });
  return days;
}

std::vector<StatusChange> read_login_logs(const rapidjson::Value& root) {
  std::vector<StatusChange> changes;
  for (const rapidjson::Value* row : rows(root, "loginlogs", "login_log")) {
    const auto at = time_of(*row, "time");
    const auto change = login_of(text_of(*row, "type").value_or(""));
    if (at && change) changes.push_back({*at, *change});
  }
  return changes;
}

std::map<std::int64_t, std::vector<StatusChange>> read_status_log(const rapidjson::Value& root) {
  std::map<std::int64_t, std::vector<StatusChange>> changes;
  const rapidjson::Value* result = member(root, "result");
  const rapidjson::Value* list = member(result != nullptr && result->IsObject() ? *result : root, "record_list");
  std::vector<const rapidjson::Value*> found;
  if (list != nullptr) collect(*list, found, 0);
  for (const rapidjson::Value* row : found) {
    const auto account = whole_of(*row, "account_id");
    const auto at = time_of(*row, "change_time");
    const auto change = status_of(whole_of(*row, "status").value_or(0));
    if (account && at && change) changes[*account].push_back({*at, *change});
  }
  return changes;
}

}  // namespace rigong::connectors::taobao
