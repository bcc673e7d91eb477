// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/jd/fake_jos.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "tests/connectors/jd/fake_jos_words.h"
#include "tests/connectors/jd/md5.h"

namespace rigong::connectors::jd_test {
namespace {

constexpr TimeMs kTokenLife = kDayMs;
constexpr DurationMs kTolerance = 6 * kMinuteMs;

const std::array<std::string, 11> kMethods = {
    "jingdong.im.pop.groupinfo.get",      "jingdong.im.pop.sessionlist.get",    "jingdong.im.pop.chatlog.get",
    "jingdong.im.pop.replystat.get",      "jingdong.im.pop.unreplystat.get",    "jingdong.im.pop.consult.avgwaittime.get",
    "jingdong.im.pop.evaluationstat.get", "jingdong.im.pop.evaluationlist.get", "jingdong.im.pop.passlog.get",
    "jingdong.pop.order.enSearch",        "jingdong.pop.order.search"};

std::string failed(int code, const char* words) {
  return fmt::format(R"({{"error_response":{{"code":"{}","zh_desc":"{}","en_desc":"pin=must-not-be-shown"}}}})", code, words);
}

}  // namespace

void FakeJos::chat(const std::string& customer, const std::string& waiter, DurationMs answered_after, const std::string& text) {
  const TimeMs at = now();
  const auto open = std::find_if(sessions.rbegin(), sessions.rend(), [&](const FakeSession& each) {
    return each.customer == customer && each.waiter == waiter && (each.end == 0 || each.end > at);
  });
  FakeSession& session = open != sessions.rend() ? *open : sessions.emplace_back(FakeSession{customer, waiter, at, 0, 0, 1});
  messages.push_back({customer, waiter, at, false, text});
  TimeMs last = at;
  if (answered_after > 0) {
    last = at + answered_after;
    messages.push_back({customer, waiter, last, true, "您好，" + text});
    if (session.reply == 0) session.reply = last;
  }
  session.end = std::max(session.end, last + kMinuteMs);
}

std::string FakeJos::renew(const Query& query) {
  const auto given = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  if (query.size() != 4 || given("grant_type") != "refresh_token") complain("not the four parameters", "refresh_token");
  if (given("app_key") != kAppKey || given("app_secret") != kAppSecret) {
    return R"({"code":201,"msg":"app_key or app_secret is invalid","requestId":"1"})";
  }
  if (given("refresh_token") != refresh_) return R"({"code":400,"msg":"refresh_token is invalid","requestId":"1"})";
  access_ = fmt::format("access-{}-that-must-stay-secret", ++tokens_given);
  refresh_ = fmt::format("refresh-{}-that-must-stay-secret", tokens_given);
  access_ends_ = now() + kTokenLife;
  return fmt::format(
      R"({{"access_token":"{}","expires_in":{},"refresh_token":"{}","scope":"snsapi_base","open_id":"o","code":0}})", access_,
      kTokenLife / kSecondMs, refresh_);
}

std::optional<FakeJos::Failure> FakeJos::check(const Query& query, const std::string& question, const std::string& method) {
  static const std::vector<std::string> kSystem = {"access_token", "app_key", "method", "sign", "timestamp", "v"};
  for (const std::string& name : kSystem) {
    if (!query.contains(name)) complain("there is no " + name, method);
  }
  if (query.size() != kSystem.size()) complain("parameters that nobody knows", method);
  const auto given = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  if (given("v") != "2.0") return Failure{5, "不支持的版本号"};
  const auto stamp = stamp_time(given("timestamp"));
  if (!stamp || *stamp < now() - kTolerance || *stamp > now() + kTolerance) return Failure{8, "非法的时间戳参数"};
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end()) return Failure{15, "不存在的方法名"};
  if (given("app_key") != kAppKey) return Failure{21, "无效app_key"};
  std::string text = kAppSecret;
  Query all = query;
  all.erase("sign");
  all["360buy_param_json"] = question;
  for (const auto& [name, value] : all) text += name + value;
  if (given("sign") != md5_upper_hex(text + kAppSecret)) return Failure{12, "无效签名"};
  if (given("access_token") != access_ || now() >= access_ends_) return Failure{19, "无效access_token"};
  if (forbidden.contains(method)) return Failure{24, "无权调用API"};
  return std::nullopt;
}

std::string FakeJos::inner(const std::string& method, const rapidjson::Value& question, Fault fault) {
  const std::string last = method.substr(std::min(method.size(), std::string_view("jingdong.im.pop.").size()));
  if (method.starts_with("jingdong.pop.order")) return order_list(method, question, fault);
  if (last == "sessionlist.get") return session_list(question, fault);
  if (last == "chatlog.get") return chat_log(question, fault);
  if (last == "evaluationlist.get") return evaluation_list(question, fault);
  if (last == "passlog.get") return pass_log(question, fault);
  if (last != "groupinfo.get") return statistic(method, question, fault);
  only(question, {}, method);
  std::vector<std::string> rows;
  for (const std::string& waiter : waiters) {
    rows.push_back(fmt::format(R"({{"waiter":{},"yn":1,"leader":false,"level":"1"}})", quoted(waiter)));
  }
  return fmt::format(R"("popgroup":{{"shopName":"演示店","shopUrl":"","waiterCount":{},"waiterList":{}}})", waiters.size(),
                     list_of(rows, fault));
}

FakeReply FakeJos::answer(HttpMethod how, std::string_view target, std::string_view body) {
  FakeReply reply;
  HttpResponse& response = reply.response;
  response = {200, {{"date", http_date(now())}, {"content-type", "application/json;charset=utf-8"}}, {}};
  const Query query = query_of(target.substr(std::min(target.size(), target.find('?') + 1)));
  const bool renews = target.starts_with("/oauth2/refresh_token?");
  const std::string method = renews ? "refresh_token" : query.contains("method") ? query.at("method") : "";
  const Query form = query_of(body);
  const std::string question = form.contains("360buy_param_json") ? form.at("360buy_param_json") : "";
  asked.push_back(renews ? method : method + " " + question);
  if (renews != (how == HttpMethod::get)) complain("the wrong one of GET and POST", method);
  if (!renews && (!target.starts_with("/routerjson?") || form.size() != 1)) complain("no such address or form", method);
  const Fault fault = trouble ? trouble(method) : Fault::none;
  const auto page = [&](int status) {
    response.status = status;
    response.headers[1].second = "text/html";
    response.body = "<html><body>Please sign in</body></html>";
    return reply;
  };
  const auto refuse = [&](int code, const char* words) {
    response.body = failed(code, words);
    return reply;
  };
  switch (fault) {
    case Fault::too_many:
      response.status = 429;
      response.headers.emplace_back("retry-after", "20");
      return reply;
    case Fault::server_error:
      response.status = 500;
      return reply;
    case Fault::missing:
      response.status = 404;
      return reply;
    case Fault::gateway:
      return page(502);
    case Fault::web_page:
      return page(200);
    case Fault::lost:
      reply.ending = FakeReply::Ending::lost;
      return reply;
    case Fault::too_large:
      reply.ending = FakeReply::Ending::too_large;
      return reply;
    case Fault::too_often:
      return refuse(2, "限制时间内调用失败次数");
    case Fault::busy:
      return refuse(67, "平台连接后端服务处理过程中出现未知异常信息");
    case Fault::forbidden:
      return refuse(24, "无权调用API");
    case Fault::no_method:
      return refuse(15, "不存在的方法名");
    case Fault::wrong_request:
      return refuse(61, "参数waiter值不合法");
    case Fault::unknown_code:
      return refuse(987654, "没见过的错误");
    case Fault::token_ended:
      return refuse(19, "无效access_token");
    default:
      break;
  }
  if (renews) {
    response.body = renew(query);
    return reply;
  }
  if (const auto failure = check(query, question, method)) return refuse(failure->code, failure->words);
  auto document = parse_guarded_json(question, {});
  if (!document || !document->IsObject()) return refuse(63, "json格式不合法");
  if (const auto waiter = text_of(*document, "waiter"); waiter && unknown_waiters.contains(*waiter)) {
    return refuse(61, "参数waiter值不合法");
  }
  const std::string content = inner(method, *document, fault);
  if (content.empty()) return refuse(60, "参数不合法");
  std::string name = method;
  std::replace(name.begin(), name.end(), '.', '_');
  std::string root = fmt::format(R"({{"code":"0",{}}})", content);
  if (fault == Fault::odd_shape) root = fmt::format(R"({{"code":0,{},"extra":null}})", text_within(content));
  response.body = fmt::format(R"({{"{}_responce":{}}})", name, root);
  if (fault == Fault::other_shape) response.body = fmt::format(R"({{"{}_result":{}}})", name, root);
  if (fault == Fault::truncated) response.body.resize(response.body.size() / 2);
  return reply;
}

}  // namespace rigong::connectors::jd_test
