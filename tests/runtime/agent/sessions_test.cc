// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/sessions.h"

#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using rigong::runtime::Sessions;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TestStore;

namespace {

struct Gate {
  TestStore test{"sqlite"};
  std::unique_ptr<storage::Store> store = test.open();
  Secret machine{std::string("the machine's token")};
  std::unique_ptr<Sessions> sessions = std::make_unique<Sessions>(*store, test.clock(), machine);
  // As after a restart: nothing is remembered but what was stored.
  void restart() { sessions = std::make_unique<Sessions>(*store, test.clock(), machine); }
  Secret code() const { return Secret(sessions->make_code().code); }
  Secret token() const { return Secret(get(sessions->begin(code())).token); }
};

}  // namespace

TEST_CASE("A code is good once, within a minute") {
  Gate gate;
  const Secret code = gate.code();
  const Secret other = gate.code();
  CHECK(code.reveal() != other.reveal());
  REQUIRE(gate.sessions->begin(code).has_value());
  CHECK(gate.sessions->begin(code).error().kind == ErrorKind::refused);
  CHECK(gate.sessions->begin(Secret(std::string("guess"))).error().kind == ErrorKind::refused);
  CHECK(gate.sessions->begin(Secret()).error().kind == ErrorKind::refused);
  gate.test.clock().advance(runtime::kCodeLifeMs);
  CHECK(gate.sessions->begin(other).error().kind == ErrorKind::refused);
  const Secret third = gate.code();
  gate.test.clock().advance(-kHourMs);
  CHECK(gate.sessions->begin(third).error().kind == ErrorKind::refused);
  // A code does not survive a restart.
  const Secret fourth = gate.code();
  gate.restart();
  CHECK(gate.sessions->begin(fourth).error().kind == ErrorKind::refused);
}

TEST_CASE("A token tells the page, also after a restart; the machine's token tells the machine") {
  Gate gate;
  const Secret token = gate.token();
  const auto caller = get(gate.sessions->who(token));
  CHECK(caller.kind == overlay::Caller::Kind::page);
  CHECK_FALSE(caller.session.empty());
  gate.restart();
  CHECK(get(gate.sessions->who(token)).session == caller.session);
  CHECK(get(gate.sessions->who(gate.machine)).kind == overlay::Caller::Kind::machine);
  const std::string nearly = std::string(token.reveal()).replace(0, 1, token.reveal()[0] == '0' ? "1" : "0");
  for (const std::string& wrong :
       {std::string(), std::string("x"), nearly, std::string(1 << 20, 'a'), std::string("\xff\0", 2)}) {
    const auto refused = gate.sessions->who(Secret(wrong));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::refused);
  }
}

TEST_CASE("A session that was ended stays ended") {
  Gate gate;
  const Secret token = gate.token();
  const Secret other = gate.token();
  const auto caller = get(gate.sessions->who(token));
  must(gate.sessions->end(caller.session));
  CHECK(gate.sessions->who(token).error().kind == ErrorKind::refused);
  CHECK(gate.sessions->who(other).has_value());
  gate.restart();
  CHECK(gate.sessions->who(token).error().kind == ErrorKind::refused);
  CHECK(gate.sessions->who(other).has_value());
}

TEST_CASE("A session ends after thirty idle days and lives on while it is used") {
  Gate gate;
  const Secret used = gate.token();
  const Secret idle = gate.token();
  for (int day = 0; day < 40; day += 10) {
    gate.test.clock().advance(10 * kDayMs);
    CHECK(gate.sessions->who(used).has_value());
    must(gate.sessions->tidy());
    if (day == 20) gate.restart();
  }
  CHECK(gate.sessions->who(used).has_value());
  CHECK(gate.sessions->who(idle).error().kind == ErrorKind::refused);
  gate.restart();
  CHECK(gate.sessions->who(used).has_value());
  CHECK(gate.sessions->who(idle).error().kind == ErrorKind::refused);
}
