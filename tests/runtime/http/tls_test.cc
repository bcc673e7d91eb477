// SPDX-License-Identifier: Apache-2.0
// Whom libcurl believes: certificates good and bad, and that no key of a connection is written anywhere.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "agent/runtime/http/curl_transport.h"
#include "tests/runtime/http/tls_server.h"
#include "tests/support/process.h"

using namespace rigong;
using namespace rigong::runtime;
using runtime_test::Certificate;
using runtime_test::TlsServer;

namespace {

auto ask(const TlsServer& server, const std::string& host, const std::string& ca_file) {
  const auto transport = make_curl_transport({{}, {}, ca_file});
  connectors::HttpRequest request;
  request.url = server.url(host);
  request.secret_headers = {{"api_access_token", Secret("canary-key")}};
  request.limits.whole = std::chrono::milliseconds(5000);
  return transport->exchange(request);
}

}  // namespace

TEST_CASE("a certificate that is trusted, for this host and of this time is believed", "[threads]") {
  const test::TempFolder temp;
  const TlsServer server;
  server.write_certificate(temp.file("ca.pem"));
  const auto answer = ask(server, "127.0.0.1", temp.file("ca.pem"));
  REQUIRE(answer);
  CHECK(answer->body == "in confidence");
  CHECK(server.heard().find("canary-key") != std::string::npos);
}

TEST_CASE("any other certificate ends the connection before a word is said", "[threads]") {
  struct Bad {
    const char* name;
    Certificate certificate;
    std::string host = "127.0.0.1";
    bool trusted = true;
    ErrorKind kind = ErrorKind::refused;  // Asking again changes nothing: somebody has to look at the address or at the clock.
  };
  const Bad all[] = {
      {"nobody vouches for it", {}, "127.0.0.1", false},
      {"for another name", {"DNS:other.example"}},
      {"for this address, asked by another name", {"IP:127.0.0.1"}, "localhost"},
      {"run out", {"IP:127.0.0.1", -7200, -3600}},
      {"not yet", {"IP:127.0.0.1", 3600, 7200}},
      {"of an old protocol", {"IP:127.0.0.1", -3600, 3600, TLS1_1_VERSION}, "127.0.0.1", true, ErrorKind::unavailable},
  };
  for (const Bad& bad : all) {
    INFO(bad.name);
    const test::TempFolder temp;
    const TlsServer server(bad.certificate);
    server.write_certificate(temp.file("ca.pem"));
    const auto answer = ask(server, bad.host, bad.trusted ? temp.file("ca.pem") : std::string());
    REQUIRE_FALSE(answer);
    const Error& error = answer.error().error;
    INFO(error.words.en);
    CHECK(error.kind == bad.kind);
    CHECK(error.words.en.find(bad.host) != std::string::npos);
    CHECK(error.words.en.find("canary-key") == std::string::npos);
    CHECK(server.heard().empty());
  }
}

TEST_CASE("the program writes no keys of its connections, whatever the environment asks for") {
  const test::TempFolder temp;
  const TlsServer server;
  const std::string keys = temp.file("keys");
  temp.write("rigong.toml", "[[connector]]\ntype = \"chatwoot\"\nname = \"cw\"\nendpoint = \"" + server.url() +
                                "\"\naccount = 1\ntoken = \"secret:env:RIGONG_TEST_TOKEN\"\n");
  ::setenv("SSLKEYLOGFILE", keys.c_str(), 1);
  ::setenv("RIGONG_TEST_TOKEN", "canary-key", 1);
  const std::string data = temp.path().string();
  const auto outcome = test::run_rigong({"connectors", "check", "--data", data});
  ::unsetenv("SSLKEYLOGFILE");
  ::unsetenv("RIGONG_TEST_TOKEN");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 1);
  CHECK((outcome.out + outcome.err).find("canary-key") == std::string::npos);
  CHECK_FALSE(std::filesystem::exists(keys));
}
