// SPDX-License-Identifier: Apache-2.0
// What a team has set in the checklists of the stages, and what somebody has done of them.
#include <algorithm>
#include <tuple>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kItems{"SELECT stage, item_id, zh, en, hidden FROM checklist_item WHERE team_id = $1"};
constexpr Query kTicks{"SELECT item_id, by_person, at FROM checklist_tick WHERE team_id = $1 AND person = $2"};

}  // namespace

Result<std::vector<model::ChecklistSetting>> Reader::checklist_settings() {
  std::vector<model::ChecklistSetting> all;
  RIGONG_TRY(db_.each(kItems, {team_}, [&](const Row& row) {
    all.push_back({row.as<model::Stage>(0), {row.text(1), row.text(2), row.text(3), row.integer(4) != 0}});
    return true;
  }));
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return std::tie(a.stage, a.item.id) < std::tie(b.stage, b.item.id); });
  return all;
}

Result<std::vector<model::ChecklistTick>> Reader::checklist_ticks(std::string_view person) {
  std::vector<model::ChecklistTick> ticks;
  RIGONG_TRY(db_.each(kTicks, {team_, person}, [&](const Row& row) {
    ticks.push_back({std::string(person), row.text(0), row.text(1), row.integer(2)});
    return true;
  }));
  std::sort(ticks.begin(), ticks.end(), [](const auto& a, const auto& b) { return a.item < b.item; });
  return ticks;
}

}  // namespace rigong::storage::sql
