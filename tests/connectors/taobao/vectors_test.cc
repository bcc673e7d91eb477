// SPDX-License-Identifier: Apache-2.0
// Signatures against numbers that nobody here has worked out: the platform's own example, two RFCs, and a public client. No
// example of the platform's exists for hmac over real parameters: there the RFCs say that the primitive is right, and the fake
// that both sides agree.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "agent/base/json.h"

#include "connectors/taobao/platform_time.h"
#include "connectors/taobao/signing.h"
#include "tests/connectors/taobao/polled_shop.h"
#include "tests/support/source_dir.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::taobao;

TEST_CASE("the platform's own example of md5") {
  const Parameters parameters = {{"method", "taobao.item.seller.get"},
                                 {"app_key", "12345678"},
                                 {"session", "test"},
                                 {"timestamp", "2016-01-01 12:00:00"},
                                 {"format", "json"},
                                 {"v", "2.0"},
                                 {"sign_method", "md5"},
                                 {"fields", "num_iid,title,nick,price,num"},
                                 {"num_iid", "11223344"}};
  CHECK(sign(parameters, Secret("helloworld"), SignMethod::md5) == "66987CB115214E59E6EC978214934FB8");
}

TEST_CASE("a public client's signatures, with Chinese and with the order of names") {
  // node-taobao-topclient 0.1.7.
  const Parameters chinese = {{"method", "taobao.wangwang.eservice.receivenum.get"},
                              {"app_key", "12345678"},
                              {"session", "6100made-up"},
                              {"timestamp", "2026-11-25 09:30:00"},
                              {"format", "json"},
                              {"v", "2.0"},
                              {"sign_method", "md5"},
                              {"service_staff_id", "cntaobao晨光小店:小满,cntaobao晨光小店:谷雨"},
                              {"start_date", "2026-11-18 00:00:00"},
                              {"end_date", "2026-11-24 00:00:00"}};
  CHECK(sign(chinese, Secret("helloworld"), SignMethod::md5) == "D967C682036C11A78F872593639F4CF2");
  CHECK(sign({{"foo", "1"}, {"bar", "2"}, {"foo_bar", "3"}, {"foobar", "4"}}, Secret("helloworld"), SignMethod::md5) ==
        "5AAF1C690262A24768F5478B084C2C8A");
}

TEST_CASE("a file of questions that a public client signs as well (tests/page/top_sign.test.mjs), and that the fake accepts") {
  std::ifstream file(test::source_dir() / "tests/connectors/taobao/signatures.json");
  std::ostringstream text;
  text << file.rdbuf();
  const auto document = parse_guarded_json(text.str(), {});
  REQUIRE(document);
  taobao_test::PolledShop shop;
  int answered = 0;
  for (const auto& each : (*document)["cases"].GetArray()) {
    Parameters parameters;
    for (const auto& pair : each["parameters"].GetObject())
      parameters.emplace_back(pair.name.GetString(), pair.value.GetString());
    const std::string signature = each["md5"].GetString();
    CHECK(sign(parameters, Secret(each["secret"].GetString()), SignMethod::md5) == signature);
    if (each["secret"].GetString() != shop.fake->keys().app_secret) continue;
    // Signed by the other one, not by us.
    parameters.emplace_back("sign", signature);
    const auto answer = [&] {
      return shop.fake->answer({"POST", taobao_test::FakeTop::kPath, "application/x-www-form-urlencoded", form(parameters)}).body;
    };
    CHECK(answer().find("error_response") == std::string::npos);
    parameters.back().second.back() = signature.back() == '0' ? '1' : '0';
    CHECK(answer().find(R"("code":25)") != std::string::npos);
    ++answered;
  }
  CHECK(answered > 8);
  CHECK(shop.fake->complaints == std::vector<std::string>{});
}

TEST_CASE("HMAC is keyed, not wrapped: RFC 2202 and RFC 4231") {
  const Parameters parameters = {{"Hi", " There"}};
  CHECK(sign(parameters, Secret(std::string(16, '\x0b')), SignMethod::hmac_md5) == "9294727A3638BB1C13F48EF8158BFC9D");
  CHECK(sign(parameters, Secret(std::string(20, '\x0b')), SignMethod::hmac_sha256) ==
        "B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7");
}

TEST_CASE("parameters are sorted by bytes, and empty ones are neither signed nor sent") {
  const Parameters sorted = sendable({{"foo", "1"}, {"bar", "2"}, {"foo_bar", "3"}, {"foobar", "4"}, {"empty", ""}, {"", "x"}});
  CHECK(sorted == Parameters{{"bar", "2"}, {"foo", "1"}, {"foo_bar", "3"}, {"foobar", "4"}});
  // Capitals come before small letters, and bytes above 127 behind them, whatever the locale.
  CHECK(sendable({{"a", "1"}, {"\xE4", "2"}, {"B", "3"}, {"_", "4"}}) ==
        Parameters{{"B", "3"}, {"_", "4"}, {"a", "1"}, {"\xE4", "2"}});
  const Secret secret("s");
  for (const SignMethod method : {SignMethod::md5, SignMethod::hmac_md5, SignMethod::hmac_sha256}) {
    CHECK(sign_method(name_of(method)) == method);
    CHECK(sign({{"b", "2"}, {"a", "1"}, {"c", ""}, {"sign", "old"}}, secret, method) ==
          sign({{"a", "1"}, {"b", "2"}}, secret, method));
    CHECK(sign({{"session", "1"}}, secret, method) != sign({{"session", "2"}}, secret, method));
  }
  CHECK_FALSE(sign_method("sha1"));
}

TEST_CASE("the platform's time is GMT+8, whatever the machine's") {
  const Seconds time = 1'795'570'200;  // 2026-11-25T01:30:00Z
  CHECK(wall_text(time) == "2026-11-25 09:30:00");
  CHECK(compact_text(time) == "20261125093000");
  CHECK(read_wall("2026-11-25 09:30:00") == time);
  CHECK(read_wall("20261125093000") == time);
  CHECK(read_wall("2026-11-25T01:30:00Z") == time);
  CHECK(read_wall("1795570200000") == time);
  CHECK(read_wall("2026-11-25") == start_of(day_of(time)));
  CHECK(wall_text(start_of(day_of(time))) == "2026-11-25 00:00:00");
  CHECK(read_date("2026-11-25 00:00:00") == day_of(time));
  CHECK(next_at(time, 6, 30) == start_of(day_of(time) + 1) + 6 * kHour + 30 * kMinute);
  CHECK(next_at(start_of(day_of(time)), 6, 30) == start_of(day_of(time)) + 6 * kHour + 30 * kMinute);
  for (const char* text : {"", "2026-13-01 00:00:00", "yesterday", "2026-11-25 25:00:00", "99999999999999"}) {
    INFO(text);
    CHECK_FALSE(read_wall(text));
  }
}
