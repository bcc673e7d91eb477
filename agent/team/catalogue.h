// SPDX-License-Identifier: Apache-2.0
// A list that comes with the program and that a team makes its own: built-in entries, which it renames and hides, and its own
// beside them. The steps that promises are about (promises.h) and the items of a stage's checklist (checklists.h) are such. Pure.
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/task.h"

namespace rigong::team {

struct CatalogueEntry {
  std::string id;  // Kept by what names it, never renamed.
  Words title;
  Words example;  // What it may come to, where there is one.
};

// What a catalogue is made of, and how its entries are called where something is refused.
struct CatalogueKind {
  const std::vector<CatalogueEntry>& built_in;
  std::size_t most = 0;        // That are offered.
  std::size_t most_kept = 0;   // Hidden ones included, which are still named by what was done before.
  std::size_t most_words = 0;  // Characters.
  const char* zh = "项";       // 一步, 一项: the measure word.
  const char* en = "item";
};

struct CatalogueItem {
  CatalogueEntry entry;  // English falls back to Chinese.
  bool hidden = false;   // Not offered.
  bool built_in = false;
};

// The built-in entries in their order, then the team's own in the order of their making. `set` is what the team has set, in order
// of id.
[[nodiscard]] std::vector<CatalogueItem> catalogue(const CatalogueKind& kind, const std::vector<model::StepSetting>& set);

// Each returns the settings that are to be put. wrong_use: no words, or too long ones; not_found: no such entry; refused: too
// many of them, or a name that is taken. A new entry of the id, where `entry` is empty; else other words for that one.
[[nodiscard]] Result<model::StepSetting> name_entry(const CatalogueKind& kind, const std::vector<model::StepSetting>& set,
                                                    const std::string& entry, const Words& words, const std::string& new_id);
[[nodiscard]] Result<model::StepSetting> hide_entry(const CatalogueKind& kind, const std::vector<model::StepSetting>& set,
                                                    const std::string& entry, bool hidden);
// Back to the built-in list: its words, all of it offered, the team's own hidden.
[[nodiscard]] std::vector<model::StepSetting> reset_entries(const CatalogueKind& kind,
                                                            const std::vector<model::StepSetting>& set);

}  // namespace rigong::team
