// SPDX-License-Identifier: Apache-2.0
// The whole way once: connector, libcurl, a socket, the platform behind it.
#include <catch2/catch.hpp>

#include "agent/runtime/http/curl_transport.h"
#include "fakes/kit/loopback.h"
#include "tests/connectors/taobao/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors::taobao_test;

TEST_CASE("a made-up shop is read over HTTP on loopback, its session renewed on the way", "[threads]") {
  PolledShop shop;
  FakeTop& fake = *shop.fake;
  for (int back = 1; back <= 9; ++back) fake.rep_days[fake.today() - back][kRepA] = {40 + back, 1, 20, {{"满意", 3}}};
  for (int i = 0; i < 130; ++i) {
    const std::int64_t tid = fake.order("买家 & 一=二+三", {1'990 + i, 500});
    shop.clock().advance(20 * kSecondMs);
    fake.pay(tid);
    if (i % 9 == 0) fake.refund(tid, 0, 100);
  }
  fake.end_session();
  const auto transport = runtime::make_curl_transport({});
  {
    const auto server = fakes::Loopback::start([&](const fakes::Request& request) { return fake.answer(request); }).value();
    shop.transport = transport.get();
    shop.options["endpoint"] = server->url(FakeTop::kPath);
    shop.options["token_endpoint"] = server->url(FakeTop::kTokenPath);
    shop.options["refresh_token"] = fake.keys().refresh_token;
    shop.restart();
    const auto outcome = shop.poll_all();
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
    CHECK(outcome->lacking.empty());
  }
  CHECK(fake.complaints == std::vector<std::string>{});
  CHECK(shop.differences() == std::vector<std::string>{});
  CHECK(fake.asked.size() > 20);
}

TEST_CASE("whatever comes over the wire in place of an answer costs the poll, and nothing else", "[threads]") {
  const auto transport = runtime::make_curl_transport({});
  for (const Fault fault : {Fault::too_many, Fault::server_error, Fault::gateway, Fault::truncated, Fault::web_page, Fault::lost,
                            Fault::too_large, Fault::slow, Fault::bad_bytes, Fault::other_shape}) {
    INFO(static_cast<int>(fault));
    PolledShop shop;
    FakeTop& fake = *shop.fake;
    for (int back = 1; back <= 3; ++back) fake.rep_days[fake.today() - back][kRepA] = {40 + back, 1, 20, {{"满意", 3}}};
    fake.pay(fake.order("买家", {1'990}));
    int troubled = 0;
    fake.trouble = [&](const std::string& method) {
      return method == "taobao.wangwang.eservice.receivenum.get" && troubled++ < 2 ? fault : Fault::none;
    };
    const auto server = fakes::Loopback::start([&](const fakes::Request& request) { return fake.answer(request); },
                                               std::chrono::milliseconds(200))
                            .value();
    shop.transport = transport.get();
    shop.options["endpoint"] = server->url(FakeTop::kPath);
    shop.options["days"] = "3";
    shop.restart();
    shop.live(kHourMs);
    // Late or with a broken note it is an answer all the same.
    CHECK(troubled >= (fault == Fault::slow || fault == Fault::bad_bytes ? 1 : 3));
    CHECK(fake.complaints == std::vector<std::string>{});
    CHECK(shop.differences() == std::vector<std::string>{});
  }
}
