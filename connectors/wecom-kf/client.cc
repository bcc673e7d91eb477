// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/client.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/wecom-kf/errors.h"

namespace rigong::connectors::wecom_kf {
namespace {

constexpr int kClientErrors = 400;
constexpr int kLastClientError = 499;
constexpr std::string_view kTokenName = "access_token";
// A token is given back a little before its end, so that none ends on its way.
constexpr std::int64_t kEarlySeconds = 300;
constexpr std::int64_t kUsualSeconds = 7200;
constexpr std::int64_t kMostSeconds = 86'400;
constexpr std::size_t kMostTokenBytes = 1024;
constexpr DurationMs kLeaveAlone = kMinuteMs;

bool is_web_page(const HttpResponse& response) {
  return response.header("content-type").find("html") != std::string_view::npos || trim(response.body).starts_with('<');
}

tl::unexpected<Error> strange(const std::string& host) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的回答不是认识的样子，稍后再试。", host),
              fmt::format("The answer of {} has no known shape; trying again later.", host));
}

}  // namespace

Result<rapidjson::Document> Session::ask(const HttpRequest& request, std::int64_t& errcode) {
  RIGONG_ASSIGN(const HttpResponse response, request_.http->send(request));
  if (response.status >= kClientErrors) {
    // Such as a method that is not there: it costs what the method gives.
    errcode = response.status;
    return rapidjson::Document(rapidjson::kObjectType);
  }
  if (is_web_page(response)) {
    return fail(ErrorKind::unavailable,
                fmt::format("{} 回的是网页而不是数据：可能是网络要先登录，或网址不对。稍后再试。", host()),
                fmt::format("{} answered with a web page in place of data: the network may want a sign-in, or the address is "
                            "wrong. Trying again later.",
                            host()));
  }
  auto document = parse_json(response.body, host());
  // A text that was cut within a character must not stop everything behind it.
  if (!document) document = parse_json(clean_utf8(response.body), host());
  if (!document) return document;
  if (!document->IsObject()) return strange(host());
  const rapidjson::Value* code = member(*document, "errcode");
  const auto number = whole_of(*document, "errcode");
  if (code != nullptr && !number) return strange(host());
  errcode = number.value_or(0);
  return document;
}

Error Session::refusal(std::int64_t errcode, const rapidjson::Value& document) {
  if (meaning_of(errcode) == Meaning::too_often) {
    too_often_ = true;
    request_.http->hold_off(kLeaveAlone);
  }
  return error_of(errcode, text_of(document, "errmsg").value_or(""), host());
}

Status Session::new_token() {
  HttpRequest request;
  // The platform takes both only in the query. Whoever puts an address into words names its host alone.
  request.url = address(client_.endpoint(), "cgi-bin/gettoken",
                        {{"corpid", client_.corp()}, {"corpsecret", std::string(client_.secret().reveal())}});
  std::int64_t errcode = 0;
  RIGONG_ASSIGN(const rapidjson::Document document, ask(request, errcode));
  if (errcode >= kClientErrors && errcode <= kLastClientError) {
    return fail(ErrorKind::refused, fmt::format("{} 拒绝了请求（HTTP {}）。请检查 endpoint 网址。", host(), errcode),
                fmt::format("{} refused the request (HTTP {}). Check the endpoint.", host(), errcode));
  }
  if (errcode != 0) return fail(refusal(errcode, document));
  const std::string token = text_of(document, kTokenName).value_or("");
  if (token.empty() || token.size() > kMostTokenBytes) return strange(host());
  token_ = Secret(token);
  if (request_.secrets == nullptr) return {};
  std::int64_t seconds = whole_of(document, "expires_in").value_or(kUsualSeconds);
  seconds = std::clamp<std::int64_t>(seconds, 0, kMostSeconds);
  seconds -= std::min(kEarlySeconds, seconds / 2);
  // With the company it belongs to: under other settings it must not be used.
  return request_.secrets->keep(kTokenName, Secret(client_.corp() + " " + token), request_.now + seconds * kSecondMs);
}

Status Session::ready_token() {
  if (!token_.empty()) return {};
  if (request_.secrets != nullptr) {
    const Secret kept = request_.secrets->kept(kTokenName, request_.now);
    const std::string_view text = kept.reveal();
    const std::size_t space = text.find(' ');
    if (space != std::string_view::npos && text.substr(0, space) == client_.corp()) {
      token_ = Secret(std::string(text.substr(space + 1)));
    }
  }
  if (!token_.empty()) return {};
  renewed_ = true;
  return new_token();
}

Result<Answer> Session::call(HttpMethod method, std::string_view name, const Parameters& parameters, std::string body) {
  RIGONG_TRY(ready_token());
  while (true) {
    Parameters all = {{std::string(kTokenName), std::string(token_.reveal())}};
    all.insert(all.end(), parameters.begin(), parameters.end());
    HttpRequest request;
    request.method = method;
    request.repeat = HttpRepeat::harmless;
    request.url = address(client_.endpoint(), fmt::format("cgi-bin/{}", name), all);
    if (method == HttpMethod::post) {
      request.headers = {{"Content-Type", "application/json"}};
      request.body = body;
    }
    Answer answer;
    RIGONG_ASSIGN(answer.document, ask(request, answer.errcode));
    switch (meaning_of(answer.errcode)) {
      case Meaning::ok:
      case Meaning::forbidden:
      case Meaning::unknown:
        return answer;
      case Meaning::credentials:  // Of a token that was given out for a secret that has been changed since.
      case Meaning::token:
        if (renewed_) return fail(refusal(answer.errcode, answer.document));
        renewed_ = true;
        RIGONG_TRY(new_token());
        continue;
      default:
        return fail(refusal(answer.errcode, answer.document));
    }
  }
}

Result<Answer> Session::get(std::string_view method, const Parameters& parameters) {
  return call(HttpMethod::get, method, parameters, {});
}

Result<Answer> Session::post(std::string_view method, std::string body) {
  return call(HttpMethod::post, method, {}, std::move(body));
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

}  // namespace rigong::connectors::wecom_kf
