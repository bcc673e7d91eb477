// SPDX-License-Identifier: Apache-2.0
// The whole way over a socket of this machine: libcurl, HTTP, the fake behind it. The platform wants tokens in its addresses, so
// this is also where they must not come out.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <mutex>

#include "agent/runtime/http/curl_transport.h"
#include "tests/connectors/jd/polled_shop.h"
#include "tests/contract/record_lines.h"
#include "tests/runtime/http/scripted_server.h"
#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

namespace {

// An answer as bytes; nothing for a connection that breaks.
std::string bytes_of(const FakeReply& reply) {
  if (reply.ending != FakeReply::Ending::whole) return {};
  std::string text = fmt::format("HTTP/1.1 {} X\r\n", reply.response.status);
  for (const auto& [name, value] : reply.response.headers) text += fmt::format("{}: {}\r\n", name, value);
  return text + fmt::format("Content-Length: {}\r\nConnection: close\r\n\r\n{}", reply.response.body.size(), reply.response.body);
}

FakeReply ask(FakeJos& fake, const std::string& request) {
  const std::size_t space = request.find(' ');
  const std::string method = request.substr(0, space);
  const std::string target = request.substr(space + 1, request.find(' ', space + 1) - space - 1);
  const std::size_t body = request.find("\r\n\r\n");
  return fake.answer(method == "POST" ? HttpMethod::post : HttpMethod::get, target, request.substr(body + 4));
}

}  // namespace

TEST_CASE("over a socket, with tokens in the addresses, nothing but records comes out", "[threads]") {
  ManualClock clock(runtime_test::at("2026-03-20 09:00:00"));
  std::mutex mutex;
  FakeJos fake(clock);
  fake.waiters = {kRepA};
  fake.chat("shopper7", kRepA, 5 * kSecondMs);
  fake.end_token();
  clock.advance(kMinuteMs);
  runtime_test::ScriptedServer server([&](const std::string& request) {
    const std::lock_guard lock(mutex);
    return runtime_test::ScriptedServer::Answer{bytes_of(ask(fake, request))};
  });
  auto connector = jd::definition()
                       .make(testing::GivenOptions(jd::definition(), {{"endpoint", server.url("/routerjson")},
                                                                      {"token_endpoint", server.url("/oauth2/refresh_token")},
                                                                      {"app_key", FakeJos::kAppKey},
                                                                      {"app_secret", FakeJos::kAppSecret},
                                                                      {"access_token", FakeJos::kAccess},
                                                                      {"refresh_token", FakeJos::kRefresh},
                                                                      {"days", "1"}}))
                       .value();
  auto transport = runtime::make_curl_transport({});
  const auto wait = [&](DurationMs length) {
    clock.advance(length);
    return true;
  };
  const ShopCalendar calendar = ShopCalendar::make({}).value();
  testing::KeptSecrets tokens;
  test::RecordLines lines(calendar);
  std::string cursor;
  const auto poll = [&]() -> Result<PollResult> {
    // Without the breaker of the polls before.
    runtime::PatientHttp http(*transport, clock, wait, 1);
    auto result = connector->poll({cursor, clock.now(), &calendar, &http, &tokens}, lines);
    if (result) cursor = result->next_cursor;
    return result;
  };
  for (int polls = 0; polls < 60; ++polls) {
    const auto outcome = poll();
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
    if (!outcome->more) break;
  }
  CHECK(lines.lines.size() >= 3);  // A question, its answer and who took it.
  {
    const std::lock_guard lock(mutex);
    CHECK(fake.complaints.empty());
    CHECK(fake.tokens_given == 1);
  }
  // Each way to fail, over the wire.
  for (const Fault fault : {Fault::too_often, Fault::busy, Fault::forbidden, Fault::too_many, Fault::server_error, Fault::gateway,
                            Fault::missing, Fault::truncated, Fault::web_page, Fault::lost, Fault::token_ended}) {
    INFO(static_cast<int>(fault));
    {
      const std::lock_guard lock(mutex);
      fake.trouble = [fault](const std::string&) { return fault; };
    }
    clock.advance(kHourMs);
    const auto outcome = poll();
    if (!outcome) CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
    if (outcome) {
      for (const Words& words : outcome->lacking) CHECK(names_no_secret(words.zh + words.en));
    }
    CHECK(names_no_secret(cursor));
    CHECK(cursor.find("shopper7") == std::string::npos);
  }
  for (const std::string& line : lines.lines) CHECK(names_no_secret(line));
}
