// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/webhook.h"

#include <catch2/catch.hpp>

#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::connectors;
using testing::GivenOptions;

namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "a", "a", OptionType::secret, true, "", "a", "a"},
    {"endpoint", "b", "b", OptionType::url, false, "https://vendor.example", "b", "b"},
};
const WebhookPlace kPlace{{"甲", "A"}, {}, "/send?key="};

Result<Secret> read(const std::string& webhook, const std::string& endpoint = "https://vendor.example") {
  const GivenOptions options(kOptions, {{"webhook", webhook}, {"endpoint", endpoint}});
  return webhook_option(options, with_endpoint(kPlace, options));
}

}  // namespace

TEST_CASE("an address that is a key goes to its vendor or to this machine, and nowhere else") {
  for (const char* good : {"https://vendor.example/send?key=abc", " https://vendor.example/send?key=abc\n",
                           "http://127.0.0.1:8080/send?key=abc", "http://127.0.0.1/x"}) {
    INFO(good);
    CHECK(read(good));
  }
  for (const char* bad : {"",
                          " ",
                          "abc",
                          "http://vendor.example/send?key=abc",
                          "https://vendor.example/send?key=",
                          "https://vendor.example/other?key=abc",
                          "https://vendor.example.evil.example/send?key=abc",
                          "https://vendor.example@evil.example/send?key=abc",
                          "https://evil.example/send?key=abc",
                          "https://VENDOR.example/send?key=abc",
                          "https://vendor.example:444/send?key=abc",
                          "https://vendor.example/send?key=a b",
                          "https://vendor.example/send?key=a#b",
                          "https://vendor.example/send?key=a\nb",
                          "https://vendor.example\\@evil.example/send?key=abc",
                          "http://127.0.0.1.evil.example/send?key=abc",
                          "http://127.0.0.1@evil.example/x",
                          "http://127.0.0.1:80@evil.example/x",
                          "http://127.0.0.1:/x",
                          "https://127.0.0.1:99/send?key=a",
                          "http://localhost:80/send?key=abc"}) {
    INFO(bad);
    const auto url = read(bad);
    REQUIRE_FALSE(url);
    CHECK(url.error().kind == ErrorKind::wrong_use);
    CHECK(url.error().words.en.find("abc") == std::string::npos);
  }
  CHECK(read("https://own.example/send?key=abc", "https://own.example/"));
  CHECK_FALSE(read("https://vendor.example/send?key=abc", "https://own.example/"));
}

TEST_CASE("where the host is the user's own, the path and a plain host are asked for") {
  const WebhookPlace place{{"甲", "A"}, {}, "/hooks/"};
  const auto own = [&](const std::string& webhook) {
    return webhook_option(GivenOptions(kOptions, {{"webhook", webhook}}), place).has_value();
  };
  CHECK(own("https://chat.example/hooks/x"));
  CHECK(own("https://chat.example:8443/sub/hooks/x"));
  CHECK(own("http://chat.lan/hooks/x"));
  CHECK_FALSE(own("https://chat.example/hooks/"));
  CHECK_FALSE(own("https://chat.example/other"));
  CHECK_FALSE(own("https://user@chat.example/hooks/x"));
  CHECK_FALSE(own("https:///hooks/x"));
  CHECK_FALSE(own("ftp://chat.example/hooks/x"));
}

TEST_CASE("a status says what to do where the target says nothing") {
  using Kind = RobotOutcome::Kind;
  const auto outcome = [](int status, std::string retry_after = {}) {
    HttpResponse answer;
    answer.status = status;
    if (!retry_after.empty()) answer.headers = {{"retry-after", retry_after}};
    return outcome_of_status(answer, {"甲", "A"});
  };
  for (const int status : {200, 204, 502, 504, 0, 100, 999}) CHECK(outcome(status).kind == Kind::unknown);
  for (const int status : {301, 302, 307, 308, 400, 401, 403, 404, 405, 410, 413, 501})
    CHECK(outcome(status).kind == Kind::refused);
  for (const int status : {408, 425, 429, 500, 503, 520}) CHECK(outcome(status).kind == Kind::later);
  CHECK(outcome(429).wait == kMinuteMs);
  CHECK(outcome(429, "30").wait == 30 * kSecondMs);
  CHECK(outcome(503, " 5 ").wait == 5 * kSecondMs);
  CHECK(outcome(429, "0").wait == kSecondMs);
  CHECK(outcome(429, "999999").wait == kHourMs);
  for (const char* bad : {"-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"})
    CHECK(outcome(429, bad).wait == kMinuteMs);
}

TEST_CASE("codes that may be shown are plain words") {
  CHECK(code_word("web.incoming_webhook.invalid.app_error") == "web.incoming_webhook.invalid.app_error");
  CHECK(code_word("a b").empty());
  CHECK(code_word("a\n").empty());
  CHECK(code_word("https://x/").empty());
  CHECK(code_word(std::string(81, 'a')).empty());
}
