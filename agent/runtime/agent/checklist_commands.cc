// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/checklist_commands.h"

#include <fmt/format.h>

#include "agent/runtime/agent/cleaned.h"
#include "agent/runtime/answers/scene.h"
#include "agent/team/checklists.h"
#include "agent/team/stage.h"

namespace rigong::runtime {
namespace {

using team::Deed;

class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, const Scene& scene, const std::string& command)
      : transaction_(transaction), reading_(reading), scene_(scene), command_(command) {}

  Result<std::string> operator()(const overlay::TickItem& act) const {
    RIGONG_ASSIGN(const Somebody* somebody, whose_list(act.person));
    const std::string& id = somebody->person.id;
    RIGONG_ASSIGN(const auto set, reading_.view.checklist_settings());
    if (!act.done) {
      RIGONG_TRY(team::check_item(set, act.item));
      RIGONG_TRY(transaction_.remove_checklist_tick(id, act.item));
      return id;
    }
    RIGONG_ASSIGN(const auto ticks, reading_.view.checklist_ticks(id));
    const model::Stage stage = team::stage_on(somebody->stage, somebody->joined_on, scene_.today);
    RIGONG_ASSIGN(const auto tick, team::tick_item(set, stage, ticks, {id, act.item, reading_.viewer.person, reading_.now}));
    if (tick) RIGONG_TRY(transaction_.put_checklist_tick(*tick));
    return id;
  }

  Result<std::string> operator()(const overlay::SetItem& act) const {
    RIGONG_ASSIGN(const auto set, settings(act.stage));
    const Words title{cleaned_line(act.title.zh), cleaned_line(act.title.en)};
    return put(act.stage, team::name_entry(team::checklist_catalogue(act.stage), set, act.item, title, command_));
  }

  Result<std::string> operator()(const overlay::HideItem& act) const {
    RIGONG_ASSIGN(const auto set, settings(act.stage));
    return put(act.stage, team::hide_entry(team::checklist_catalogue(act.stage), set, act.item, act.hidden));
  }

  Result<std::string> operator()(const overlay::ResetItems& act) const {
    RIGONG_ASSIGN(const auto set, settings(act.stage));
    for (model::StepSetting& item : team::reset_entries(team::checklist_catalogue(act.stage), set)) {
      RIGONG_TRY(transaction_.put_checklist_setting({act.stage, std::move(item)}));
    }
    return std::string(kEverybody);
  }

 private:
  // CommandEntry::about of what is set for all.
  static constexpr const char* kEverybody = "group:";

  // Whose list it is, where the viewer may tick it.
  [[nodiscard]] Result<const Somebody*> whose_list(const std::string& id) const {
    if (scene_.subject().role == team::Role::nobody) {
      return fail(ErrorKind::refused, "先选择这台电脑是谁的。", "Choose first whose desk this is.");
    }
    const Somebody* somebody = scene_.cast.find(id);
    if (somebody == nullptr || !scene_.may(Deed::see_checklist, *somebody)) return no_such_person();
    if (!scene_.may(Deed::tick_checklist, *somebody)) {
      return fail(ErrorKind::refused, "清单由本人、带教或主管来打勾。",
                  "A checklist is ticked by the person, the mentor or a lead.");
    }
    if (somebody->person.left) {
      return fail(ErrorKind::refused, fmt::format("{} 已经离职。", somebody->person.name),
                  fmt::format("{} has left.", somebody->person.name));
    }
    return somebody;
  }

  // What is set of the stage's checklist, for whoever may set it.
  [[nodiscard]] Result<std::vector<model::StepSetting>> settings(model::Stage stage) const {
    if (!scene_.may_with_all(Deed::set_checklists)) {
      return fail(ErrorKind::refused, "清单的内容由主管或管理员来改。",
                  "What stands in a checklist is set by a lead or an admin.");
    }
    RIGONG_ASSIGN(const auto all, reading_.view.checklist_settings());
    return team::settings_of(all, stage);
  }

  [[nodiscard]] Result<std::string> put(model::Stage stage, Result<model::StepSetting> item) const {
    if (!item) return fail(item.error());
    RIGONG_TRY(transaction_.put_checklist_setting({stage, std::move(*item)}));
    return std::string(kEverybody);
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  const Scene& scene_;
  const std::string& command_;
};

}  // namespace

Result<std::string> do_checklist(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                 const overlay::ChecklistAct& act) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  return std::visit(Doing(transaction, reading, scene, command), act);
}

Status give_mentor(storage::ReadView& view, model::Member& member, const std::string& mentor, Day today) {
  if (mentor == member.mentor) return {};
  RIGONG_ASSIGN(const auto members, view.members());
  RIGONG_TRY(team::check_mentor(member.id, mentor, members, today));
  member.mentor = mentor;
  return {};
}

}  // namespace rigong::runtime
