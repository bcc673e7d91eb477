// SPDX-License-Identifier: Apache-2.0
// The form of requests: what no two readers may understand differently, sizes, paths.
#include "overlay/server/request.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

constexpr const char* kHost = "Host: {host}\r\n";

std::string with(const std::string& lines) { return "GET /healthz HTTP/1.1\r\n" + std::string(kHost) + lines + "\r\n"; }
std::string line(const std::string& request_line) { return request_line + "\r\n" + kHost + "\r\n"; }
std::string post(const std::string& headers, const std::string& body) {
  return "POST /api/v1/session HTTP/1.1\r\n" + std::string(kHost) + "Content-Type: application/json\r\n" + headers + "\r\n" +
         body;
}
std::string many(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) lines += "X-" + std::to_string(i) + ": y\r\n";
  return lines;
}

}  // namespace

TEST_CASE("malformed requests") {
  const Running running;
  using namespace std::string_literals;
  check_table(running, {
                           {"well formed", with("X: y\r\n"), 200},
                           {"a tab in a value", with("X: a\tb\r\n"), 200},
                           {"letters beyond ASCII in a value", with("X: \xe6\x97\xa5\r\n"), 200},
                           {"no value", with("X:\r\n"), 200},
                           {"version 1.0", "GET /healthz HTTP/1.0\r\nHost: {host}\r\n\r\n", 200},
                           {"folded line", with("X: a\r\n b\r\n"), 400},
                           {"space before the colon", with("X : y\r\n"), 400},
                           {"line feed alone", "GET /healthz HTTP/1.1\nHost: {host}\n\n", 400},
                           {"line feed in a value", with("X: a\nY: b\r\n"), 400},
                           {"carriage return in a value", with("X: a\rb\r\n"), 400},
                           {"NUL in a value", with("X: a\0b\r\n"s), 400},
                           {"NUL in a name", with("X\0: b\r\n"s), 400},
                           {"escape in a value", with("X: \x1b[31m\r\n"), 400},
                           {"DEL in a value", with("X: \x7f\r\n"), 400},
                           {"no colon", with("nonsense\r\n"), 400},
                           {"empty name", with(": y\r\n"), 400},
                           {"name that is no token", with("X(y): z\r\n"), 400},
                           {"name beyond ASCII", with("\xe6\x97\xa5: z\r\n"), 400},
                           {"lower case method", line("get /healthz HTTP/1.1"), 400},
                           {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
                           {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
                           {"HTTP/0.9", "GET /\r\n", 400},
                           {"HTTP/9.9", line("GET / HTTP/9.9"), 400},
                           {"HTTP/1.2", line("GET / HTTP/1.2"), 400},
                           {"lower case version", line("GET / http/1.1"), 400},
                           {"empty lines first", "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: {host}\r\n\r\n", 400},
                           {"a space first", " GET / HTTP/1.1\r\nHost: {host}\r\n\r\n", 400},
                           {"two spaces", line("GET  / HTTP/1.1"), 400},
                           {"a tab for a space", line("GET\t/ HTTP/1.1"), 400},
                           {"four words", line("GET / / HTTP/1.1"), 400},
                           {"no path", line("GET ? HTTP/1.1"), 400},
                           {"a fragment", line("GET /#x HTTP/1.1"), 400},
                           {"beyond ASCII in the address", line("GET /\xe6\x97\xa5 HTTP/1.1"), 400},
                           {"a sentence", "HELO there\r\n", 400},
                           {"TRACE", line("TRACE / HTTP/1.1"), 405},
                           {"CONNECT", line("CONNECT / HTTP/1.1"), 405},
                           {"CONNECT as proxies do", line("CONNECT evil.example:443 HTTP/1.1"), 400},
                           {"PATCH", line("PATCH /api/v1/people HTTP/1.1"), 405},
                           {"unknown method", line("BREW / HTTP/1.1"), 501},
                           {"PROPFIND", line("PROPFIND / HTTP/1.1"), 501},
                           {"very long method", line(std::string(40, 'A') + " / HTTP/1.1"), 400},
                           {"other method of a path", "POST /healthz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n", 405},
                           {"other method of a file", "DELETE / HTTP/1.1\r\nHost: {host}\r\n\r\n", 405},
                           {"HEAD", "HEAD /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n", 200},
                           {"HEAD of a stream", "HEAD /api/v1/events HTTP/1.1\r\nHost: {host}\r\n{token}\r\n", 405},
                       });
}

TEST_CASE("where a request ends") {
  const Running running;
  const std::string body = R"({"code":"good-code"})";
  const std::string size = std::to_string(body.size());
  const std::string second = "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n";
  check_table(running,
              {
                  {"length", post("Content-Length: " + size + "\r\n", body), 200},
                  {"length and coding", post("Content-Length: " + size + "\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
                  {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: " + size + "\r\n", "0\r\n\r\n"), 400},
                  {"chunked", post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + second), 400},
                  {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
                  {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400},
                  {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400},
                  {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400},
                  {"odd spelling", post("tRANSFER-eNCODING: chunked\r\n", "0\r\n\r\n"), 400},
                  {"two lengths", post("Content-Length: " + size + "\r\nContent-Length: 0\r\n", body), 400},
                  {"two equal lengths", post("Content-Length: " + size + "\r\nContent-Length: " + size + "\r\n", body), 400},
                  {"list of lengths", post("Content-Length: " + size + ", " + size + "\r\n", body), 400},
                  {"signed length", post("Content-Length: +" + size + "\r\n", body), 400},
                  {"negative length", post("Content-Length: -1\r\n", body), 400},
                  {"hexadecimal length", post("Content-Length: 0x10\r\n", body), 400},
                  {"empty length", post("Content-Length: \r\n", body), 400},
                  {"a word for a length", post("Content-Length: many\r\n", body), 400},
                  {"length beyond numbers", post("Content-Length: 99999999999999999999999\r\n", body), 413},
                  {"one byte too many", post("Content-Length: 1048577\r\n", ""), 413},
                  {"too much for a code", post("Content-Length: 5000\r\n", ""), 413},
                  {"no length", post("", ""), 411},
                  {"content with GET", "GET /healthz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello" + second, 400},
                  {"content with HEAD", "HEAD /healthz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello" + second, 400},
                  {"content with DELETE",
                   "DELETE /api/v1/session HTTP/1.1\r\nHost: {host}\r\n{token}Content-Length: 60\r\n\r\n" + second, 400},
                  {"length of nothing with GET", "GET /healthz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n", 200},
                  {"a part", with("Range: bytes=0-0\r\n"), 416},
                  {"a part, reversed", with("Range: bytes=9-0\r\n"), 416},
                  {"a part beyond numbers", with("Range: bytes=0-100000000000000000000\r\n"), 416},
                  {"1500 parts",
                   with("Range: bytes=0-0" +
                        [] {
                          std::string more;
                          for (int i = 0; i < 1500; ++i) more += ",0-0";
                          return more;
                        }() +
                        "\r\n"),
                   416},
              });
}

TEST_CASE("a second request after a pause is not part of the first") {
  const Running running;
  test::RawSocket socket(running.port());
  socket.send(filled_in("GET /healthz HTTP/1.1\r\nHost: {host}\r\nContent-Length: 60\r\n\r\n", running));
  CHECK(socket.reply().status == 400);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  socket.send(filled_in("GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n", running));
  CHECK(socket.rest(std::chrono::milliseconds(3000)).empty());
}

TEST_CASE("sizes of requests") {
  const Running running;
  check_table(running, {
                           {"64 headers", "GET /healthz HTTP/1.1\r\n" + std::string(kHost) + many(63) + "\r\n", 200},
                           {"65 headers", "GET /healthz HTTP/1.1\r\n" + std::string(kHost) + many(64) + "\r\n", 431},
                           {"100,000 headers", with(many(100'000)), 431},
                           {"a value of 7 KB", with("X: " + std::string(7000, 'x') + "\r\n"), 200},
                           {"a value of 64 KB", with("X: " + std::string(65536, 'x') + "\r\n"), 431},
                           {"a name of 9 KB", with(std::string(9000, 'x') + ": y\r\n"), 431},
                           {"three values of 7 KB",
                            with("X: " + std::string(7000, 'x') + "\r\nY: " + std::string(7000, 'x') +
                                 "\r\nZ: " + std::string(7000, 'x') + "\r\n"),
                            431},
                           {"an address of 2 KB", line("GET /healthz?" + std::string(2000, 'x') + " HTTP/1.1"), 200},
                           {"an address of 3 KB", line("GET /healthz?" + std::string(3000, 'x') + " HTTP/1.1"), 414},
                           {"an address of 9 KB", line("GET /" + std::string(9000, 'x') + " HTTP/1.1"), 414},
                           {"an address without an end", "GET /" + std::string(100'000, 'x'), 414},
                           {"a header without an end", "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x'), 431},
                       });
}

TEST_CASE("paths are exact names") {
  const Running running;
  std::vector<Row> rows = {
      {"a file", line("GET /app.3f2a91.js HTTP/1.1"), 200},
      {"a file with a question", line("GET /app.3f2a91.js?v=1 HTTP/1.1"), 200},
      {"the page with a code", line("GET /?code=abc HTTP/1.1"), 200},
  };
  static const std::vector<std::string> kPaths = {"/../etc/passwd",
                                                  "/%2e%2e%2fetc/passwd",
                                                  "/..;/",
                                                  "//etc/passwd",
                                                  "//",
                                                  "/\\",
                                                  "/%5c",
                                                  "/%00",
                                                  "/app.3f2a91.js%00.css",
                                                  "/%c0%ae%c0%ae/",
                                                  "/%252e%252e/",
                                                  "/c:/windows/win.ini",
                                                  "/\\\\host\\share",
                                                  "/app.3f2a91.js::$DATA",
                                                  "/app.3f2a91.js/",
                                                  "/APP.3F2A91.JS",
                                                  "/./",
                                                  "/app.3f2a91.js.",
                                                  "/app%2e3f2a91.js",
                                                  "/index.html",
                                                  "/.git/config",
                                                  "/api",
                                                  "/apix",
                                                  "/healthz/",
                                                  "/Healthz",
                                                  "/healthz;x",
                                                  "/%0d%0aX-Injected:%20y"};
  for (const std::string& path : kPaths) {
    const bool api = path == "/api";
    rows.push_back({path.c_str(), line("GET " + path + " HTTP/1.1"), api ? 401 : 404});
  }
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "/x";
  rows.push_back({"a thousand folders", line("GET " + deep + " HTTP/1.1"), 404});
  static const std::vector<std::string> kApiPaths = {"/api/",
                                                     "/api/v1",
                                                     "/api/v1/",
                                                     "/api/v2/people",
                                                     "/api/v1/people/",
                                                     "/api/v1//people",
                                                     "/api/v1/../v1/people",
                                                     "/api/v1/People",
                                                     "/api/v1/imports/",
                                                     "/api/v1/imports/x",
                                                     "/api/v1/imports/01976b3e-7d00-7abc-89ab-0123456789ab/parts/0/x",
                                                     "/api/v1/imports/..%2f..",
                                                     "/api/v1/people%00",
                                                     "/api/v1/people;x=1"};
  for (const std::string& path : kApiPaths) {
    rows.push_back({path.c_str(), "GET " + path + " HTTP/1.1\r\nHost: {host}\r\n{token}\r\n", 404});
  }
  check_table(running, rows);
}

TEST_CASE("nothing of the address comes back in a header") {
  const Running running;
  for (const char* target :
       {"/%0d%0aX-Injected:%20y", "/?a=%0d%0aX-Injected:%20y", "/api/v1/panel?person=%0d%0aX-Injected:%20y"}) {
    INFO(target);
    CHECK(running.get(target).head.find("Injected") == std::string::npos);
  }
}

TEST_CASE("pipelined requests are answered in order and not without end") {
  const Running running;
  test::RawSocket socket(running.port());
  std::string all;
  for (int i = 0; i < 1000; ++i) {
    all += "GET " + std::string(i % 2 == 0 ? "/healthz" : "/nothing-but-this-is-not-reached") +
           " HTTP/1.1\r\nHost: " + running.host() + "\r\n\r\n";
  }
  socket.send(all);
  // An error ends the connection; what came before it is answered first.
  CHECK(socket.reply().status == 200);
  CHECK(socket.reply().status == 404);
  CHECK(socket.rest(std::chrono::milliseconds(3000)).empty());

  test::RawSocket good(running.port());
  all.clear();
  for (int i = 0; i < 1000; ++i) all += "GET /healthz HTTP/1.1\r\nHost: " + running.host() + "\r\n\r\n";
  good.send(all);
  int answered = 0;
  while (good.reply().status == 200) ++answered;
  CHECK(answered == 100);
  CHECK(good.closed_within(std::chrono::milliseconds(3000)));
}

TEST_CASE("heads are understood the same however they are cut") {
  const std::string good = "GET /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n";
  HeadScan scan;
  for (std::size_t i = 1; i < good.size(); ++i) REQUIRE(scan.look(std::string_view(good).substr(0, i)) == HeadScan::State::more);
  REQUIRE(scan.look(good) == HeadScan::State::whole);
  CHECK(scan.size() == good.size());
  RequestHead head;
  REQUIRE(read_head(good, head) == 0);
  CHECK(head.path == "/a");
  CHECK(head.query == "b");
  CHECK(head.content_length == 12);
  CHECK(head.host == "x");
  CHECK_FALSE(head.wants_close);

  HeadScan with_rest;
  CHECK(with_rest.look(good + "GET") == HeadScan::State::whole);
  CHECK(with_rest.size() == good.size());
  RequestHead closing;
  REQUIRE(read_head("GET / HTTP/1.1\r\nConnection: foo , CLOSE\r\n\r\n", closing) == 0);
  CHECK(closing.wants_close);
}

}  // namespace rigong::overlay
