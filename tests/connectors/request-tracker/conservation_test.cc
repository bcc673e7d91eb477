// SPDX-License-Identifier: Apache-2.0
// What happened in RT in some random days, with faults, kills, merges, deletions and slow database transactions thrown in, is
// what the store holds in the end: nothing lost, nothing twice.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <random>

#include "tests/connectors/request-tracker/polled_desk.h"

using namespace rigong;
using namespace rigong::connectors::request_tracker_test;

namespace {

struct Dice {
  std::mt19937_64 engine;
  bool one_in(int n) { return std::uniform_int_distribution<int>(1, n)(engine) == 1; }
  std::int64_t of(std::int64_t from, std::int64_t to) { return std::uniform_int_distribution<std::int64_t>(from, to)(engine); }
};

class RandomDays {
 public:
  explicit RandomDays(std::uint64_t seed) : dice_{std::mt19937_64(seed)} {
    desk.options["rating_field"] = "Satisfaction";
    desk.restart();
    for (int i = 0; i < 6; ++i) agents_.push_back(desk.fake->user(fmt::format("agent{}", i), true));
    desk.fake->trouble = [this](const std::string&, const std::string&) {
      if (calm || !dice_.one_in(bad_hour_ ? 4 : 30)) return Fault::none;
      ++faults;
      static constexpr Fault kFaults[] = {Fault::too_many, Fault::server_error, Fault::gateway,  Fault::truncated,
                                          Fault::web_page, Fault::lost,         Fault::too_large};
      return kFaults[dice_.of(0, 6)];
    };
  }

  void happen() {
    for (std::int64_t i = dice_.of(0, 10); i > 0; --i) event();
  }
  void pass_time() {
    desk.clock().advance(dice_.of(10, 600) * kSecondMs);
    if (dice_.one_in(60)) bad_hour_ = !bad_hour_;
  }
  void poll() {
    if (dice_.one_in(30)) desk.restart();
    const auto outcome = desk.poll();
    if (outcome) return;
    ++failures;
    CHECK(outcome.error().words.en.find(kToken) == std::string::npos);
  }

  PolledDesk desk;
  bool calm = false;
  int faults = 0;
  int failures = 0;

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

  Dice dice_;
  bool bad_hour_ = false;
  std::vector<std::int64_t> agents_;
  std::vector<std::int64_t> alive_;
};

void check_same(const std::vector<std::string>& held, const std::vector<std::string>& ledger) {
  std::vector<std::string> lost;
  std::vector<std::string> invented;
  std::set_difference(ledger.begin(), ledger.end(), held.begin(), held.end(), std::back_inserter(lost));
  std::set_difference(held.begin(), held.end(), ledger.begin(), ledger.end(), std::back_inserter(invented));
  INFO(lost.size() << " lost, " << invented.size() << " invented of " << ledger.size());
  CHECK(lost == std::vector<std::string>());
  CHECK(invented == std::vector<std::string>());
  CHECK(held.size() == ledger.size());
}

void check_conservation(std::uint64_t seed) {
  INFO("seed " << seed);
  RandomDays days(seed);
  PolledDesk& desk = days.desk;
  const TimeMs begin = desk.clock().now();
  while (desk.clock().now() < begin + 2 * kDayMs) {
    days.happen();
    days.pass_time();
    days.poll();
  }
  days.calm = true;
  for (int step = 0; step < 6; ++step) {
    desk.clock().advance(11 * kMinuteMs);
    const auto outcome = desk.poll_all();
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
  }
  CHECK(desk.fake->complaints == std::vector<std::string>());
  CHECK(desk.fake->transactions.size() > 2000);
  CHECK(days.faults > 40);
  CHECK(days.failures > 10);
  check_same(desk.held_messages(), desk.ledger_messages());
  check_same(desk.held_assignments(), desk.ledger_assignments());
  check_same(desk.held_ratings(), desk.ledger_ratings());
}

}  // namespace

TEST_CASE("what happened in Request Tracker is what the store holds") {
  for (const std::uint64_t seed : {std::uint64_t{3}, std::uint64_t{20261125}}) check_conservation(seed);
}
