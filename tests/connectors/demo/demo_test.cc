// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/demo.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

constexpr Settings kTiny{1, 2, 3, 5};
constexpr auto kNow = "2026-11-25T15:20:00+08:00";

struct Counting final : RecordSink {
  std::uint64_t messages = 0;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> steps;
  bool go_on = true;
  void message(const model::Message&) override { ++messages; }
  void assignment(const model::Assignment&) override {}
  void rating(const model::Rating&) override {}
  void order(const model::Order&) override {}
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const RejectedRow&) override {}
  bool progress(std::uint64_t done, std::uint64_t total) override {
    steps.emplace_back(done, total);
    return go_on;
  }
};

}  // namespace

TEST_CASE("the options are whole numbers within bounds") {
  const auto read = [](const char* name, const char* value) {
    return read_settings(GivenOptions(GivenOptions::Values{{name, value}}));
  };
  CHECK(testing::get(read_settings(GivenOptions(GivenOptions::Values{}))) == Settings{});
  CHECK(testing::get(read("reps", "0")).reps == 0);
  CHECK(testing::get(read("reps", "1000")).reps == 1000);
  CHECK(testing::get(read("seed", "9223372036854775807")).seed == 9223372036854775807ULL);
  CHECK(testing::get(read("days", "400")).days == 400);
  CHECK(testing::get(read("per_day", "0")).per_day == 0);
  const std::vector<std::pair<const char*, const char*>> wrong = {
      {"reps", "1001"},    {"reps", "-1"},  {"days", "1001"}, {"per_day", "401"},
      {"per_day", "many"}, {"seed", "1.5"}, {"seed", ""},     {"days", "99999999999999999999"}};
  for (const auto& [name, value] : wrong) {
    CAPTURE(name, value);
    const auto settings = read(name, value);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().kind == ErrorKind::wrong_use);
    CHECK(settings.error().words.en.find(name) != std::string::npos);
  }
}

TEST_CASE("past days come one a poll, then what today has brought") {
  Counting counting;
  std::string cursor;
  CHECK(poll_up_to(kTiny, at(kNow), cursor, counting) == 4);
  // Within a poll the sink is asked several times whether to go on.
  auto days = counting.steps;
  days.erase(std::unique(days.begin(), days.end()), days.end());
  CHECK(days == std::vector<std::pair<std::uint64_t, std::uint64_t>>{{0, 4}, {1, 4}, {2, 4}, {3, 4}});
  const Progress progress = testing::get(read_cursor(kTiny, cursor));
  CHECK(progress.first_today == parse_day("2026-11-25"));
  CHECK(progress.told_until == at(kNow));
}

TEST_CASE("a poll at the same instant, or with a clock that went back, brings nothing") {
  Counting counting;
  std::string cursor;
  poll_up_to(kTiny, at(kNow), cursor, counting);
  const std::uint64_t before = counting.messages;
  const std::string kept = cursor;
  for (const TimeMs now : {at(kNow), at(kNow) - kHourMs, at(kNow) - 2 * kDayMs}) {
    CHECK(poll_up_to(kTiny, now, cursor, counting) == 1);
    CHECK(cursor == kept);
  }
  CHECK(counting.messages == before);
}

TEST_CASE("after a night with the lid closed the days come one by one") {
  Counting counting;
  std::string cursor;
  poll_up_to(kTiny, at(kNow), cursor, counting);
  CHECK(poll_up_to(kTiny, at("2026-11-27T10:00:00+08:00"), cursor, counting) == 3);
  CHECK(testing::get(read_cursor(kTiny, cursor)).first_today == parse_day("2026-11-25"));
}

TEST_CASE("a stop is heard") {
  Counting counting;
  counting.go_on = false;
  const auto result = connector(kTiny)->poll({"", at(kNow), &shanghai(), nullptr}, counting);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::cancelled);
  CHECK(counting.messages == 0);
}

TEST_CASE("a cursor of another story is refused, with what to do") {
  const Progress progress{parse_day("2026-11-25").value(), at(kNow)};
  const std::string cursor = write_cursor(kTiny, progress);
  CHECK(testing::get(read_cursor(kTiny, cursor)) == progress);
  Settings other = kTiny;
  other.seed = 2;
  std::string later = cursor;
  later.replace(later.find("\"story\":2"), 9, "\"story\":3");
  std::string far = cursor;
  far.replace(far.find("\"told_until\":"), 13, "\"told_until\":9");
  const std::vector<std::pair<Settings, std::string>> others = {{other, cursor}, {kTiny, later}, {kTiny, far},
                                                                {kTiny, "17"},   {kTiny, "{"},   {kTiny, R"({"story":2})"}};
  for (const auto& [settings, text] : others) {
    CAPTURE(text);
    Counting counting;
    const auto result = connector(settings)->poll({text, at(kNow), &shanghai(), nullptr}, counting);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::wrong_use);
    CHECK(counting.messages == 0);
  }
}

}  // namespace rigong::connectors::demo::test
