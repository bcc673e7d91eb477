// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/signing.h"

#include <catch2/catch.hpp>

#include "connectors/jd/platform_time.h"
#include "tests/connectors/jd/md5.h"

using namespace rigong;
using namespace rigong::connectors;

TEST_CASE("the platform's own example of a signature") {
  const Parameters parameters = {
      {"method", "jingdong.pop.order.search"},
      {"timestamp", "2021-05-07 09:20:39.683+0800"},
      {"v", "2.0"},
      {"app_key", "yourappkey"},
      {"access_token", "yourtoken"},
      {"360buy_param_json",
       R"({"end_date":null,"optional_fields":null,"order_state":"WAIT_SELLER_STOCK_OUT","page":"1","page_size":"200","start_date":null})"}};
  CHECK(jd::sign(parameters, Secret("yourappSecret")) == "D70825340F4084360B9362B60DFD7930");
  // In the order of the names, whatever the order given; what has no value takes no part.
  Parameters turned(parameters.rbegin(), parameters.rend());
  turned.emplace_back("empty", "");
  CHECK(jd::sign(turned, Secret("yourappSecret")) == "D70825340F4084360B9362B60DFD7930");
}

TEST_CASE("the fake's own MD5 is that of RFC 1321") {
  CHECK(jd_test::md5_upper_hex("") == "D41D8CD98F00B204E9800998ECF8427E");
  CHECK(jd_test::md5_upper_hex("message digest") == "F96B697D7CB7938D525A2F31AAF161D0");
  CHECK(jd_test::md5_upper_hex("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "57EDF4A22BE3C955AC49DA2E2107B67A");
  CHECK(jd::sign({{"a", "好"}}, Secret("s")) == jd_test::md5_upper_hex("sa好s"));
}

TEST_CASE("times are Beijing's, as milliseconds or as text") {
  const TimeMs at = 1'642'735'195'000;  // 2022-01-21 11:19:55 in Beijing
  CHECK(jd::wall_text(at) == "2022-01-21 11:19:55");
  CHECK(jd::stamp_text(at + 7) == "2022-01-21 11:19:55.007+0800");
  for (const char* text : {"1642735195000", "1642735195", "2022-01-21 11:19:55", "2022-01-21T03:19:55Z",
                           "2022-01-21 11:19:55.000+0800", " 2022/01/21 11:19:55 "}) {
    INFO(text);
    CHECK(jd::read_time(text) == at);
  }
  for (const char* text : {"", "0", "-1", "null", "0001-01-01 00:00:00", "2022-13-01 00:00:00", "99999999999999", "昨天"}) {
    INFO(text);
    CHECK_FALSE(jd::read_time(text));
  }
  for (const char* text : {"2022-01-21", "20220121", "2022-01-21 00:00:00", "1642735195000"}) {
    INFO(text);
    CHECK(jd::read_day(text) == parse_day("2022-01-21"));
  }
  CHECK_FALSE(jd::read_day("last week"));
  CHECK(jd::china_day(*jd::read_time("2022-01-21 00:00:00")) == *parse_day("2022-01-21"));
  CHECK(jd::china_day(*jd::read_time("2022-01-20 23:59:59")) == *parse_day("2022-01-20"));
}
