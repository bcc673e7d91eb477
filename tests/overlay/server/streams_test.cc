// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/streams.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string stream_request(const Running& running, const char* token = kPageToken) {
  return "GET /api/v1/events HTTP/1.1\r\nHost: " + running.host() + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
}

ServerOptions with_heartbeat(int ms) {
  ServerOptions options;
  options.heartbeat = milliseconds(ms);
  return options;
}

long switches() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_nvcsw + usage.ru_nivcsw;
}

}  // namespace

TEST_CASE("a stream says how things are, at once and after every change", "[threads]") {
  Running running(with_heartbeat(15'000));
  test::RawSocket socket(running.port());
  socket.send(stream_request(running));
  const auto reply = socket.reply(test::RawSocket::Body::none);
  CHECK(reply.status == 200);
  check_headers(reply);
  CHECK(reply.header("Content-Type") == "text/event-stream; charset=utf-8");
  CHECK(reply.header("Cache-Control") == "no-store");
  CHECK(reply.header("X-Accel-Buffering") == "no");
  CHECK_FALSE(reply.has("Content-Length"));
  CHECK(socket.until("\n\n", milliseconds(2000)).starts_with("retry: "));
  CHECK(socket.until("\n\n", milliseconds(2000)) == "event: change\ndata: {\"change\":7,\"now\":1800000000000}\n\n");
  running.service.change_now = 8;
  running.clock.advance(5);
  running.server->notify();
  CHECK(socket.until("\n\n", milliseconds(2000)) == "event: change\ndata: {\"change\":8,\"now\":1800000000005}\n\n");
  // Nothing changed: nothing is said.
  running.server->notify();
  CHECK(socket.until("\n\n", milliseconds(400)).empty());
  // A thousand changes in a moment are a few events, the last of which is right.
  for (int i = 9; i <= 1008; ++i) {
    running.service.change_now = i;
    running.server->notify();
  }
  std::string events;
  while (events.find("\"change\":1008,") == std::string::npos) {
    const std::string more = socket.until("\n\n", milliseconds(2000));
    REQUIRE_FALSE(more.empty());
    events += more;
  }
  CHECK(events.size() < 1000);
}

TEST_CASE("a stream shows that the agent lives", "[threads]") {
  const Running running(with_heartbeat(150));
  test::RawSocket socket(running.port());
  socket.send(stream_request(running));
  CHECK(socket.until("\"now\"", milliseconds(2000)).find("event: change") != std::string::npos);
  CHECK_FALSE(socket.until("\n\n", milliseconds(2000)).empty());
  for (int i = 0; i < 3; ++i) CHECK(socket.until("\n\n", milliseconds(2000)).starts_with(":"));
}

TEST_CASE("four streams of a session, sixteen of all; the oldest ends", "[threads]") {
  const Running running(with_heartbeat(15'000));
  std::vector<test::RawSocket> sockets;
  const auto open = [&](const char* token) {
    sockets.emplace_back(running.port());
    sockets.back().send(stream_request(running, token));
    CHECK(sockets.back().until("\"now\"", milliseconds(2000)).find("change") != std::string::npos);
  };
  for (int i = 0; i < 4; ++i) open(kPageToken);
  open(kOtherToken);
  CHECK_FALSE(sockets[0].closed_within(milliseconds(100)));
  open(kPageToken);
  CHECK(sockets[0].closed_within(milliseconds(2000)));
  for (std::size_t i = 1; i < sockets.size(); ++i) CHECK_FALSE(sockets[i].closed_within(milliseconds(20)));
  // Fifty of one browser.
  for (int i = 0; i < 50; ++i) open(kPageToken);
  int still_open = 0;
  for (auto& socket : sockets) still_open += socket.closed_within(milliseconds(20)) ? 0 : 1;
  CHECK(still_open == 5);
}

TEST_CASE("the streams of a session end with it", "[threads]") {
  const Running running(with_heartbeat(15'000));
  test::RawSocket mine(running.port());
  mine.send(stream_request(running));
  CHECK_FALSE(mine.until("\"now\"", milliseconds(2000)).empty());
  test::RawSocket other(running.port());
  other.send(stream_request(running, kOtherToken));
  CHECK_FALSE(other.until("\"now\"", milliseconds(2000)).empty());
  CHECK(test::ask(running.port(), running.request("DELETE", "/api/v1/session")).body == R"({"done":true})");
  CHECK(mine.closed_within(milliseconds(2000)));
  CHECK_FALSE(other.closed_within(milliseconds(100)));
}

TEST_CASE("what a client says on a stream is thrown away, up to a point", "[threads]") {
  const Running running(with_heartbeat(15'000));
  test::RawSocket socket(running.port());
  socket.send(stream_request(running));
  CHECK_FALSE(socket.until("\"now\"", milliseconds(2000)).empty());
  socket.send(running.request("GET", "/api/v1/people"));
  CHECK(socket.until("HTTP/1.1", milliseconds(300)).find("HTTP/1.1") == std::string::npos);
  for (int i = 0; i < 20 && socket.send(std::string(16'384, 'x')); ++i) {
  }
  CHECK(socket.closed_within(milliseconds(2000)));
}

TEST_CASE("a stream whose reader never reads is let go", "[threads]") {
  // The rule by itself, with a time of its own: a day of changes passes in a moment.
  std::array<int, 2> ends{};
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) == 0);
  const Streams streams(milliseconds(15'000));
  SteadyTime now{};
  Connection connection(ends[0], now);
  streams.begin(connection, {}, now);
  std::int64_t change = 0;
  bool open = true;
  std::size_t most = 0;
  for (int i = 0; i < 100'000 && open; ++i) {
    now += milliseconds(100);
    connection.stream.dirty = true;
    open = streams.go_on(connection, ++change, kNow, now);
    most = std::max(most, connection.stream.out.size());
  }
  CHECK_FALSE(open);
  CHECK(most < 200);
  // Whoever reads in time stays, and gets what is true by then.
  std::array<char, 65536> bytes;
  ssize_t last = 0;
  while (true) {
    const ssize_t count = recv(ends[1], bytes.data(), bytes.size(), 0);
    if (count <= 0) break;
    last = count;
  }
  CHECK(last > 0);
  connection.since = now;
  CHECK(streams.go_on(connection, 1'000'000, kNow, now + milliseconds(100)));
  CHECK(streams.go_on(connection, 1'000'000, kNow, now + milliseconds(200)));
  last = recv(ends[1], bytes.data(), bytes.size(), 0);
  REQUIRE(last > 0);
  CHECK(std::string(bytes.data(), static_cast<std::size_t>(last)).find("\"change\":1000000,") != std::string::npos);
  close(ends[1]);
}

TEST_CASE("an open stream costs next to nothing while nothing happens") {
  const Running running(with_heartbeat(15'000));
  test::RawSocket socket(running.port());
  socket.send(stream_request(running));
  CHECK_FALSE(socket.until("\"now\"", milliseconds(2000)).empty());
  std::this_thread::sleep_for(milliseconds(300));
  const long before = switches();
  std::this_thread::sleep_for(milliseconds(2000));
  // Two a second for the server, and what this test's own sleep takes.
  CHECK(switches() - before <= 6);
}

}  // namespace rigong::overlay
