// SPDX-License-Identifier: Apache-2.0
// What is done to people, their devices and what they sign: rights and rules are checked, then it is written.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/people_acts.h"
#include "storage/store.h"

namespace rigong::runtime {

struct PeopleDone {
  std::optional<Words> words;
  std::string about;               // CommandEntry::about.
  std::set<std::string> shut_out;  // Sessions that end with the commit.
  bool recount = false;            // Figures are to be worked out anew.
  bool purge = false;              // Something was erased that no file may hold any more.
};

// Works within the transaction, of which `reading.view` is the view. `command` is the id of the command and of what it makes;
// `place` the page session. Errors: not_found for whatever is not there or the viewer may not know of, in the same words for
// both; refused and wrong_use as the rules of agent/team say.
[[nodiscard]] Result<PeopleDone> do_people(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                           const std::string& place, const overlay::PeopleAct& act);

// Whether the viewer may make an invitation for the member: whoever uses it becomes that member, so the right to give the role is
// needed where it is more than a rep's. not_found for somebody who is no member or has left.
[[nodiscard]] Result<model::Member> may_invite(Reading& reading, const std::string& person);

}  // namespace rigong::runtime
