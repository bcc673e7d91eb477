// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/ids.h"
#include "connectors/jd/faults.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::string_view kAccess = "access_token";
constexpr std::string_view kRefresh = "refresh_token";
// Gone when it is time to renew.
constexpr std::string_view kFresh = "fresh";
constexpr std::size_t kMarkBytes = 16;
constexpr std::size_t kMostTokenBytes = 4096;
constexpr std::size_t kMostReplyBytes = 64 * 1024;
constexpr std::int64_t kUsualSeconds = 86'400;
constexpr std::int64_t kMostSeconds = 10LL * 366 * 86'400;
constexpr DurationMs kTryAgain = kHourMs;

Error must_authorise_again(const std::string& code) {
  return {ErrorKind::refused,
          {fmt::format("京东的授权已失效，也续不了期（{}）：请用店铺主账号在京东宙斯开放平台重新授权，把新的 access_token 和 "
                       "refresh_token 填进这个账号的设置。已读的数据不会丢。",
                       code),
           fmt::format("JD's authorisation has ended and cannot be renewed ({}): authorise the app again with the shop's main "
                       "account and put the new access_token and refresh_token into this account's settings. Nothing that was "
                       "read is lost.",
                       code)}};
}

tl::unexpected<Error> strange(const std::string& host) {
  return fail(ErrorKind::unavailable, fmt::format("{} 续期的回答不是认识的样子，稍后再试。", host),
              fmt::format("The answer of {} about the renewal has no known shape; trying again later.", host));
}

}  // namespace

Tokens::Tokens(const Settings& settings, const PollRequest& request)
    : settings_(settings),
      request_(request),
      mark_(sha256_hex(settings.app_key + "\n" + std::string(settings.access_token.reveal()) + "\n" +
                       std::string(settings.refresh_token.reveal()))
                .substr(0, kMarkBytes)),
      access_(kept(kAccess)),
      refresh_(kept(kRefresh)) {
  given_here_ = !access_.empty();
  if (access_.empty()) access_ = settings.access_token;
  if (refresh_.empty()) refresh_ = settings.refresh_token;
}

Secret Tokens::kept(std::string_view name) const {
  if (request_.secrets == nullptr) return {};
  const Secret whole = request_.secrets->kept(name, request_.now);
  const std::string_view text = whole.reveal();
  if (text.size() <= kMarkBytes || text.substr(0, kMarkBytes) != mark_) return {};
  return Secret(std::string(text.substr(kMarkBytes)));
}

Status Tokens::keep(std::string_view name, const Secret& value, TimeMs ends_at) const {
  if (request_.secrets == nullptr) return {};
  return request_.secrets->keep(name, Secret(mark_ + std::string(value.reveal())), ends_at);
}

void Tokens::freshen() {
  if (!given_here_ || !may_renew() || !kept(kFresh).empty()) return;
  // Asked again after a while where it fails: the token still holds, and the platform says so itself once it does not.
  if (!renew()) static_cast<void>(keep(kFresh, Secret("1"), request_.now + kTryAgain));
}

Status Tokens::renew() {
  renewed_ = true;
  HttpRequest request;
  const Secret query(form({{"app_key", settings_.app_key},
                           {"app_secret", std::string(settings_.app_secret.reveal())},
                           {"grant_type", "refresh_token"},
                           {"refresh_token", std::string(refresh_.reveal())}}));
  // The platform takes them only in the query. Whoever puts an address into words names its host alone.
  request.url = settings_.token_endpoint + "?" + std::string(query.reveal());
  request.limits.body_bytes = kMostReplyBytes;
  RIGONG_ASSIGN(const HttpResponse response, request_.http->send(request));
  const std::string host = host_of(settings_.token_endpoint);
  const auto reply = parse_json(response.body, host, kMostReplyBytes);
  if (!reply || !reply->IsObject()) return strange(host);
  const std::string access = text_of(*reply, kAccess).value_or("");
  if (access.empty()) {
    const rapidjson::Value* error = member(*reply, "error_response");
    const Fault fault = read_fault(error == nullptr ? *reply : *error);
    if (fault.code == "?") return strange(host);
    if (fault.kind == FaultKind::busy || fault.kind == FaultKind::too_often) return fail(error_of(fault, host));
    return fail(must_authorise_again(fault.code));
  }
  const std::string refresh = text_of(*reply, kRefresh).value_or("");
  if (access.size() > kMostTokenBytes || refresh.size() > kMostTokenBytes) return strange(host);
  access_ = Secret(access);
  if (!refresh.empty()) refresh_ = Secret(refresh);
  given_here_ = true;
  const std::int64_t seconds = std::clamp<std::int64_t>(whole_of(*reply, "expires_in").value_or(kUsualSeconds), 1, kMostSeconds);
  const DurationMs life = seconds * kSecondMs;
  // The refresh token first: without it nothing could be renewed any more.
  RIGONG_TRY(keep(kRefresh, refresh_, kLatestTime));
  RIGONG_TRY(keep(kAccess, access_, request_.now + life));
  // A fifth of its life is left to try again in.
  return keep(kFresh, Secret("1"), request_.now + life - life / 5);
}

}  // namespace rigong::connectors::jd
