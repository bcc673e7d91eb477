// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/numbered_pages.h"

#include <catch2/catch.hpp>

namespace rigong::connectors {

using Link = std::optional<std::string>;

TEST_CASE("a number has its page below the address, whatever slashes stand between") {
  for (const char* endpoint : {"https://desk.example", "https://desk.example/", "https://desk.example//"}) {
    CHECK(numbered_pages(endpoint, "tickets/")("12") == Link("https://desk.example/tickets/12"));
  }
  CHECK(numbered_pages("http://[::1]:3000/a-b_c", "/show?id=")("7") == Link("http://[::1]:3000/a-b_c/show?id=7"));
  CHECK(numbered_pages("https://desk.example", "t/")("999999999999999999") == Link("https://desk.example/t/999999999999999999"));
}

TEST_CASE("what is no plain number has no page") {
  const auto link = numbered_pages("https://desk.example", "tickets/");
  for (const char* hostile : {"",
                              "0",
                              "007",
                              "-1",
                              "+1",
                              "1.5",
                              "1e3",
                              " 12",
                              "12 ",
                              "12/../x",
                              "12/",
                              "/12",
                              "../12",
                              "12?x=1",
                              "12#x",
                              "12&id=13",
                              "12%2f13",
                              "javascript:alert(1)",
                              "data:text/html,x",
                              "https://evil.example/12",
                              "//evil.example",
                              "@evil.example",
                              "12\n13",
                              "１２",
                              "c1",
                              "0x12",
                              "1234567890123456789",
                              "<script>",
                              "\"onclick=\""}) {
    INFO(hostile);
    CHECK(link(hostile) == Link());
  }
  CHECK(link(std::string_view("12\0", 3)) == Link());
}

TEST_CASE("an address that is not plainly a server's has no pages at all") {
  for (const char* endpoint : {"",
                               "desk.example",
                               "/desk",
                               "//desk.example",
                               "https://",
                               "https:///x",
                               "ftp://desk.example",
                               "HTTPS://desk.example",
                               "javascript:alert(1)//",
                               "javascript://desk.example",
                               "data:text/html,",
                               "file:///etc/",
                               "https://me@desk.example",
                               "https://me:pw@desk.example",
                               "https://desk.example/?a=1",
                               "https://desk.example/#x",
                               "https://desk.example/a b",
                               "https://desk.example/\"x",
                               "https://desk.example\\x",
                               "https://desk.example/\n",
                               "https://店.example"}) {
    INFO(endpoint);
    CHECK_FALSE(numbered_pages(endpoint, "tickets/"));
  }
  CHECK_FALSE(numbered_pages("https://desk.example/" + std::string(1000, 'x'), "tickets/"));
}

}  // namespace rigong::connectors
