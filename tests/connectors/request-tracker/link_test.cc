// SPDX-License-Identifier: Apache-2.0
// Where a ticket is opened in RT.
#include <catch2/catch.hpp>

#include "connectors/request-tracker/request_tracker.h"
#include "tests/support/given_options.h"

using namespace rigong;
using rigong::testing::GivenOptions;
using Link = std::optional<std::string>;

namespace {

connectors::ConversationLink link_of(const std::string& endpoint) {
  const connectors::Definition& definition = connectors::request_tracker::definition();
  return definition.conversation_link(GivenOptions(definition, {{"endpoint", endpoint}}));
}

}  // namespace

TEST_CASE("a ticket is opened in RT itself, with or without REST 2.0 behind its address") {
  for (const char* endpoint :
       {"https://rt.example", "https://rt.example/", "https://rt.example/REST/2.0", "https://rt.example/REST/2.0/"}) {
    INFO(endpoint);
    CHECK(link_of(endpoint)("118") == Link("https://rt.example/Ticket/Display.html?id=118"));
  }
  CHECK(link_of("http://127.0.0.1:8086/rt/REST/2.0")("1") == Link("http://127.0.0.1:8086/rt/Ticket/Display.html?id=1"));
  for (const char* hostile : {"12/../x", "12&Status=deleted", "javascript:alert(1)", "new", "", "12;id=13"}) {
    INFO(hostile);
    CHECK(link_of("https://rt.example")(hostile) == Link());
  }
  CHECK_FALSE(link_of("javascript:alert(1)//"));
  CHECK_FALSE(link_of("https://root:password@rt.example"));
}
