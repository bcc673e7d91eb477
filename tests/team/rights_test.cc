// SPDX-License-Identifier: Apache-2.0
#include "agent/team/rights.h"

#include <catch2/catch.hpp>

using namespace rigong::team;

namespace {

constexpr std::size_t kDeeds = static_cast<std::size_t>(Deed::count_);
const Whose kMine{"lin", "售前"};
const Whose kColleagues{"hong", "售前"};
const Whose kOthers{"yu", "售后"};
const Subject kRep{Role::rep, "lin", "售前"};
const Subject kLead{Role::lead, "mei", ""};
const Subject kOwner{Role::lead, "", ""};
const Subject kNobody{Role::nobody, "", ""};

}  // namespace

TEST_CASE("a rep reaches what is their own, and the group's hand-offs") {
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const auto deed = static_cast<Deed>(i);
    CAPTURE(i);
    CHECK(may(kRep, deed, kMine) == (deed != Deed::give_task));
    CHECK(may(kRep, deed, kColleagues) == (deed == Deed::see_handoffs || deed == Deed::take_handoff));
    CHECK_FALSE(may(kRep, deed, kOthers));
  }
}

TEST_CASE("a lead reaches everybody, but ticks nobody's promises") {
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const auto deed = static_cast<Deed>(i);
    CAPTURE(i);
    CHECK(may(kLead, deed, kMine) == (deed != Deed::tick_promise));
    CHECK(may(kOwner, deed, kOthers) == (deed != Deed::tick_promise));
  }
  CHECK(may(kLead, Deed::tick_promise, {"mei", ""}));
  // Nobody's is not the machine owner's.
  CHECK_FALSE(may(kOwner, Deed::tick_promise, {"", ""}));
}

TEST_CASE("a desk that belongs to nobody may look around, and does nothing") {
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const auto deed = static_cast<Deed>(i);
    const bool looks = deed == Deed::see_work || deed == Deed::see_handoffs || deed == Deed::see_promises;
    CHECK(may(kNobody, deed, kMine) == looks);
  }
}
