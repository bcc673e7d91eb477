// SPDX-License-Identifier: Apache-2.0
// Slow, silent, endless and many connections: each ends in time, memory and descriptors stay what they were, and somebody else is
// served meanwhile.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "overlay/server/sockets.h"
#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif
// The sanitizers keep what was freed for a while.
constexpr std::size_t kMostGrowth = (kSanitized ? 128U : 8U) * 1024 * 1024;

ServerOptions quick() {
  ServerOptions options;
  options.request_deadline = milliseconds(1500);
  options.heartbeat = milliseconds(200);
  return options;
}

std::size_t descriptors() {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator()));
}

std::size_t resident() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t pages = 0;
  file >> total >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

bool served(const Running& running) {
  const auto begun = steady_clock::now();
  const bool good = running.get("/api/v1/people").status == 200;
  return good && steady_clock::now() - begun < milliseconds(1000);
}

bool comes_back_to(std::size_t base) {
  for (int i = 0; i < 100 && descriptors() > base; ++i) std::this_thread::sleep_for(milliseconds(50));
  return descriptors() <= base;
}

}  // namespace

TEST_CASE("heads that come byte by byte are cut off") {
  const Running running(quick());
  CHECK(served(running));
  const std::size_t base = descriptors();
  {
    std::vector<test::RawSocket> sockets;
    const std::string request = running.request("GET", "/api/v1/people");
    for (int i = 0; i < 64; ++i) sockets.emplace_back(running.port());
    const auto begun = steady_clock::now();
    for (std::size_t at = 0; at < 4; ++at) {
      for (auto& socket : sockets) socket.send(request.substr(at, 1));
      CHECK(served(running));
      std::this_thread::sleep_for(milliseconds(250));
    }
    for (auto& socket : sockets) CHECK(socket.closed_within(milliseconds(4000)));
    CHECK(steady_clock::now() - begun < milliseconds(6000));
  }
  CHECK(comes_back_to(base));
}

TEST_CASE("who is too slow is told so") {
  const Running running(quick());
  test::RawSocket socket(running.port());
  socket.send("GET / HTTP/1.1\r\n");
  const auto reply = socket.reply();
  CHECK(reply.status == 408);
  check_headers(reply);
}

TEST_CASE("content that comes byte by byte is cut off") {
  const Running running(quick());
  std::vector<test::RawSocket> sockets;
  for (int i = 0; i < 40; ++i) {
    sockets.emplace_back(running.port());
    // Half of them have a token and much to say.
    const bool large = i % 2 == 0;
    sockets.back().send(filled_in("POST /api/v1/" + std::string(large ? "commands" : "session") +
                                      " HTTP/1.1\r\nHost: {host}\r\n" + (large ? "{token}" : "") +
                                      "Content-Type: application/json\r\nContent-Length: " + (large ? "1000000" : "1000") +
                                      "\r\n\r\n{",
                                  running));
  }
  for (int i = 0; i < 3; ++i) {
    for (auto& socket : sockets) socket.send(" ");
    CHECK(served(running));
    std::this_thread::sleep_for(milliseconds(200));
  }
  int too_many = 0;
  for (auto& socket : sockets) {
    const int status = socket.reply().status;
    CHECK((status == 408 || status == 503));
    too_many += status == 503 ? 1 : 0;
    CHECK(socket.closed_within(milliseconds(4000)));
  }
  CHECK(too_many == 12);
}

TEST_CASE("who does not read is cut off") {
  const Running running(quick());
  const std::size_t before = resident();
  std::vector<test::RawSocket> sockets;
  for (int i = 0; i < 64; ++i) {
    sockets.emplace_back(running.port());
    sockets.back().read_little();
    sockets.back().send(running.request("GET", "/large.0a0a0a.bin"));
  }
  CHECK(served(running));
  CHECK(resident() < before + kMostGrowth);
  // Most of the answer waits with the server, whose patience grows with its size: 5 MB may take 80 seconds on a slow line. What
  // counts is that a stop does not wait for them, and that nobody else does.
  const auto begun = steady_clock::now();
  running.server->stop();
  CHECK(steady_clock::now() - begun < milliseconds(5000));
}

TEST_CASE("a small answer that nobody reads is given up", "[threads]") {
  Running running(quick());
  running.service.text = std::string(400'000, 'x');
  const std::size_t base = descriptors();
  {
    test::RawSocket socket(running.port());
    socket.read_little();
    // Without reading any, until the system takes no more of them.
    const std::string request = running.request("GET", "/api/v1/panel?person=a");
    for (int i = 0; i < 50; ++i) socket.send(request);
    CHECK(served(running));
    std::this_thread::sleep_for(milliseconds(500));
    CHECK(served(running));
  }
  CHECK(comes_back_to(base));
}

TEST_CASE("a thousand silent connections") {
  const Running running(quick());
  CHECK(served(running));
  const std::size_t base = descriptors();
  const std::size_t before = resident();
  {
    std::vector<test::RawSocket> sockets;
    for (int i = 0; i < 1000 && descriptors() + 400 < static_cast<std::size_t>(sysconf(_SC_OPEN_MAX)); ++i)
      sockets.emplace_back(running.port());
    REQUIRE(sockets.size() > 300);
    CHECK(served(running));
    // The server keeps no more than it may, and lets the oldest go.
    CHECK(descriptors() <= base + sockets.size() + most_connections() + 8);
    CHECK(sockets.front().closed_within(milliseconds(3000)));
    CHECK(served(running));
    CHECK(resident() < before + kMostGrowth);
    for (auto& socket : sockets) CHECK(socket.closed_within(milliseconds(4000)));
  }
  CHECK(comes_back_to(base));
}

TEST_CASE("connections that are broken off at once") {
  const Running running(quick());
  CHECK(served(running));
  const std::size_t base = descriptors();
  for (int i = 0; i < 3000; ++i) {
    test::RawSocket socket(running.port());
    if (i % 3 == 0) socket.send("GET / HT");
    if (i % 3 == 1) socket.send(running.request("GET", "/api/v1/people"));
    socket.reset();
  }
  CHECK(served(running));
  CHECK(comes_back_to(base));
}

TEST_CASE("requests without an end") {
  const Running running(quick());
  CHECK(served(running));
  const std::size_t before = resident();
  const std::string block(1024 * 1024, 'a');
  for (const std::string& begin : {std::string("GET /"), std::string("GET / HTTP/1.1\r\nX: "), std::string("G")}) {
    test::RawSocket socket(running.port());
    socket.send(begin);
    int taken = 0;
    for (int i = 0; i < 300 && socket.send(block); ++i) ++taken;
    INFO(begin);
    // What the system's own buffers hold is more than what the server read.
    CHECK(taken < 40);
    CHECK(socket.closed_within(milliseconds(3000)));
  }
  // Content goes the same way, for those without a token and for those with one.
  for (const char* token : {"", "{token}"}) {
    test::RawSocket socket(running.port());
    socket.send(filled_in(std::string("POST /api/v1/commands HTTP/1.1\r\nHost: {host}\r\n") + token +
                              "Content-Type: application/json\r\nContent-Length: 314572800\r\n\r\n",
                          running));
    int taken = 0;
    for (int i = 0; i < 300 && socket.send(block); ++i) ++taken;
    CHECK(taken < 40);
    CHECK(socket.closed_within(milliseconds(3000)));
  }
  CHECK(resident() < before + kMostGrowth);
  CHECK(served(running));
}

TEST_CASE("a content that is too large is answered before it ends") {
  const Running running(quick());
  test::RawSocket socket(running.port());
  socket.send(
      filled_in("POST /api/v1/commands HTTP/1.1\r\nHost: {host}\r\n{token}Content-Type: application/json\r\nContent-Length: "
                "1048577\r\n\r\n",
                running));
  socket.send(std::string(30'000, ' '));
  CHECK(socket.reply().status == 413);
  CHECK(socket.closed_within(milliseconds(3000)));
}

TEST_CASE("silence between requests ends a connection, and work in time does not") {
  Running running(quick());
  test::RawSocket socket(running.port());
  for (int i = 0; i < 4; ++i) {
    socket.send(running.request("GET", "/api/v1/people"));
    CHECK(socket.reply().status == 200);
    std::this_thread::sleep_for(milliseconds(600));
  }
  // An answer that takes longer than a request may take to arrive.
  running.service.version_now = 2;
  running.service.slow_ms = 2000;
  socket.send(running.request("GET", "/api/v1/people"));
  CHECK(socket.reply().status == 200);
  CHECK(socket.closed_within(milliseconds(8000)));
}

TEST_CASE("slow answers do not keep others waiting") {
  Running running(quick());
  CHECK(running.get("/api/v1/accounts").status == 200);
  running.service.slow_ms = 1000;
  std::vector<test::RawSocket> sockets;
  for (int i = 0; i < 8; ++i) {
    sockets.emplace_back(running.port());
    sockets.back().send(running.request("GET", "/api/v1/panel?person=p" + std::to_string(i)));
  }
  const auto begun = steady_clock::now();
  CHECK(running.get("/api/v1/accounts").status == 200);
  CHECK(steady_clock::now() - begun < milliseconds(500));
  for (auto& socket : sockets) CHECK(socket.reply().status == 200);
}

TEST_CASE("a stop ends within five seconds whatever is open") {
  Running running(quick());
  running.service.slow_ms = 1000;
  std::vector<test::RawSocket> sockets;
  for (int i = 0; i < 30; ++i) sockets.emplace_back(running.port());
  for (std::size_t i = 0; i < 4; ++i) sockets[i].send(running.request("GET", "/api/v1/events"));
  for (std::size_t i = 4; i < 8; ++i) sockets[i].send("GET / HT");
  for (std::size_t i = 8; i < 12; ++i) sockets[i].send(running.request("GET", "/large.0a0a0a.bin"));
  sockets[12].send(running.request("GET", "/api/v1/people"));
  sockets[13].send(running.request("GET", "/nothing", "", ""));
  std::this_thread::sleep_for(milliseconds(200));
  const int port = running.port();
  const auto begun = steady_clock::now();
  running.server->stop();
  CHECK(steady_clock::now() - begun < milliseconds(5000));
  // A request in work is answered.
  CHECK(sockets[12].reply().status == 200);
  for (auto& socket : sockets) CHECK(socket.closed_within(milliseconds(1000)));
  running.server->stop();
  running.server.reset();
  // The port is free at once.
  ServerOptions options = quick();
  options.port = port;
  const auto again = Server::start(options, running.service, running.clock, sample_assets());
  CHECK(again);
}

}  // namespace rigong::overlay
