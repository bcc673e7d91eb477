// SPDX-License-Identifier: Apache-2.0
// What happened in RT in some random days, with faults, kills, merges, deletions and slow database transactions thrown in, is
// what the store holds in the end: nothing lost, nothing twice.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/request-tracker/polled_desk.h"
#include "tests/support/conservation.h"

using namespace rigong;
using namespace rigong::connectors::request_tracker_test;

namespace {

class Days final : public testing::RandomDays {
 public:
  explicit Days(std::uint64_t seed) : RandomDays(seed, desk) {
    desk.options["rating_field"] = "Satisfaction";
    desk.restart();
    for (int i = 0; i < 6; ++i) agents_.push_back(desk.fake->user(fmt::format("agent{}", i), true));
    desk.fake->trouble = [this](const std::string&, const std::string&) {
      if (!is_troubled(30, 4)) return Fault::none;
      static constexpr Fault kFaults[] = {Fault::too_many, Fault::server_error, Fault::gateway,   Fault::truncated,
                                          Fault::web_page, Fault::lost,         Fault::too_large, Fault::other_shape};
      return kFaults[dice_.of(0, 7)];
    };
  }

  void happen() override {
    for (std::int64_t i = dice_.of(0, 10); i > 0; --i) event();
  }
  void pass_time() override {
    desk.clock().advance(dice_.of(10, 600) * kSecondMs);
    change_hour(60);
  }
  [[nodiscard]] bool shows_secret(const Words& words) const override { return words.en.find(kToken) != std::string::npos; }

  PolledDesk desk;

 private:
  std::int64_t agent() { return agents_[static_cast<std::size_t>(dice_.of(0, 5))]; }
  std::int64_t customer() { return desk.fake->user(fmt::format("c{}@customer.example", dice_.of(1, 300)), false); }
  // Everything of it can be seen: what a server does with a ticket that changes while it is merged is its own matter.
  bool is_quiet(std::int64_t ticket) {
    const auto& all = desk.fake->transactions;
    return std::none_of(all.begin(), all.end(), [&](const auto& each) {
      return each.second.ticket == ticket && each.second.visible_at > desk.clock().now() / kSecondMs;
    });
  }
  std::size_t recent() {
    const auto size = static_cast<std::int64_t>(alive_.size());
    return static_cast<std::size_t>(dice_.of(std::max<std::int64_t>(0, size - 40), size - 1));
  }
  // Whose words a ticket of colleagues was is another question once it is part of a customer's.
  bool may_merge(std::int64_t ticket) {
    const auto& requestors = desk.fake->tickets.at(ticket).requestors;
    return is_quiet(ticket) && std::none_of(requestors.begin(), requestors.end(),
                                            [&](std::int64_t id) { return desk.fake->users.at(id).privileged; });
  }
  void bury(std::size_t index) { alive_.erase(alive_.begin() + static_cast<long>(index)); }

  void event() {
    FakeRt& fake = *desk.fake;
    if (alive_.size() < 3 || dice_.one_in(6)) {
      const std::int64_t asks = customer();
      alive_.push_back(fake.create(dice_.one_in(8) ? agent() : asks, dice_.one_in(20) ? agent() : asks));
      return;
    }
    const std::size_t index = recent();
    const std::int64_t ticket = alive_[index];
    switch (dice_.of(0, 15)) {
      case 0:
        fake.comment(ticket, agent());
        break;
      case 1:
        fake.correspond_slowly(ticket, customer(), dice_.one_in(3) ? dice_.of(60, 500) : dice_.of(1, 20));
        break;
      case 2:
        fake.own(ticket, agent(), dice_.one_in(4) ? kNobody : agent());
        break;
      case 3:
        fake.set_status(ticket, agent(), dice_.one_in(4) ? "rejected" : "resolved");
        break;
      case 4:
        if (const std::size_t other = recent(); other != index && may_merge(ticket) && may_merge(alive_[other])) {
          fake.merge(ticket, alive_[other], agent());
          bury(index);
        }
        break;
      case 5:
        if (dice_.one_in(3) && is_quiet(ticket)) {
          fake.set_status(ticket, agent(), "deleted");
          bury(index);
        }
        break;
      case 6:
        fake.rate(ticket, agent(), std::to_string(dice_.of(1, 5)));
        break;
      case 7:
        fake.correspond(ticket, kSystemUser);
        break;
      case 8:
        for (int i = 0; i < 5; ++i) fake.correspond(ticket, customer());
        break;
      default:
        fake.correspond(ticket, dice_.one_in(2) ? customer() : agent());
        break;
    }
  }

  std::vector<std::int64_t> agents_;
  std::vector<std::int64_t> alive_;
};

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  Days days(seed);
  PolledDesk& desk = days.desk;
  // The first history is a week; the further ones are shorter, since RT's many small answers take their time.
  days.live_through((seed == 1 ? 7 : 2) * kDayMs);
  days.settle(6, 11 * kMinuteMs);
  CHECK(desk.fake->complaints == std::vector<std::string>());
  CHECK(desk.fake->transactions.size() > 2000);
  CHECK(days.faults() > 40);
  CHECK(days.failures() > 10);
  testing::check_same(desk.held_messages(), desk.ledger_messages());
  testing::check_same(desk.held_assignments(), desk.ledger_assignments());
  testing::check_same(desk.held_ratings(), desk.ledger_ratings());
}

}  // namespace

TEST_CASE("what happened in Request Tracker is what the store holds") { testing::check_each_seed(check_conservation); }
