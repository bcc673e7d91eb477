// SPDX-License-Identifier: Apache-2.0
// What the fake platform answers to each method.
#include <fmt/format.h>

#include <algorithm>

#include "tests/connectors/jd/fake_jos.h"
#include "tests/connectors/jd/fake_jos_words.h"

namespace rigong::connectors::jd_test {
namespace {

constexpr std::int32_t kMostDaysApart = 7;
constexpr std::int32_t kKeptDays = 92;
constexpr std::size_t kMostImRows = 50;
constexpr std::size_t kMostOrderRows = 100;

std::string yuan(std::int64_t fen) { return fmt::format("{}.{:02}", fen / 100, fen % 100); }

std::string waiter_json(const std::string& waiter, Fault fault) {
  return quoted(fault == Fault::other_account ? "别家客服" : waiter);
}

std::vector<std::string> part_of(const std::vector<std::string>& rows, std::pair<std::size_t, std::size_t> page, Fault fault) {
  const std::size_t first = fault == Fault::same_page ? 0 : std::min(rows.size(), (page.first - 1) * page.second);
  const std::size_t last = std::min(rows.size(), first + page.second);
  return {rows.begin() + static_cast<std::ptrdiff_t>(first), rows.begin() + static_cast<std::ptrdiff_t>(last)};
}

}  // namespace

void FakeJos::only(const rapidjson::Value& question, const std::vector<std::string>& names, const std::string& method) {
  for (const auto& entry : question.GetObject()) {
    const std::string name = entry.name.GetString();
    if (std::find(names.begin(), names.end(), name) == names.end()) complain("no such field " + name, method);
    if (!entry.value.IsString() || entry.value.GetStringLength() == 0) complain("no text in " + name, method);
  }
}

bool FakeJos::is_asked_for(const rapidjson::Value& question, const std::string& waiter) const {
  const auto asked_for = text_of(question, "waiter");
  // Nobody named: the main account, which is the first here.
  return asked_for ? *asked_for == waiter : !waiters.empty() && waiter == waiters.front();
}

std::optional<std::pair<std::int32_t, std::int32_t>> FakeJos::days_of(const rapidjson::Value& question,
                                                                      const std::string& method) {
  const auto start = wall_time(text_of(question, "startTime").value_or(""));
  const auto end = wall_time(text_of(question, "endTime").value_or(""));
  if (!start || !end) {
    complain("no startTime and endTime", method);
    return std::nullopt;
  }
  const std::int32_t first = day_of(*start);
  const std::int32_t last = day_of(*end);
  if (first > last || last - first >= kMostDaysApart || first < day_of(now()) - kKeptDays || last > day_of(now())) {
    complain("a stretch that is not given", method);
    return std::nullopt;
  }
  return std::pair(first, last);
}

std::optional<std::pair<std::size_t, std::size_t>> FakeJos::page_of(const rapidjson::Value& question, const std::string& method,
                                                                    std::size_t most, const char* size_name) {
  const auto page = whole_of(question, "page").value_or(0);
  const auto size = whole_of(question, size_name).value_or(0);
  if (page >= 1 && size >= 1 && static_cast<std::size_t>(size) <= most) return std::pair(page, size);
  complain("a page that is not given", method);
  return std::nullopt;
}

std::string FakeJos::session_list(const rapidjson::Value& question, Fault fault) {
  const std::string method = "sessionlist";
  only(question, {"waiter", "startTime", "endTime", "page", "pageSize"}, method);
  const auto days = days_of(question, method);
  const auto page = page_of(question, method, kMostImRows);
  if (!days || !page) return {};
  std::vector<std::string> rows;
  for (const FakeSession& each : sessions) {
    if (!is_asked_for(question, each.waiter) || each.begin > now()) continue;
    if (day_of(each.begin) < days->first || day_of(each.begin) > days->second) continue;
    rows.push_back(fmt::format(
        R"({{"customer":{},"waiter":{},"beginTime":{},"replyTime":{},"endTime":{},"sessionType":{},"transfer":{},"sid":null,"skuId":"0"}})",
        quoted(each.customer), waiter_json(each.waiter, fault), time_json(each.begin, fault),
        time_json(each.reply > now() ? 0 : each.reply, fault), time_json(each.end > now() ? 0 : each.end, fault),
        number_json(each.type, fault), fault == Fault::odd_shape ? R"("false")" : "false"));
  }
  return fmt::format(R"("ChatSessionPage":{{"totalRecord":{},"chatSessionList":{}}})", number_json(std::ssize(rows), fault),
                     list_of(part_of(rows, *page, fault), fault));
}

std::string FakeJos::chat_log(const rapidjson::Value& question, Fault fault) {
  const std::string method = "chatlog";
  only(question, {"waiter", "customer", "skuId", "startTime", "endTime", "page", "pageSize"}, method);
  const auto days = days_of(question, method);
  const auto page = page_of(question, method, kMostImRows);
  const auto customer = text_of(question, "customer");
  if (!customer) complain("there is no customer", method);
  if (!days || !page || !customer) return {};
  std::vector<std::pair<TimeMs, std::string>> found;
  for (const FakeMessage& each : messages) {
    if (each.customer != *customer || !is_asked_for(question, each.waiter) || each.at > now()) continue;
    if (day_of(each.at) < days->first || day_of(each.at) > days->second) continue;
    std::string content = quoted(each.content);
    if (fault == Fault::bad_bytes) content.insert(content.size() - 1, "\xE4\xBD");
    found.emplace_back(
        each.at,
        fmt::format(R"({{"content":{},"sid":"s","waiterSend":{},"time":{},"skuId":0,"customer":{},"waiter":{},"channel":{}}})",
                    content,
                    fault == Fault::odd_shape ? (each.by_waiter ? R"("true")" : R"("false")")
                    : each.by_waiter          ? "true"
                                              : "false",
                    time_json(each.at, fault), quoted(each.customer), quoted(each.waiter), each.by_waiter ? 21 : 11));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (newest_first) std::reverse(found.begin(), found.end());
  std::vector<std::string> rows;
  for (auto& [at, row] : found) rows.push_back(std::move(row));
  // So it has been seen, whatever it counts.
  return fmt::format(R"("ChatLogPage":{{"totalRecord":{},"chatLogList":{}}})", number_json(1, fault),
                     list_of(part_of(rows, *page, fault), fault));
}

std::string FakeJos::evaluation_list(const rapidjson::Value& question, Fault fault) {
  const std::string method = "evaluationlist";
  only(question, {"waiter", "startTime", "endTime", "page", "pageSize"}, method);
  const auto days = days_of(question, method);
  const auto page = page_of(question, method, kMostImRows);
  if (!days || !page) return {};
  std::vector<std::string> rows;
  for (const FakeEvaluation& each : evaluations) {
    if (!is_asked_for(question, each.waiter) || each.at > now()) continue;
    if (day_of(each.at) < days->first || day_of(each.at) > days->second) continue;
    rows.push_back(fmt::format(R"({{"customer":{},"waiter":{},"desc":"不给人看","score":{},"evaTime":{}}})",
                               quoted(each.customer), waiter_json(each.waiter, fault), number_json(each.score, fault),
                               time_json(each.at, fault)));
  }
  return fmt::format(R"("Evaluation":{})", list_of(part_of(rows, *page, fault), fault));
}

std::string FakeJos::pass_log(const rapidjson::Value& question, Fault fault) {
  const std::string method = "passlog";
  only(question, {"waiter", "startTime", "endTime", "page", "pageSize"}, method);
  const auto days = days_of(question, method);
  const auto page = page_of(question, method, kMostImRows);
  if (!days || !page) return {};
  if (days->second >= day_of(now())) complain("today is not ready", method);
  std::vector<std::string> rows;
  for (const FakeLogin& each : logins) {
    // A row belongs to the day on which it began.
    const TimeMs at = each.login != 0 ? each.login : each.logout;
    if (!is_asked_for(question, each.waiter) || at > now() || day_of(at) < days->first || day_of(at) > days->second) continue;
    rows.push_back(fmt::format(
        R"({{"waiter":{},"loginTime":{},"logoutTime":{},"ip":"ip-must-not-be-shown","loginSid":"sid-must-not-be-shown"}})",
        waiter_json(each.waiter, fault), time_json(each.login, fault), time_json(each.logout > now() ? 0 : each.logout, fault)));
  }
  return fmt::format(R"("PassLog":{})", list_of(part_of(rows, *page, fault), fault));
}

std::string FakeJos::statistic(const std::string& method, const rapidjson::Value& question, Fault fault) {
  if (method == "jingdong.im.pop.consult.avgwaittime.get") {
    only(question, {"waiter", "date"}, method);
    const auto date = wall_time(text_of(question, "date").value_or(""));
    if (!date || day_of(*date) >= day_of(now()) || day_of(*date) < day_of(now()) - kKeptDays) {
      complain("a day that is not given", method);
      return {};
    }
    const auto found = waited.find({text_of(question, "waiter").value_or(""), day_of(*date)});
    const std::string value = found == waited.end() ? "0" : found->second;
    return fmt::format(R"("avgTime":{})", fault == Fault::odd_shape ? quoted(value) : value);
  }
  only(question, {"waiter", "startTime", "endTime"}, method);
  const auto days = days_of(question, method);
  if (!days) return {};
  if (days->second >= day_of(now())) complain("today is not ready", method);
  std::vector<std::string> rows;
  if (method == "jingdong.im.pop.evaluationstat.get") {
    std::map<std::tuple<std::string, std::int32_t, int>, int> counts;
    for (const FakeEvaluation& each : evaluations) {
      const std::int32_t day = day_of(each.at);
      if (is_asked_for(question, each.waiter) && day >= days->first && day <= days->second) {
        ++counts[{each.waiter, day, each.score}];
      }
    }
    for (const auto& [key, count] : counts) {
      const auto& [waiter, day, score] = key;
      rows.push_back(fmt::format(R"({{"date":"{}","waiter":{},"score":{},"count":{}}})", date_of(day), waiter_json(waiter, fault),
                                 number_json(score, fault), number_json(count, fault)));
    }
    return fmt::format(R"("WaiterDailyEvaStat":{})", list_of(rows, fault));
  }
  for (const auto& [key, count] : method == "jingdong.im.pop.replystat.get" ? received : unreplied) {
    const auto& [waiter, day] = key;
    if (!is_asked_for(question, waiter) || day < days->first || day > days->second) continue;
    rows.push_back(fmt::format(R"({{"date":"{}","waiter":{},"result":"{}"}})", date_of(day), waiter_json(waiter, fault), count));
  }
  return fmt::format(R"("WaiterDailyStat":{})", list_of(rows, fault));
}

std::string FakeJos::order_list(const std::string& method, const rapidjson::Value& question, Fault fault) {
  only(question, {"start_date", "end_date", "order_state", "optional_fields", "page", "page_size", "sortType", "dateType"},
       method);
  const auto from = wall_time(text_of(question, "start_date").value_or(""));
  const auto to = wall_time(text_of(question, "end_date").value_or(""));
  const auto page = page_of(question, method, kMostOrderRows, "page_size");
  if (!from || !to || *from > *to || *to - *from > 30 * kDayMs) {
    complain("a stretch that is not given", method);
    return {};
  }
  if (!page) return {};
  const std::string fields = "," + text_of(question, "optional_fields").value_or("") + ",";
  for (const char* name : {"orderId", "orderState", "orderStartTime", "modified", "orderPayment", "paymentConfirmTime", "pin"}) {
    if (fields.find(fmt::format(",{},", name)) == std::string::npos) complain(std::string("not asked for: ") + name, method);
  }
  std::vector<const FakeOrder*> found;
  for (const auto& [id, order] : orders) {
    if (order.modified >= *from && order.modified <= *to) found.push_back(&order);
  }
  std::sort(found.begin(), found.end(),
            [](const FakeOrder* a, const FakeOrder* b) { return std::pair(a->modified, a->id) < std::pair(b->modified, b->id); });
  std::vector<std::string> rows;
  for (const FakeOrder* each : found) {
    const std::string pin = pins_are_masked ? each->pin.substr(0, 1) + "***" : each->pin;
    rows.push_back(fmt::format(
        R"({{"orderId":"{}","orderState":"{}","orderStartTime":"{}","modified":"{}","orderEndTime":{},"paymentConfirmTime":"{}","orderPayment":{},"pin":{},"open_id_buyer":"open-{}"}})",
        each->id, each->state, wall_of(each->created), wall_of(each->modified),
        each->ended == 0 ? "null" : quoted(wall_of(each->ended)), each->paid == 0 ? "0001-01-01 00:00:00" : wall_of(each->paid),
        fault == Fault::odd_shape ? yuan(each->payment_fen) : quoted(yuan(each->payment_fen)), quoted(pin), each->pin));
  }
  const std::string success = fault == Fault::odd_shape ? R"("true")" : "true";
  return fmt::format(R"("searchorderinfo_result":{{"apiResult":{{"success":{}}},"orderTotal":{},"orderInfoList":{}}})", success,
                     number_json(std::ssize(rows), fault), list_of(part_of(rows, *page, fault), fault));
}

}  // namespace rigong::connectors::jd_test
