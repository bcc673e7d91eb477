// SPDX-License-Identifier: Apache-2.0
// Each trap of the platform by itself.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/chatwoot/cursor.h"
#include "tests/connectors/chatwoot/polled_shop.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::connectors::chatwoot_test;

namespace {

bool is_complete(PolledShop& shop) {
  return shop.held_messages() == shop.ledger_messages(shop.fake->messages) && shop.held_ratings() == shop.ledger_ratings() &&
         shop.fake->complaints.empty();
}

void fill(PolledShop& shop, int conversations, DurationMs apart = 30 * kSecondMs) {
  for (int i = 0; i < conversations; ++i) {
    const std::int64_t conversation = shop.fake->open(100 + i);
    shop.fake->say(conversation, Who::contact);
    shop.clock().advance(apart);
    shop.fake->say(conversation, Who::user, 11);
  }
}

// Once whatever troubled it is over, nothing is missing after a while.
void check_recovers(PolledShop& shop, DurationMs after) {
  shop.fake->trouble = nullptr;
  shop.clock().advance(after);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

}  // namespace

TEST_CASE("an idle poll asks once and writes nothing") {
  PolledShop shop;
  fill(shop, 60);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
  shop.clock().advance(3 * kMinuteMs);
  const auto number = shop.change_number();
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 1);
  CHECK(shop.change_number() == number);
  // One new message costs two questions.
  shop.fake->say(5, Who::contact);
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(shop.fake->asked.size() == 2);
  CHECK(is_complete(shop));
}

TEST_CASE("resolved conversations do not vanish with their last messages") {
  PolledShop shop;
  fill(shop, 3);
  REQUIRE(shop.poll_all());
  shop.clock().advance(kMinuteMs);
  shop.fake->say(2, Who::user, 12);
  shop.fake->resolve(2);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

TEST_CASE("thousands of messages in one conversation, dated out of order, all arrive") {
  PolledShop shop;
  const std::int64_t conversation = shop.fake->open(5);
  for (int i = 0; i < 3210; ++i) {
    if (i % 7 == 3) {
      shop.fake->say_late(conversation, Who::contact, 0, (i * 37) % 3000);
    } else {
      shop.fake->say(conversation, Who::user, 11);
    }
    shop.clock().advance(kSecondMs);
  }
  shop.fake->say(conversation, Who::contact);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

TEST_CASE("a poll before which more conversations moved than fit one page reads on") {
  PolledShop shop;
  fill(shop, 120, kSecondMs);
  REQUIRE(shop.poll_all());
  shop.clock().advance(5 * kMinuteMs);
  for (std::int64_t id = 1; id <= 110; ++id) shop.fake->say(id, Who::contact);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

TEST_CASE("what becomes active, new or deleted during a long walk is neither lost nor passed over") {
  PolledShop shop;
  fill(shop, 200);
  std::map<std::int64_t, FakeMessage> gone;
  int polls = 0;
  for (bool more = true; more; ++polls) {
    const auto outcome = shop.poll();
    REQUIRE(outcome);
    more = outcome->more;
    if (polls < 6) {
      shop.clock().advance(kSecondMs);
      // The newest goes, so that everything below moves up by one; two old ones move to the top.
      const std::int64_t newest = 200 - polls;
      for (const std::int64_t id : shop.fake->messages_of[newest]) gone[id] = shop.fake->messages.at(id);
      shop.fake->remove(newest);
      if (polls % 2 == 1) shop.fake->say(3 + polls, Who::contact);
    }
  }
  CHECK(polls > 6);
  shop.clock().advance(kMinuteMs);
  REQUIRE(shop.poll_all());
  gone.insert(shop.fake->messages.begin(), shop.fake->messages.end());
  CHECK(shop.held_messages() == shop.ledger_messages(gone));
}

TEST_CASE("one conversation that the server cannot give is set aside, and the page goes on") {
  PolledShop shop;
  fill(shop, 40);
  shop.fake->trouble = [](const std::string& path) {
    return path == "conversations/17/messages" ? Fault::server_error : Fault::none;
  };
  REQUIRE(shop.poll_all());
  CHECK(shop.held_messages().size() == 78);
  REQUIRE(shop.kept_rows().size() == 1);
  CHECK(shop.kept_rows()[0] == "conversations/17/messages id=17");
  // It is said once, not asked for with every poll, and tried again with each look back.
  const auto tries = [&] {
    return std::count_if(shop.fake->asked.begin(), shop.fake->asked.end(),
                         [](const std::string& each) { return each.starts_with("conversations/17/"); });
  };
  shop.fake->asked.clear();
  shop.clock().advance(2 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(tries() == 0);
  shop.clock().advance(10 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(tries() == 3);
  CHECK(shop.kept_rows().size() == 1);
  check_recovers(shop, 11 * kMinuteMs);
}

TEST_CASE("what was set aside comes in when the server is well again, however long that takes") {
  PolledShop shop;
  fill(shop, 3);
  shop.fake->trouble = [](const std::string& path) {
    return path == "conversations/2/messages" ? Fault::server_error : Fault::none;
  };
  REQUIRE(shop.poll_all());
  const std::size_t without = shop.held_messages().size();
  // Days go by in which others are busy.
  for (int day = 0; day < 5; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      shop.clock().advance(kHourMs);
      shop.fake->say(3, Who::contact);
      REQUIRE(shop.poll_all());
    }
  }
  CHECK(shop.held_messages().size() == without + 5 * 24);
  CHECK(shop.kept_rows().size() == 1);
  shop.fake->trouble = nullptr;
  shop.clock().advance(11 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
  // Nothing of it is remembered any more.
  shop.clock().advance(11 * kMinuteMs);
  shop.fake->asked.clear();
  REQUIRE(shop.poll_all());
  CHECK(std::none_of(shop.fake->asked.begin(), shop.fake->asked.end(),
                     [](const std::string& each) { return each.starts_with("conversations/2"); }));
}

TEST_CASE("one that was set aside and is deleted is not asked for again") {
  PolledShop shop;
  fill(shop, 3);
  shop.fake->trouble = [](const std::string& path) {
    return path == "conversations/2/messages" ? Fault::server_error : Fault::none;
  };
  REQUIRE(shop.poll_all());
  shop.fake->remove(2);
  for (int i = 0; i < 2; ++i) {
    shop.clock().advance(11 * kMinuteMs);
    shop.fake->asked.clear();
    REQUIRE(shop.poll_all());
    const auto asked = std::count(shop.fake->asked.begin(), shop.fake->asked.end(), "conversations/2");
    CHECK(asked == (i == 0 ? 1 : 0));
  }
}

TEST_CASE("many such conversations on one page do not stop the others for good") {
  PolledShop shop;
  fill(shop, 25);
  shop.fake->trouble = [](const std::string& path) {
    const bool broken = path.size() > 20 && path[14] == '1';  // 1, 10 to 19
    return broken ? Fault::server_error : Fault::none;
  };
  for (int i = 0; i < 40; ++i) {
    (void)shop.poll();
    shop.clock().advance(kMinuteMs);
  }
  CHECK(shop.kept_rows().size() == 11);
  CHECK(shop.held_messages().size() == 28);
}

TEST_CASE("every fault in every place keeps the cursor until the answer is whole") {
  for (const Fault fault : {Fault::too_many, Fault::server_error, Fault::gateway, Fault::truncated, Fault::web_page, Fault::lost,
                            Fault::too_large, Fault::forbidden, Fault::other_account, Fault::other_shape}) {
    for (const std::string place : {"conversations", "csat_survey_responses"}) {
      if (place != "conversations" && (fault == Fault::other_account || fault == Fault::forbidden)) continue;
      INFO(static_cast<int>(fault) << " at " << place);
      PolledShop shop;
      fill(shop, 30);
      shop.fake->trouble = [&](const std::string& path) { return path == place ? fault : Fault::none; };
      const auto failed = shop.poll_all();
      REQUIRE_FALSE(failed);
      const bool passing = fault != Fault::too_large && fault != Fault::forbidden && fault != Fault::other_account;
      CHECK(failed.error().kind == (passing ? ErrorKind::unavailable : ErrorKind::refused));
      CHECK(failed.error().words.en.find("chat.example") != std::string::npos);
      if (place == "conversations") CHECK(shop.cursor().empty());
      const std::string cursor = shop.cursor();
      shop.clock().advance(2 * kMinuteMs);
      CHECK_FALSE(shop.poll_all());
      CHECK(shop.cursor() == cursor);
      check_recovers(shop, 2 * kHourMs);
    }
  }
}

TEST_CASE("a server that gives the same page for ever is noticed") {
  PolledShop shop;
  fill(shop, 100);
  shop.fake->trouble = [](const std::string& path) { return path == "conversations" ? Fault::same_page : Fault::none; };
  const auto outcome = shop.poll_all();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::unavailable);
  check_recovers(shop, 2 * kMinuteMs);
}

TEST_CASE("a token that is not right is refused in words, without the token") {
  PolledShop shop;
  fill(shop, 1);
  shop.options["token"] = "wrong-secret";
  shop.restart();
  const auto outcome = shop.poll();
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().kind == ErrorKind::refused);
  CHECK(outcome.error().words.en.find("wrong-secret") == std::string::npos);
  CHECK(shop.fake->asked.size() == 1);
}

TEST_CASE("without an administrator's rights ratings are lacking, and messages come all the same") {
  PolledShop shop;
  fill(shop, 3);
  const std::int64_t asked = shop.fake->say(1, Who::form);
  shop.fake->messages.at(asked).csat = true;
  shop.fake->rate(asked, 11, 5);
  shop.fake->administrator = false;
  const auto outcome = shop.poll_all();
  REQUIRE(outcome);
  REQUIRE(outcome->lacking.size() == 1);
  CHECK(outcome->lacking[0].en.find("administrator") != std::string::npos);
  CHECK(shop.held_messages() == shop.ledger_messages(shop.fake->messages));
  shop.clock().advance(kMinuteMs);
  CHECK(shop.poll_all()->lacking.size() == 1);  // As long as it is so.
  shop.fake->administrator = true;
  shop.clock().advance(11 * kMinuteMs);
  CHECK(shop.poll_all()->lacking.empty());
  CHECK(is_complete(shop));
}

TEST_CASE("a changed rating replaces the first, also with the same time") {
  PolledShop shop;
  fill(shop, 1);
  const std::int64_t asked = shop.fake->say(1, Who::form);
  shop.fake->messages.at(asked).csat = true;
  shop.fake->rate(asked, 11, 5);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
  shop.fake->rate(asked, 11, 1);
  shop.clock().advance(11 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

TEST_CASE("their clock may be hours off, or be set back") {
  for (const DurationMs ahead : {5 * kHourMs, -5 * kHourMs}) {
    PolledShop shop;
    shop.fake->clock_ahead = ahead;
    fill(shop, 10);
    REQUIRE(shop.poll_all());
    CHECK(is_complete(shop));
    shop.clock().advance(kMinuteMs);
    shop.fake->say(4, Who::contact);
    REQUIRE(shop.poll_all());
    CHECK(is_complete(shop));
  }
}

TEST_CASE("after a night without network the missed hours are filled in") {
  PolledShop shop;
  fill(shop, 10);
  REQUIRE(shop.poll_all());
  fill(shop, 150, 4 * kMinuteMs);
  REQUIRE(shop.poll_all());
  CHECK(is_complete(shop));
}

TEST_CASE("what lies before the first day is not taken, not even of conversations that go on") {
  PolledShop shop;
  shop.options["days"] = "1";
  shop.restart();
  fill(shop, 2);
  const auto before = shop.fake->messages;
  shop.clock().advance(5 * kDayMs);
  shop.fake->say(1, Who::contact);
  REQUIRE(shop.poll_all());
  auto after = shop.fake->messages;
  for (const auto& [id, message] : before) after.erase(id);
  CHECK(shop.held_messages() == shop.ledger_messages(after));
}

TEST_CASE("a cursor of another account number is not mixed in, and a damaged one is named") {
  PolledShop shop;
  fill(shop, 2);
  REQUIRE(shop.poll_all());
  CHECK(chatwoot::read_cursor(shop.cursor(), kAccount));
  for (const auto& read : {chatwoot::read_cursor(shop.cursor(), kAccount + 1), chatwoot::read_cursor("{}", kAccount),
                           chatwoot::read_cursor("", kAccount), chatwoot::read_cursor("[1,2]", kAccount),
                           chatwoot::read_cursor(R"({"v":1,"account":7,"known":[[1,2]]})", kAccount)}) {
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::wrong_use);
  }
}

TEST_CASE("a cursor stays within what the store keeps, however busy the shop") {
  chatwoot::Progress progress;
  progress.account = 9'000'000'000'000'000;
  for (std::int64_t i = 0; i < 5000; ++i) {
    chatwoot::remember(
        progress, {9'000'000'000'000'000 + i, 1'795'600'000 + i, 1'795'600'000, 9'000'000'000'000'000, 9'000'000'000'000'000});
  }
  CHECK(chatwoot::write_cursor(progress).size() <= 65536);
  chatwoot::forget_before(progress, 0);
  CHECK(progress.known.size() <= 1000);
  CHECK(progress.known.back().activity == 1'795'600'000 + 4999);
  const auto read = chatwoot::read_cursor(chatwoot::write_cursor(progress), progress.account);
  REQUIRE(read);
  CHECK(chatwoot::write_cursor(*read).size() <= 65536);
}
