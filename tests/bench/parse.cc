// SPDX-License-Identifier: Apache-2.0
//
// How fast the connectors read what platforms answer, beside the JSON parser alone: each connector polls a platform whose answers
// lie in memory, and RapidJSON builds documents of the very same bytes with the very same rules and reads nothing out of them.
// Both take turns. Ratios below 1 mean that a connector reads fewer bytes in a second than the parser.
//
//   bench_parse [--records N] [--runs N] [--type CONNECTOR]
//
// Fails where a connector does not deliver every record.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <optional>

#include "connectors/api/connector.h"
#include "connectors/kit/json.h"
#include "platforms/platform.h"
#include "tests/support/given_options.h"
#include "tests/support/kept_secrets.h"

namespace bench {
namespace {

using namespace rigong;

class CountingSink final : public connectors::RecordSink {
 public:
  void message(const model::Message& message) override { add(message.text.size()); }
  void assignment(const model::Assignment&) override { add(0); }
  void rating(const model::Rating&) override { add(0); }
  void order(const model::Order& order) override { add(order.order_id.size()); }
  void shift(const model::Shift&) override { add(0); }
  void delivered(const model::DeliveredDay&) override { add(0); }
  void rejected(const connectors::RejectedRow& row) override {
    fmt::print(stderr, "not taken: {} {}\n", row.reason.en, row.row);
    ++rejections;
  }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

  std::uint64_t records = 0;
  std::uint64_t bytes = 0;  // So that nothing is left out as unused.
  std::uint64_t rejections = 0;

 private:
  void add(std::size_t size) {
    ++records;
    bytes += size;
  }
};

class MemoryHttp final : public connectors::HttpClient {
 public:
  explicit MemoryHttp(const Platform& platform) : platform_(platform) {}
  Result<connectors::HttpResponse> send(const connectors::HttpRequest& request) override {
    const std::string& body = platform_.answer(request);
    given.push_back(&body);
    connectors::HttpResponse response;
    response.status = 200;
    response.body = body;
    return response;
  }
  void hold_off(DurationMs) override {}
  [[nodiscard]] DurationMs clock_offset() const override { return 0; }

  std::vector<const std::string*> given;

 private:
  const Platform& platform_;
};

// Of this program's own work: nothing waits here, and what else the machine does is another matter.
double seconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) / static_cast<double>(CLOCKS_PER_SEC);
}

struct Pass {
  double seconds = 0;
  std::vector<const std::string*> given;
};

// Nothing where the connector failed or did not deliver all.
std::optional<Pass> read_all(const Platform& platform, const connectors::Definition& definition,
                             connectors::Connector& connector) {
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  constexpr int kQuietPolls = 3;
  constexpr int kMostPolls = 20'000;
  MemoryHttp http(platform);
  testing::KeptSecrets secrets;
  CountingSink sink;
  connectors::PollRequest request{{}, platform.now, &calendar, &http, &secrets};
  const auto begin = std::clock();
  int polls = 0;
  for (int quiet = 0; quiet < kQuietPolls;) {
    if (++polls > kMostPolls) {
      fmt::print(stderr, "{}: there is no end to it\n", definition.type);
      return std::nullopt;
    }
    const std::uint64_t before = sink.records;
    const auto polled = connector.poll(request, sink);
    if (!polled) {
      fmt::print(stderr, "{}: {}\n", definition.type, polled.error().words.en);
      return std::nullopt;
    }
    request.cursor = polled->next_cursor;
    request.now += kSecondMs;
    if (!polled->more) ++quiet;
    if (sink.records != before) quiet = 0;
  }
  Pass pass{seconds_since(begin), std::move(http.given)};
  if (sink.records == platform.records && sink.rejections == 0) return pass;
  fmt::print(stderr, "{}: {} records and {} rows not taken in place of {} records\n", definition.type, sink.records,
             sink.rejections, platform.records);
  return std::nullopt;
}

// The parser alone, with the rules of parse_guarded_json().
double parse_all(const std::vector<const std::string*>& bodies) {
  const auto begin = std::clock();
  for (const std::string* body : bodies) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(body->data(), body->size());
    if (document.HasParseError()) fmt::print(stderr, "an answer is no JSON\n");
  }
  return seconds_since(begin);
}

bool bench_one(const Platform& platform, int runs) {
  const auto all = connectors::all();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto* each) { return each->type == platform.type; });
  if (found == all.end()) {
    fmt::print(stderr, "there is no connector {}\n", platform.type);
    return false;
  }
  const connectors::Definition& definition = **found;
  auto connector = definition.make(testing::GivenOptions(definition, platform.options));
  if (!connector) {
    fmt::print(stderr, "{}: {}\n", platform.type, connector.error().words.en);
    return false;
  }
  double ours = 0;
  double parser = 0;
  std::size_t bytes = 0;
  for (int run = 0; run < runs; ++run) {
    const auto pass = read_all(platform, definition, **connector);
    if (!pass) return false;
    bytes = 0;
    for (const std::string* body : pass->given) bytes += body->size();
    const double parsed = parse_all(pass->given);
    ours = run == 0 ? pass->seconds : std::min(ours, pass->seconds);
    parser = run == 0 ? parsed : std::min(parser, parsed);
  }
  constexpr double kMega = 1e6;
  const double size = static_cast<double>(bytes) / kMega;
  fmt::print("| {} | {:.1f} | {} | {:.0f} | {:.0f} | {:.0f} | {:.2f} |\n", platform.type, size, platform.records,
             static_cast<double>(platform.records) / ours, size / ours, size / parser, parser / ours);
  return true;
}

std::optional<std::uint64_t> number(const char* text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), value);
  if (error != std::errc() || *end != '\0' || value == 0) return std::nullopt;
  return value;
}

int run(int count, char** arguments) {
  std::uint64_t records = 30'000;
  std::uint64_t runs = 5;
  std::string_view type;
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = arguments[i];
    const auto value = i + 1 < count ? number(arguments[i + 1]) : std::nullopt;
    if (name == "--type" && i + 1 < count) {
      type = arguments[i + 1];
    } else if (name == "--records" && value) {
      records = *value;
    } else if (name == "--runs" && value) {
      runs = *value;
    } else {
      fmt::print(stderr, "bench_parse [--records N] [--runs N] [--type CONNECTOR]\n");
      return 2;
    }
  }
  fmt::print(
      "| connector | MB | records | records/s | MB/s | parser MB/s | times the parser's speed "
      "|\n|---|---:|---:|---:|---:|---:|---:|\n");
  bool good = true;
  for (const auto make : {make_chatwoot, make_jd, make_request_tracker, make_taobao, make_wecom}) {
    const Platform platform = make(records);
    if (type.empty() || type == platform.type) good = bench_one(platform, static_cast<int>(runs)) && good;
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) { return bench::run(count, arguments); }
