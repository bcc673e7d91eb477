// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/client.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "connectors/kit/digest.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr std::string_view kRest = "/REST/2.0";
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kMissing = 404;

std::string rest_address(std::string_view endpoint) { return site_address(endpoint).append(kRest); }

bool is_web_page(const HttpResponse& response) {
  return response.header("content-type").find("html") != std::string_view::npos || trim(response.body).starts_with('<');
}

}  // namespace

std::string site_address(std::string_view endpoint) {
  while (endpoint.ends_with('/')) endpoint.remove_suffix(1);
  if (endpoint.ends_with(kRest)) endpoint.remove_suffix(kRest.size());
  return std::string(endpoint);
}

Secret token_credentials(const Secret& token) { return Secret(fmt::format("token {}", token.reveal())); }

Secret password_credentials(std::string_view user, const Secret& password) {
  const Secret plain(fmt::format("{}:{}", user, password.reveal()));
  const Secret coded(base64(plain.reveal()));
  return Secret(fmt::format("Basic {}", coded.reveal()));
}

Client::Client(std::string_view endpoint, Secret credentials)
    : endpoint_(rest_address(endpoint)), host_(host_of(endpoint_)), credentials_(std::move(credentials)) {}

Result<Answer> Client::get(HttpClient& http, std::string_view path, const Parameters& query) const {
  HttpRequest request;
  request.url = address(endpoint_, path, query);
  request.headers = {{"Accept", "application/json"}};
  request.secret_headers = {{"Authorization", credentials_}};
  RIGONG_ASSIGN(const HttpResponse response, http.send(request));
  Answer answer;
  switch (response.status) {
    case kUnauthorized:
      return fail(ErrorKind::refused,
                  fmt::format("{} 不认这个令牌或密码（401）。请在 RT 的 Settings → Auth Tokens 重新建一个令牌。", host_),
                  fmt::format("{} does not accept the token or the password (401). Make a new token under Settings → Auth Tokens "
                              "of RT.",
                              host_));
    case kBadRequest:
      answer.outcome = Outcome::not_understood;
      return answer;
    case kForbidden:
      answer.outcome = Outcome::forbidden;
      return answer;
    case kMissing:
      answer.outcome = Outcome::missing;
      return answer;
    default:
      break;
  }
  if (response.status > kBadRequest) {
    return fail(
        ErrorKind::refused, fmt::format("{} 拒绝了请求（HTTP {}）。请检查网址和 RT 的版本。", host_, response.status),
        fmt::format("{} refused the request (HTTP {}). Check the address and the version of RT.", host_, response.status));
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

Result<Answer> Client::list(HttpClient& http, std::string_view path, const Parameters& query) const {
  auto answer = get(http, path, query);
  if (answer && answer->outcome == Outcome::given && member(answer->document, "items") == nullptr) {
    return fail(ErrorKind::unavailable, fmt::format("{} 的列表不是认识的样子，稍后再试。", host_),
                fmt::format("The list of {} has no known shape; trying again later.", host_));
  }
  return answer;
}

Status Client::ping(HttpClient& http) const {
  RIGONG_ASSIGN(const Answer answer, get(http, "rt"));
  if (answer.outcome == Outcome::given) return {};
  return fail(ErrorKind::refused, fmt::format("{} 上没有 RT 5 的 REST 2 接口。请检查网址和 RT 的版本。", host_),
              fmt::format("There is no REST 2 of RT 5 at {}. Check the address and the version of RT.", host_));
}

std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list) {
  std::vector<const rapidjson::Value*> result;
  if (list == nullptr) return result;
  if (list->IsObject()) result.push_back(list);
  if (list->IsArray()) {
    for (const rapidjson::Value& element : list->GetArray()) {
      if (!element.IsNull()) result.push_back(&element);
    }
  }
  return result;
}

}  // namespace rigong::connectors::request_tracker
