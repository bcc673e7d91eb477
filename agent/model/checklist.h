// SPDX-License-Identifier: Apache-2.0
// The checklists of the stages (成长期清单): what a team has set in them, and what each person has done of them. Which items
// there are, and who may tick what, stands in agent/team/checklists.h.
#pragma once

#include <string>

#include "agent/base/time.h"
#include "agent/model/member.h"
#include "agent/model/task.h"

namespace rigong::model {

// What a team has made of an item of the checklist of a stage.
struct ChecklistSetting {
  Stage stage = Stage::newcomer;  // Never by_time.
  StepSetting item;
  friend bool operator==(const ChecklistSetting&, const ChecklistSetting&) = default;
};

// Somebody has done an item. What is not done has none, and one that was taken back is gone: the log of commands holds both.
struct ChecklistTick {
  std::string person;
  std::string item;
  std::string by;  // Who ticked it: the person, the mentor, a lead …; "" = this machine's owner.
  TimeMs at = 0;
  friend bool operator==(const ChecklistTick&, const ChecklistTick&) = default;
};

}  // namespace rigong::model
