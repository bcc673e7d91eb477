// SPDX-License-Identifier: Apache-2.0
// Where a conversation is opened in Chatwoot.
#include <catch2/catch.hpp>

#include "connectors/chatwoot/chatwoot.h"
#include "tests/support/given_options.h"

using namespace rigong;
using rigong::testing::GivenOptions;
using Link = std::optional<std::string>;

namespace {

connectors::ConversationLink link_of(const std::map<std::string, std::string>& given) {
  const connectors::Definition& definition = connectors::chatwoot::definition();
  return definition.conversation_link(GivenOptions(definition, given));
}

}  // namespace

TEST_CASE("a conversation is opened in the account's own dashboard") {
  CHECK(link_of({{"account", "3"}})("118") == Link("https://app.chatwoot.com/app/accounts/3/conversations/118"));
  const auto own = link_of({{"endpoint", "https://chat.example/desk/"}, {"account", "42"}});
  CHECK(own("7") == Link("https://chat.example/desk/app/accounts/42/conversations/7"));
  for (const char* hostile : {"12/../x", "../../accounts/1/conversations/5", "javascript:alert(1)", "7?x", "7#x", "", "a3f0"}) {
    INFO(hostile);
    CHECK(own(hostile) == Link());
  }
}

TEST_CASE("an account without a sound address or number opens nothing") {
  CHECK_FALSE(link_of({{"endpoint", "javascript:alert(1)//"}, {"account", "3"}}));
  CHECK_FALSE(link_of({{"endpoint", "https://chat.example?x="}, {"account", "3"}}));
  for (const char* account : {"", "0", "-1", "3/../4", "x"}) CHECK_FALSE(link_of({{"account", account}}));
}
