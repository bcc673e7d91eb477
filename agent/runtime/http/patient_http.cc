// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/patient_http.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/config/url.h"

namespace rigong::runtime {
namespace {

using connectors::HttpMethod;
using connectors::HttpRepeat;
using connectors::HttpRequest;
using connectors::HttpResponse;

// A pause longer than this is spent by the lane between polls, not with a poll half done.
constexpr DurationMs kLongestPauseInPoll = 5 * kSecondMs;
constexpr int kTooManyRequests = 429;
constexpr int kRedirections = 300;
constexpr int kClientErrors = 400;
constexpr int kServerErrors = 500;
constexpr std::size_t kMostPeers = 16;
constexpr std::size_t kMostKindBytes = 256;

std::string host_of(const HttpRequest& request) {
  const auto url = config::parse_url(request.url);
  return url ? url->host : std::string("?");
}

// What tells requests to one host apart for its breaker: the path, without what is asked of it, and the topic.
std::string kind_of(const HttpRequest& request) {
  const auto url = config::parse_url(request.url);
  std::string kind = url ? url->rest.substr(0, url->rest.find('?')) : std::string();
  kind += ' ';
  kind += request.topic;
  kind.resize(std::min(kind.size(), kMostKindBytes));
  return kind;
}

bool may_repeat(const HttpRequest& request) {
  return request.method == HttpMethod::get || request.repeat == HttpRepeat::harmless;
}

Error waiting(DurationMs length, const std::string& host) {
  const DurationMs seconds = (length + kSecondMs - 1) / kSecondMs;
  return {ErrorKind::unavailable,
          {fmt::format("{} 要求稍等，{} 秒后再试。", host, seconds),
           fmt::format("{} wants a pause; asking again in {} s.", host, seconds)}};
}

}  // namespace

struct PatientHttp::Try {
  Result<HttpResponse> outcome;
  bool passing = false;  // It may be different by itself the next time.
  Arrival arrival = Arrival::unknown;
};

PatientHttp::PatientHttp(HttpTransport& transport, const Clock& clock, Wait wait, std::uint64_t seed, const RetryRules& rules)
    : transport_(transport),
      clock_(clock),
      wait_(std::move(wait)),
      rules_(rules),
      random_(static_cast<std::minstd_rand::result_type>(seed % std::minstd_rand::modulus)) {}

PatientHttp::Peer& PatientHttp::peer_of(const HttpRequest& request) {
  const auto url = config::parse_url(request.url);
  const std::string name = url ? fmt::format("{}:{}", url->host, url->port) : std::string();
  const auto known = peers_.find(name);
  if (known != peers_.end()) return known->second;
  // The hosts of an account are written in its settings; more than a few come from somewhere else.
  if (peers_.size() >= kMostPeers) peers_.clear();
  return peers_.emplace(name, Peer(rules_)).first->second;
}

void PatientHttp::hold_off(DurationMs length) {
  TimeMs& until = last_ == nullptr ? all_held_until_ : last_->held_until;
  until = std::max(until, clock_.now() + bounded_hold(length, rules_));
}

DurationMs PatientHttp::asked_to_wait() const {
  const TimeMs now = clock_.now();
  const TimeMs until = std::max(all_held_until_, last_ == nullptr ? kNoTime : last_->held_until);
  // A clock set back must not make an hour of a minute's years.
  return until <= now ? 0 : std::min(until - now, rules_.longest_hold);
}

DurationMs PatientHttp::held_for() const {
  return std::max(asked_to_wait(), last_ == nullptr ? 0 : last_->breaker.rest(clock_.now()));
}

PatientHttp::Try PatientHttp::judge(HttpResponse response, const HttpRequest& request) {
  const std::string host = host_of(request);
  if (response.status >= kServerErrors || is_passing(response.status)) {
    if (const auto asked = read_retry_after(response.header("retry-after"), clock_.now(), server_clock_.offset(), rules_)) {
      hold_off(*asked);
    }
    // A refusal for too many requests is no fault of the platform's, and no reason to ask at once again.
    const bool passing = is_passing(response.status) && response.status != kTooManyRequests;
    if (response.status == kTooManyRequests) hold_off(pause_after(1, fraction(), rules_));
    return {fail(ErrorKind::unavailable, fmt::format("{} 暂时不能回答（HTTP {}），稍后再试。", host, response.status),
                 fmt::format("{} cannot answer now (HTTP {}); trying again later.", host, response.status)),
            passing};
  }
  if (response.status >= kRedirections && response.status < kClientErrors) {
    const auto to = config::parse_url(response.header("location"));
    const std::string other = to ? to->host : std::string("?");
    return {
        fail(ErrorKind::refused, fmt::format("{} 让人改去 {}；日拱不跟随跳转，请在设置里写对网址。", host, other),
             fmt::format("{} redirects to {}, which is not followed. Write the right address into the settings.", host, other))};
  }
  if (response.status < 200) {
    return {fail(ErrorKind::unavailable, fmt::format("{} 的回答无法理解，稍后再试。", host),
                 fmt::format("The answer of {} makes no sense; trying again later.", host))};
  }
  return {std::move(response)};
}

PatientHttp::Try PatientHttp::try_once(const HttpRequest& request) {
  const TimeMs sent_at = clock_.now();
  auto answer = transport_.exchange(request);
  if (answer || answer.error().arrival != Arrival::not_sent) ++calls_;
  const TimeMs now = clock_.now();
  Try tried;
  if (answer) {
    if (const auto date = parse_http_date(answer->header("date"))) server_clock_.answered(*date, sent_at, now);
    tried = judge(std::move(*answer), request);
  } else {
    tried.arrival = answer.error().arrival;
    tried.passing = answer.error().error.kind == ErrorKind::unavailable;
    tried.outcome = fail(std::move(answer.error().error));
  }
  if (tried.outcome) {
    last_->breaker.succeeded();
  } else if (tried.outcome.error().kind == ErrorKind::cancelled || tried.outcome.error().kind == ErrorKind::wrong_use) {
    last_->breaker.gave_up();
  } else {
    last_->breaker.failed(now);
  }
  return tried;
}

Result<HttpResponse> PatientHttp::send(const HttpRequest& request) {
  last_ = &peer_of(request);
  if (const DurationMs held = asked_to_wait(); held > 0) return fail(waiting(held, host_of(request)));
  last_->budget.earn();
  const std::string kind = kind_of(request);
  for (int tries = 1;; ++tries) {
    if (const DurationMs closed = last_->breaker.wait(clock_.now(), kind); closed > 0) {
      return fail(waiting(closed, host_of(request)));
    }
    Try tried = try_once(request);
    if (tried.outcome || !tried.passing || tries >= rules_.tries) return std::move(tried.outcome);
    if (!may_repeat(request) && tried.arrival != Arrival::not_sent) return std::move(tried.outcome);
    const DurationMs pause = std::max(held_for(), pause_after(tries, fraction(), rules_));
    if (pause > kLongestPauseInPoll || !last_->budget.spend()) return std::move(tried.outcome);
    if (!wait_(pause)) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
  }
}

}  // namespace rigong::runtime
