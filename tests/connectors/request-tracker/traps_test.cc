// SPDX-License-Identifier: Apache-2.0
// Each trap of the server by itself.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "agent/model/lean.h"
#include "connectors/request-tracker/cursor.h"
#include "tests/connectors/request-tracker/polled_desk.h"

using namespace rigong;
using namespace rigong::connectors::request_tracker_test;

namespace {

// Tickets of one question and one answer each.
void fill(PolledDesk& desk, int count, DurationMs apart = 20 * kSecondMs) {
  FakeRt& fake = *desk.fake;
  const std::int64_t agent = fake.user("ann", true);
  for (int i = 0; i < count; ++i) {
    const std::int64_t customer = fake.user(fmt::format("c{}@customer.example", i % 30), false);
    const std::int64_t ticket = fake.create(customer, customer);
    desk.clock().advance(apart);
    fake.own(ticket, agent, agent);
    fake.correspond(ticket, agent);
  }
}

std::int64_t times_asked(const PolledDesk& desk, const std::string& beginning) {
  return std::count_if(desk.fake->asked.begin(), desk.fake->asked.end(),
                       [&](const std::string& each) { return each.starts_with(beginning); });
}

// Once whatever troubled it is over, nothing is missing after a while.
void check_recovers(PolledDesk& desk) {
  desk.fake->trouble = nullptr;
  for (int i = 0; i < 2; ++i) {
    desk.clock().advance(11 * kMinuteMs);
    REQUIRE(desk.poll_all());
  }
  CHECK(desk.is_complete());
}

}  // namespace

TEST_CASE("an idle poll asks once and writes nothing, and one message costs two questions more") {
  PolledDesk desk;
  fill(desk, 40);
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
  desk.clock().advance(3 * kMinuteMs);
  const auto number = desk.change_number();
  desk.fake->asked.clear();
  REQUIRE(desk.poll_all());
  CHECK(desk.fake->asked == std::vector<std::string>{"transactions"});
  CHECK(desk.change_number() == number);
  // Who wrote is known, so there is only the text to ask for.
  desk.fake->correspond(5, desk.fake->user("c4@customer.example", false));
  desk.fake->asked.clear();
  REQUIRE(desk.poll_all());
  CHECK(desk.fake->asked == std::vector<std::string>{"transactions", "attachments"});
  CHECK(desk.is_complete());
}

TEST_CASE("a person is asked about once a day, and becomes an agent the day after") {
  PolledDesk desk;
  fill(desk, 60);
  REQUIRE(desk.poll_all());
  CHECK(times_asked(desk, "user/") == 31);
  const std::int64_t promoted = desk.fake->user("c1@customer.example", false);
  desk.fake->users.at(promoted).privileged = true;
  desk.clock().advance(25 * kHourMs);
  const std::int64_t said = desk.fake->correspond(1, promoted);
  REQUIRE(desk.poll_all());
  CHECK(times_asked(desk, "user/") == 32);
  const auto held = desk.held_messages();
  CHECK(std::count_if(held.begin(), held.end(),
                      [](const auto& line) { return line.find(" 1 rep=c1@customer.example") != std::string::npos; }) == 1);
  CHECK(said > 0);
}

TEST_CASE("a transaction that is seen late, behind others with larger numbers, is not lost") {
  for (const std::int64_t seconds : {5, 29, 45, 400, 800}) {
    INFO(seconds);
    PolledDesk desk;
    fill(desk, 5);
    const std::int64_t customer = desk.fake->user("c1@customer.example", false);
    desk.fake->correspond_slowly(2, customer, seconds);
    desk.fake->correspond(3, customer);
    REQUIRE(desk.poll_all());
    for (std::int64_t passed = 0; passed <= seconds + 11 * 60; passed += 15) {
      desk.clock().advance(15 * kSecondMs);
      if (passed % 45 == 0) desk.fake->correspond(4, customer);
      REQUIRE(desk.poll_all());
    }
    CHECK(desk.is_complete());
  }
}

TEST_CASE("hundreds of rows between two polls are read to their end") {
  PolledDesk desk;
  fill(desk, 3);
  REQUIRE(desk.poll_all());
  fill(desk, 700, 100);
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
  desk.clock().advance(10 * kSecondMs);
  desk.fake->correspond(9, desk.fake->user("c1@customer.example", false));
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
  CHECK(desk.cursor().size() < 65536);
}

TEST_CASE("rows that the account may not see do not end the reading") {
  PolledDesk desk;
  desk.fake->rights_in_search = false;
  desk.fake->hidden_queues = {"Secret"};
  fill(desk, 2);
  REQUIRE(desk.poll_all());
  const std::int64_t customer = desk.fake->user("c1@customer.example", false);
  const std::int64_t hidden = desk.fake->create(customer, customer);
  desk.fake->tickets.at(hidden).queue = "Secret";
  for (int i = 0; i < 330; ++i) desk.fake->correspond(hidden, customer);
  const std::int64_t seen = desk.fake->correspond(1, customer);
  // By then everything before has settled, and a page holds nothing that can be seen.
  for (int i = 0; i < 4; ++i) {
    desk.clock().advance(11 * kMinuteMs);
    REQUIRE(desk.poll_all());
  }
  CHECK(desk.flags_of(seen) == 0);
  CHECK(desk.fake->complaints.empty());
}

TEST_CASE("comments that the account may not see cost only the comments") {
  PolledDesk desk;
  desk.fake->sees_comments = false;
  fill(desk, 5);
  desk.fake->comment(1, desk.fake->user("ann", true));
  REQUIRE(desk.poll_all());
  const auto held = desk.held_messages();
  CHECK(held.size() == 10);
}

TEST_CASE("a merged ticket's messages move to the other one, also over several steps") {
  PolledDesk desk;
  fill(desk, 4);
  FakeRt& fake = *desk.fake;
  const std::int64_t agent = fake.user("ann", true);
  REQUIRE(desk.poll_all());
  fake.merge(4, 3, agent);
  SECTION("one after the other") {
    REQUIRE(desk.poll_all());
    CHECK(desk.is_complete());
  }
  SECTION("at once") {}
  fake.merge(3, 2, agent);
  fake.merge(2, 1, agent);
  fake.correspond(4, agent);
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
  // All eight, and the answer behind them, in the first ticket only.
  const auto held = desk.held_messages();
  CHECK(std::count_if(held.begin(), held.end(), [](const auto& line) { return line.find("withdrawn") == std::string::npos; }) ==
        9);
}

TEST_CASE("a deleted ticket counts nowhere, also where it is deleted before it is read") {
  PolledDesk desk;
  fill(desk, 4);
  const std::int64_t agent = desk.fake->user("ann", true);
  desk.fake->set_status(2, agent, "deleted");
  REQUIRE(desk.poll_all());
  desk.fake->set_status(3, agent, "deleted");
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
}

TEST_CASE(
    "a ticket that an agent opens for a customer is the customer's question, or the agent's word where the option says so") {
  for (const std::string words : {"in", "out"}) {
    PolledDesk desk;
    desk.options["on_behalf"] = words;
    desk.restart();
    const std::int64_t agent = desk.fake->user("ann", true);
    desk.fake->create(agent, desk.fake->user("called@customer.example", false));
    desk.fake->create(agent, agent);
    REQUIRE(desk.poll_all());
    const auto held = desk.held_messages();
    REQUIRE(held.size() == 2);
    const auto by_agent =
        std::count_if(held.begin(), held.end(), [](const auto& line) { return line.find(" 1 rep=ann ") != std::string::npos; });
    CHECK(by_agent == (words == "in" ? 1 : 2));
  }
}

TEST_CASE("with the agents named nobody need be asked about who writes") {
  PolledDesk desk;
  desk.options["agents"] = "bob, ANN";
  desk.restart();
  desk.fake->reader_privileged = false;
  fill(desk, 3);
  desk.fake->correspond(1, desk.fake->user("clerk", true));
  const auto outcome = desk.poll_all();
  REQUIRE(outcome);
  const auto held = desk.held_messages();
  CHECK(std::count_if(held.begin(), held.end(), [](const auto& line) { return line.find(" 1 rep=ann ") != std::string::npos; }) ==
        3);
  CHECK(std::count_if(held.begin(), held.end(), [](const auto& line) { return line.find(" 0 rep= ") != std::string::npos; }) ==
        4);
}

TEST_CASE("an account that is shown no users is refused in words, since everybody would be a customer") {
  PolledDesk desk;
  desk.fake->reader_privileged = false;
  fill(desk, 3);
  const auto outcome = desk.poll_all();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::refused);
  CHECK(outcome.error().words.en.find("Privileged") != std::string::npos);
  CHECK(desk.cursor().empty());
}

TEST_CASE("the zone of the token's owner does not move the first day") {
  for (const std::int64_t hours : {-11, 0, 8, 13}) {
    INFO(hours);
    PolledDesk desk;
    desk.options["days"] = "0";
    desk.restart();
    desk.fake->zone_hours = hours;
    desk.clock().set(runtime_test::at("2026-03-01 23:00:00"));
    fill(desk, 2);
    const std::size_t before = desk.ledger_messages().size();
    desk.clock().set(runtime_test::at("2026-03-02 00:00:01"));
    fill(desk, 3);
    REQUIRE(desk.poll_all());
    CHECK(before == 4);
    CHECK(desk.held_messages().size() == 6);
    CHECK(desk.fake->complaints.empty());
  }
}

TEST_CASE("texts are asked for in one go, and tell courtesy without what it quotes") {
  PolledDesk desk;
  fill(desk, 1);
  const std::int64_t customer = desk.fake->user("c1@customer.example", false);
  const std::int64_t thanks = desk.fake->correspond(1, customer, "谢谢\n\nOn Monday ann wrote:\n> Is that all?\n-- \nCarl\nShop");
  const std::int64_t question = desk.fake->correspond(1, customer, "谢谢，那运费呢？");
  REQUIRE(desk.poll_all());
  CHECK(times_asked(desk, "attachments") == 1);
  CHECK((desk.flags_of(thanks) & model::kCourtesyWords) != 0);
  CHECK((desk.flags_of(question) & model::kCourtesyWords) == 0);
}

TEST_CASE("one row that the server cannot give is set aside, and everything around it comes") {
  PolledDesk desk;
  fill(desk, 60);
  // A page with this row on it is an internal error, however often it is asked for.
  const std::int64_t poison = std::next(desk.fake->transactions.begin(), 90)->first;
  desk.fake->transactions.at(poison).type = "Correspond";
  desk.fake->trouble = [&](const std::string& path, const std::string& url) {
    if (path != "transactions" || url.find("fields") == std::string::npos) return Fault::none;
    const std::size_t at = url.find("id%20%3E%20");
    if (at == std::string::npos)
      return url.find(fmt::format("id%20%3D%20{}", poison)) == std::string::npos ? Fault::none : Fault::server_error;
    const std::int64_t after = std::stoll(url.substr(at + 11));
    const std::int64_t rows = std::stoll(url.substr(url.find("per_page=") + 9));
    const auto& all = desk.fake->transactions;
    std::int64_t shown = 0;
    for (auto row = all.upper_bound(after); row != all.end() && row->first < poison; ++row) {
      const auto& type = row->second.type;
      if (type == "Create" || type == "Correspond" || type == "Set") ++shown;
    }
    return after < poison && shown < rows ? Fault::server_error : Fault::none;
  };
  for (int i = 0; i < 60; ++i) {
    (void)desk.poll();
    desk.clock().advance(2 * kMinuteMs);
  }
  CHECK(desk.held_messages().size() == desk.ledger_messages().size() - 1);
  REQUIRE(desk.kept_rows().size() == 1);
  CHECK(desk.kept_rows()[0] == fmt::format("transactions id={}", poison));
  check_recovers(desk);
  CHECK(desk.kept_rows().size() == 1);
}

TEST_CASE("a person, a history or a text that cannot be read costs that one thing") {
  for (const std::string place : {"user/21", "ticket/2/history", "tickets", "attachments"}) {
    INFO(place);
    PolledDesk desk;
    fill(desk, 3);
    const std::int64_t agent = desk.fake->user("ann", true);
    desk.fake->merge(2, 1, agent);
    desk.fake->create(agent, desk.fake->user("c2@customer.example", false));
    desk.fake->trouble = [&](const std::string& path, const std::string&) {
      return path == place ? Fault::server_error : Fault::none;
    };
    for (int i = 0; i < 6; ++i) {
      (void)desk.poll_all();
      desk.clock().advance(2 * kMinuteMs);
    }
    CHECK(desk.held_messages().size() >= 6);
    CHECK_FALSE((desk.is_complete() && place != "attachments"));
    check_recovers(desk);
  }
}

TEST_CASE("every fault keeps the cursor until the answer is whole") {
  for (const Fault fault : {Fault::too_many, Fault::server_error, Fault::gateway, Fault::truncated, Fault::web_page, Fault::lost,
                            Fault::too_large, Fault::forbidden, Fault::everything, Fault::other_shape}) {
    INFO(static_cast<int>(fault));
    PolledDesk desk;
    fill(desk, 30);
    REQUIRE(desk.poll_all());
    desk.clock().advance(kHourMs);
    REQUIRE(desk.poll_all());
    fill(desk, 30);
    const std::string cursor = desk.cursor();
    desk.fake->trouble = [&](const std::string&, const std::string&) { return fault; };
    const auto failed = desk.poll_all();
    REQUIRE_FALSE(failed);
    const bool passing = fault != Fault::too_large && fault != Fault::forbidden && fault != Fault::everything;
    CHECK(failed.error().kind == (passing ? ErrorKind::unavailable : ErrorKind::refused));
    CHECK(failed.error().words.en.find("rt.example") != std::string::npos);
    CHECK(desk.cursor() == cursor);
    check_recovers(desk);
  }
}

TEST_CASE("a token that is not right is refused in words, without the token; a password works as well") {
  PolledDesk desk;
  fill(desk, 1);
  desk.options["token"] = "wrong-secret";
  desk.restart();
  const auto outcome = desk.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::refused);
  CHECK(outcome.error().words.en.find("wrong-secret") == std::string::npos);
  CHECK(desk.fake->asked.empty());
  desk.fake = std::make_unique<FakeRt>(desk.clock(), "Basic cmVhZGVyOnBh1zOndvcmQ=");
  desk.fake = std::make_unique<FakeRt>(desk.clock(), "Basic cmVhZGVyOnBhc3M6d29yZA==");
  fill(desk, 1);
  desk.options["token"] = "";
  desk.options["user"] = "reader";
  desk.options["password"] = "pass:word";
  desk.restart();
  REQUIRE(desk.poll_all());
  CHECK(desk.is_complete());
}

TEST_CASE("queues of the settings are the only ones read, and one that cannot be seen is lacking") {
  PolledDesk desk;
  fill(desk, 3);
  desk.fake->tickets.at(2).queue = "Two words";
  desk.fake->tickets.at(3).queue = "Hidden";
  desk.fake->hidden_queues = {"Hidden"};
  desk.options["queues"] = "Two words, Hidden, Nowhere";
  desk.restart();
  auto outcome = desk.poll_all();
  REQUIRE(outcome);
  CHECK(desk.held_messages().size() == 2);
  REQUIRE(outcome->lacking.size() == 1);
  CHECK(outcome->lacking[0].en.find("Hidden, Nowhere") != std::string::npos);
  desk.clock().advance(kMinuteMs);
  CHECK(desk.poll_all()->lacking.size() == 1);  // As long as it is so.
  desk.fake->hidden_queues.clear();
  desk.clock().advance(25 * kHourMs);
  outcome = desk.poll_all();
  CHECK(outcome->lacking.at(0).en.find("seen: Nowhere.") != std::string::npos);
}

TEST_CASE("ratings come from the field that is named, the last one of a ticket counts, and a wrong name is lacking") {
  PolledDesk desk;
  desk.options["rating_field"] = "Satisfaction";
  desk.restart();
  fill(desk, 3);
  const std::int64_t agent = desk.fake->user("ann", true);
  desk.fake->rate(1, agent, "4");
  desk.fake->rate(2, agent, "no number");
  REQUIRE(desk.poll_all());
  CHECK(desk.held_ratings().size() == 1);
  desk.clock().advance(11 * kMinuteMs);
  desk.fake->rate(1, agent, "1");
  desk.fake->rate(2, agent, "5");
  REQUIRE(desk.poll_all());
  CHECK(desk.held_ratings() == desk.ledger_ratings());
  CHECK(desk.fake->complaints.empty());
  desk.fake->rating_field = "Renamed";
  desk.clock().advance(25 * kHourMs);
  CHECK(desk.poll_all()->lacking.size() == 1);
}

TEST_CASE("garbage in the place of a cursor is a new beginning, and another server's is named") {
  PolledDesk desk;
  fill(desk, 20);
  REQUIRE(desk.poll_all());
  using connectors::request_tracker::read_cursor;
  CHECK(read_cursor(desk.cursor(), "rt.example")->has_value());
  for (const char* text : {"", "{}", "[1,2]", "7", "not json", R"({"v":2})", R"({"v":1,"from":5})",
                           R"({"v":1,"host":"rt.example","from":5,"recent":[[1]],"aside":[],"missing":[],"people":[]})",
                           R"({"v":1,"host":"rt.example","from":5,"recent":[],"aside":[],"missing":[],"people":[[1,9,2]]})",
                           R"({"v":1,"host":"rt.example","from":5,"recent":[],"aside":[],"missing":[],"people":[[7,1,2]]})"}) {
    INFO(text);
    const auto read = read_cursor(text, "rt.example");
    REQUIRE(read);
    CHECK_FALSE(read->has_value());
  }
  const auto other = read_cursor(desk.cursor(), "other.example");
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == ErrorKind::wrong_use);
}

TEST_CASE("no customer's name stands in the cursor or among the rows kept aside, and a cursor stays small") {
  PolledDesk desk;
  fill(desk, 200, 100);
  REQUIRE(desk.poll_all());
  CHECK(desk.cursor().find("customer.example") == std::string::npos);
  CHECK(desk.cursor().find("\"ann\"") != std::string::npos);
  connectors::request_tracker::Progress progress;
  progress.host = std::string(100, 'h');
  progress.from = 1'795'000'000;
  for (std::int64_t i = 0; i < 3000; ++i) {
    const std::int64_t id = 9'000'000'000'000'000 + i;
    connectors::request_tracker::note_taken(progress, {id, 1'795'600'000});
    connectors::request_tracker::remember(progress, {id, connectors::request_tracker::Kind::agent, i, std::string(120, 'n')});
  }
  const std::string cursor = connectors::request_tracker::write_cursor(progress);
  CHECK(cursor.size() <= 65536);
  CHECK(connectors::request_tracker::read_cursor(cursor, progress.host)->has_value());
}

TEST_CASE("options that cannot be right are refused when the account is made") {
  for (const auto& [name, value] :
       {std::pair{"days", "400"}, {"queues", "it's"}, {"rating_field", "[x]"}, {"on_behalf", "maybe"}}) {
    INFO(name);
    PolledDesk desk;
    desk.options[name] = value;
    CHECK_THROWS(desk.restart());
  }
}
