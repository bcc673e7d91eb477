// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/webhook.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "agent/base/text.h"

namespace rigong::connectors {
namespace {

constexpr DurationMs kUsualPause = kMinuteMs;
constexpr std::size_t kMostAnswerBytes = 256 * 1024;
constexpr std::size_t kMostAnswerDepth = 16;
constexpr std::size_t kMostAddressBytes = 4096;
constexpr std::string_view kLoopback = "http://127.0.0.1";

RobotOutcome later(DurationMs wait, std::string code, std::string zh, std::string en) {
  return {RobotOutcome::Kind::later, wait, std::move(code), {std::move(zh), std::move(en)}};
}
RobotOutcome refused(std::string code, std::string zh, std::string en) {
  return {RobotOutcome::Kind::refused, 0, std::move(code), {std::move(zh), std::move(en)}};
}
RobotOutcome unknown(std::string code, std::string zh, std::string en) {
  return {RobotOutcome::Kind::unknown, 0, std::move(code), {std::move(zh), std::move(en)}};
}

// "http://127.0.0.1:PORT" at the beginning of the address, or nothing.
bool is_loopback(std::string_view url) {
  if (!url.starts_with(kLoopback)) return false;
  url.remove_prefix(kLoopback.size());
  if (!url.starts_with(':')) return url.starts_with('/');
  url.remove_prefix(1);
  const std::size_t digits = std::min(url.find_first_not_of("0123456789"), url.size());
  return digits > 0 && digits <= 5 && url.substr(digits).starts_with('/');
}

// Only what a URL is written with, no fragment, no backslash that a parser could take for a slash.
bool is_address(std::string_view url) {
  constexpr std::string_view kNever = "#\\\"<>^`{|}";
  return url.size() <= kMostAddressBytes && std::all_of(url.begin(), url.end(), [&](char c) {
           return c > ' ' && c < '\x7f' && kNever.find(c) == std::string_view::npos;
         });
}

// Whether the address begins as it must and goes on behind that.
bool leads_to(std::string_view url, const WebhookPlace& place) {
  for (const std::string& origin : place.origins) {
    const std::string beginning = origin + std::string(place.path);
    if (url.starts_with(beginning) && url.size() > beginning.size()) return true;
  }
  if (!place.origins.empty()) return false;
  const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return false;
  const std::size_t slash = std::min(url.find_first_of("/?", scheme), url.size());
  const std::string_view authority = url.substr(scheme, slash - scheme);
  if (authority.empty() || authority.find('@') != std::string_view::npos) return false;
  if (place.path.empty()) return true;
  const std::size_t found = url.find(place.path, slash);
  return found != std::string_view::npos && found + place.path.size() < url.size();
}

RobotOutcome outcome_of_refusal(int status, const Words& target) {
  const std::string code = std::to_string(status);
  switch (status) {
    case 401:
    case 403:
      return refused(code, fmt::format("{}不允许发送（{}）：请核对 webhook 和对方的权限设置。", target.zh, status),
                     fmt::format("{} does not allow it ({}): check the webhook and what it may do.", target.en, status));
    case 404:
    case 410:
      return refused(code, fmt::format("{}的地址已经不存在（{}）：请重新取得 webhook 并填入。", target.zh, status),
                     fmt::format("{} is no longer there ({}): get a new webhook and put it in.", target.en, status));
    case 413:
      return refused(code, fmt::format("{}认为消息太长（413）：请缩短报表。", target.zh),
                     fmt::format("{} finds the message too long (413): shorten the report.", target.en));
    default:
      return refused(code, fmt::format("{}拒绝了消息（HTTP {}）。", target.zh, status),
                     fmt::format("{} refused the message (HTTP {}).", target.en, status));
  }
}

}  // namespace

Result<Secret> webhook_option(const Options& options, const WebhookPlace& place) {
  const std::string_view url = trim(options.secret("webhook").reveal());
  if (url.empty()) {
    return fail(ErrorKind::wrong_use, fmt::format("{}缺少 webhook。", place.target.zh),
                fmt::format("{} lacks its webhook.", place.target.en));
  }
  if (is_address(url) && (is_loopback(url) || leads_to(url, place))) return Secret(std::string(url));
  std::string beginnings;
  for (const std::string& origin : place.origins) {
    beginnings += (beginnings.empty() ? "" : " / ") + origin + std::string(place.path);
  }
  if (beginnings.empty()) beginnings = "https://…" + std::string(place.path);
  return fail(
      ErrorKind::wrong_use,
      fmt::format("{}的 webhook 不对：应以 {} 开头，后面是密钥，原样复制整个地址。", place.target.zh, beginnings),
      fmt::format("The webhook is not right. {} has one that begins with {} and goes on with its key; copy the whole address.",
                  place.target.en, beginnings));
}

WebhookPlace with_endpoint(WebhookPlace place, const Options& options) {
  std::string endpoint = options.text("endpoint");
  while (endpoint.ends_with('/')) endpoint.pop_back();
  if (!endpoint.empty()) place.origins = {std::move(endpoint)};
  return place;
}

SecretRequest json_post(Secret url, std::string body) {
  SecretRequest post;
  post.request.method = HttpMethod::post;
  post.request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  post.request.body = std::move(body);
  post.url = std::move(url);
  return post;
}

const CodeMeaning* find_meaning(std::span<const CodeMeaning> meanings, std::int64_t code) {
  const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const CodeMeaning& each) { return each.code == code; });
  return found == meanings.end() ? nullptr : &*found;
}

RobotOutcome outcome_of(const CodeMeaning& meaning) {
  return {meaning.kind, meaning.wait, std::to_string(meaning.code), {std::string(meaning.zh), std::string(meaning.en)}};
}

RobotOutcome outcome_of_unknown_code(std::string code, const Words& target) {
  Words words{fmt::format("{}没有收下这条消息，返回代码 {}；请在对方的文档里查这个代码。", target.zh, code),
              fmt::format("{} did not take the message and gave the code {}; look it up in its documentation.", target.en, code)};
  return {RobotOutcome::Kind::refused, 0, std::move(code), std::move(words)};
}

RobotOutcome delivered() { return {RobotOutcome::Kind::delivered, 0, "", {"已送达。", "Delivered."}}; }

RobotOutcome not_understood(const Words& target) {
  return unknown(
      "", fmt::format("{}的回答看不懂，不知道消息发出去没有：请到群里看一眼，再决定要不要重发。", target.zh),
      fmt::format("{} answered something that says neither yes nor no: look into the group before you post again.", target.en));
}

RobotOutcome outcome_of_status(const HttpResponse& answer, const Words& target) {
  const int status = answer.status;
  const std::string code = std::to_string(status);
  if (status >= 200 && status <= 299) return not_understood(target);
  if (status >= 300 && status <= 399) {
    return refused(
        code, fmt::format("{}的地址转到了别处（{}），程序不跟过去：请重新取得 webhook。", target.zh, status),
        fmt::format("{} sends us elsewhere ({}), where the program does not go: get a new webhook.", target.en, status));
  }
  if (status == 429) {
    return later(pause_in(answer, "retry-after").value_or(kUsualPause), code,
                 fmt::format("{}说发得太快，稍后自动再发。", target.zh),
                 fmt::format("{} says that this is too fast; it is sent again later by itself.", target.en));
  }
  if (status == 408 || status == 425 || status == 500 || status == 503 || (status > 505 && status <= 599)) {
    return later(pause_in(answer, "retry-after").value_or(kUsualPause), code,
                 fmt::format("{}暂时收不了（{}），稍后自动再发。", target.zh, status),
                 fmt::format("{} cannot take it at the moment ({}); it is sent again later by itself.", target.en, status));
  }
  if (status == 502 || status == 504) {
    return unknown(
        code,
        fmt::format("{}前面的服务器出错（{}），不知道消息发出去没有：请到群里看一眼，再决定要不要重发。", target.zh, status),
        fmt::format("Something in front of the target failed ({}), and nobody knows whether the message went through. "
                    "Look into the group before you post again.",
                    status));
  }
  if (status >= 400 && status <= 599) return outcome_of_refusal(status, target);
  return not_understood(target);
}

std::optional<DurationMs> pause_in(const HttpResponse& answer, std::string_view header) {
  const std::string_view text = trim(answer.header(header));
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::clamp<std::int64_t>(seconds, 1, kHourMs / kSecondMs) * kSecondMs;
}

std::optional<rapidjson::Document> parse_answer(const HttpResponse& answer) {
  JsonLimits limits;
  limits.bytes = kMostAnswerBytes;
  limits.depth = kMostAnswerDepth;
  limits.text = JsonText::clean;
  auto document = parse_guarded_json(answer.body, limits);
  if (!document || !document->IsObject()) return std::nullopt;
  return document;
}

std::optional<std::int64_t> code_in(const rapidjson::Document& answer, std::string_view name) {
  const rapidjson::Value* value = member(answer, name);
  if (value == nullptr || !value->IsInt64()) return std::nullopt;
  return value->GetInt64();
}

std::string text_in(const rapidjson::Document& answer, std::string_view name) {
  constexpr std::size_t kMost = 4096;
  const rapidjson::Value* value = member(answer, name);
  if (value == nullptr || !value->IsString()) return {};
  std::string text(value->GetString(), value->GetStringLength());
  clean_field(text, kMost);
  return text;
}

std::string code_word(std::string_view word) {
  constexpr std::size_t kMost = 80;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return word.size() <= kMost && std::all_of(word.begin(), word.end(), plain) ? std::string(word) : std::string();
}

}  // namespace rigong::connectors
