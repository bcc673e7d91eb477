// SPDX-License-Identifier: Apache-2.0
// Checklists of the stages (成长期清单): what stands in them, what somebody has done of theirs, and what is done to both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/member.h"
#include "overlay/api/common.h"

namespace rigong::model {

// The word of openapi.yaml; here, since whoever writes an answer finds it by the namespace of the type.
[[nodiscard]] const char* word(Stage stage);

}  // namespace rigong::model

namespace rigong::overlay {

struct ChecklistItem {
  std::string id;
  Words title;
  std::optional<TimeMs> done_at;
  std::optional<Named> done_by;
};
template <class Visit>
void describe(Visit&& visit, const ChecklistItem& x) {
  visit("id", x.id);
  visit("title", x.title);
  visit("done_at", x.done_at);
  visit("done_by", x.done_by);
}

struct Checklist {
  Person person;
  model::Stage stage = model::Stage::newcomer;
  std::optional<Named> mentor;
  std::vector<ChecklistItem> items;
  std::int64_t done = 0;
  bool may_tick = false;
};
template <class Visit>
void describe(Visit&& visit, const Checklist& x) {
  visit("person", x.person);
  visit("stage", x.stage);
  visit("mentor", x.mentor);
  visit("items", x.items);
  visit("done", x.done);
  visit("may_tick", x.may_tick);
}

struct StageItem {
  std::string id;
  Words title;
  bool hidden = false;
  bool built_in = false;
};
template <class Visit>
void describe(Visit&& visit, const StageItem& x) {
  visit("id", x.id);
  visit("title", x.title);
  visit("hidden", x.hidden);
  visit("built_in", x.built_in);
}

struct StageChecklist {
  model::Stage stage = model::Stage::newcomer;
  std::vector<StageItem> items;
};
template <class Visit>
void describe(Visit&& visit, const StageChecklist& x) {
  visit("stage", x.stage);
  visit("items", x.items);
}

struct TickItem {
  std::string person;
  std::string item;
  bool done = false;
};
struct SetItem {
  model::Stage stage = model::Stage::newcomer;
  std::string item;  // Empty: a new one.
  Words title;
};
struct HideItem {
  model::Stage stage = model::Stage::newcomer;
  std::string item;
  bool hidden = false;
};
struct ResetItems {
  model::Stage stage = model::Stage::newcomer;
};
using ChecklistAct = std::variant<TickItem, SetItem, HideItem, ResetItems>;

}  // namespace rigong::overlay
