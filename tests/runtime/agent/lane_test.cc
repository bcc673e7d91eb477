// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/lane.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <thread>

#include "tests/runtime/agent/test_desk.h"
#include "tests/runtime/http/scripted_server.h"

using namespace rigong;
using rigong::runtime::back_off;
using rigong::testing::get;
using rigong::testing::must;
using runtime_test::ScriptedServer;
using runtime_test::TestDesk;

namespace {

// A Chatwoot in which nobody has said anything yet.
class QuietPlatform {
 public:
  [[nodiscard]] std::string url() const { return server_.url(""); }
  [[nodiscard]] std::int64_t asked() const { return static_cast<std::int64_t>(server_.requests().size()); }
  std::atomic<bool> down{false};

 private:
  ScriptedServer::Answer answer(const std::string& request) const {
    if (down) return {"HTTP/1.1 503 Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
    const bool list = request.find("/conversations?") != std::string::npos;
    const std::string body = list ? R"({"data":{"meta":{"all_count":0},"payload":[]}})" : "[]";
    return {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\nConnection: close\r\n\r\n" + body};
  }
  ScriptedServer server_{[this](const std::string& request) { return answer(request); }};
};

overlay::AddAccount account_of(const QuietPlatform& platform) {
  return {"chatwoot", "cw", "", {{"endpoint", platform.url()}, {"account", "1"}, {"token", "a-token"}}};
}

overlay::AccountState state_of(TestDesk& desk) { return get(desk.service().accounts(desk.machine())).answer.accounts.front(); }

// Within half a minute: an account is asked every quarter of one.
bool comes_true(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

TEST_CASE("Whoever fails is asked less and less often, by chance within bounds, and never never") {
  CHECK(back_off(ErrorKind::unavailable, 1, 0.0) == kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 1, 1.0) == 2 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 4, 1.0) == 16 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 4, 0.5) == 8 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 1000, 1.0) == 5 * kMinuteMs);
  CHECK(back_off(ErrorKind::busy, 0, 1.0) == 2 * kSecondMs);
  // A wrong key does not become right by asking.
  CHECK(back_off(ErrorKind::refused, 1, 0.0) == 5 * kMinuteMs);
  CHECK(back_off(ErrorKind::wrong_use, 1, 0.0) == 5 * kMinuteMs);
}

TEST_CASE("An account says how far it is behind and what it has cost today", "[threads]") {
  const QuietPlatform platform;
  TestDesk desk;
  must(desk.command(account_of(platform)));
  REQUIRE(comes_true([&] { return state_of(desk).caught_up_at.has_value(); }));
  const overlay::AccountState state = state_of(desk);
  CHECK(state.caught_up_at == desk.clock().now());
  CHECK(state.last_success_at == state.caught_up_at);
  CHECK_FALSE(state.problem.has_value());
  CHECK(state.calls_today == platform.asked());
  CHECK(platform.asked() >= 2);
  // On the next day of the shop none have been made yet.
  desk.clock().advance(4 * kHourMs);
  CHECK(state_of(desk).calls_today == 0);
  CHECK(state_of(desk).caught_up_at == state.caught_up_at);
}

TEST_CASE("A platform that is down is said, and nobody is behind less for having asked", "[threads]") {
  QuietPlatform platform;
  platform.down = true;
  TestDesk desk;
  must(desk.command(account_of(platform)));
  REQUIRE(comes_true([&] { return state_of(desk).problem.has_value(); }));
  CHECK_FALSE(state_of(desk).caught_up_at.has_value());
  CHECK(state_of(desk).calls_today.value_or(0) >= 1);
}

TEST_CASE("A source that cannot be read is away for everybody, since when it was last read, until it is there again",
          "[threads]") {
  QuietPlatform platform;
  platform.down = true;
  TestDesk desk;
  must(desk.command(account_of(platform)));
  const auto away = [&] { return get(desk.service().session(desk.page())).answer.away; };
  REQUIRE(comes_true([&] { return !away().empty(); }));
  CHECK(away().front().name == state_of(desk).name);
  CHECK_FALSE(away().front().since.has_value());
  platform.down = false;
  REQUIRE(comes_true([&] { return state_of(desk).caught_up_at.has_value(); }));
  const TimeMs last = *state_of(desk).caught_up_at;
  CHECK(away().empty());
  // A hiccup of less than a minute is told on the account's own page and alarms nobody else.
  platform.down = true;
  desk.clock().advance(59 * kSecondMs);
  REQUIRE(comes_true([&] { return state_of(desk).problem.has_value(); }));
  CHECK(away().empty());
  desk.clock().advance(kSecondMs);
  REQUIRE(comes_true([&] { return !away().empty(); }));
  CHECK(away().front().since == last);
}

TEST_CASE("After a sleep accounts are asked again at once, and a network that is not back yet alarms nobody", "[threads]") {
  QuietPlatform platform;
  TestDesk desk;
  must(desk.command(account_of(platform)));
  REQUIRE(comes_true([&] { return state_of(desk).caught_up_at.has_value(); }));
  const auto begun = std::chrono::steady_clock::now();
  const std::int64_t before = platform.asked();
  // Half a minute later, as ever.
  desk.clock().advance(runtime::DeskService::kLookEvery);
  desk.service().look_after();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  CHECK(platform.asked() == before);

  platform.down = true;
  desk.clock().advance(9 * kHourMs);
  desk.service().look_after();
  REQUIRE(comes_true([&] { return platform.asked() > before; }));
  // Asked without waiting for the account's usual rest.
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
  REQUIRE(comes_true([&] { return platform.asked() > before + 1; }));
  CHECK_FALSE(state_of(desk).problem.has_value());
  platform.down = false;
  REQUIRE(comes_true([&] { return state_of(desk).caught_up_at == desk.clock().now(); }));
  CHECK_FALSE(state_of(desk).problem.has_value());
}
