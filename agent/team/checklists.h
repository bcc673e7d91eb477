// SPDX-License-Identifier: Apache-2.0
// 成长期清单 and 带教 (rows D7 and B13): what somebody of a stage goes through, what of it is done, and who shows them how. A
// help to the person: it feeds no score, no ranking and no comparison. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/checklist.h"
#include "agent/model/member.h"
#include "agent/team/catalogue.h"

namespace rigong::team {

// The stages that a checklist is for, in the order in which people come to them.
inline constexpr std::array kStages{model::Stage::newcomer, model::Stage::growing, model::Stage::mature, model::Stage::senior};

inline constexpr std::size_t kMostItems = 40;       // That are offered, of one stage.
inline constexpr std::size_t kMostItemsKept = 400;  // Hidden ones included.
inline constexpr std::size_t kMostItemWords = 60;   // Characters.
// For so long the list is still there once all of it is done, so that a slip can be taken back and the end of it is seen.
inline constexpr int kShownDays = 7;

// What a team makes its checklist of a stage from. Newcomers and those who are growing have items built in; for the others a team
// writes its own, and without any there is no list. Ids are unique among all stages.
[[nodiscard]] const CatalogueKind& checklist_catalogue(model::Stage stage);

// The team's checklist of the stage, hidden items too. `set` is all that the team has set, of any stage.
[[nodiscard]] std::vector<CatalogueItem> checklist(const std::vector<model::ChecklistSetting>& set, model::Stage stage);
// What of `set` is of the stage, as the catalogue's rules take it.
[[nodiscard]] std::vector<model::StepSetting> settings_of(const std::vector<model::ChecklistSetting>& set, model::Stage stage);

// One person's list of their stage: the items that are offered, with what is done of them, in any stage.
struct CheckedItem {
  CatalogueEntry entry;
  std::optional<model::ChecklistTick> tick;  // Nothing: open.
};
[[nodiscard]] std::vector<CheckedItem> checked(const std::vector<model::ChecklistSetting>& set, model::Stage stage,
                                               const std::vector<model::ChecklistTick>& ticks);
// Whether the list is shown: while something of it is open, and for some days after its last tick.
[[nodiscard]] bool is_shown(const std::vector<CheckedItem>& list, TimeMs now);

// The tick that is to be put; nothing where the item is done already, which stays as it was first ticked. not_found: no such
// item; refused: it is not on the list of the person's stage.
[[nodiscard]] Result<std::optional<model::ChecklistTick>> tick_item(const std::vector<model::ChecklistSetting>& set,
                                                                    model::Stage stage,
                                                                    const std::vector<model::ChecklistTick>& ticks,
                                                                    const model::ChecklistTick& wanted);
// Whether there is such an item, of whatever stage and hidden or not: what was ticked can always be taken back. not_found.
[[nodiscard]] Status check_item(const std::vector<model::ChecklistSetting>& set, const std::string& item);

// A mentor is another member who is there. wrong_use for themself, refused for who has left, not_found for nobody's id.
[[nodiscard]] Status check_mentor(const std::string& member, const std::string& mentor, const std::vector<model::Member>& members,
                                  Day today);

}  // namespace rigong::team
