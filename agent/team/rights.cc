// SPDX-License-Identifier: Apache-2.0
#include "agent/team/rights.h"

#include <array>
#include <cstddef>

namespace rigong::team {
namespace {

struct Row {
  Deed deed;
  const char* word;
  Reach nobody, rep, lead, admin, reader, owner;
};

constexpr Reach kNone = Reach::none, kOwn = Reach::own, kMentd = Reach::mentored, kGroup = Reach::group, kTeam = Reach::team;
// Before a desk is somebody's, whoever opened it may look around to choose; nothing is done in nobody's name.
// clang-format off
constexpr std::array kTable = {
    //                                            nobody rep     lead   admin   reader owner
    Row{Deed::see_people, "see_people",           kTeam, kOwn,   kTeam, kTeam,  kTeam, kTeam},
    Row{Deed::see_figures, "see_figures",         kTeam, kOwn,   kTeam, kOwn,   kTeam, kTeam},
    Row{Deed::see_team, "see_team",               kTeam, kNone,  kTeam, kNone,  kTeam, kTeam},
    Row{Deed::see_board, "see_board",             kTeam, kGroup, kTeam, kNone,  kTeam, kTeam},
    Row{Deed::see_work, "see_work",               kTeam, kOwn,   kTeam, kOwn,   kTeam, kTeam},
    Row{Deed::see_handoffs, "see_handoffs",       kTeam, kGroup, kTeam, kGroup, kTeam, kTeam},
    Row{Deed::see_promises, "see_promises",       kTeam, kOwn,   kTeam, kOwn,   kTeam, kTeam},
    Row{Deed::add_task, "add_task",               kNone, kOwn,   kTeam, kOwn,   kNone, kTeam},
    Row{Deed::change_task, "change_task",         kNone, kOwn,   kTeam, kOwn,   kNone, kTeam},
    Row{Deed::close_task, "close_task",           kNone, kOwn,   kTeam, kOwn,   kNone, kTeam},
    Row{Deed::give_task, "give_task",             kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::take_handoff, "take_handoff",       kNone, kGroup, kTeam, kGroup, kNone, kTeam},
    Row{Deed::pass_handoff, "pass_handoff",       kNone, kOwn,   kNone, kOwn,   kNone, kNone},
    Row{Deed::hear_major, "hear_major",           kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::tick_promise, "tick_promise",       kNone, kOwn,   kOwn,  kOwn,   kNone, kOwn},
    Row{Deed::choose_promises, "choose_promises", kNone, kOwn,   kTeam, kOwn,   kNone, kTeam},
    Row{Deed::set_steps, "set_steps",             kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::see_checklist, "see_checklist",     kTeam, kMentd, kTeam, kTeam,  kTeam, kTeam},
    Row{Deed::tick_checklist, "tick_checklist",   kNone, kMentd, kTeam, kTeam,  kNone, kTeam},
    Row{Deed::set_checklists, "set_checklists",   kNone, kNone,  kTeam, kTeam,  kNone, kTeam},
    Row{Deed::sign_sheet, "sign_sheet",           kNone, kOwn,   kOwn,  kOwn,   kNone, kOwn},
    Row{Deed::see_accounts, "see_accounts",       kTeam, kTeam,  kTeam, kTeam,  kTeam, kTeam},
    Row{Deed::change_accounts, "change_accounts", kNone, kNone,  kTeam, kTeam,  kNone, kTeam},
    Row{Deed::manage_people, "manage_people",     kNone, kNone,  kTeam, kTeam,  kNone, kTeam},
    Row{Deed::set_role, "set_role",               kNone, kNone,  kNone, kTeam,  kNone, kTeam},
    Row{Deed::publish, "publish",                 kNone, kNone,  kTeam, kTeam,  kNone, kTeam},
    Row{Deed::post_reports, "post_reports",       kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::see_talk, "see_talk",               kNone, kOwn,   kTeam, kOwn,   kNone, kTeam},
    Row{Deed::own_talk, "own_talk",               kNone, kOwn,   kOwn,  kOwn,   kNone, kNone},
    Row{Deed::hold_talk, "hold_talk",             kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::set_periods, "set_periods",         kNone, kNone,  kTeam, kNone,  kNone, kTeam},
    Row{Deed::set_terms, "set_terms",             kNone, kNone,  kNone, kTeam,  kNone, kTeam},
    Row{Deed::see_log, "see_log",                 kNone, kOwn,   kOwn,  kTeam,  kOwn,  kTeam},
    Row{Deed::see_own, "see_own",                 kNone, kOwn,   kOwn,  kOwn,   kOwn,  kOwn},
    Row{Deed::contest, "contest",                 kNone, kOwn,   kOwn,  kOwn,   kOwn,  kOwn},
    Row{Deed::decide, "decide",                   kNone, kNone,  kTeam, kTeam,  kNone, kTeam},
};
// clang-format on

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable.at(i).deed) != i) return false;
  }
  return kTable.size() == static_cast<std::size_t>(Deed::count_);
}
static_assert(is_in_order(), "one row for each deed, in their order");

}  // namespace

Reach reach_of(Role role, Deed deed) {
  const Row& row = kTable.at(static_cast<std::size_t>(deed));
  switch (role) {
    case Role::nobody:
      return row.nobody;
    case Role::rep:
      return row.rep;
    case Role::lead:
      return row.lead;
    case Role::admin:
      return row.admin;
    case Role::reader:
      return row.reader;
    case Role::owner:
      return row.owner;
  }
  return Reach::none;
}

const char* word(Deed deed) { return kTable.at(static_cast<std::size_t>(deed)).word; }

bool may(const Subject& who, Deed deed, const Whose& whose) {
  switch (reach_of(who.role, deed)) {
    case Reach::none:
      return false;
    case Reach::own:
      return !who.person.empty() && who.person == whose.person;
    case Reach::mentored:
      return !who.person.empty() && (who.person == whose.person || who.person == whose.mentor);
    case Reach::group:
      return who.group == whose.group;
    case Reach::team:
      return true;
  }
  return false;
}

}  // namespace rigong::team
