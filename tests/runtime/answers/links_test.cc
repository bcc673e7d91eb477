// SPDX-License-Identifier: Apache-2.0
// Which turns and waits can be opened at their platform, and which must not.
#include <catch2/catch.hpp>

#include "agent/base/ids.h"
#include "connectors/api/connector.h"
#include "tests/runtime/answers/desk.h"
#include "tests/support/given_options.h"

using namespace rigong;
using namespace rigong::runtime_test;
using connectors::ConversationLink;
using connectors::Definition;
using overlay::Pick;
using rigong::testing::get;
using rigong::testing::GivenOptions;
using Link = std::optional<std::string>;

namespace {

const Definition& definition_of(std::string_view type) {
  for (const Definition* each : connectors::all()) {
    if (each->type == type) return *each;
  }
  throw std::runtime_error("no such connector");
}

config::AccountSettings account(const std::string& type, const std::string& name,
                                const std::map<std::string, std::string>& given) {
  return {type, name, "main", std::make_shared<GivenOptions>(definition_of(type), given)};
}

void open_at(Desk& desk, const std::vector<config::AccountSettings>& accounts) {
  desk.links = std::make_shared<runtime::ConversationLinks>(accounts);
}

const config::AccountSettings kChatwoot =
    account("chatwoot", "chatwoot:店", {{"endpoint", "https://chat.example"}, {"account", "3"}});
const config::AccountSettings kTracker = account("request-tracker", "rt:工单", {{"endpoint", "https://rt.example/rt"}});

const TimeMs kNow = at("2026-03-09 20:01:00");

using Links = std::map<std::string, Link>;

// Of the rep's turns of the day, by the label of the conversation.
Links turns_of(Desk& desk, const std::string& rep) {
  overlay::TurnsQuery query;
  query.person = rep;
  query.from = query.to = day("2026-03-09");
  query.pick = Pick::all;
  Links links;
  for (const overlay::Turn& turn : get(desk.turns(query, kNow)).turns) links[turn.conversation] = turn.link;
  return links;
}
Links waits_of(Desk& desk, const std::string& rep) {
  Links links;
  for (const overlay::Waiting& wait : desk.panel(rep, kNow).waiting) links[wait.conversation] = wait.link;
  return links;
}

// Answered at ten, and waiting since eight in the evening.
std::vector<Record> asked_again(const std::string& conversation, const std::string& rep, const std::string& customer) {
  return {asks(conversation, customer, at("2026-03-09 10:00:00")), answers(conversation, rep, at("2026-03-09 10:00:40")),
          asks(conversation, customer, at("2026-03-09 20:00:00"))};
}
void take(Desk& desk, const config::AccountSettings& account, const std::vector<Record>& records) {
  desk.take(records, account.name, account.type);
}

// An id of this account whose hash, shown in its place, reads like another conversation's number.
std::string with_hash_of_digits(Desk& desk, const std::string& account) {
  for (int i = 0; i < 100'000; ++i) {
    std::string id = "name-" + std::to_string(i);
    const std::string shown = to_hex(desk.team().hasher().hash128("conversation|" + account, id)).substr(0, 10);
    if (shown.front() != '0' && shown.find_first_not_of("0123456789") == std::string::npos) return id;
  }
  throw std::runtime_error("no such hash");
}

}  // namespace

TEST_CASE("turns and waits are opened by the account to which they belong, and those of other accounts not at all") {
  Desk desk;
  take(desk, kChatwoot, asked_again("118", "lin", "k118"));
  take(desk, kTracker, asked_again("77", "wu", "k77"));
  desk.take(asked_again("55", "zhao", "k55"));
  desk.work_out();
  for (const char* rep : {"lin", "wu", "zhao"}) {
    // Nobody said where conversations are opened.
    for (const auto& [label, link] : turns_of(desk, rep)) CHECK(link == Link());
  }
  open_at(desk, {kTracker, kChatwoot, account("files", "files:main", {{"path", "/x"}})});
  CHECK(turns_of(desk, "lin") == Links{{"118", "https://chat.example/app/accounts/3/conversations/118"}});
  CHECK(waits_of(desk, "lin") == Links{{"118", "https://chat.example/app/accounts/3/conversations/118"}});
  CHECK(turns_of(desk, "wu") == Links{{"77", "https://rt.example/rt/Ticket/Display.html?id=77"}});
  CHECK(waits_of(desk, "wu") == Links{{"77", "https://rt.example/rt/Ticket/Display.html?id=77"}});
  CHECK(turns_of(desk, "zhao") == Links{{"55", std::nullopt}});
  CHECK(waits_of(desk, "zhao") == Links{{"55", std::nullopt}});
  // An account that is no longer set up, and one whose name another platform's has taken.
  open_at(desk, {kTracker});
  CHECK(turns_of(desk, "lin") == Links{{"118", std::nullopt}});
  open_at(desk, {account("request-tracker", kChatwoot.name, {{"endpoint", "https://rt.example"}})});
  CHECK(turns_of(desk, "lin") == Links{{"118", std::nullopt}});
}

TEST_CASE("what is no id of the platform leads nowhere: a name, a piece of an address, a script, a part of a hash") {
  Desk desk;
  open_at(desk, {kChatwoot});
  const std::string hashed = with_hash_of_digits(desk, kChatwoot.name);
  std::vector<Record> records = asked_again(hashed, "lin", hashed);
  for (const char* hostile : {"12-x", "javascript:alert.1", "12/../x", "12?x=1", "//evil.example/12", "0012", "１２"}) {
    records = records + asked_again(hostile, "lin", std::string("k-of-") + hostile);
  }
  // The customer's name is in it.
  records = records + asked_again("13900", "lin", "139");
  take(desk, kChatwoot, records);
  desk.work_out();
  const Links turns = turns_of(desk, "lin");
  const Links waits = waits_of(desk, "lin");
  CHECK(turns.size() == 9);
  CHECK(waits.size() == 9);
  bool read_like_a_number = false;
  for (const auto& [label, link] : turns) {
    INFO(label);
    CHECK(link == Link());
    read_like_a_number |= label.find_first_not_of("0123456789") == std::string::npos && label.size() == 10;
  }
  for (const auto& [label, link] : waits) CHECK(link == Link());
  CHECK(read_like_a_number);
}

TEST_CASE("a connector that gives something else than an address of the web is not followed") {
  static std::string says;
  Definition careless{"careless", "", "", {}, nullptr};
  careless.conversation_link = [](const connectors::Options&) -> ConversationLink {
    return [](std::string_view) -> std::optional<std::string> { return says; };
  };
  const Definition* const known[] = {&careless};
  const config::AccountSettings settings{"careless", "careless:x", "main",
                                         std::make_shared<GivenOptions>(careless, std::map<std::string, std::string>())};
  Desk desk;
  desk.links = std::make_shared<runtime::ConversationLinks>(std::span(&settings, 1), known);
  take(desk, settings, asked_again("118", "lin", "k118"));
  desk.work_out();
  for (const std::string& bad :
       {std::string("javascript:alert(1)"), std::string("file:///etc/passwd"), std::string("ftp://x/1"), std::string(),
        std::string("https://x/a b"), std::string("https://x/\"onclick=\""), std::string("https://x/<b>"),
        std::string("https://x/\n"), "https://x/" + std::string(2000, '1')}) {
    says = bad;
    INFO(bad.substr(0, 40));
    CHECK(turns_of(desk, "lin") == Links{{"118", std::nullopt}});
  }
  says = "https://x/118";
  CHECK(turns_of(desk, "lin") == Links{{"118", "https://x/118"}});
}
