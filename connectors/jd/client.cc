// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/client.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/jd/platform_time.h"
#include "connectors/jd/shapes.h"
#include "connectors/jd/signing.h"

namespace rigong::connectors::jd {
namespace {

constexpr int kClientErrors = 400;
constexpr DurationMs kLeaveAlone = 10 * kMinuteMs;

bool is_web_page(const HttpResponse& response) {
  return response.header("content-type").find("html") != std::string_view::npos || trim(response.body).starts_with('<');
}

tl::unexpected<Error> strange(const std::string& host) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的回答不是认识的样子，稍后再试。", host),
              fmt::format("The answer of {} has no known shape; trying again later.", host));
}

std::string json_of(const Parameters& question) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  for (const auto& [name, value] : question) {
    if (!value.empty()) document.AddMember(rapidjson::Value(name, memory), rapidjson::Value(value, memory), memory);
  }
  return to_text(document);
}

std::string answer_name(Method method) {
  std::string name(name_of(method));
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

}  // namespace

Result<Answer> Client::read(Method method, const HttpResponse& response) const {
  if (is_web_page(response)) {
    return fail(ErrorKind::unavailable,
                fmt::format("{} 回的是网页而不是数据：可能是网络要先登录，或网址不对。稍后再试。", settings_.host),
                fmt::format("{} answered with a web page in place of data: the network may want a sign-in, or the address is "
                            "wrong. Trying again later.",
                            settings_.host));
  }
  auto document = parse_json(response.body, settings_.host);
  // A text that was cut within a character must not stop everything behind it.
  if (!document) document = parse_json(clean_utf8(response.body), settings_.host);
  const bool is_object = document && document->IsObject();
  if (is_object) open_texts(*document, *document, 3);
  Answer answer;
  if (const rapidjson::Value* error = is_object ? field(*document, "error_response") : nullptr) {
    answer.fault = read_fault(*error);
    return answer;
  }
  if (response.status >= kClientErrors) {
    return fail(ErrorKind::refused,
                fmt::format("{} 拒绝了请求（HTTP {}）。请检查 endpoint 网址。", settings_.host, response.status),
                fmt::format("{} refused the request (HTTP {}). Check the endpoint.", settings_.host, response.status));
  }
  if (!document) return fail(std::move(document).error());
  if (!is_object) return strange(settings_.host);
  const std::string name = answer_name(method);
  // "responce" is how the platform spells it.
  const rapidjson::Value* root = field(*document, name + "_responce");
  if (root == nullptr) root = field(*document, name + "_response");
  if (root == nullptr || !root->IsObject()) return strange(settings_.host);
  const std::string code = text_in(*root, "code");
  if (!code.empty() && code != "0") {
    answer.fault = read_fault(*root);
    return answer;
  }
  answer.document = std::move(*document);
  answer.root = field(answer.document, name + "_responce");
  if (answer.root == nullptr) answer.root = field(answer.document, name + "_response");
  return answer;
}

Result<Answer> Client::call_once(Method method, const std::string& question) {
  Parameters system = {{"access_token", std::string(tokens_.current().reveal())},
                       {"app_key", settings_.app_key},
                       {"method", std::string(name_of(method))},
                       {"timestamp", stamp_text(now())},
                       {"v", "2.0"}};
  Parameters signed_ones = system;
  signed_ones.emplace_back("360buy_param_json", question);
  system.emplace_back("sign", sign(std::move(signed_ones), settings_.app_secret));
  HttpRequest request;
  request.method = HttpMethod::post;
  request.repeat = HttpRepeat::harmless;
  request.url = settings_.endpoint + "?" + form(system);
  request.topic = name_of(method);
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded;charset=utf-8");
  request.body = form({{"360buy_param_json", question}});
  RIGONG_ASSIGN(const HttpResponse response, request_.http->send(request));
  return read(method, response);
}

Result<Answer> Client::call(Method method, const Parameters& question) {
  const std::string json = json_of(question);
  tokens_.freshen();
  // The first answer tells the platform's time, where it is not known yet.
  for (bool asked_again = false;;) {
    RIGONG_ASSIGN(Answer answer, call_once(method, json));
    if (!answer.fault || costs_one_method(answer.fault->kind)) return answer;
    if (answer.fault->kind == FaultKind::token && tokens_.may_renew()) {
      RIGONG_TRY(tokens_.renew());
      continue;
    }
    if (answer.fault->kind == FaultKind::clock && !asked_again) {
      asked_again = true;
      continue;
    }
    if (answer.fault->kind == FaultKind::too_often) request_.http->hold_off(kLeaveAlone);
    return fail(error_of(*answer.fault, settings_.host));
  }
}

}  // namespace rigong::connectors::jd
