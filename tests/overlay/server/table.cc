// SPDX-License-Identifier: Apache-2.0
#include "tests/overlay/server/table.h"

#include <catch2/catch.hpp>

#include "agent/base/json.h"

namespace rigong::overlay {
namespace {

void replace(std::string& text, const std::string& mark, const std::string& by) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) {
    text.replace(at, mark.size(), by);
  }
}

void check_refusal(const test::Reply& reply, bool head_only) {
  CHECK(reply.header("Connection") == "close");
  CHECK(reply.body.size() < 1000);
  CHECK(reply.body.find("<title>") == std::string::npos);
  if (head_only) return;
  const auto problem = parse_guarded_json(reply.body, JsonLimits{});
  REQUIRE(problem);
  CHECK(member(*problem, "kind") != nullptr);
  const auto* words = member(*problem, "words");
  REQUIRE(words != nullptr);
  CHECK(member(*words, "zh") != nullptr);
  CHECK(member(*words, "en") != nullptr);
}

}  // namespace

std::string filled_in(std::string text, const Running& running) {
  replace(text, "{host}", running.host());
  replace(text, "{port}", std::to_string(running.port()));
  replace(text, "{token}", std::string("Authorization: Bearer ") + kPageToken + "\r\n");
  replace(text, "{machine}", std::string("Authorization: Bearer ") + kMachineToken + "\r\n");
  return text;
}

void check_headers(const test::Reply& reply) {
  for (const char* name :
       {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Cache-Control"}) {
    INFO(name);
    CHECK(reply.has(name));
  }
  CHECK(reply.header("Content-Security-Policy").find("require-trusted-types-for 'script'") != std::string::npos);
  CHECK(reply.header("X-Content-Type-Options") == "nosniff");
  CHECK(reply.head.find("Access-Control-") == std::string::npos);
  CHECK(reply.head.find("Set-Cookie") == std::string::npos);
  CHECK(reply.head.find("EXCEPTION") == std::string::npos);
}

void check_table(const Running& running, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const std::string request = filled_in(row.request, running);
    INFO(row.what << "\n" << request.substr(0, 400));
    test::RawSocket socket(running.port());
    socket.send(request);
    const bool head_only = request.starts_with("HEAD ");
    const auto reply = socket.reply(head_only ? test::RawSocket::Body::none : test::RawSocket::Body::by_length);
    CHECK(reply.status == row.status);
    check_headers(reply);
    if (row.status < 400) continue;
    check_refusal(reply, head_only);
    // Exactly one answer, whatever else was sent.
    CHECK(socket.rest(std::chrono::milliseconds(3000)).empty());
  }
  CHECK(test::ask(running.port(), "GET /healthz HTTP/1.1\r\nHost: " + running.host() + "\r\n\r\n").status == 200);
}

}  // namespace rigong::overlay
