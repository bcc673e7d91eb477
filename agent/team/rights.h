// SPDX-License-Identifier: Apache-2.0
// Who may do what: one table of deeds by role, and one function that reads it. Pure.
#pragma once

#include <string>

namespace rigong::team {

// `nobody`: the desk has no owner yet. `owner`: whoever this machine belongs to, who is no member. A lead leads; an admin looks
// after people and settings and sees nobody's figures but their own; a reader looks and does nothing.
enum class Role { nobody, rep, lead, admin, reader, owner };

enum class Deed {
  see_people,       // That they are there, and their names.
  see_figures,      // Somebody's figures, turns and sheets.
  see_team,         // The table of all.
  see_board,        // Of a ranking what is told in public. Of one's group.
  see_work,         // Somebody's list.
  see_handoffs,     // A group's series.
  see_promises,     // Somebody's grid.
  add_task,         // For somebody.
  change_task,      // What it says; dropping it. Of who made it.
  close_task,       // Progress, causes, finishing, taking that back. Of its owner.
  give_task,        // To anybody.
  take_handoff,     // Over from a colleague. Of its group.
  pass_handoff,     // Of its owner: to the lead, or to who stands in.
  hear_major,       // Being told of major hand-offs, and saying so.
  tick_promise,     // Of its owner: nobody ticks for others.
  choose_promises,  // For somebody.
  set_steps,        // The catalogue that promises are chosen from.
  see_checklist,    // What somebody has done of their stage's checklist.
  tick_checklist,   // For them, and taking it back.
  set_checklists,   // What stands in the checklists of the stages.
  sign_sheet,       // Filling in and signing. Of the person: nobody signs for others.
  see_accounts,     // Where figures come from, and how that stands.
  change_accounts,  // And bringing in files.
  manage_people,    // Members, leave, deputies, invitations, everybody's devices.
  set_role,         // Making somebody a lead, admin or reader; erasing a former member.
  publish,          // The team's rules, and who signed.
  post_reports,     // To the team's groups, and deciding what becomes of a post.
  see_talk,         // The page of somebody's weekly talk, and what was agreed.
  own_talk,         // The person's part of it: topics, disagreement, what they propose, their signature.
  hold_talk,        // The lead's part of it, with notes of one's own. Never of one's own talk.
  set_periods,      // Campaigns, crises and topics, with what they change for whom.
  set_terms,        // How long things are kept.
  see_log,          // Of what is about somebody; with `team` all of it.
  see_own,          // What is kept of oneself, as a summary and as files.
  contest,          // What is kept of oneself.
  decide,           // On what another contests.
  count_            // Not a deed.
};
// "manage_people": as openapi.yaml calls it.
[[nodiscard]] const char* word(Deed deed);

struct Subject {
  Role role = Role::nobody;
  std::string person;  // Empty for this machine's owner.
  std::string group;
};

// Whose it is: a person and their group, or a group alone.
struct Whose {
  std::string person;
  std::string group;
  std::string mentor = {};  // Who shows the person how, where somebody does.
};

// How far a role reaches with a deed: not at all, to what is one's own, also to those whom one mentors, to one's own group, to
// everybody. A mentor reaches nothing else of theirs, and no figure.
enum class Reach { none, own, mentored, group, team };
[[nodiscard]] Reach reach_of(Role role, Deed deed);

// Whoever may not see something is told that it does not exist; that is the caller's to say.
[[nodiscard]] bool may(const Subject& who, Deed deed, const Whose& whose);

}  // namespace rigong::team
