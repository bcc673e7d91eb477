// SPDX-License-Identifier: Apache-2.0
// libcurl against bytes that no HTTP library would send.
#include "agent/runtime/http/curl_transport.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>

#include "tests/runtime/http/scripted_server.h"

using namespace rigong;
using namespace rigong::runtime;
using connectors::HttpMethod;
using connectors::HttpRequest;
using runtime_test::ScriptedServer;

namespace {

std::unique_ptr<HttpTransport> transport(CurlSettings settings = {}) { return make_curl_transport(std::move(settings)); }

HttpRequest to(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;
  REQUIRE(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
  std::string source = text;
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// Lets everybody connect and never says a word: a handshake with it has no end, and what is written to it may be read one day.
class SilentServer {
 public:
  SilentServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener_, 8) == 0);
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { ::close(listener_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;
  [[nodiscard]] std::string url(const std::string& scheme) const {
    return scheme + "://127.0.0.1:" + std::to_string(port_) + "/";
  }

 private:
  int listener_;
  int port_ = 0;
};

std::string ok(const std::string& headers, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "Connection: close\r\n\r\n" +
         body;
}

}  // namespace

TEST_CASE("a request goes out as it was given, and its answer comes back", "[threads]") {
  ScriptedServer server({{ok("X-Two: b \r\nDate: Wed, 25 Nov 2026 09:46:40 GMT\r\n", "hello")}});
  HttpRequest request = to(server.url("/path?a=1&b=%20"));
  request.headers = {{"Accept", "application/json"}};
  request.secret_headers = {{"api_access_token", Secret("key")}};
  const auto wire = transport();
  const auto answer = wire->exchange(request);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body == "hello");
  CHECK(answer->header("x-two") == "b");
  CHECK(answer->header("date") == "Wed, 25 Nov 2026 09:46:40 GMT");
  CHECK(answer->header("missing").empty());
  const std::string asked = server.requests().at(0);
  CHECK(asked.starts_with("GET /path?a=1&b=%20 HTTP/1.1\r\n"));
  CHECK(asked.find("\r\napi_access_token: key\r\n") != std::string::npos);
  CHECK(asked.find("\r\nAccept: application/json\r\n") != std::string::npos);

  HttpRequest post = to(server.url("/form"));
  post.method = HttpMethod::post;
  post.body = std::string("a=1\0b", 5);
  REQUIRE(wire->exchange(post));
  CHECK(server.requests().at(1).starts_with("POST /form HTTP/1.1\r\n"));
  CHECK(server.requests().at(1).ends_with(std::string("\r\n\r\na=1\0b", 9)));
  CHECK(server.requests().at(1).find("api_access_token") == std::string::npos);
}

TEST_CASE("refusals and redirections come back as they are, and nothing is followed", "[threads]") {
  ScriptedServer server({{"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
                         {"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"}});
  const auto wire = transport();
  const auto moved = wire->exchange(to(server.url("/")));
  REQUIRE(moved);
  CHECK(moved->status == 302);
  CHECK(moved->header("location") == "/elsewhere");
  CHECK(server.requests().size() == 1);
  const auto slow = wire->exchange(to(server.url("/")));
  REQUIRE(slow);
  CHECK(slow->status == 429);
  CHECK(slow->header("retry-after") == "7");
}

TEST_CASE("an answer that is too large is left unread, packed or not, with its length or without", "[threads]") {
  const std::string large(300'000, 'x');
  const std::string packed = gzip(std::string(30'000'000, ' '));
  REQUIRE(packed.size() < 100'000);
  for (const std::string& bytes :
       {ok("", large), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + large, ok("Content-Encoding: gzip\r\n", packed)}) {
    ScriptedServer server({{bytes}});
    HttpRequest request = to(server.url("/"));
    request.limits.body_bytes = 100'000;
    const auto answer = transport()->exchange(request);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().error.kind == ErrorKind::refused);
    CHECK(answer.error().error.words.en.find("127.0.0.1") != std::string::npos);
  }
  ScriptedServer fits({{ok("Content-Encoding: gzip\r\n", gzip("small"))}});
  const auto answer = transport()->exchange(to(fits.url("/")));
  REQUIRE(answer);
  CHECK(answer->body == "small");
}

TEST_CASE("heads without end are left unread", "[threads]") {
  std::string headers;
  for (int i = 0; i < 200; ++i) headers += "X-" + std::to_string(i) + ": y\r\n";
  std::string interim;
  for (int i = 0; i < 200; ++i) interim += "HTTP/1.1 103 Early Hints\r\n\r\n";
  for (const std::string& bytes : {ok(headers, "x"), ok("X: " + std::string(70'000, 'y') + "\r\n", "x"), interim + ok("", "x")}) {
    ScriptedServer server({{bytes}});
    const auto answer = transport()->exchange(to(server.url("/")));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().error.kind == ErrorKind::refused);
  }
}

TEST_CASE("half an answer is none", "[threads]") {
  for (const char* bytes : {"", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", "nothing of the kind\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"}) {
    INFO(bytes);
    ScriptedServer server({{bytes}});
    const auto answer = transport()->exchange(to(server.url("/")));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().error.kind == ErrorKind::unavailable);
    CHECK(answer.error().arrival == Arrival::unknown);
  }
}

TEST_CASE("a wish to stop ends a request that hangs", "[threads]") {
  ScriptedServer server({{"HTTP/1.1 200 OK\r\n", true}});
  std::atomic<int> looks{0};
  const auto wire = transport({{}, [&] { return ++looks > 3; }, {}});
  const auto answer = wire->exchange(to(server.url("/")));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().error.kind == ErrorKind::cancelled);
  CHECK(answer.error().arrival == Arrival::unknown);
}

TEST_CASE("a wish to stop before the request was written: certainly not sent, whatever was sent before", "[threads]") {
  ScriptedServer server({{ok("", "x")}});
  std::atomic<bool> stop{false};
  std::atomic<int> looks{0};
  const auto wire = transport({{}, [&] { return stop || (looks > 0 && ++looks > 3); }, {}});
  REQUIRE(wire->exchange(to(server.url("/"))));
  stop = true;
  const auto before = wire->exchange(to(server.url("/")));
  REQUIRE_FALSE(before);
  CHECK(before.error().error.kind == ErrorKind::cancelled);
  CHECK(before.error().arrival == Arrival::not_sent);
  CHECK(server.requests().size() == 1);
  // In the middle of making a connection.
  stop = false;
  looks = 1;
  const SilentServer silent;
  const auto within = wire->exchange(to(silent.url("https")));
  REQUIRE_FALSE(within);
  CHECK(within.error().error.kind == ErrorKind::cancelled);
  CHECK(within.error().arrival == Arrival::not_sent);
}

TEST_CASE("out of time before the request was written: certainly not sent; afterwards nobody knows", "[threads]") {
  const SilentServer silent;
  const auto arrival_at = [&](const std::string& scheme) {
    HttpRequest request = to(silent.url(scheme));
    request.method = HttpMethod::post;
    request.body = "report";
    request.limits.whole = std::chrono::milliseconds(200);
    const auto answer = transport()->exchange(request);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().error.kind == ErrorKind::unavailable);
    return answer.error().arrival;
  };
  CHECK(arrival_at("https") == Arrival::not_sent);
  CHECK(arrival_at("http") == Arrival::unknown);
}

TEST_CASE("an answer that does not come in time is given up", "[threads]") {
  ScriptedServer server({{"HTTP/1.1 200 OK\r\n", true}});
  HttpRequest request = to(server.url("/"));
  request.limits.whole = std::chrono::milliseconds(50);
  const auto answer = transport()->exchange(request);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().error.kind == ErrorKind::unavailable);
}

TEST_CASE("what may not be sent is not sent", "[threads]") {
  ScriptedServer server({{ok("", "x")}});
  const auto wire = transport();
  for (const char* url : {"http://chat.example/", "http://192.168.1.5/", "ftp://127.0.0.1/", "file:///etc/passwd",
                          "https://user:password@chat.example/", "127.0.0.1", "", "https://chat.example/\r\nX: y",
                          "http://127.0.0.1.example/", "http://127.1/"}) {
    INFO(url);
    const auto answer = wire->exchange(to(url));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().error.kind == ErrorKind::wrong_use);
    CHECK(answer.error().arrival == Arrival::not_sent);
  }
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"X", "a\r\nEvil: 1"}, {"X:", "a"}, {"", "a"}, {"X\n", "a"}}) {
    HttpRequest request = to(server.url("/"));
    request.headers = {{name, value}};
    CHECK_FALSE(wire->exchange(request));
    request.headers.clear();
    request.secret_headers = {{name, Secret(value)}};
    CHECK_FALSE(wire->exchange(request));
  }
  CHECK(server.requests().empty());
}

TEST_CASE("nobody listens: certainly not sent, and named", "[threads]") {
  std::string url;
  { url = ScriptedServer({{""}}).url("/?token=hidden"); }
  const auto answer = transport()->exchange(to(url));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().error.kind == ErrorKind::unavailable);
  CHECK(answer.error().arrival == Arrival::not_sent);
  CHECK(answer.error().error.words.en.find("127.0.0.1") != std::string::npos);
  CHECK(answer.error().error.words.en.find("hidden") == std::string::npos);
}

TEST_CASE("TLS is spoken to https alone, and what is no TLS gets no request", "[threads]") {
  ScriptedServer server({{ok("", "x")}});
  std::string url = server.url("/?token=hidden");
  url.insert(4, "s");
  HttpRequest request = to(url);
  request.secret_headers = {{"api_access_token", Secret("canary-key")}};
  request.limits.whole = std::chrono::milliseconds(300);
  REQUIRE_FALSE(transport()->exchange(request));
  for (const std::string& seen : server.requests()) CHECK(seen.find("canary-key") == std::string::npos);
}

TEST_CASE("a proxy that only the environment names is not used", "[threads]") {
  ScriptedServer server({{ok("", "direct")}});
  const char* const names[] = {"http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"};
  for (const char* name : names) ::setenv(name, "http://127.0.0.1:9", 1);
  const auto answer = transport()->exchange(to(server.url("/")));
  for (const char* name : names) ::unsetenv(name);
  REQUIRE(answer);
  CHECK(answer->body == "direct");
}
