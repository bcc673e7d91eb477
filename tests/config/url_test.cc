// SPDX-License-Identifier: Apache-2.0
#include "agent/config/url.h"

#include <catch2/catch.hpp>

using namespace rigong::config;

TEST_CASE("addresses are taken apart") {
  const auto url = parse_url("HTTPS://API.Example.com:8443/a/b?c=d");
  REQUIRE(url);
  CHECK(url->https);
  CHECK(url->host == "api.example.com");
  CHECK(url->port == 8443);
  CHECK(url->rest == "/a/b?c=d");
  CHECK(origin_of(*url) == "https://api.example.com:8443");
  CHECK(origin_of(*parse_url("https://a:443")) == "https://a");
  CHECK(origin_of(*parse_url("http://[::1]:80")) == "http://[::1]");
  CHECK(origin_of(*parse_url("http://a:443")) == "http://a:443");
}

TEST_CASE("what is no plain address is refused") {
  for (const char* bad : {"",
                          "a",
                          "https://",
                          "https:///x",
                          "ftp://a",
                          "file:///etc/passwd",
                          "https://u:p@a",
                          "https://u@a",
                          "https://a b",
                          "https://a\\b",
                          "https://a#b",
                          "https://a:0",
                          "https://a:65536",
                          "https://a:x",
                          "https://a:",
                          "https://-a",
                          "https://a-",
                          "https://a..b",
                          "https://.a",
                          "https://a.",
                          "https://127.1",
                          "https://0x7f.0.0.1",
                          "https://0177.0.0.1",
                          "https://2130706433",
                          "https://256.0.0.1",
                          "https://1.2.3.4.5",
                          "https://[::1",
                          "https://[::1]x",
                          "https://[1:2]",
                          "https://[::1::]",
                          "https://[12345::]",
                          "https://\xE4\xBE\x8B.cn",
                          "https://a\n",
                          "javascript:alert(1)",
                          "https://a%2eb"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_url(bad));
  }
  CHECK_FALSE(parse_url("https://a/" + std::string(2048, 'x')));
}

TEST_CASE("loopback and private addresses are known in their plain form") {
  for (const char* host : {"localhost", "127.0.0.1", "127.255.255.254", "::1"}) CHECK(is_loopback(host));
  for (const char* host : {"127.0.0.1.evil.com", "localhost.evil.com", "128.0.0.1", "0.0.0.0", "::2", "127.1"})
    CHECK_FALSE(is_loopback(host));
  for (const char* host :
       {"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "fd00::1", "nas.lan", "127.0.0.1"}) {
    CAPTURE(host);
    CHECK_FALSE(is_public_address(host));
  }
  for (const char* host :
       {"8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.254.169.254", "0.0.0.0", "2001:db8::1", "fd::1"}) {
    CAPTURE(host);
    CHECK(is_public_address(host));
  }
}

TEST_CASE("http is safe to loopback and to named hosts") {
  CHECK(is_safe(*parse_url("https://a"), {}));
  CHECK(is_safe(*parse_url("http://localhost:1/x"), {}));
  CHECK_FALSE(is_safe(*parse_url("http://a"), {}));
  CHECK(is_safe(*parse_url("http://A"), {"a"}));
  CHECK_FALSE(is_safe(*parse_url("http://b.a"), {"a"}));
}
