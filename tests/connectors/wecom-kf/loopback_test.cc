// SPDX-License-Identifier: Apache-2.0
// The whole way over a socket of this machine: libcurl, HTTP, the fake behind it. The platform wants keys in its addresses, so
// this is also where they must not come out.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <mutex>

#include "agent/runtime/http/curl_transport.h"
#include "tests/connectors/wecom-kf/polled_shop.h"
#include "tests/contract/record_lines.h"
#include "tests/runtime/http/scripted_server.h"
#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::wecom_kf_test;

namespace {

// An answer as bytes; nothing for a connection that breaks.
std::string bytes_of(const fakes::Answer& reply) {
  if (reply.ending != fakes::Answer::Ending::whole) return {};
  std::string text = fmt::format("HTTP/1.1 {} X\r\n", reply.status);
  for (const auto& [name, value] : reply.headers) text += fmt::format("{}: {}\r\n", name, value);
  return text + fmt::format("Content-Length: {}\r\nConnection: close\r\n\r\n{}", reply.body.size(), reply.body);
}

fakes::Answer ask(FakeWecom& fake, const std::string& request) {
  const std::size_t space = request.find(' ');
  const std::string method = request.substr(0, space);
  const std::string target = request.substr(space + 1, request.find(' ', space + 1) - space - 1);
  const std::size_t body = request.find("\r\n\r\n");
  return fake.answer({method, target, "application/json", request.substr(body + 4)});
}

}  // namespace

TEST_CASE("over a socket, with keys in the addresses, nothing but records comes out", "[threads]") {
  ManualClock clock(runtime_test::at("2026-03-02 09:00:00"));
  std::mutex mutex;
  FakeWecom fake(clock, kCorp, kSecret);
  fake.add_account(kShop, "售前");
  fake.add_servicer(kShop, "WangXiaoYi");
  fake.count_shop(kShop, *parse_day("2026-03-01"), {4, 3, 9, {}, {}, 0, {}, {}});
  fake.customer_says(kShop, "wmA", "在吗");
  fake.rep_says(kShop, "wmA", "WangXiaoYi", "在的");
  runtime_test::ScriptedServer server([&](const std::string& request) {
    const std::lock_guard lock(mutex);
    return runtime_test::ScriptedServer::Answer{bytes_of(ask(fake, request))};
  });
  auto connector =
      wecom_kf::definition()
          .make(testing::GivenOptions(wecom_kf::definition(),
                                      {{"endpoint", server.url("/")}, {"corp_id", kCorp}, {"secret", kSecret}, {"days", "3"}}))
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
  REQUIRE(poll());
  CHECK(lines.lines.size() == 4);
  {
    const std::lock_guard lock(mutex);
    CHECK(fake.complaints.empty());
  }
  // Each way to fail, over the wire.
  for (const Fault fault : {Fault::too_often, Fault::busy, Fault::untrusted, Fault::too_many, Fault::server_error, Fault::gateway,
                            Fault::missing, Fault::truncated, Fault::web_page, Fault::lost, Fault::token_ended}) {
    INFO(static_cast<int>(fault));
    {
      const std::lock_guard lock(mutex);
      fake.trouble = [fault](const std::string&) { return fault; };
    }
    clock.advance(3 * kHourMs);  // So that tokens, reps and figures are asked for as well.
    const auto outcome = poll();
    if (!outcome) CHECK(names_no_secret(outcome.error().words.zh + outcome.error().words.en));
    if (outcome) {
      for (const Words& words : outcome->lacking) CHECK(names_no_secret(words.zh + words.en));
    }
    CHECK(names_no_secret(cursor));
  }
  for (const std::string& line : lines.lines) CHECK(names_no_secret(line));
}
