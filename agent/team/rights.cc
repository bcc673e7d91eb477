// SPDX-License-Identifier: Apache-2.0
#include "agent/team/rights.h"

#include <array>
#include <cstddef>

namespace rigong::team {
namespace {

struct Row {
  Deed deed;
  Reach nobody, rep, lead;
};

// Before a desk is somebody's, whoever opened it may look around to choose; nothing is done in nobody's name.
constexpr std::array kTable = {
    Row{Deed::see_work, Reach::team, Reach::own, Reach::team},
    Row{Deed::see_handoffs, Reach::team, Reach::group, Reach::team},
    Row{Deed::see_promises, Reach::team, Reach::own, Reach::team},
    Row{Deed::add_task, Reach::none, Reach::own, Reach::team},
    Row{Deed::change_task, Reach::none, Reach::own, Reach::team},
    Row{Deed::close_task, Reach::none, Reach::own, Reach::team},
    Row{Deed::give_task, Reach::none, Reach::none, Reach::team},
    Row{Deed::take_handoff, Reach::none, Reach::group, Reach::team},
    Row{Deed::tick_promise, Reach::none, Reach::own, Reach::own},
    Row{Deed::choose_promises, Reach::none, Reach::own, Reach::team},
};

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
  return role == Role::nobody ? row.nobody : role == Role::rep ? row.rep : row.lead;
}

bool may(const Subject& who, Deed deed, const Whose& whose) {
  switch (reach_of(who.role, deed)) {
    case Reach::none:
      return false;
    case Reach::own:
      return !who.person.empty() && who.person == whose.person;
    case Reach::group:
      return who.group == whose.group;
    case Reach::team:
      return true;
  }
  return false;
}

}  // namespace rigong::team
