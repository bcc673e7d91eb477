// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/checklist_body.h"

#include <array>

#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

// How long a text may be is a rule of the checklists and answered in its words; this bound only keeps requests small.
constexpr std::size_t kMostWords = 20'000;
constexpr std::size_t kMostItemId = 64;

model::Stage stage(Fields& fields) {
  using model::Stage;
  return one_of(fields, "stage", std::array{Stage::newcomer, Stage::growing, Stage::mature, Stage::senior});
}

}  // namespace

ChecklistAct tick_item(Fields& fields) {
  TickItem act;
  act.person = fields.text("person", 1, 256);
  act.item = fields.text("item", 1, kMostItemId);
  act.done = fields.flag("done");
  return act;
}

ChecklistAct set_item(Fields& fields) {
  SetItem act;
  act.stage = stage(fields);
  act.item = fields.text("item", 0, kMostItemId);
  fields.object("title", [&act](Fields& one) {
    act.title.zh = one.text("zh", 0, kMostWords);
    act.title.en = one.text("en", 0, kMostWords);
  });
  return act;
}

ChecklistAct hide_item(Fields& fields) {
  HideItem act;
  act.stage = stage(fields);
  act.item = fields.text("item", 1, kMostItemId);
  act.hidden = fields.flag("hidden");
  return act;
}

ChecklistAct reset_items(Fields& fields) { return ResetItems{stage(fields)}; }

}  // namespace rigong::overlay
