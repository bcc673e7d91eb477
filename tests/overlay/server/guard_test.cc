// SPDX-License-Identifier: Apache-2.0
// Browsers against the server on this machine: who may ask, from where, and what for.
#include "overlay/server/guard.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

constexpr const char* kEvil = "Host: evil.example:{port}\r\n";

std::string get(const std::string& path, const std::string& headers) {
  return "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n";
}
std::string mine(const std::string& path, const std::string& headers = "") { return get(path, "Host: {host}\r\n" + headers); }
std::string api(const std::string& headers = "") { return mine("/api/v1/people", "{token}" + headers); }
std::string post(const std::string& headers, const std::string& body = R"({"code":"good-code"})",
                 const std::string& path = "/api/v1/session") {
  return "POST " + path + " HTTP/1.1\r\nHost: {host}\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}
constexpr const char* kJson = "Content-Type: application/json\r\n";

}  // namespace

TEST_CASE("only under its own name") {
  const Running running;
  check_table(running, {
                           {"its address", mine("/"), 200},
                           {"localhost", get("/", "Host: localhost:{port}\r\n"), 200},
                           {"upper case", get("/", "Host: LOCALHOST:{port}\r\n"), 200},
                           {"IPv6 loopback", get("/", "Host: [::1]:{port}\r\n"), 200},
                           {"rebinding, page", get("/", kEvil), 421},
                           {"rebinding, file", get("/app.3f2a91.js", kEvil), 421},
                           {"rebinding, stream", get("/api/v1/events", std::string(kEvil) + "{token}"), 421},
                           {"rebinding, interface", get("/api/v1/people", std::string(kEvil) + "{token}"), 421},
                           {"rebinding, health", get("/healthz", kEvil), 421},
                           {"rebinding, unknown path", get("/nothing", kEvil), 421},
                           {"rebinding, OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n", 421},
                           {"rebinding, HEAD", "HEAD / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n", 421},
                           {"rebinding, TRACE", "TRACE / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n", 421},
                           {"no host", get("/", ""), 400},
                           {"no host, 1.0", "GET / HTTP/1.0\r\n\r\n", 400},
                           {"two hosts, evil second", get("/", "Host: {host}\r\nHost: evil.example\r\n"), 400},
                           {"two hosts, evil first", get("/", "Host: evil.example\r\nHost: {host}\r\n"), 400},
                           {"two hosts, alike", get("/", "Host: {host}\r\nhost: {host}\r\n"), 400},
                           {"empty host", get("/", "Host: \r\n"), 421},
                           {"wrong port", get("/", "Host: 127.0.0.1:1\r\n"), 421},
                           {"no port", get("/", "Host: 127.0.0.1\r\n"), 421},
                           {"0.0.0.0", get("/", "Host: 0.0.0.0:{port}\r\n"), 421},
                           {"[::]", get("/", "Host: [::]:{port}\r\n"), 421},
                           {"trailing dot", get("/", "Host: localhost.:{port}\r\n"), 421},
                           {"a name below", get("/", "Host: x.localhost:{port}\r\n"), 421},
                           {"decimal address", get("/", "Host: 2130706433:{port}\r\n"), 421},
                           {"short address", get("/", "Host: 127.1:{port}\r\n"), 421},
                           {"user in host", get("/", "Host: a@{host}\r\n"), 421},
                           {"list of hosts", get("/", "Host: {host}, evil.example\r\n"), 421},
                           {"absolute form, evil", "GET http://evil/ HTTP/1.1\r\nHost: {host}\r\n\r\n", 400},
                           {"absolute form, own", "GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n\r\n", 400},
                           {"another host by X-Forwarded-Host",
                            get("/", "Host: evil.example:{port}\r\nX-Forwarded-Host: {host}\r\n"), 421},
                           {"X-Forwarded-Host is not read", mine("/", "X-Forwarded-Host: evil.example\r\n"), 200},
                       });
}

TEST_CASE("only from its own pages") {
  const Running running;
  check_table(
      running,
      {
          {"a program, no browser", api(), 200},
          {"the page", api("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"), 200},
          {"the page with its origin", api("Origin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"), 200},
          {"an older browser's page", api("Origin: http://{host}\r\n"), 200},
          {"evil origin", api("Origin: https://evil.example\r\n"), 403},
          {"evil origin, health", mine("/healthz", "Origin: https://evil.example\r\n"), 403},
          {"evil origin, file", mine("/app.3f2a91.js", "Origin: https://evil.example\r\n"), 403},
          {"no origin to name", api("Origin: null\r\n"), 403},
          {"empty origin", api("Origin: \r\n"), 403},
          {"own host, other scheme", api("Origin: https://{host}\r\n"), 403},
          {"own host, other port", api("Origin: http://127.0.0.1:1\r\n"), 403},
          {"another of its names", api("Origin: http://localhost:{port}\r\n"), 403},
          {"an extension that nobody allowed", api("Origin: chrome-extension://abcdefghijklmnop\r\n"), 403},
          {"two origins", api("Origin: http://{host}\r\nOrigin: https://evil.example\r\n"), 400},
          {"evil origin with a cookie", api("Origin: https://evil.example\r\nCookie: session=1\r\n"), 403},
          {"cross-site", api("Sec-Fetch-Site: cross-site\r\n"), 403},
          {"same-site", api("Sec-Fetch-Site: same-site\r\n"), 403},
          {"typed address of the interface", api("Sec-Fetch-Site: none\r\n"), 403},
          {"unknown site", api("Sec-Fetch-Site: new-kind\r\n"), 403},
          {"two sites", api("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n"), 400},
          {"typed address", mine("/", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 200},
          {"reload", mine("/", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 200},
          {"link of another site",
           mine("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 403},
          {"frame of another site",
           mine("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"), 403},
          {"file of `rigong open`",
           mine("/open", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 200},
          {"its script", mine("/open.js", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n"),
           200},
          {"its script elsewhere", mine("/open.js", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script\r\n"), 403},
          {"way in, in a frame",
           mine("/open", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"), 403},
          {"way in, fetched", mine("/open", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"),
           403},
          {"script of another site", mine("/app.3f2a91.js", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script\r\n"), 403},
          {"script of the page", mine("/app.3f2a91.js", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Dest: script\r\n"), 200},
          {"JSON as a script", mine("/api/v1/people", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script\r\n"), 403},
          {"stream from another site", mine("/api/v1/events", "Origin: https://evil.example\r\nAccept: text/event-stream\r\n"),
           403},
          {"preflight",
           "OPTIONS /api/v1/people HTTP/1.1\r\nHost: {host}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: "
           "POST\r\nAccess-Control-Request-Private-Network: true\r\n\r\n",
           403},
          {"preflight from home", "OPTIONS /api/v1/people HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\r\n", 403},
          {"OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n", 400},
          {"web socket",
           mine("/api/v1/events",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: "
                "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"),
           426},
          {"web socket, other spelling", mine("/", "Connection: upgrade\r\nUpgrade: WebSocket\r\n"), 426},
          {"no leave is given by a header of the request",
           mine("/healthz", "X-Forwarded-For: 127.0.0.1\r\nREMOTE_ADDR: 127.0.0.1\r\nX-Original-URL: /api/v1/people\r\n"), 200},
          {"method override is not read", mine("/api/v1/session", "{token}X-HTTP-Method-Override: DELETE\r\n"), 200},
      });
}

TEST_CASE("writes are JSON, and what a form can send is not") {
  const Running running;
  check_table(running,
              {
                  {"the page", post(std::string(kJson) + "Origin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"), 200},
                  {"a program", post(kJson), 200},
                  {"with its character set", post("Content-Type: application/json; charset=utf-8\r\n"), 200},
                  {"upper case", post("Content-Type: Application/JSON;charset=UTF-8\r\n"), 200},
                  {"form of another site",
                   post("Content-Type: text/plain\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n"), 403},
                  {"text", post("Content-Type: text/plain\r\n"), 415},
                  {"form", post("Content-Type: application/x-www-form-urlencoded\r\n", "code=good-code"), 415},
                  {"multipart", post("Content-Type: multipart/form-data; boundary=x\r\n", "--x\r\n\r\n--x--"), 415},
                  {"multipart with many parts",
                   post("Content-Type: multipart/form-data; boundary=x\r\n",
                        [] {
                          std::string parts;
                          for (int i = 0; i < 5000; ++i) parts += "--x\r\nA: b\r\n\r\n1\r\n";
                          return parts + "--x--";
                        }()),
                   415},
                  {"no type", post(""), 415},
                  {"two types", post("Content-Type: application/json\r\nContent-Type: text/plain\r\n"), 400},
                  {"JSON of another character set", post("Content-Type: application/json; charset=utf-16\r\n"), 415},
                  {"something like JSON", post("Content-Type: application/json5\r\n"), 415},
                  {"type with a smuggled one", post("Content-Type: text/plain; application/json\r\n"), 415},
                  {"octets where JSON belongs", post("Content-Type: application/octet-stream\r\n"), 415},
                  {"write from another site with a token",
                   post(std::string(kJson) + "{token}Sec-Fetch-Site: cross-site\r\n", "{}", "/api/v1/commands"), 403},
                  {"write of a typed address",
                   post(std::string(kJson) + "{token}Sec-Fetch-Site: none\r\n", "{}", "/api/v1/commands"), 403},
                  {"gzip", post(std::string(kJson) + "Content-Encoding: gzip\r\n", "\x1f\x8b\x08"), 415},
                  {"brotli", post(std::string(kJson) + "Content-Encoding: br\r\n", "x"), 415},
                  {"deflate in gzip", post(std::string(kJson) + "Content-Encoding: gzip, deflate\r\n", "x"), 415},
                  {"zstd", post(std::string(kJson) + "Content-Encoding: zstd\r\n", "x"), 415},
                  {"expects a go-ahead", post(std::string(kJson) + "Expect: 100-continue\r\n"), 417},
              });
}

TEST_CASE("headers of the page") {
  const Running running;
  const auto page = running.get("/");
  check_headers(page);
  CHECK(page.header("X-Frame-Options") == "DENY");
  const std::string policy = page.header("Content-Security-Policy");
  for (const char* part :
       {"default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"}) {
    INFO(part);
    CHECK(policy.find(part) != std::string::npos);
  }
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page.header("Referrer-Policy") == "no-referrer");
  CHECK(page.header("Cross-Origin-Opener-Policy") == "same-origin");
  CHECK(page.header("Cross-Origin-Embedder-Policy") == "require-corp");
  CHECK(page.header("Cross-Origin-Resource-Policy") == "same-origin");
  CHECK(page.header("Cache-Control") == "no-store");
}

TEST_CASE("exception: sites that may show the page in a frame") {
  ServerOptions options;
  options.frame_ancestors = {"https://chat.example.cn", "https://im.example.com:8443"};
  const Running running(options);
  const std::string framed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n";
  check_table(
      running,
      {
          {"the page in a frame", mine("/", framed), 200},
          {"of the same site", mine("/", "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"),
           200},
          {"with a code", mine("/?code=x", framed), 200},
          {"as a document", mine("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"),
           403},
          {"fetched", mine("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: iframe\r\n"), 403},
          {"as an object", mine("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: object\r\n"),
           403},
          {"a file in a frame", mine("/app.3f2a91.js", framed), 403},
          {"the interface in a frame", mine("/api/v1/people", "{token}" + framed), 403},
          {"posted in a frame", "POST / HTTP/1.1\r\nHost: {host}\r\n" + framed + kJson + "Content-Length: 2\r\n\r\n{}", 403},
          {"with its origin", mine("/", framed + "Origin: https://chat.example.cn\r\n"), 403},
      });
  const auto page = running.get("/");
  CHECK_FALSE(page.has("X-Frame-Options"));
  CHECK(page.header("Content-Security-Policy").find("frame-ancestors https://chat.example.cn https://im.example.com:8443") !=
        std::string::npos);
}

TEST_CASE("exception: extensions with a token") {
  ServerOptions options;
  options.extensions = {"chrome-extension://abcdefghijklmnopabcdefghijklmnop"};
  const Running running(options);
  const std::string origin = "Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop\r\n";
  check_table(
      running,
      {
          {"the extension", api(origin), 200},
          {"as browsers send it", api(origin + "Sec-Fetch-Site: none\r\n"), 200},
          {"or so", api(origin + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n"), 200},
          {"without a token", mine("/api/v1/people", origin), 403},
          {"with a code in place of a token", post(kJson + origin), 403},
          {"with a wrong token", mine("/api/v1/people", origin + "Authorization: Bearer wrong\r\n"), 401},
          {"another extension", api("Origin: chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba\r\n"), 403},
          {"a longer name", api("Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnopx\r\n"), 403},
          {"not the interface", mine("/", origin + "{token}"), 403},
          {"preflight of the extension", "OPTIONS /api/v1/people HTTP/1.1\r\nHost: {host}\r\n" + origin + "\r\n", 403},
          {"commands of the command line",
           "POST /api/v1/runs HTTP/1.1\r\nHost: {host}\r\n{machine}" + origin + kJson + "Content-Length: 2\r\n\r\n{}", 403},
          {"unknown site", api(origin + "Sec-Fetch-Site: other\r\n"), 403},
      });
}

TEST_CASE("exception: the public address behind a proxy") {
  ServerOptions options;
  options.public_url = "https://desk.example.cn/";
  const Running running(options);
  const auto at = [](const std::string& headers) { return get("/api/v1/people", headers + "{token}"); };
  check_table(running, {
                           {"its host", at("Host: desk.example.cn\r\n"), 200},
                           {"with the usual port", at("Host: desk.example.cn:443\r\n"), 200},
                           {"its origin", at("Host: desk.example.cn\r\nOrigin: https://desk.example.cn\r\n"), 200},
                           {"its origin without TLS", at("Host: desk.example.cn\r\nOrigin: http://desk.example.cn\r\n"), 403},
                           {"own address still", at("Host: {host}\r\nOrigin: http://{host}\r\n"), 200},
                           {"public origin at the own address", at("Host: {host}\r\nOrigin: https://desk.example.cn\r\n"), 403},
                           {"own origin at the public address", at("Host: desk.example.cn\r\nOrigin: http://{host}\r\n"), 403},
                           {"a name below", at("Host: x.desk.example.cn\r\n"), 421},
                           {"the public host with the own port", at("Host: desk.example.cn:{port}\r\n"), 421},
                           {"page of another site", at("Host: desk.example.cn\r\nSec-Fetch-Site: cross-site\r\n"), 403},
                       });
}

TEST_CASE("the names of a server follow from where it listens") {
  const auto hosts = [](std::string_view address, int port, std::string_view url) {
    std::string all;
    for (const auto& place : places_of(address, port, url)) all += place.host + " ";
    return all;
  };
  CHECK(hosts("127.0.0.1", 7717, "") == "127.0.0.1:7717 localhost:7717 [::1]:7717 ");
  CHECK(hosts("127.0.0.1", 80, "") == "127.0.0.1:80 127.0.0.1 localhost:80 localhost [::1]:80 [::1] ");
  CHECK(hosts("192.168.1.5", 7717, "") == "192.168.1.5:7717 ");
  CHECK(hosts("fd00::5", 7717, "") == "[fd00::5]:7717 ");
  // Listening everywhere is no name: 0.0.0.0 as a host is an attack.
  CHECK(hosts("0.0.0.0", 7717, "") == "127.0.0.1:7717 localhost:7717 [::1]:7717 ");
  CHECK(hosts("192.168.1.5", 7717, "https://a.example/rigong") == "192.168.1.5:7717 a.example a.example:443 ");
  CHECK(hosts("192.168.1.5", 7717, "https://a.example:8443") == "192.168.1.5:7717 a.example:8443 ");
  CHECK(hosts("192.168.1.5", 7717, "https://[fd00::1]") == "192.168.1.5:7717 [fd00::1] [fd00::1]:443 ");
}

TEST_CASE("options that could widen a header are refused") {
  FakeService service;
  const ManualClock clock(kNow);
  const auto refuses = [&](const ServerOptions& options) {
    const auto started = Server::start(options, service, clock, sample_assets());
    return !started && started.error().kind == ErrorKind::wrong_use;
  };
  ServerOptions options;
  options.port = 0;
  for (const char* bad : {"*", "https://*", "https://a.example;script-src *", "https://a.example\r\nX: y", "https://a b",
                          "'self'", "https:", "https://a.example/path", "a.example"}) {
    INFO(bad);
    ServerOptions frame = options;
    frame.frame_ancestors = {bad};
    CHECK(refuses(frame));
    ServerOptions extension = options;
    extension.extensions = {bad};
    CHECK(refuses(extension));
  }
  for (const char* bad : {"http://a.example", "ftp://a.example", "a.example", "https://", "https://a.example\r\nX: y"}) {
    INFO(bad);
    ServerOptions url = options;
    url.public_url = bad;
    CHECK(refuses(url));
  }
}

}  // namespace rigong::overlay
