// SPDX-License-Identifier: Apache-2.0
// The customer service behind the gateway: reps, their days, ratings, chats.
#include <fmt/format.h>

#include <algorithm>

#include "fakes/kit/json.h"
#include "fakes/taobao/fake_top.h"

namespace rigong::fakes::taobao {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::optional<std::int32_t> from_date(const std::string& text) {
  const auto seconds = from_wall(text + " 00:00:00");
  if (!seconds) return std::nullopt;
  return FakeTop::day_of(*seconds);
}

const std::map<std::string, std::vector<std::string>>& parameters_of_methods() {
  static const std::map<std::string, std::vector<std::string>> kNames = {
      {"taobao.wangwang.eservice.groupmember.get", {"manager_id"}},
      {"taobao.sellercenter.subusers.get", {"nick"}},
      {"taobao.wangwang.eservice.receivenum.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.noreplynum.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.avgwaittime.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.evaluation.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.evals.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.onlinetime.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.wangwang.eservice.loginlogs.get", {"service_staff_id", "start_date", "end_date"}},
      {"taobao.qianniu.cloudkefu.onlinestatuslog.get", {"account_ids", "start_date", "end_date"}},
      {"taobao.qiannniu.dispatch.realtime.service.account.statistics.get", {}},
      {"taobao.qiannniu.dispatch.slowresponse.unread.count", {"start_time", "end_time"}},
      {"taobao.qianniu.kefueval.get", {"query_ids", "btime", "etime"}},
      {"taobao.airisland.kefueval.get", {"query_ids", "btime", "etime"}},
      {"taobao.wangwang.eservice.chatrelation.get", {"chat_relation_request"}},
      {"taobao.qiannniu.dispatch.offline.shop.performances.get", {"start_date", "end_date"}},
      {"taobao.trades.sold.increment.get", {"fields", "start_modified", "end_modified", "page_no", "page_size", "use_has_next"}},
      {"taobao.trades.sold.get", {"fields", "start_created", "end_created", "page_no", "page_size", "use_has_next"}},
      {"taobao.refunds.receive.get", {"fields", "start_modified", "end_modified", "page_no", "page_size", "use_has_next"}},
      {"taobao.trade.fullinfo.get", {"fields", "tid"}},
      {"taobao.refund.get", {"fields", "refund_id"}}};
  return kNames;
}

}  // namespace

FakeTop::Reply FakeTop::check_names(const std::string& method, const Query& query) {
  static const std::vector<std::string> kCommon = {"method", "app_key", "session",     "timestamp",
                                                   "v",      "format",  "sign_method", "sign"};
  const auto& methods = parameters_of_methods();
  const auto known = methods.find(method);
  if (known == methods.end()) return std::string();
  for (const auto& [name, value] : query) {
    const bool common = std::find(kCommon.begin(), kCommon.end(), name) != kCommon.end();
    const bool own = std::find(known->second.begin(), known->second.end(), name) != known->second.end();
    if (!common && !own) complain(method + " knows no parameter " + name);
  }
  for (const std::string& name : known->second) {
    if (!query.contains(name)) {
      complain(method + " lacks " + name);
      return refuse(40, "isv.missing-parameter:" + name);
    }
  }
  return std::string();
}

FakeTop::Reply FakeTop::check_reps(const std::string& method, const std::string& ids, std::size_t most,
                                   std::vector<std::string>& reps) {
  if (ids.size() > 1900) return not_allowed(method, "too long a list of ids");
  for (const std::string& id : split(ids)) {
    if (!id.starts_with("cntaobao")) return not_allowed(method, "an id without cntaobao");
    reps.push_back(id.substr(8));
  }
  if (reps.size() > most) return not_allowed(method, "too many ids");
  for (const std::string& rep : reps) {
    const bool known = std::any_of(groups.begin(), groups.end(), [&](const auto& group) {
      return std::find(group.second.begin(), group.second.end(), rep) != group.second.end();
    });
    // A sub-account that is gone is no mistake of the client's.
    if (!known || gone_reps.contains(rep)) return refuse(50, "isv.invalid-parameter");
  }
  return std::string();
}

FakeTop::Reply FakeTop::groups_reply(const Query& query) {
  if (!query.at("manager_id").starts_with("cntaobao")) return not_allowed("groupmember", "an id without cntaobao");
  std::vector<std::string> rows;
  std::int64_t id = 100;
  for (const auto& [name, members] : groups) {
    std::string list;
    for (const std::string& member : members) list += (list.empty() ? "cntaobao" : ",cntaobao") + member;
    rows.push_back(fmt::format(R"({{"group_id":{},"group_name":"{}","member_list":"{}"}})", number(++id), name, list));
  }
  return list("group_member_list", "group_member", rows);
}

FakeTop::Reply FakeTop::sub_users_reply(const Query& query) {
  if (query.at("nick").starts_with("cntaobao")) return not_allowed("subusers", "the short nick is meant");
  std::vector<std::string> rows;
  for (const auto& [name, members] : groups) {
    for (const std::string& member : members) {
      rows.push_back(fmt::format(R"({{"nick":"{}","seller_nick":"{}","sub_id":{},"status":1,"is_online":2}})", member,
                                 query.at("nick"), number(number_of(member))));
    }
  }
  rows.push_back(R"({"nick":"晨光小店:走了","status":"-1","is_online":1})");
  return list("subusers", "sub_user_info", rows);
}

FakeTop::Reply FakeTop::statistics(const std::string& method, const Query& query) {
  std::vector<std::string> reps;
  if (auto wrong = check_reps(method, query.at("service_staff_id"), 30, reps); !wrong) return wrong;
  const auto from = from_wall(query.at("start_date"));
  const auto to = from_wall(query.at("end_date"));
  if (!from || !to || *from > *to) return not_allowed(method, "a stretch of time");
  if (*from != start_of(day_of(*from)) || *to != start_of(day_of(*to))) return not_allowed(method, "whole days, 00:00:00");
  if (*to - *from > 7 * kDaySeconds) return not_allowed(method, "at most 7 days");
  if (day_of(*to) >= today()) return not_allowed(method, "never today");
  if (day_of(*from) < today() - 90) return not_allowed(method, "90 days are kept");
  const std::string who = plain_styles && method.find("receivenum") == std::string::npos ? "service_staff_id" : "user_id";
  std::vector<std::string> days;
  for (std::int32_t day = day_of(*from); day <= day_of(*to); ++day) {
    if (!rep_days.contains(day) || now() < start_of(day + 1) + publish_hour * 3600) continue;
    std::vector<std::string> rows;
    for (const std::string& rep : reps) {
      const auto& of_day = rep_days.at(day);
      const auto found = of_day.find(rep);
      if (found == of_day.end()) continue;
      const FakeRepDay& d = found->second;
      std::string values;
      if (method.find("receivenum") != std::string::npos) values = fmt::format(R"("reply_num":{})", number(d.received));
      if (method.find("noreplynum") != std::string::npos) {
        values = fmt::format(R"("non_reply_num":{},"non_reply_customId":{})", number(d.unreplied),
                             d.unreplied == 0 ? "null" : R"("cntaobao买家甲,cntaobao买家乙")");
      }
      if (method.find("avgwaittime") != std::string::npos) values = fmt::format(R"("avg_waiting_times":{})", number(d.waiting_s));
      if (method.find("onlinetime") != std::string::npos) {
        if (d.online_s == 0) continue;
        values = fmt::format(R"("online_times":{})", number(d.online_s));
      }
      if (method.find("evaluation") != std::string::npos) {
        std::vector<std::string> counts;
        for (const auto& [name, count] : d.evaluations) {
          counts.push_back(fmt::format(R"({{"evaluation_name":"{}","evaluation_num":"{}"}})", name, count));
        }
        values = list("evaluations", "evaluation", counts);
      }
      rows.push_back(fmt::format(R"({{"{}":"cntaobao{}",{}}})", who, shown(rep), values));
    }
    if (rows.empty()) continue;
    const std::string when = wall(start_of(day));
    if (method.find("receivenum") != std::string::npos) {
      days.push_back(fmt::format(R"({{"reply_date":"{}",{}}})", when, list("reply_stat_by_ids", "reply_stat_by_id", rows)));
    } else if (method.find("noreplynum") != std::string::npos) {
      days.push_back(
          fmt::format(R"({{"nonreply_date":"{}",{}}})", when, list("nonreply_stat_by_ids", "nonreply_stat_by_id", rows)));
    } else if (method.find("avgwaittime") != std::string::npos) {
      days.push_back(fmt::format(R"({{"waiting_date":"{}",{}}})", when, list("waiting_time_by_ids", "waiting_time_by_id", rows)));
    } else if (method.find("onlinetime") != std::string::npos) {
      days.push_back(fmt::format(R"({{"online_date":"{}",{}}})", when, list("online_time_by_ids", "online_time_by_id", rows)));
    } else {
      days.push_back(
          fmt::format(R"({{"eval_date":"{}",{}}})", when, list("staff_eval_stat_by_ids", "staff_eval_stat_by_id", rows)));
    }
  }
  if (method.find("receivenum") != std::string::npos) return list("reply_stat_list_on_days", "reply_stat_on_day", days);
  if (method.find("noreplynum") != std::string::npos) return list("non_reply_stat_on_days", "non_reply_stat_on_day", days);
  if (method.find("avgwaittime") != std::string::npos) return list("waiting_time_list_on_days", "waiting_times_on_day", days);
  if (method.find("onlinetime") != std::string::npos) return list("online_times_list_on_days", "online_times_on_day", days);
  return list("staff_eval_stat_on_days", "staff_eval_stat_on_day", days);
}

FakeTop::Reply FakeTop::evaluations(const std::string& method, const Query& query) {
  const bool classic = method == "taobao.wangwang.eservice.evals.get";
  const bool airisland = method == "taobao.airisland.kefueval.get";
  std::vector<std::string> reps;
  if (auto wrong = check_reps(method, query.at(classic ? "service_staff_id" : "query_ids"), classic ? 30 : 10, reps); !wrong) {
    return wrong;
  }
  const auto from = classic ? from_wall(query.at("start_date")) : from_compact(query.at("btime"));
  const auto to = classic ? from_wall(query.at("end_date")) : from_compact(query.at("etime"));
  if (!from || !to || *from >= *to) return not_allowed(method, "a stretch of time");
  if (*to - *from > 7 * kDaySeconds) return not_allowed(method, "at most 7 days");
  if (airisland && (*from < now() - 90 * kDaySeconds || *to > now() - kDaySeconds))
    return not_allowed(method, "90 days to a day ago");
  if (!airisland && *to > now()) return not_allowed(method, "not of the future");
  if (classic && day_of(*to) >= today()) return not_allowed(method, "never today");
  std::vector<std::string> rows;
  for (const FakeEval& eval : evals) {
    if (eval.sent < *from || eval.sent > *to || std::find(reps.begin(), reps.end(), eval.rep) == reps.end()) continue;
    const std::string customer = masks_customers || airisland ? R"("摩**")" : fmt::format(R"("{}")", eval.customer);
    rows.push_back(fmt::format(
        R"({{"eval_sender":"cntaobao{}","eval_recer":{},"send_time":"{}","eval_time":{},"eval_code":{},"source":0,"labelName":null}})",
        shown(eval.rep), customer, wall(eval.sent), eval.rated == 0 ? "null" : '"' + wall(eval.rated) + '"',
        eval.code < 0 ? "null" : number(eval.code)));
  }
  return fmt::format(R"("result_count":{},)", number(static_cast<std::int64_t>(rows.size()))) +
         list("staff_eval_details", "eval_detail", rows);
}

FakeTop::Reply FakeTop::chat_relation(const Query& query) {
  const std::string method = "chatrelation";
  const auto request = parse_guarded_json(query.at("chat_relation_request"), {});
  if (!request || !request->IsObject()) return not_allowed(method, "the request is an object in JSON");
  std::vector<std::string> reps;
  if (auto wrong = check_reps(method, text_of(*request, "uid").value_or(""), 1, reps); !wrong) return wrong;
  const auto from = from_date(text_of(*request, "beg").value_or(""));
  const auto to = from_date(text_of(*request, "end").value_or(""));
  const auto count = whole_of(*request, "count");
  if (!from || !to || *from > *to || !count || *count < 1) return not_allowed(method, "days and a count");
  std::vector<std::string> rows;
  for (const auto& [day, partners] : chats[reps.front()]) {
    if (day < *from || day > *to) continue;
    for (const std::string& partner : partners) {
      rows.push_back(fmt::format(R"({{"uid":"cntaobao{}","date":"{}"}})", partner, wall(start_of(day))));
    }
  }
  // Never more than three at a time, whatever was asked for: clients go by the key.
  constexpr std::size_t kPage = 3;
  const auto key_of_page = whole_number(text_of(*request, "page_beg").value_or("k0").substr(1));
  if (!key_of_page) return not_allowed(method, "a key of a page");
  const std::size_t begin = std::min(rows.size(), static_cast<std::size_t>(*key_of_page));
  const std::size_t end = std::min(rows.size(), begin + kPage);
  const std::vector<std::string> shown(rows.begin() + static_cast<long>(begin), rows.begin() + static_cast<long>(end));
  const std::string key = end < rows.size() ? fmt::format(R"("k{}")", end) : plain_styles ? R"("")" : "null";
  return fmt::format(R"("result":{{"code":0,{},"start_key":"k{}","end_key":{}}})", list("peers", "chat_peer", shown), begin, key);
}

FakeTop::Reply FakeTop::shop_performance(const Query& query) {
  const std::string method = "shop.performances";
  const auto from = from_date(query.at("start_date"));
  const auto to = from_date(query.at("end_date"));
  if (!from || !to || *from > *to) return not_allowed(method, "two dates");
  if (*to >= today()) return not_allowed(method, "never today");
  if (*from < today() - 90) return not_allowed(method, "90 days are kept");
  std::vector<std::string> rows;
  for (std::int32_t day = *from; day <= *to; ++day) {
    if (!shop_days.contains(day) || now() < start_of(day + 1) + publish_hour * 3600) continue;
    const FakeShopDay& d = shop_days.at(day);
    rows.push_back(fmt::format(
        R"({{"primary_user_id":1,"primary_user_nick":"晨光小店","reception_cnt":{},"num_customer_recep_no_reply":{},)"
        R"("num_customer_msg_cnt":{},"num_kf_msg_cnt":{},"avg_response_duration":"{}","customer_pay_total_amt":"{}",)"
        R"("num_pay_customer":{},{}"customer_visit2order_rate":"0.31","response_times":9}})",
        number(d.customers), number(d.unreplied), number(d.messages_in), number(d.messages_out), d.response_s, d.paid_yuan,
        number(d.paying), d.inquiries < 0 ? std::string() : fmt::format(R"("presale_reception_cnt":{},)", number(d.inquiries))));
  }
  return fmt::format(R"("result":{{"error_message":null,{}}})", list("shop_performance_do_list", "shop_performance_do", rows));
}

}  // namespace rigong::fakes::taobao
