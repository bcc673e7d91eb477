// SPDX-License-Identifier: Apache-2.0
// Time on line from when reps came and went: each trap of that log by itself.
#include "connectors/jd/logins.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/jd/cursor.h"
#include "tests/connectors/jd/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::jd_test;

namespace {

using Lines = std::vector<std::string>;

// "03-19 10:00:00" of the year of the tests.
TimeMs at(const std::string& time) { return runtime_test::at("2026-" + time); }
FakeLogin login(const char* rep, const std::string& from, const std::string& to) { return {rep, at(from), at(to)}; }

std::string line(const char* rep, const char* day, DurationMs online) {
  return fmt::format("{} 2026-{} online_ms {}", rep, day, online);
}

void poll(PolledShop& shop) {
  const auto outcome = shop.poll_all();
  INFO((outcome ? std::string("ok") : outcome.error().words.en));
  REQUIRE(outcome);
  CHECK(shop.fake->complaints == Lines());
  for (const std::string& row : shop.kept_rows()) CHECK(names_no_secret(row));
}

Fault for_logins(const std::string& method, Fault fault) { return method.ends_with("passlog.get") ? fault : Fault::none; }

Lines sorted(Lines lines) { return rigong::testing::sorted(std::move(lines)); }

}  // namespace

TEST_CASE("time on line is cut at midnight, and two devices at once count once") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-19 11:00:00", "03-19 13:30:00"), login(kRepA, "03-18 22:00:00", "03-19 02:00:00"),
                       login(kRepA, "03-19 09:00:00", "03-19 12:00:00"), login(kRepA, "03-19 09:30:00", "03-19 10:00:00"),
                       login(kRepB, "03-19 20:00:00", "03-20 08:00:00")};
  poll(shop);
  CHECK(shop.held_online() == sorted({line(kRepA, "03-18", 2 * kHourMs), line(kRepA, "03-19", 6 * kHourMs + 30 * kMinuteMs),
                                      line(kRepB, "03-19", 4 * kHourMs)}));
  CHECK(shop.asked("passlog.get") == 2);
  CHECK(shop.kept_rows().empty());
  // Nothing of it is asked again before the next night.
  shop.clock().advance(3 * kHourMs);
  poll(shop);
  CHECK(shop.asked("passlog.get") == 2);
  shop.clock().advance(kDayMs);
  poll(shop);
  CHECK(shop.held_online() == shop.ledger_online());
  CHECK(shop.asked("passlog.get") == 4);
}

TEST_CASE("of the night before the first day that is wanted only what is of that day is told") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-14 09:00:00", "03-14 12:00:00"), login(kRepA, "03-14 23:00:00", "03-15 01:00:00")};
  poll(shop);
  CHECK(shop.held_online() == Lines{line(kRepA, "03-15", kHourMs)});
}

TEST_CASE("a machine that was left on for days counts whole days, however often they are read") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-17 18:00:00", "03-20 06:00:00"), login(kRepA, "03-20 20:00:00", "03-20 21:00:00")};
  for (int day = 0; day < 5; ++day) {
    poll(shop);
    shop.clock().advance(kDayMs);
  }
  CHECK(shop.held_online() == shop.ledger_online());
  CHECK(shop.held_online().size() == 4);
}

TEST_CASE("days that whoever is still there may have been there are told once they have gone") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-17 10:00:00", "03-17 12:00:00"),
                       {kRepA, at("03-18 16:00:00"), 0},
                       login(kRepA, "03-19 10:00:00", "03-19 12:00:00"),
                       login(kRepB, "03-19 10:00:00", "03-19 11:00:00")};
  poll(shop);
  CHECK(shop.held_online() == sorted({line(kRepA, "03-17", 2 * kHourMs), line(kRepB, "03-19", kHourMs)}));
  // Somebody who is there is no row that cannot be used.
  CHECK(shop.kept_rows().empty());
  shop.fake->logins[1].logout = at("03-18 18:00:00");
  shop.clock().advance(kDayMs);
  poll(shop);
  CHECK(shop.held_online() == shop.ledger_online());
}

TEST_CASE("an end that was lost for good costs that day and the next, and no other") {
  PolledShop shop;
  shop.fake->logins = {{kRepA, at("03-16 16:00:00"), 0}};
  for (const char* day : {"03-15", "03-16", "03-17", "03-18", "03-19"}) {
    shop.fake->logins.push_back(login(kRepA, std::string(day) + " 09:00:00", std::string(day) + " 10:00:00"));
  }
  poll(shop);
  CHECK(shop.held_online() == Lines{line(kRepA, "03-15", kHourMs), line(kRepA, "03-18", kHourMs), line(kRepA, "03-19", kHourMs)});
}

TEST_CASE("days of rows that are not understood are not told, and the rows are kept without their address") {
  PolledShop shop;
  shop.fake->logins = {
      login(kRepA, "03-19 12:00:00", "03-19 09:00:00"), {kRepA, 0, at("03-17 10:00:00")}, {kRepB, 0, at("03-16 10:00:00")}};
  for (const char* day : {"03-15", "03-16", "03-17", "03-18", "03-19"}) {
    for (const char* rep : {kRepA, kRepB}) {
      shop.fake->logins.push_back(login(rep, std::string(day) + " 13:00:00", std::string(day) + " 14:00:00"));
    }
  }
  poll(shop);
  CHECK(shop.held_online() == sorted({line(kRepA, "03-15", kHourMs), line(kRepB, "03-17", kHourMs), line(kRepB, "03-18", kHourMs),
                                      line(kRepB, "03-19", kHourMs)}));
  const auto kept = shop.kept_rows();
  REQUIRE(kept.size() == 3);
  for (const std::string& row : kept) {
    CHECK(row.find("passlog.get loginTime=") != std::string::npos);
    CHECK(row.find("Sid") == std::string::npos);
    CHECK(row.find("ip=") == std::string::npos);
  }
}

TEST_CASE("log-ins of another shop's waiter are not taken, and come once it answers for the right one") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-19 09:00:00", "03-19 12:00:00"), {kRepB, at("03-19 09:00:00"), 0}};
  shop.fake->trouble = [](const std::string& method) { return for_logins(method, Fault::other_account); };
  poll(shop);
  CHECK(shop.held_online().empty());
  CHECK(shop.kept_rows().size() == 2);
  shop.fake->trouble = nullptr;
  shop.clock().advance(2 * kHourMs);
  poll(shop);
  CHECK(shop.held_online() == Lines{line(kRepA, "03-19", 3 * kHourMs)});
}

TEST_CASE("all pages of a rep's log-ins are added up") {
  PolledShop shop;
  for (int i = 0; i < 130; ++i) {
    const TimeMs begin = at("03-19 09:00:00") + i * 2 * kMinuteMs;
    shop.fake->logins.push_back({kRepA, begin, begin + kMinuteMs});
    if (i < 50) shop.fake->logins.push_back({kRepB, begin, begin + kMinuteMs});
  }
  poll(shop);
  CHECK(shop.held_online() == sorted({line(kRepA, "03-19", 130 * kMinuteMs), line(kRepB, "03-19", 50 * kMinuteMs)}));
  // Three, and two since a full page may not be the last.
  CHECK(shop.asked("passlog.get") == 5);
}

TEST_CASE("pages that are the same again, or do not end, are named and not told in part") {
  for (const int rows : {60, 1010}) {
    PolledShop shop;
    for (int i = 0; i < rows; ++i) {
      const TimeMs begin = at("03-19 09:00:00") + i * 10 * kSecondMs;
      shop.fake->logins.push_back({kRepA, begin, begin + kSecondMs});
    }
    if (rows < 100) shop.fake->trouble = [](const std::string& method) { return for_logins(method, Fault::same_page); };
    poll(shop);
    CHECK(shop.held_online().empty());
    CHECK(shop.asked("passlog.get") == (rows < 100 ? 3 : 22));
    REQUIRE(shop.kept_rows().size() == 1);
    CHECK(shop.kept_rows().front().find("from=2026-03-15 to=2026-03-19 pages=") != std::string::npos);
    shop.fake->trouble = nullptr;
    shop.fake->logins.resize(60);
    shop.clock().advance(2 * kHourMs);
    poll(shop);
    CHECK(shop.held_online() == shop.ledger_online());
  }
}

TEST_CASE("log-ins with times as text, one as an object and none as null") {
  PolledShop shop;
  shop.fake->logins = {login(kRepA, "03-19 23:00:00", "03-20 01:00:00"), login(kRepA, "03-18 08:00:00", "03-18 09:00:00")};
  shop.fake->trouble = [](const std::string& method) { return for_logins(method, Fault::odd_shape); };
  poll(shop);
  CHECK(shop.held_online() == sorted({line(kRepA, "03-18", kHourMs), line(kRepA, "03-19", kHourMs)}));
  shop.fake->logins = {login(kRepB, "03-18 08:00:00", "03-18 09:00:00")};
  shop.clock().advance(kDayMs);
  poll(shop);
  CHECK(shop.held_online().size() == 3);
  CHECK(shop.kept_rows().empty());
}

TEST_CASE("nothing is asked beyond what the platform keeps, and the oldest day is not told without the night before") {
  PolledShop shop;
  shop.options["days"] = "88";
  shop.restart();
  shop.fake->logins = {{kRepA, runtime_test::at("2025-12-21 23:00:00"), runtime_test::at("2025-12-22 02:00:00")},
                       {kRepA, runtime_test::at("2025-12-22 09:00:00"), runtime_test::at("2025-12-23 02:00:00")}};
  poll(shop);
  CHECK(shop.held_online() == Lines{fmt::format("{} 2025-12-23 online_ms {}", kRepA, 2 * kHourMs)});
  const auto& asked = shop.fake->asked;
  CHECK(std::none_of(asked.begin(), asked.end(), [](const std::string& each) {
    return each.find("passlog") != std::string::npos && each.find(R"("startTime":"2025-12-21)") != std::string::npos;
  }));
}

TEST_CASE("a cursor from before log-ins were read keeps what it says") {
  const std::string before =
      fmt::format(R"({{"v":1,"app":"{}","from":{},"roster":{{"read_at":7,"works":true,"reps":["{}"]}},"orders":{{"covered":9}},)"
                  R"("ratings":{{"off":{{"method":8,"kind":1,"code":"24"}}}},"chats":{{"until":20530,"works":true}}}})",
                  FakeJos::kAppKey, at("03-15 00:00:00"), kRepA);
  const auto read = jd::read_cursor(before, FakeJos::kAppKey);
  REQUIRE(read);
  CHECK(read->roster.reps == Lines{kRepA});
  REQUIRE(read->of(jd::Task::ratings).off);
  CHECK(read->of(jd::Task::ratings).off->method == jd::Method::evaluation_list);
  CHECK(read->of(jd::Task::chats).until == Day{20'530});
  CHECK(read->of(jd::Task::logins).until == Day{});
  CHECK_FALSE(read->of(jd::Task::logins).walk);
  jd::Progress progress = *read;
  CHECK(jd::write_cursor(progress, FakeJos::kAppKey).find("logins") == std::string::npos);
  progress.of(jd::Task::logins).until = Day{20'531};
  progress.of(jd::Task::logins).off = jd::Off{jd::Method::pass_log, {jd::FaultKind::right, "24"}};
  const auto again = jd::read_cursor(jd::write_cursor(progress, FakeJos::kAppKey), FakeJos::kAppKey);
  REQUIRE(again);
  CHECK(again->of(jd::Task::logins).until == Day{20'531});
  CHECK(again->of(jd::Task::logins).off->method == jd::Method::pass_log);
  CHECK(again->of(jd::Task::chats).until == Day{20'530});
}
