// SPDX-License-Identifier: Apache-2.0
// A platform that answers whatever the fuzzer has written. An input is a list of answers, each behind a line of its own:
//
//   @200 PART-OF-THE-ADDRESS PART-OF-THE-BODY
//   the answer, up to the next line that begins with "@"
//   @cursor
//   where the account stands at first
//
// A request gets the answers that fit it, one after the other, and the last of them for ever. Other numbers than those of HTTP
// that a connector may see: 0 = no answer, 1 = an answer that is too large. What stands before the first such line is an answer
// to everything, and where there is no such line the cursor as well.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/checked_sink.h"
#include "tests/support/given_options.h"
#include "tests/support/kept_secrets.h"

namespace rigong::fuzz {

struct HostileAnswer {
  int status = 200;
  std::string_view url;
  std::string_view body;
  std::string_view text;
  mutable bool used = false;
};

struct HostileInput {
  std::string cursor;
  std::vector<HostileAnswer> answers;
};

// Up to the character, which is taken away too; everything where it does not come.
inline std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

// The status as an HttpClient would hand it over, or 0 or 1.
inline int status_of(std::string_view text) {
  int status = 200;
  std::from_chars(text.data(), text.data() + text.size(), status);
  const bool retried = status == 408 || status == 425 || status == 429;
  const bool seen = (status >= 200 && status <= 299) || (status >= 400 && status <= 499);
  return status == 0 || status == 1 || (seen && !retried) ? status : 200;
}

inline HostileInput read_input(std::string_view text) {
  HostileInput input;
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t next = text.find("\n@");
    parts.push_back(text.substr(0, next));
    text.remove_prefix(next == std::string_view::npos ? text.size() : next + 1);
  }
  for (std::string_view part : parts) {
    HostileAnswer answer;
    if (part.starts_with('@')) {
      std::string_view head = take_until(part, '\n').substr(1);
      if (head == "cursor") {
        input.cursor = std::string(part);
        continue;
      }
      answer.status = status_of(take_until(head, ' '));
      answer.url = take_until(head, ' ');
      answer.body = head;
    } else if (parts.size() == 1) {
      input.cursor = std::string(part);
    }
    answer.text = part;
    input.answers.push_back(answer);
  }
  return input;
}

class HostilePlatform final : public connectors::HttpClient {
 public:
  explicit HostilePlatform(const HostileInput& input) : answers_(input.answers) {}

  Result<connectors::HttpResponse> send(const connectors::HttpRequest& request) override {
    // Who is being stopped asks nothing more.
    must(!stopped_);
    if (++asked_ > kMostRequests) {
      stopped_ = true;
      return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
    }
    check(request);
    const HostileAnswer* const answer = answer_to(request);
    if (answer == nullptr || answer->status == 0) return fail(ErrorKind::unavailable, "没有回答。", "There is no answer.");
    if (answer->status == 1) return fail(ErrorKind::refused, "太大。", "It is too large.");
    connectors::HttpResponse response;
    response.status = answer->status;
    response.body = std::string(answer->text);
    return response;
  }
  void hold_off(DurationMs length) override { must(length >= 0); }
  [[nodiscard]] DurationMs clock_offset() const override { return 0; }

  void begin_poll() { asked_ = 0; }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  static constexpr int kMostRequests = 150;

  static void check(const connectors::HttpRequest& request) {
    const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
    must(request.url.starts_with("https://") && std::all_of(request.url.begin(), request.url.end(), plain));
    must(request.method == connectors::HttpMethod::post || request.body.empty());
    for (const auto& [name, value] : request.headers) must(value.find_first_of("\r\n") == std::string::npos);
  }

  const HostileAnswer* answer_to(const connectors::HttpRequest& request) const {
    const HostileAnswer* last = nullptr;
    for (const HostileAnswer& each : answers_) {
      const bool fits = request.url.find(each.url) != std::string::npos && request.body.find(each.body) != std::string::npos;
      if (!fits) continue;
      last = &each;
      if (each.used) continue;
      each.used = true;
      return last;
    }
    return last;
  }

  const std::vector<HostileAnswer>& answers_;
  int asked_ = 0;
  bool stopped_ = false;
};

inline void check_words(const Words& words) {
  constexpr std::size_t kMostBytes = 4096;
  must(!words.zh.empty() && !words.en.empty() && words.zh.size() <= kMostBytes && words.en.size() <= kMostBytes);
  must(is_clean_utf8(words.zh) && is_clean_utf8(words.en));
}

// Polls the connector as the host would, and checks what it promises. Errors do not move the cursor; a cursor that is refused is
// given up after a while, as a person would do it.
inline void poll_hostile(connectors::Connector& connector, std::string_view text, TimeMs now) {
  constexpr int kMostPolls = 24;
  constexpr std::size_t kMostCursorBytes = 65'536;
  constexpr DurationMs kQuiet = 47 * kMinuteMs;
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  const HostileInput input = read_input(text);
  HostilePlatform http(input);
  testing::KeptSecrets secrets;
  CheckedSink sink;
  connectors::PollRequest request{input.cursor, now, &calendar, &http, &secrets};
  for (int polls = 0; polls < kMostPolls; ++polls) {
    http.begin_poll();
    const auto result = connector.poll(request, sink);
    if (!result) {
      check_words(result.error().words);
      must(!http.stopped() || result.error().kind == ErrorKind::cancelled);
      must(result.error().kind != ErrorKind::internal);
    } else {
      must(result->next_cursor.size() <= kMostCursorBytes && is_clean_utf8(result->next_cursor));
      for (const Words& words : result->lacking) check_words(words);
      for (const Words& words : result->reading) check_words(words);
      must(!result->calls_left || *result->calls_left >= 0);
      must(!result->again_in || *result->again_in >= 0);
      request.cursor = result->next_cursor;
    }
    if (http.stopped()) return;
    if (!result && polls == 2) request.cursor.clear();
    request.now += result && result->more ? kSecondMs : kQuiet;
  }
}

}  // namespace rigong::fuzz
