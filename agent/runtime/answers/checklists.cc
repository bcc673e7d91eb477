// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/checklists.h"

#include <algorithm>

#include "agent/runtime/answers/tasks.h"
#include "agent/team/checklists.h"
#include "agent/team/stage.h"

namespace rigong::runtime {
namespace {

using team::Deed;
using Settings = std::vector<model::ChecklistSetting>;

model::Stage stage_of(const Scene& scene, const Somebody& somebody) {
  return team::stage_on(somebody.stage, somebody.joined_on, scene.today);
}

overlay::Checklist shown(const Scene& scene, const Somebody& somebody, const std::vector<team::CheckedItem>& list) {
  overlay::Checklist answer;
  answer.person = somebody.person;
  answer.stage = stage_of(scene, somebody);
  answer.mentor = maybe_named(scene, somebody.mentor);
  answer.may_tick = scene.may(Deed::tick_checklist, somebody) && !somebody.person.left;
  for (const team::CheckedItem& item : list) {
    overlay::ChecklistItem one{item.entry.id, item.entry.title, {}, {}};
    if (item.tick) {
      one.done_at = item.tick->at;
      one.done_by = maybe_named(scene, item.tick->by);
      ++answer.done;
    }
    answer.items.push_back(std::move(one));
  }
  return answer;
}

Result<std::vector<team::CheckedItem>> list_of(const Scene& scene, const Settings& set, const Somebody& somebody) {
  RIGONG_ASSIGN(const auto ticks, scene.reading.view.checklist_ticks(somebody.person.id));
  return team::checked(set, stage_of(scene, somebody), ticks);
}

}  // namespace

Result<std::optional<overlay::Checklist>> checklist_of(const Scene& scene, const Somebody& somebody) {
  if (!somebody.member || somebody.person.left || !scene.may(Deed::see_checklist, somebody)) {
    return std::optional<overlay::Checklist>();
  }
  RIGONG_ASSIGN(const auto set, scene.reading.view.checklist_settings());
  RIGONG_ASSIGN(const auto list, list_of(scene, set, somebody));
  if (!team::is_shown(list, scene.now())) return std::optional<overlay::Checklist>();
  return std::optional(shown(scene, somebody, list));
}

// Nothing in it is a figure, so it is no looking that the log holds: what somebody else ticks is.
Result<std::vector<overlay::Checklist>> mentored_by(const Scene& scene, const Somebody& somebody) {
  std::vector<overlay::Checklist> all;
  if (!somebody.member) return all;
  RIGONG_ASSIGN(const auto set, scene.reading.view.checklist_settings());
  for (const Somebody& other : scene.cast.everybody()) {
    if (other.mentor != somebody.person.id || other.person.left || !scene.may(Deed::see_checklist, other)) continue;
    RIGONG_ASSIGN(const auto list, list_of(scene, set, other));
    all.push_back(shown(scene, other, list));
  }
  return all;
}

Result<std::vector<overlay::StageChecklist>> stage_checklists(const Scene& scene) {
  std::vector<overlay::StageChecklist> all;
  if (!scene.may_with_all(Deed::set_checklists)) return all;
  RIGONG_ASSIGN(const auto set, scene.reading.view.checklist_settings());
  for (const model::Stage stage : team::kStages) {
    overlay::StageChecklist& one = all.emplace_back();
    one.stage = stage;
    for (team::CatalogueItem& item : team::checklist(set, stage)) {
      one.items.push_back({std::move(item.entry.id), std::move(item.entry.title), item.hidden, item.built_in});
    }
  }
  return all;
}

}  // namespace rigong::runtime
