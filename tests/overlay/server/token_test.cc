// SPDX-License-Identifier: Apache-2.0
// Tokens and codes: who gets in, and what those get who try.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "overlay/server/throttle.h"
#include "tests/overlay/server/routes.h"
#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

test::Reply with_token(const Running& running, const std::string& header, const std::string& path = "/api/v1/people") {
  return test::ask(running.port(), "GET " + path + " HTTP/1.1\r\nHost: " + running.host() + "\r\n" + header + "\r\n");
}

}  // namespace

TEST_CASE("no token, no answer, and the same time for all of them") {
  const Running running;
  const std::vector<std::string> wrong = {
      "",
      "Authorization: \r\n",
      "Authorization: Bearer\r\n",
      "Authorization: Bearer \r\n",
      "Authorization: Bearer wrong\r\n",
      std::string("Authorization: Bearer ") + kPageToken + "x\r\n",
      std::string("Authorization: Bearer ") + std::string(kPageToken).substr(1) + "\r\n",
      std::string("Authorization: Basic ") + kPageToken + "\r\n",
      std::string("Authorization: ") + kPageToken + "\r\n",
      std::string("Authorization: Bearer ") + kPageToken + " " + kPageToken + "\r\n",
      "Authorization: Bearer \xe6\x97\xa5\xe6\x9c\xac\r\n",
      "Authorization: Bearer " + std::string(7000, 'x') + "\r\n",
      std::string("Cookie: token=") + kPageToken + "\r\n",
      std::string("X-Token: ") + kPageToken + "\r\n",
  };
  for (const std::string& header : wrong) {
    INFO(header.substr(0, 100));
    const auto begun = steady_clock::now();
    const auto reply = with_token(running, header);
    const auto took = steady_clock::now() - begun;
    CHECK(reply.status == 401);
    check_headers(reply);
    CHECK(reply.has("WWW-Authenticate"));
    CHECK(took >= milliseconds(100));
  }
  // The token in the address is not one either.
  CHECK(with_token(running, "", std::string("/api/v1/people?token=") + kPageToken).status == 401);
  CHECK(with_token(running, std::string("Authorization: Bearer ") + kPageToken + "\r\n").status == 200);
  CHECK(with_token(running, std::string("authorization: bearer ") + kPageToken + "\r\n").status == 200);
  // A token twice is not one.
  const std::string good = std::string("Authorization: Bearer ") + kPageToken + "\r\n";
  CHECK(with_token(running, good + good).status == 400);
  CHECK(with_token(running, "Authorization: Bearer " + std::string(1'000'000, 'x') + "\r\n").status == 431);
}

TEST_CASE("every method of every path of the interface asks for it, but for the one that gives it out") {
  const Running running;
  std::vector<std::string> open;
  // Too many wrong ones are told to wait, which is no answer either.
  const auto refused = [](int status) { return status == 401 || status == 429; };
  for (const RouteEntry& route : all_routes()) {
    if (!refused(ask_plainly(running, route.method, path_of(route), "").status)) {
      open.push_back(std::string(route.method) + " " + std::string(route.path));
    }
    if (route.method == "GET" && route.path.starts_with("/api/")) {
      INFO(route.path);
      CHECK(refused(ask_plainly(running, "HEAD", path_of(route), "").status));
    }
  }
  CHECK(open == std::vector<std::string>{"GET /healthz", "POST /api/v1/session"});
  CHECK(all_routes().size() > 30);
  // Nor does anybody learn without one which paths there are.
  for (const char* path : {"/api/v1", "/api/v1/", "/api/v1/nothing-of-the-kind", "/api/v2/people", "/api/v1/people/"}) {
    INFO(path);
    CHECK(refused(ask_plainly(running, "GET", path, "").status));
    CHECK(refused(ask_plainly(running, "DELETE", path, "").status));
  }
}

TEST_CASE("many wrong tokens are told to wait, and the right one still gets in at once") {
  const Running running;
  std::vector<test::RawSocket> sockets;
  for (int i = 0; i < 60; ++i) {
    sockets.emplace_back(running.port());
    sockets.back().send("GET /api/v1/people HTTP/1.1\r\nHost: " + running.host() + "\r\nAuthorization: Bearer w" +
                        std::to_string(i) + "\r\n\r\n");
  }
  const auto begun = steady_clock::now();
  CHECK(running.get("/api/v1/people").status == 200);
  CHECK(steady_clock::now() - begun < milliseconds(1000));
  int wrong = 0;
  int many = 0;
  for (auto& socket : sockets) {
    const auto reply = socket.reply();
    wrong += reply.status == 401 ? 1 : 0;
    many += reply.status == 429 ? 1 : 0;
    if (reply.status == 429) CHECK(reply.header("Retry-After") == "60");
  }
  CHECK(wrong == 30);
  CHECK(many == 30);
  // A wrong code counts the same; the right one is taken.
  CHECK(running.post("/api/v1/session", R"({"code":"guessed"})").status == 429);
  const auto session = running.post("/api/v1/session", R"({"code":"good-code"})");
  CHECK(session.status == 200);
  CHECK(session.body == R"({"token":"a-new-token"})");
}

TEST_CASE("the throttle forgets after a minute and speaks once a minute") {
  Throttle throttle;
  auto now = Throttle::Clock::time_point() + std::chrono::hours(1);
  int logged = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto decision = throttle.wrong(now);
    CHECK(decision.delay >= milliseconds(100));
    CHECK(decision.status == (i < 30 ? 401 : 429));
    logged += decision.to_log > 0 ? 1 : 0;
    now += milliseconds(5);
  }
  CHECK(logged == 1);
  now += std::chrono::minutes(2);
  const auto decision = throttle.wrong(now);
  CHECK(decision.status == 401);
  CHECK(decision.to_log == 10'000);
}

TEST_CASE("commands of the command line are not for browsers") {
  Running running;
  running.service.on_run = [](const Run& run, const std::function<bool(RunOutput, std::string_view)>& write) {
    write(RunOutput::out, run.arguments.at(0) + "\n");
    write(RunOutput::err, "完成\n");
    return 3;
  };
  const std::string body = R"({"arguments":["figures","--from","2026-11-25"],"folder":"/x","language":"zh","terminal":false})";
  const auto post = [&](const std::string& path, const std::string& headers, const std::string& content) {
    return filled_in("POST " + path + " HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n" + headers +
                         "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content,
                     running);
  };
  test::RawSocket socket(running.port());
  socket.send(post("/api/v1/runs", "{machine}Connection: close\r\n", body));
  const std::string answer = socket.rest(milliseconds(5000));
  CHECK(answer.starts_with("HTTP/1.1 200 "));
  CHECK(answer.find("Content-Type: application/x-ndjson\r\n") != std::string::npos);
  CHECK(answer.find("\r\n{\"out\":\"figures\\n\"}\n\r\n") != std::string::npos);
  CHECK(answer.find("{\"err\":\"完成\\n\"}\n") != std::string::npos);
  CHECK(answer.find("{\"exit\":3}\n\r\n0\r\n\r\n") != std::string::npos);
  {
    const std::lock_guard lock(running.service.mutex);
    CHECK(running.service.last_run->arguments.size() == 3);
    CHECK(running.service.last_run->folder == "/x");
  }
  const std::string code = post("/api/v1/codes", "{machine}", "");
  CHECK(test::ask(running.port(), code).body == R"({"code":"one-time","expires_at":1800000060000})");
  for (const char* path : {"/api/v1/runs", "/api/v1/codes"}) {
    for (const char* headers :
         {"{token}", "{machine}Origin: http://{host}\r\n", "{machine}Sec-Fetch-Site: same-origin\r\n",
          "{machine}Sec-Fetch-Mode: cors\r\n", "{machine}Sec-Fetch-User: ?1\r\n", "{machine}Origin: null\r\n"}) {
      INFO(path << " " << headers);
      CHECK(test::ask(running.port(), post(path, headers, body)).status == 403);
    }
  }
  // What the command says when it cannot begin is a line like any other.
  running.service.failure = Error{ErrorKind::wrong_use, {"不对。", "Wrong."}};
  test::RawSocket failing(running.port());
  failing.send(post("/api/v1/runs", "{machine}Connection: close\r\n", body));
  const std::string failed = failing.rest(milliseconds(5000));
  CHECK(failed.find("{\"err\":\"不对。\\n\"}\n") != std::string::npos);
  CHECK(failed.find("{\"exit\":2}\n") != std::string::npos);
}

TEST_CASE("a command whose reader has gone is told so") {
  Running running;
  std::atomic<bool> gone{false};
  running.service.on_run = [&](const Run&, const std::function<bool(RunOutput, std::string_view)>& write) {
    const std::string piece(10'000, 'x');
    for (int i = 0; i < 10'000; ++i) {
      if (!write(RunOutput::out, piece)) {
        gone = true;
        return 1;
      }
    }
    return 0;
  };
  {
    test::RawSocket socket(running.port());
    const std::string body = R"({"arguments":["x"],"folder":"","language":"en","terminal":true})";
    socket.send(
        filled_in("POST /api/v1/runs HTTP/1.1\r\nHost: {host}\r\n{machine}Content-Type: application/json\r\nContent-Length: " +
                      std::to_string(body.size()) + "\r\n\r\n" + body,
                  running));
    CHECK(socket.until("xxx", milliseconds(5000)).find("200 OK") != std::string::npos);
    socket.reset();
  }
  for (int i = 0; i < 100 && !gone; ++i) std::this_thread::sleep_for(milliseconds(50));
  CHECK(gone);
}

}  // namespace rigong::overlay
