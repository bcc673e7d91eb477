// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/client.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::taobao {
namespace {

constexpr int kClientErrors = 400;

bool is_web_page(const HttpResponse& response) {
  return response.header("content-type").find("html") != std::string_view::npos || trim(response.body).starts_with('<');
}

// The one member that ends in "_response" and is an object; its name differs between methods with and without "taobao.".
const rapidjson::Value* root_of(const rapidjson::Document& document) {
  constexpr std::string_view kEnd = "_response";
  if (!document.IsObject()) return nullptr;
  for (const auto& each : document.GetObject()) {
    const std::string_view name(each.name.GetString(), each.name.GetStringLength());
    if (name.ends_with(kEnd) && each.value.IsObject()) return &each.value;
  }
  return nullptr;
}

bool concerns_all(FaultKind kind) {
  switch (kind) {
    case FaultKind::session:
    case FaultKind::secret:
    case FaultKind::app_key:
    case FaultKind::clock:
    case FaultKind::banned:
    case FaultKind::passing:
      return true;
    default:
      return false;
  }
}

}  // namespace

Seconds Client::now() const { return (request_.now + request_.http->clock_offset()) / kSecondMs; }

Error Client::error_of(const Fault& fault) const {
  const std::string name = fault.name();
  switch (fault.kind) {
    case FaultKind::secret:
      return {
          ErrorKind::refused,
          {fmt::format("淘宝不认签名（错误 {}）：app_secret 不对，或与 app_key 不是同一个应用的。请到控制台的应用概览重新复制。",
                       name),
           fmt::format("Taobao does not accept the signature (error {}): the app_secret is wrong, or of another app than the "
                       "app_key. Copy it again from the app's page in the console.",
                       name)}};
    case FaultKind::app_key:
      return {ErrorKind::refused,
              {fmt::format("淘宝不认识 app_key（错误 {}）。请到控制台的应用概览重新复制，并确认网址是正式环境的。", name),
               fmt::format("Taobao does not know the app_key (error {}). Copy it again from the app's page in the console, and "
                           "check that the address is the production one.",
                           name)}};
    case FaultKind::clock:
      return {ErrorKind::unavailable,
              {fmt::format("淘宝说请求的时间差了十分钟以上（错误 {}）。请校准这台电脑的时钟；稍后再试。", name),
               fmt::format("Taobao says that the time is more than ten minutes off (error {}). Set this computer's clock; trying "
                           "again later.",
                           name)}};
    case FaultKind::banned:
      return {ErrorKind::unavailable,
              {fmt::format("淘宝限制了调用频率，{} 秒后再试。", fault.wait / kSecondMs),
               fmt::format("Taobao limits the rate of calls; asking again in {} s.", fault.wait / kSecondMs)}};
    default:
      return {ErrorKind::unavailable,
              {fmt::format("淘宝暂时不能回答（错误 {}），稍后再试。", name),
               fmt::format("Taobao cannot answer now (error {}); trying again later.", name)}};
  }
}

Result<Answer> Client::call_once(Method method, const Parameters& parameters) {
  Parameters all = parameters;
  all.insert(all.end(), {{"method", std::string(name_of(method))},
                         {"app_key", settings_.app_key},
                         {"session", std::string(sessions_.current().reveal())},
                         {"timestamp", wall_text(now())},
                         {"v", "2.0"},
                         {"format", "json"},
                         {"sign_method", std::string(name_of(settings_.sign_method))}});
  all = sendable(std::move(all));
  all.emplace_back("sign", sign(all, settings_.app_secret, settings_.sign_method));
  HttpRequest request;
  request.method = HttpMethod::post;
  request.repeat = HttpRepeat::harmless;  // Nothing that is asked changes anything.
  request.url = settings_.endpoint;
  request.topic = name_of(method);
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=utf-8"}, {"Accept", "application/json"}};
  request.body = form(all);
  RIGONG_ASSIGN(const HttpResponse response, request_.http->send(request));
  if (response.status >= kClientErrors) {
    return fail(ErrorKind::refused,
                fmt::format("{} 拒绝了请求（HTTP {}）。请检查网址 endpoint。", settings_.host, response.status),
                fmt::format("{} refused the request (HTTP {}). Check the address `endpoint`.", settings_.host, response.status));
  }
  if (is_web_page(response)) {
    return fail(ErrorKind::unavailable,
                fmt::format("{} 回的是网页而不是数据：可能是网络要先登录，或网址不对。稍后再试。", settings_.host),
                fmt::format("{} answered with a web page in place of data: the network may want a sign-in, or the address is "
                            "wrong. Trying again later.",
                            settings_.host));
  }
  Answer answer;
  RIGONG_ASSIGN(answer.document, parse_json(response.body, settings_.host));
  if (const rapidjson::Value* error = member(answer.document, "error_response")) {
    answer.fault = read_fault(*error);
    return answer;
  }
  answer.root = root_of(answer.document);
  if (answer.root == nullptr) {
    return fail(ErrorKind::unavailable, fmt::format("{} 的回答不是认识的样子，稍后再试。", settings_.host),
                fmt::format("The answer of {} has no known shape; trying again later.", settings_.host));
  }
  return answer;
}

Result<Answer> Client::call(Method method, const Parameters& parameters) {
  if (sessions_.current().empty()) RIGONG_TRY(sessions_.renew());
  const DurationMs offset = request_.http->clock_offset();
  auto answer = call_once(method, parameters);
  if (answer && answer->fault && answer->fault->kind == FaultKind::session) {
    RIGONG_TRY(sessions_.renew());
    answer = call_once(method, parameters);
    // A session that was given a moment ago and is void already: asking again would turn in circles.
    if (answer && answer->fault && answer->fault->kind == FaultKind::session) {
      return fail(
          ErrorKind::refused,
          fmt::format("淘宝不认刚换来的授权（错误 {}）。请用店铺主账号重新授权，并填入新的 session。", answer->fault->name()),
          fmt::format("Taobao does not accept the session it has just given (error {}). Authorise again with the shop's "
                      "main account and put the new session in.",
                      answer->fault->name()));
    }
  } else if (answer && answer->fault && answer->fault->kind == FaultKind::clock && request_.http->clock_offset() != offset) {
    answer = call_once(method, parameters);
  }
  if (!answer || !answer->fault || !concerns_all(answer->fault->kind)) return answer;
  if (answer->fault->kind == FaultKind::banned) request_.http->hold_off(answer->fault->wait);
  return fail(error_of(*answer->fault));
}

}  // namespace rigong::connectors::taobao
