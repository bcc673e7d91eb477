// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/reader_connector.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/api/http.h"

namespace rigong::connectors {
namespace {

class NoNetwork final : public HttpClient {
 public:
  Result<HttpResponse> send(const HttpRequest&) override { return fail(ErrorKind::unavailable, "没有网络", "no network"); }
  void hold_off(DurationMs) override {}
  [[nodiscard]] DurationMs clock_offset() const override { return 0; }
};

class NoSink final : public RecordSink {
 public:
  void message(const model::Message&) override {}
  void assignment(const model::Assignment&) override {}
  void rating(const model::Rating&) override {}
  void order(const model::Order&) override {}
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const RejectedRow&) override {}
  bool progress(std::uint64_t, std::uint64_t) override { return true; }
};

// Counts its polls, which would go beyond one if a reader were kept.
class CountingReader {
 public:
  CountingReader(const std::string& name, const int& step, const PollRequest& request, RecordSink&)
      : name_(name), step_(step), request_(request) {}
  Result<PollResult> poll() {
    polls_ += step_;
    PollResult result;
    result.next_cursor = request_.cursor + name_ + std::to_string(polls_);
    return result;
  }

 private:
  const std::string& name_;
  const int& step_;
  const PollRequest& request_;
  int polls_ = 0;
};

}  // namespace

TEST_CASE("each poll has a reader of its own, with what was kept") {
  const auto connector = reader_connector<CountingReader>(std::string("a"), 3);
  const ShopCalendar calendar = ShopCalendar::make({}).value();
  NoNetwork http;
  NoSink sink;
  CHECK(connector->poll({"", 0, &calendar, &http, nullptr}, sink)->next_cursor == "a3");
  CHECK(connector->poll({"b", 0, &calendar, &http, nullptr}, sink)->next_cursor == "ba3");
}

TEST_CASE("without calendar or network nothing is read") {
  const auto connector = reader_connector<CountingReader>(std::string("a"), 1);
  const ShopCalendar calendar = ShopCalendar::make({}).value();
  NoNetwork http;
  NoSink sink;
  for (const PollRequest& request : {PollRequest{"", 0, nullptr, &http, nullptr}, PollRequest{"", 0, &calendar, nullptr, nullptr},
                                     PollRequest{"", 0, nullptr, nullptr, nullptr}}) {
    const auto polled = connector->poll(request, sink);
    REQUIRE_FALSE(polled);
    CHECK(polled.error().kind == ErrorKind::internal);
  }
}
}  // namespace rigong::connectors
