// SPDX-License-Identifier: Apache-2.0
#include "agent/team/rights.h"

#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <string>

using namespace rigong::team;

namespace {

constexpr std::size_t kDeeds = static_cast<std::size_t>(Deed::count_);
constexpr std::array kRoles{Role::nobody, Role::rep, Role::lead, Role::admin, Role::reader, Role::owner};

const Whose kMine{"lin", "售前"};
const Whose kColleagues{"hong", "售前"};
const Whose kOthers{"yu", "售后"};
const Whose kNobodys{"", ""};
const Whose kMentored{"xin", "售后", "lin"};

Subject as(Role role) {
  const bool somebody = role != Role::owner && role != Role::nobody;
  return {role, somebody ? "lin" : "", somebody ? "售前" : ""};
}

// What was agreed, written down a second time and in another form. A column for each role in the order above: "-" not at all, "o"
// what is one's own, "m" also of those one mentors, "g" the own group, "t" everybody.
const std::map<std::string, std::string> kAgreed = {
    {"see_people", "totttt"},      {"see_figures", "totott"},   {"see_team", "t-t-tt"},       {"see_board", "tgt-tt"},
    {"see_work", "totott"},        {"see_handoffs", "tgtgtt"},  {"see_promises", "totott"},   {"add_task", "-oto-t"},
    {"change_task", "-oto-t"},     {"close_task", "-oto-t"},    {"give_task", "--t--t"},      {"take_handoff", "-gtg-t"},
    {"tick_promise", "-ooo-o"},    {"pass_handoff", "-o-o--"},  {"hear_major", "--t--t"},     {"set_steps", "--t--t"},
    {"choose_promises", "-oto-t"}, {"sign_sheet", "-ooo-o"},    {"see_accounts", "tttttt"},   {"change_accounts", "--tt-t"},
    {"manage_people", "--tt-t"},   {"set_role", "---t-t"},      {"publish", "--tt-t"},        {"post_reports", "--t--t"},
    {"set_terms", "---t-t"},       {"see_log", "-ootot"},       {"see_own", "-ooooo"},        {"contest", "-ooooo"},
    {"decide", "--tt-t"},          {"set_periods", "--t--t"},   {"see_talk", "-oto-t"},       {"own_talk", "-ooo--"},
    {"hold_talk", "--t--t"},       {"see_checklist", "tmtttt"}, {"tick_checklist", "-mtt-t"}, {"set_checklists", "--tt-t"},
};

}  // namespace

TEST_CASE("every role reaches as far as was agreed with every deed, and no further") {
  REQUIRE(kAgreed.size() == kDeeds);
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const auto deed = static_cast<Deed>(i);
    CAPTURE(word(deed));
    REQUIRE(kAgreed.contains(word(deed)));
    const std::string& agreed = kAgreed.at(word(deed));
    REQUIRE(agreed.size() == kRoles.size());
    for (std::size_t at = 0; at < kRoles.size(); ++at) {
      const Subject who = as(kRoles.at(at));
      const char reach = agreed[at];
      CAPTURE(at, reach);
      CHECK(may(who, deed, kOthers) == (reach == 't'));
      // Nobody and the machine's owner are in no group and nobody's self.
      const bool somebody = !who.person.empty();
      CHECK(may(who, deed, kColleagues) == (reach == 't' || (reach == 'g' && somebody)));
      CHECK(may(who, deed, kMine) == (reach == 't' || (reach != '-' && somebody)));
      CHECK(may(who, deed, kNobodys) == (reach == 't'));
      CHECK(may(who, deed, kMentored) == (reach == 't' || (reach == 'm' && somebody)));
    }
  }
}

TEST_CASE("who has no mentor is not mentored by this machine's owner, nor by nobody") {
  CHECK_FALSE(may({Role::rep, "", ""}, Deed::see_checklist, {"xin", "", ""}));
  CHECK_FALSE(may({Role::rep, "hong", "售后"}, Deed::see_checklist, {"xin", "售后", "lin"}));
}

TEST_CASE("what has no group is not the own group of those who have none") {
  const Subject lone{Role::rep, "lin", ""};
  CHECK_FALSE(may(lone, Deed::tick_promise, {"", ""}));
  CHECK(may(lone, Deed::see_handoffs, {"hong", ""}));
}
