// SPDX-License-Identifier: Apache-2.0
// Who may do what: one table of deeds by role, and one function that reads it. Pure.
#pragma once

#include <string>

namespace rigong::team {

// `nobody`: the desk has no owner yet.
enum class Role { nobody, rep, lead };

enum class Deed {
  see_work,         // Somebody's list.
  see_handoffs,     // A group's series.
  see_promises,     // Somebody's grid.
  add_task,         // For somebody.
  change_task,      // What it says; dropping it. Of who made it.
  close_task,       // Progress, causes, finishing, taking that back. Of its owner.
  give_task,        // To anybody.
  take_handoff,     // Over from a colleague. Of its group.
  tick_promise,     // Of its owner: nobody ticks for others.
  choose_promises,  // For somebody.
  count_            // Not a deed.
};

struct Subject {
  Role role = Role::nobody;
  std::string person;  // Empty for this machine's owner.
  std::string group;
};

// Whose it is: a person and their group, or a group alone.
struct Whose {
  std::string person;
  std::string group;
};

// How far a role reaches with a deed: not at all, to what is one's own, to one's own group, to everybody.
enum class Reach { none, own, group, team };
[[nodiscard]] Reach reach_of(Role role, Deed deed);

// Whoever may not see something is told that it does not exist; that is the caller's to say.
[[nodiscard]] bool may(const Subject& who, Deed deed, const Whose& whose);

}  // namespace rigong::team
