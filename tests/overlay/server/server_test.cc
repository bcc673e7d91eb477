// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/server.h"

#include <catch2/catch.hpp>

#include "tests/overlay/server/fake_service.h"

namespace rigong::overlay {

TEST_CASE("health, the page and the interface answer", "[threads]") {
  const Running running;
  const auto health = test::ask(running.port(), "GET /healthz HTTP/1.1\r\nHost: " + running.host() + "\r\n\r\n");
  CHECK(health.status == 200);
  CHECK(health.body == "ok\n");
  const auto page = test::ask(running.port(), "GET / HTTP/1.1\r\nHost: " + running.host() + "\r\n\r\n");
  CHECK(page.status == 200);
  CHECK(page.body.find("<title>page</title>") != std::string::npos);
  CHECK(page.header("Cache-Control") == "no-store");
  const auto panel = running.get("/api/v1/panel?person=a");
  CHECK(panel.status == 200);
  CHECK(panel.header("Content-Type") == "application/json; charset=utf-8");
  CHECK(panel.body.starts_with("{\"person\":{\"id\":\"a\",\"name\":\"甲\""));
  CHECK(panel.body.ends_with("}"));
}

TEST_CASE("a second server on the port is told which port, and what to do", "[threads]") {
  Running running;
  ServerOptions options;
  options.port = running.port();
  const auto second = Server::start(options, running.service, running.clock, sample_assets());
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::busy);
  CHECK(second.error().words.en.find(std::to_string(running.port())) != std::string::npos);
  CHECK(second.error().words.en.find("--listen 127.0.0.1:") != std::string::npos);
  CHECK(second.error().words.zh.find("--listen 127.0.0.1:") != std::string::npos);
}

}  // namespace rigong::overlay
