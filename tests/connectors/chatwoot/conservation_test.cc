// SPDX-License-Identifier: Apache-2.0
// What happened at the platform in some random days, with faults, kills and late data thrown in, is what the store holds in the
// end: nothing lost, nothing twice.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/connectors/chatwoot/polled_shop.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors::chatwoot_test;

namespace {

class Days final : public testing::RandomDays {
 public:
  explicit Days(std::uint64_t seed) : RandomDays(seed, shop) {
    // Faults as they come: mostly none, now and then a bad hour.
    shop.fake->trouble = [this](const std::string& path) {
      if (!is_troubled(25, 3)) return Fault::none;
      const bool list = path == "conversations";
      switch (dice_.of(0, 9)) {
        case 0:
          return Fault::too_many;
        case 1:
          return Fault::server_error;
        case 2:
          return Fault::gateway;
        case 3:
          return Fault::truncated;
        case 4:
          return Fault::web_page;
        case 5:
          return Fault::lost;
        case 6:
          return Fault::too_large;
        case 7:
          return Fault::other_shape;
        case 8:
          return list ? Fault::other_account : Fault::server_error;
        default:
          return list ? Fault::same_page : Fault::lost;
      }
    };
  }

  void happen() override {
    const std::int64_t events = dice_.of(0, 12);
    for (std::int64_t i = 0; i < events; ++i) event();
  }

  void pass_time() override {
    shop.clock().advance(dice_.of(20, 900) * kSecondMs);
    change_hour(60);
  }

  [[nodiscard]] bool shows_secret(const Words& words) const override { return words.en.find(kToken) != std::string::npos; }

  PolledShop shop;
  // Of conversations that are gone from the platform, after they had been read.
  std::map<std::int64_t, FakeMessage> gone;

 private:
  void event() {
    FakeChatwoot& fake = *shop.fake;
    if (alive_.empty() || dice_.one_in(6)) {
      const std::int64_t conversation = fake.open(dice_.of(1, 400));
      alive_.push_back(conversation);
      fake.say(conversation, Who::contact);
      fake.say(conversation, dice_.one_in(2) ? Who::form : Who::bot);
      if (dice_.one_in(3)) fake.say(conversation, Who::activity);
      return;
    }
    // Mostly one of the newest, now and then one of long ago.
    const auto size = static_cast<std::int64_t>(alive_.size());
    const std::int64_t index =
        dice_.one_in(20) ? dice_.of(0, size - 1) : dice_.of(std::max<std::int64_t>(0, size - 40), size - 1);
    const std::int64_t conversation = alive_[static_cast<std::size_t>(index)];
    const std::int64_t user = dice_.of(11, 16);
    switch (dice_.of(0, 13)) {
      case 0:
        fake.say(conversation, Who::note, user);
        break;
      case 1:
        fake.say_late(conversation, dice_.one_in(2) ? Who::contact : Who::user, user, dice_.of(60, 3600));
        break;
      case 2:
        if (const auto& said = fake.messages_of[conversation]; shop.seconds() - fake.messages.at(said.back()).created < 3600) {
          fake.withdraw(said.back());
        }
        break;
      case 3: {
        const std::int64_t asked = fake.say(conversation, Who::form);
        fake.messages.at(asked).csat = true;
        fake.resolve(conversation);
        asked_.push_back(asked);
        break;
      }
      case 4:
        if (!asked_.empty()) {
          const std::int64_t asked = asked_[static_cast<std::size_t>(dice_.of(0, static_cast<std::int64_t>(asked_.size()) - 1))];
          const auto rating = std::find_if(fake.ratings.begin(), fake.ratings.end(),
                                           [&](const auto& entry) { return entry.second.message == asked; });
          // A customer may think better of it, for an hour.
          if (rating == fake.ratings.end() || shop.seconds() - rating->second.created < 3600) {
            fake.rate(asked, user, static_cast<int>(dice_.of(1, 5)));
          }
        }
        break;
      case 5:
        for (int i = 0; i < 5; ++i) fake.say(conversation, Who::contact);
        break;
      case 6:
        if (dice_.one_in(3)) remove_old();
        break;
      case 7:
        if (dice_.one_in(10)) {
          const std::int64_t failed = fake.say(conversation, Who::user, user);
          fake.messages.at(failed).failed = true;
        }
        break;
      default:
        fake.say(conversation, dice_.one_in(2) ? Who::contact : Who::user, user);
        break;
    }
  }

  // One that nobody has written in for two days, without ratings to come: it has been read.
  void remove_old() {
    FakeChatwoot& fake = *shop.fake;
    const auto old = std::find_if(alive_.begin(), alive_.end(), [&](std::int64_t id) {
      const auto& said = fake.messages_of[id];
      const bool asked = std::any_of(said.begin(), said.end(), [&](std::int64_t m) { return fake.messages.at(m).csat; });
      return !asked && shop.seconds() - static_cast<std::int64_t>(fake.conversations.at(id).updated) > 2 * 86'400;
    });
    if (old == alive_.end()) return;
    for (const std::int64_t message : fake.messages_of[*old]) gone[message] = fake.messages.at(message);
    fake.remove(*old);
    alive_.erase(old);
  }

  std::vector<std::int64_t> alive_;
  std::vector<std::int64_t> asked_;
};

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  Days days(seed);
  PolledShop& shop = days.shop;
  days.live_through(7 * kDayMs);
  // A day later, when all is quiet and the far look back has been taken.
  days.settle(9, 3 * kHourMs);
  std::map<std::int64_t, FakeMessage> all = shop.fake->messages;
  all.insert(days.gone.begin(), days.gone.end());
  CHECK(shop.fake->complaints.empty());
  CHECK(all.size() > 2000);
  CHECK(shop.fake->ratings.size() > 30);
  CHECK(days.faults() > 60);
  CHECK(days.failures() > 15);
  testing::check_same(shop.held_messages(), shop.ledger_messages(all));
  testing::check_same(shop.held_ratings(), shop.ledger_ratings());
}

}  // namespace

TEST_CASE("what happened at Chatwoot is what the store holds") { testing::check_each_seed(check_conservation); }
