// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/person_turns.h"

#include <utility>

namespace rigong::runtime {

Result<const std::vector<storage::TurnRow>*> PersonTurns::on(Day day) {
  const auto known = days_.find(day);
  if (known != days_.end()) return &known->second;
  std::vector<storage::TurnRow> turns;
  for (const std::string& shop : scene_.shops) {
    for (const model::RepNo rep : somebody_.reps) {
      RIGONG_TRY(scene_.reading.view.turns({day, day, shop, rep}, [&](const storage::TurnRow& row) {
        turns.push_back(row);
        return true;
      }));
    }
  }
  return &days_.emplace(day, std::move(turns)).first->second;
}

}  // namespace rigong::runtime
