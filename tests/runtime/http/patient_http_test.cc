// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/patient_http.h"

#include <catch2/catch.hpp>

#include <deque>

using namespace rigong;
using namespace rigong::runtime;
using connectors::HttpMethod;
using connectors::HttpRepeat;
using connectors::HttpRequest;
using connectors::HttpResponse;

namespace {

constexpr TimeMs kNow = 1'795'600'000'000;  // 2026-11-25T09:46:40Z

// Answers by script, and 200 where the script has ended.
class Scripted final : public HttpTransport {
 public:
  tl::expected<HttpResponse, TransportFailure> exchange(const HttpRequest&) override {
    ++asked;
    if (script.empty()) return HttpResponse{200, {}, "ok"};
    auto next = std::move(script.front());
    script.pop_front();
    return next;
  }
  void status(int status, std::string name = {}, std::string value = {}) {
    HttpResponse response{status, {}, "words of theirs"};
    if (!name.empty()) response.headers.emplace_back(std::move(name), std::move(value));
    script.emplace_back(std::move(response));
  }
  void failure(ErrorKind kind, Arrival arrival) {
    script.emplace_back(tl::unexpected<TransportFailure>(TransportFailure{{kind, {"断", "broke"}}, arrival}));
  }
  std::deque<tl::expected<HttpResponse, TransportFailure>> script;
  int asked = 0;
};

struct Bench {
  Scripted wire;
  ManualClock clock{kNow};
  DurationMs waited = 0;
  bool stop = false;
  PatientHttp http{wire, clock,
                   [this](DurationMs length) {
                     waited += length;
                     clock.advance(length);
                     return !stop;
                   },
                   11};
  Result<HttpResponse> get() { return http.send(request(HttpMethod::get)); }
  static HttpRequest request(HttpMethod method, HttpRepeat repeat = HttpRepeat::by_method) {
    HttpRequest request;
    request.method = method;
    request.repeat = repeat;
    request.url = "https://chat.example/api?token=not-for-words";
    return request;
  }
};

}  // namespace

TEST_CASE("what the platform means by 2xx and 4xx is the connector's to read") {
  for (const int status : {200, 204, 400, 401, 403, 404, 422}) {
    Bench bench;
    bench.wire.status(status);
    const auto answer = bench.get();
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(bench.wire.asked == 1);
  }
}

TEST_CASE("a passing fault is tried again within the poll, at most three times in all") {
  Bench bench;
  bench.wire.status(503);
  bench.wire.failure(ErrorKind::unavailable, Arrival::unknown);
  const auto answer = bench.get();
  REQUIRE(answer);
  CHECK(bench.wire.asked == 3);
  CHECK(bench.waited <= 6 * kSecondMs);

  Bench down;
  for (int i = 0; i < 9; ++i) down.wire.status(500);
  const auto failed = down.get();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::unavailable);
  CHECK(down.wire.asked == 3);
  CHECK(failed.error().words.en.find("chat.example") != std::string::npos);
  CHECK(failed.error().words.en.find("not-for-words") == std::string::npos);
}

TEST_CASE("what will not pass is not tried again") {
  struct Row {
    int status;
    ErrorKind kind;
  };
  for (const Row row : {Row{301, ErrorKind::refused}, Row{307, ErrorKind::refused}, Row{501, ErrorKind::unavailable},
                        Row{101, ErrorKind::unavailable}}) {
    Bench bench;
    bench.wire.status(row.status, "location", "https://elsewhere.example/login?secret=1");
    const auto answer = bench.get();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == row.kind);
    CHECK(bench.wire.asked == 1);
    CHECK(answer.error().words.en.find("secret") == std::string::npos);
  }
  for (const ErrorKind kind : {ErrorKind::refused, ErrorKind::cancelled, ErrorKind::wrong_use}) {
    Bench bench;
    bench.wire.failure(kind, Arrival::not_sent);
    const auto answer = bench.get();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == kind);
    CHECK(bench.wire.asked == 1);
  }
}

TEST_CASE("a POST that may have arrived is sent once, unless it only reads") {
  Bench unknown;
  unknown.wire.failure(ErrorKind::unavailable, Arrival::unknown);
  CHECK_FALSE(unknown.http.send(Bench::request(HttpMethod::post)));
  CHECK(unknown.wire.asked == 1);

  Bench not_sent;
  not_sent.wire.failure(ErrorKind::unavailable, Arrival::not_sent);
  CHECK(not_sent.http.send(Bench::request(HttpMethod::post)));
  CHECK(not_sent.wire.asked == 2);

  Bench harmless;
  harmless.wire.status(502);
  CHECK(harmless.http.send(Bench::request(HttpMethod::post, HttpRepeat::harmless)));
  CHECK(harmless.wire.asked == 2);
}

TEST_CASE("after 429 nothing is asked until the time the platform named") {
  Bench bench;
  bench.wire.status(429, "retry-after", "40");
  const auto answer = bench.get();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::unavailable);
  CHECK(bench.wire.asked == 1);
  CHECK(bench.http.held_for() == 40 * kSecondMs);
  bench.clock.advance(39 * kSecondMs);
  CHECK_FALSE(bench.get());
  CHECK(bench.wire.asked == 1);
  bench.clock.advance(kSecondMs);
  CHECK(bench.get());
  CHECK(bench.wire.asked == 2);

  // Without a time it is a short one of our own.
  Bench silent;
  silent.wire.status(429);
  CHECK_FALSE(silent.get());
  CHECK(silent.http.held_for() >= kSecondMs);
  CHECK(silent.http.held_for() <= 2 * kSecondMs);
}

TEST_CASE("a long pause that 503 asks for is not spent inside the poll") {
  Bench bench;
  bench.wire.status(503, "retry-after", "Wed, 25 Nov 2026 09:48:40 GMT");
  CHECK_FALSE(bench.get());
  CHECK(bench.wire.asked == 1);
  CHECK(bench.waited == 0);
  CHECK(bench.http.held_for() == 2 * kMinuteMs);
}

TEST_CASE("a connector that is told to wait in words tells the host, within bounds") {
  Bench bench;
  bench.http.hold_off(90 * kSecondMs);
  CHECK(bench.http.held_for() == 90 * kSecondMs);
  bench.http.hold_off(5 * kSecondMs);  // The longer wish stands.
  CHECK(bench.http.held_for() == 90 * kSecondMs);
  bench.http.hold_off(400 * kDayMs);
  CHECK(bench.http.held_for() == kHourMs);
  CHECK_FALSE(bench.get());
  CHECK(bench.wire.asked == 0);
}

TEST_CASE("a platform that is down is asked once a minute, and its recovery is noticed") {
  Bench bench;
  for (int i = 0; i < 1000; ++i) bench.wire.status(500);
  int failures = 0;
  for (int second = 0; second < 3600; ++second) {
    if (!bench.get()) ++failures;
    bench.clock.advance(kSecondMs);
  }
  CHECK(failures == 3600);
  CHECK(bench.wire.asked <= 5 + 60 + 2);
  CHECK(bench.wire.asked >= 50);
  bench.wire.script.clear();
  bench.clock.advance(kMinuteMs);
  CHECK(bench.get());
  CHECK(bench.get());
}

TEST_CASE("repeats stay a tenth of the requests where every other try fails") {
  Bench bench;
  for (int i = 0; i < 400; ++i) {
    bench.wire.script.clear();
    if (i % 3 == 0) bench.wire.status(500);
    (void)bench.get();
    bench.clock.advance(10 * kMinuteMs);
  }
  CHECK(bench.wire.asked <= 400 + 40 + 10);
}

TEST_CASE("a wish to stop ends the waiting") {
  Bench bench;
  bench.stop = true;
  bench.wire.status(503);
  const auto answer = bench.get();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::cancelled);
  CHECK(bench.wire.asked == 1);
}

TEST_CASE("the other side's clock is known from its answers, also from refusals") {
  Bench bench;
  CHECK(bench.http.clock_offset() == 0);
  bench.wire.status(401, "date", "Wed, 25 Nov 2026 10:46:40 GMT");
  REQUIRE(bench.get());
  CHECK(bench.http.clock_offset() == Approx(static_cast<double>(kHourMs)).margin(1000));
}

TEST_CASE("of two hosts one may be down or want a pause, and the other is asked all the same") {
  Bench bench;
  const auto ask = [&](const std::string& url) {
    HttpRequest request;
    request.url = url;
    return bench.http.send(request);
  };
  const std::string data = "https://data.example/api";
  const std::string tokens = "https://tokens.example/api";
  bench.wire.status(429, "retry-after", "600");
  CHECK_FALSE(ask(tokens));
  CHECK(bench.http.held_for() == 10 * kMinuteMs);
  CHECK(ask(data));
  CHECK(bench.http.held_for() == 0);
  CHECK_FALSE(ask(tokens));
  CHECK(bench.http.held_for() == 10 * kMinuteMs);
  CHECK(bench.wire.asked == 2);
  CHECK(ask("https://tokens.example:8443/api"));  // Another port is another host.
  CHECK(ask(data));
  bench.http.hold_off(kMinuteMs);  // In an answer of the host asked last.
  CHECK_FALSE(ask(data));
  CHECK(ask("https://tokens.example:8443/api"));

  // A breaker is a host's own, too: five failures there, none of which has anything to do with here.
  Bench down;
  for (int i = 0; i < 5; ++i) down.wire.failure(ErrorKind::refused, Arrival::unknown);
  for (int i = 0; i < 5; ++i) CHECK_FALSE(down.get());
  CHECK(down.http.held_for() == kMinuteMs);
  HttpRequest other;
  other.url = data;
  CHECK(down.http.send(other));
  CHECK_FALSE(down.get());
  CHECK(down.wire.asked == 6);
  CHECK(down.http.calls() == 6);
}

TEST_CASE("a probe that always fails does not keep the rest of the poll from a host that has recovered") {
  // 503 to the probe whatever happens; the rest works. By path, and by topic where all go to one path.
  for (const bool by_topic : {false, true}) {
    INFO("by topic: " << by_topic);
    Bench bench;
    int answered = 0;
    for (int poll = 0; poll < 60; ++poll) {
      for (const char* kind : {"probe", "chats", "orders"}) {
        HttpRequest request;
        request.method = HttpMethod::post;
        request.url = std::string("https://data.example/") + (by_topic ? "rest" : kind);
        if (by_topic) request.topic = kind;
        bench.wire.script.clear();
        if (poll < 10 || std::string_view(kind) == "probe") bench.wire.status(503);
        const auto answer = bench.http.send(request);
        if (answer) ++answered;
      }
      bench.clock.advance(15 * kSecondMs);
    }
    // Down for ten polls; then three quarters of an hour with everything but the probe, less a rest or two.
    CHECK(answered >= 2 * 40);
    CHECK(bench.wire.asked <= 3 * 60);
  }
}

TEST_CASE("what goes out is counted, repeats too, and what did not go out is not") {
  Bench bench;
  CHECK(bench.http.calls() == 0);
  bench.wire.status(503);
  CHECK(bench.get());
  CHECK(bench.http.calls() == 2);
  bench.wire.failure(ErrorKind::wrong_use, Arrival::not_sent);
  CHECK_FALSE(bench.get());
  CHECK(bench.http.calls() == 2);
}
