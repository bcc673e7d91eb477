// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/customer_names.h"

#include <catch2/catch.hpp>

#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

TEST_CASE("Names are told for a day and then forgotten") {
  runtime::CustomerNames names;
  names.remember(7, "阿明", 1000);
  CHECK(names.name(7, 1000) == "阿明");
  CHECK(names.name(8, 1000).empty());
  CHECK(names.name(7, 1000 + kDayMs) == "阿明");
  CHECK(names.name(7, 1001 + kDayMs).empty());
  names.forget_old(1001 + kDayMs);
  CHECK(names.name(7, 1000).empty());
}

TEST_CASE("The intake tells the names of recent messages once they are committed, cleaned and cut") {
  Team team;
  team.clock().set(at("2026-03-02 12:00:00"));
  runtime::CustomerNames names;
  const runtime::MessageFlags flags(team.config().metrics);
  runtime::IntakeHooks hooks;
  hooks.names = &names;
  runtime::StoreIntake intake(team.store(), {0, "files:main", "files", "files", "main"}, team.hasher(), flags, team.clock(),
                              hooks);
  model::Message recent = asks("c1", "k1", at("2026-03-02 11:00:00"));
  recent.customer_name = "阿\nm" + std::string(300, 'x');
  model::Message old = asks("c2", "k2", at("2026-02-27 11:00:00"));
  old.customer_name = "旧客";
  model::Message nameless = asks("c3", "k3", at("2026-03-02 11:00:00"));
  for (const auto& message : {recent, old, nameless}) intake.message(message);
  const auto number = [&](const char* customer) {
    const auto view = get(team.store().read());
    return get(view->customer(team.hasher().hash128("customer|files", customer)));
  };
  CHECK(number("k1") == model::kNoCustomer);
  get(intake.finish());
  REQUIRE(number("k1") != model::kNoCustomer);
  const std::string told = names.name(number("k1"), team.clock().now());
  CHECK(told.starts_with("阿\\nm"));
  CHECK(told.size() < 128);
  CHECK(names.name(number("k2"), team.clock().now()).empty());
  CHECK(names.name(number("k3"), team.clock().now()).empty());
}
