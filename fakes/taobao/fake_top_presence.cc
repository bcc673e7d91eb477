// SPDX-License-Identifier: Apache-2.0
// Who was there when, what the service assistant did, and which notes nobody has read.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fakes/kit/json.h"
#include "fakes/taobao/fake_top.h"

namespace rigong::fakes::taobao {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

}  // namespace

void FakeTop::work(const std::string& rep, std::int64_t came, std::int64_t went, std::int64_t suspended, std::int64_t resumed) {
  auto& log = changes[rep];
  log.push_back({came, 1});
  if (suspended != 0) log.insert(log.end(), {{suspended, 2}, {resumed, 3}});
  log.push_back({went, -1});
  for (std::int32_t day = day_of(came); day <= day_of(went); ++day) {
    const std::int64_t begin = start_of(day);
    const auto within = [&](std::int64_t from, std::int64_t to) {
      return std::max<std::int64_t>(0, std::min(to, begin + kDaySeconds) - std::max(from, begin));
    };
    if (within(came, went) == 0) continue;
    rep_days[day][rep].online_s += within(came, went);
    rep_days[day][rep].suspended_s += within(suspended, resumed);
  }
}

std::int64_t FakeTop::number_of(const std::string& rep) {
  return numbers_.try_emplace(rep, 7'001 + static_cast<std::int64_t>(numbers_.size())).first->second;
}

FakeTop::Reply FakeTop::login_logs(const Query& query) {
  const std::string method = "loginlogs";
  std::vector<std::string> reps;
  if (auto wrong = check_reps(method, query.at("service_staff_id"), 1, reps); !wrong) return wrong;
  const auto from = from_wall(query.at("start_date"));
  const auto to = from_wall(query.at("end_date"));
  if (!from || !to || *from >= *to) return not_allowed(method, "a stretch of time");
  if (*to - *from > 7 * kDaySeconds) return not_allowed(method, "at most 7 days");
  if (day_of(*to) >= today()) return not_allowed(method, "never today");
  if (day_of(*from) < today() - 90) return not_allowed(method, "90 days are kept");
  std::vector<std::string> rows;
  for (const FakeChange& change : changes[reps.front()]) {
    const bool says = change.status == 1 || change.status == -1;
    if (!says || change.at < *from || change.at > *to) continue;
    rows.push_back(fmt::format(R"({{"time":"{}","type":"{}"}})", wall(change.at), change.status == 1 ? "login" : "logout"));
  }
  // The newest first, as logs are.
  std::reverse(rows.begin(), rows.end());
  return fmt::format(R"("count":{},"user_id":"cntaobao{}",)", number(static_cast<std::int64_t>(rows.size())), reps.front()) +
         list("loginlogs", "login_log", rows);
}

FakeTop::Reply FakeTop::status_log(const Query& query) {
  const std::string method = "onlinestatuslog";
  const auto from = from_wall(query.at("start_date"));
  const auto to = from_wall(query.at("end_date"));
  if (!from || !to || *from > *to) return not_allowed(method, "a stretch of time");
  if (day_of(*from) < today() - 30) return not_allowed(method, "30 days are kept");
  if (day_of(*to) > today()) return not_allowed(method, "not of the future");
  std::set<std::int64_t> wanted;
  const std::string& ids = query.at("account_ids");
  for (std::size_t at = 0; at <= ids.size();) {
    const std::size_t end = std::min(ids.find(',', at), ids.size());
    const auto id = whole_number(ids.substr(at, end - at));
    if (!id) return not_allowed(method, "an id that is no number");
    wanted.insert(*id);
    at = end + 1;
  }
  if (wanted.size() > 10) return not_allowed(method, "too many ids");
  std::vector<std::string> rows;
  for (const auto& [rep, log] : changes) {
    const std::int64_t id = number_of(rep);
    if (!wanted.contains(id)) continue;
    for (const FakeChange& change : log) {
      if (day_of(change.at) < day_of(*from) || day_of(change.at) > day_of(*to)) continue;
      const bool comes_or_goes = change.status == 1 || change.status == -1;
      rows.push_back(fmt::format(
          R"({{"status":{},"type":{},"account_id":{},"main_account_id":1,"change_time":"{}","change_time_ts":{},"domain":"cntaobao"}})",
          change.status < 0 ? std::string("-1") : number(change.status), number(comes_or_goes ? 8 : 5), number(id),
          wall(change.at), change.at * 1000));
    }
  }
  std::string all;
  for (const std::string& row : rows) all += (all.empty() ? "" : ",") + row;
  const bool one = rows.size() == 1 && !plain_styles;
  return fmt::format(R"("cause":null,"version":"1","record_list":{}{}{})", one ? "" : "[", all, one ? "" : "]");
}

FakeTop::Reply FakeTop::service_now() {
  if (bot_ratio.empty()) return std::string(R"("result":null)");
  const bool is_lost = fault_ == Fault::truncated || fault_ == Fault::other_shape || fault_ == Fault::slow;
  if (!is_lost) bot_ratios[today()] = bot_ratio;
  return fmt::format(
      R"("result":{{"account_id":{},"main_account_id":1,"received":{},"average_response":"1.5","robot_answered_ratio":{},"start_time":"{}",)"
      R"("end_time":"{}","questions":[]}},"data_produced_timestamp":{})",
      number(9), number(12), plain_styles ? bot_ratio : '"' + bot_ratio + '"', wall(start_of(today())), wall(now()),
      now() * 1000);
}

FakeTop::Reply FakeTop::slow_unread(const Query& query) {
  const std::string method = "slowresponse.unread.count";
  const auto from = from_wall(query.at("start_time"));
  const auto to = from_wall(query.at("end_time"));
  if (!from || !to || *from >= *to) return not_allowed(method, "a stretch of time");
  const auto notes = slow_notes.find(day_of(*from));
  if (day_of(*from) != day_of(*to) || notes == slow_notes.end()) return std::string(R"("module":null)");
  return fmt::format(R"("module":{})", number(notes->second));
}

}  // namespace rigong::fakes::taobao
