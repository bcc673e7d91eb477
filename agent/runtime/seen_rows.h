// SPDX-License-Identifier: Apache-2.0
// Stored day figures are those "at the end of time": whoever waits is taken as never answered. This is how somebody sees them who
// looks earlier: what is not decided yet is open, and in no other figure.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/figures.h"
#include "agent/runtime/moments.h"
#include "storage/store.h"

namespace rigong::runtime {

// Asks the store for what waits once for each day. For one reader at one moment.
class SeenRows {
 public:
  SeenRows(storage::ReadView& view, Moments moments) : view_(view), moments_(std::move(moments)) {}

  // Changes those of the stored rows of one shop day whose settled_at lies after the moment of looking into what DayMaker::make()
  // would find at that moment, each account by its own. Costs a few questions for each turn that waits, and nothing where none
  // does.
  [[nodiscard]] Status see(const std::string& shop, Day day, std::span<model::DayFigures> rows);
  // The day's turns without an end, in order of opening. Valid as long as this.
  [[nodiscard]] Result<const std::vector<storage::TurnRow>*> waiting(const std::string& shop, Day day);

 private:
  storage::ReadView& view_;
  Moments moments_;
  std::map<storage::ShopDay, std::vector<storage::TurnRow>> waiting_;
  std::map<storage::ShopDay, std::vector<storage::ConversationRef>> conversations_;
};

}  // namespace rigong::runtime
