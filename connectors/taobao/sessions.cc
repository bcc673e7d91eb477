// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/sessions.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::string_view kSession = "session";
constexpr std::string_view kRefreshToken = "refresh_token";
// Of which settings the two above took the place.
constexpr std::string_view kMark = "settings";
// Gone when it is time to renew.
constexpr std::string_view kFresh = "fresh";
// A refused renewal: said as long as the session still holds.
constexpr std::string_view kRefused = "refused";

constexpr TimeMs kNeverEnds = kLatestTime;
constexpr DurationMs kTryAgain = kHourMs;
// A session is renewed after this share of its life, so that a day without network costs nothing.
constexpr double kShareOfLife = 0.8;
constexpr std::int64_t kLongestLife = 10 * 365 * kDayMs / kSecondMs;
constexpr std::size_t kMostTokenBytes = 4096;
constexpr std::size_t kMostReplyBytes = 64 * 1024;

Error must_authorise_again() {
  return {ErrorKind::refused,
          {"淘宝的授权已失效，需要店铺主账号重新授权：在淘宝开放平台控制台打开应用的授权链接，登录主账号并同意，再把新的 "
           "session（有的话连同 refresh_token）填进这个账号的设置。已读的数据不会丢。",
           "Taobao's authorisation has ended and the shop's main account must give it again: open the app's authorisation link "
           "from the console of open.taobao.com, sign in, agree, and put the new session (and refresh_token, if there is one) "
           "into this account's settings. Nothing that was read is lost."}};
}

// The shortest of the lives that matter here: reading at the two levels that the methods asked belong to.
std::int64_t life_of(const rapidjson::Value& reply) {
  std::int64_t life = 0;
  for (const char* name : {"expires_in", "r1_expires_in", "r2_expires_in"}) {
    const auto seconds = whole_of(reply, name);
    if (seconds && *seconds > 0) life = life == 0 ? *seconds : std::min(life, *seconds);
  }
  return std::min(life, kLongestLife);
}

}  // namespace

Sessions::Sessions(const Settings& settings, const PollRequest& request)
    : settings_(settings),
      request_(request),
      mark_(sha256_hex(std::string(settings.session.reveal()) + "\n" + std::string(settings.refresh_token.reveal()))) {
  kept_is_ours_ = request.secrets != nullptr && request.secrets->kept(kMark, request.now).reveal() == mark_;
  if (kept_is_ours_) current_ = request.secrets->kept(kSession, request.now);
  if (current_.empty()) current_ = settings.session;
}

Secret Sessions::refresh_token() const {
  Secret token;
  if (kept_is_ours_) token = request_.secrets->kept(kRefreshToken, request_.now);
  return token.empty() ? settings_.refresh_token : token;
}

Status Sessions::renew_in_time() {
  if (request_.secrets == nullptr) return {};
  const bool holds = !current_.empty();
  if (holds && !kept_is_ours_) return {};
  if (holds && !request_.secrets->kept(kFresh, request_.now).empty()) {
    if (!request_.secrets->kept(kRefused, request_.now).empty()) warning_ = must_authorise_again().words;
    return {};
  }
  const Status renewed = renew();
  if (renewed || !holds || renewed.error().kind == ErrorKind::cancelled) return renewed;
  // The present one still holds: not with every poll again.
  RIGONG_TRY(request_.secrets->keep(kFresh, Secret("1"), request_.now + kTryAgain));
  if (renewed.error().kind == ErrorKind::refused) {
    RIGONG_TRY(request_.secrets->keep(kRefused, Secret("1"), request_.now + kTryAgain));
    warning_ = must_authorise_again().words;
  }
  return {};
}

Status Sessions::renew() {
  const Secret token = refresh_token();
  if (token.empty() || request_.secrets == nullptr) return fail(must_authorise_again());
  return ask(token);
}

Status Sessions::ask(const Secret& refresh_token) {
  HttpRequest request;
  request.method = HttpMethod::post;  // Sent once: each answer voids the token that was sent.
  request.url = settings_.token_endpoint;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=utf-8"}, {"Accept", "application/json"}};
  request.body = form({{"grant_type", "refresh_token"},
                       {"refresh_token", std::string(refresh_token.reveal())},
                       {"client_id", settings_.app_key},
                       {"client_secret", std::string(settings_.app_secret.reveal())}});
  request.limits.body_bytes = kMostReplyBytes;
  RIGONG_ASSIGN(const HttpResponse response, request_.http->send(request));
  RIGONG_ASSIGN(const auto reply, parse_json(response.body, host_of(settings_.token_endpoint), kMostReplyBytes));
  if (member(reply, "access_token") == nullptr) return fail(must_authorise_again());
  return keep(reply);
}

Status Sessions::keep(const rapidjson::Document& reply) {
  const Secret session(text_of(reply, "access_token").value_or(""));
  const Secret refresh(text_of(reply, "refresh_token").value_or(""));
  if (session.empty() || session.reveal().size() > kMostTokenBytes || refresh.reveal().size() > kMostTokenBytes) {
    return fail(must_authorise_again());
  }
  const std::int64_t life = life_of(reply);
  const TimeMs ends_at = life == 0 ? kNeverEnds : request_.now + life * kSecondMs;
  const TimeMs renew_at =
      life == 0 ? kNeverEnds
                : request_.now + static_cast<DurationMs>(static_cast<double>(life) * kShareOfLife) * DurationMs{kSecondMs};
  const auto refresh_life = whole_of(reply, "re_expires_in").value_or(0);
  const TimeMs refresh_ends = refresh_life <= 0 ? kNeverEnds : request_.now + std::min(refresh_life, kLongestLife) * kSecondMs;
  SecretKeeper& secrets = *request_.secrets;
  // The refresh token first: it is the one that cannot be had again.
  if (!refresh.empty()) RIGONG_TRY(secrets.keep(kRefreshToken, refresh, refresh_ends));
  RIGONG_TRY(secrets.keep(kMark, Secret(mark_), kNeverEnds));
  RIGONG_TRY(secrets.keep(kSession, session, ends_at));
  RIGONG_TRY(secrets.keep(kFresh, Secret("1"), renew_at));
  RIGONG_TRY(secrets.keep(kRefused, Secret("1"), request_.now));
  kept_is_ours_ = true;
  current_ = session;
  return {};
}

}  // namespace rigong::connectors::taobao
