// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/client.h"

#include <fmt/format.h>

#include "agent/base/text.h"

namespace rigong::connectors::chatwoot {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kMissing = 404;
constexpr int kClientErrors = 400;

bool is_web_page(const HttpResponse& response) {
  return response.header("content-type").find("html") != std::string_view::npos || trim(response.body).starts_with('<');
}

}  // namespace

Result<Answer> Client::get(HttpClient& http, std::string_view path, const Parameters& query) const {
  HttpRequest request;
  request.url = address(endpoint_, fmt::format("api/v1/accounts/{}/{}", account_, path), query);
  request.headers = {{"Accept", "application/json"}};
  request.secret_headers = {{"api_access_token", token_}};
  RIGONG_ASSIGN(const HttpResponse response, http.send(request));
  Answer answer;
  if (response.status == kUnauthorized) {
    return fail(
        ErrorKind::refused,
        fmt::format("{} 不认这个访问令牌（401）。请在 Chatwoot 的个人资料页重新复制令牌；前面若有 nginx，要打开 "
                    "underscores_in_headers。",
                    host_),
        fmt::format("{} does not accept the access token (401). Copy it again from the profile page of Chatwoot; an nginx in "
                    "front needs underscores_in_headers on.",
                    host_));
  }
  if (response.status == kForbidden || response.status == kMissing) {
    answer.outcome = response.status == kForbidden ? Outcome::forbidden : Outcome::missing;
    return answer;
  }
  if (response.status >= kClientErrors) {
    return fail(
        ErrorKind::refused, fmt::format("{} 拒绝了请求（HTTP {}）。请检查网址和 Chatwoot 的版本。", host_, response.status),
        fmt::format("{} refused the request (HTTP {}). Check the address and the version of Chatwoot.", host_, response.status));
  }
  if (is_web_page(response)) {
    return fail(
        ErrorKind::unavailable, fmt::format("{} 回的是网页而不是数据：可能是网络要先登录，或网址不对。稍后再试。", host_),
        fmt::format("{} answered with a web page in place of data: the network may want a sign-in, or the address is wrong. "
                    "Trying again later.",
                    host_));
  }
  RIGONG_ASSIGN(answer.document, parse_json(response.body, host_));
  return answer;
}

std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list) {
  std::vector<const rapidjson::Value*> result;
  if (list == nullptr) return result;
  if (list->IsObject()) result.push_back(list);
  if (list->IsArray()) {
    for (const rapidjson::Value& element : list->GetArray()) result.push_back(&element);
  }
  return result;
}

}  // namespace rigong::connectors::chatwoot
