// SPDX-License-Identifier: Apache-2.0
// The checklists of the stages as a team sets them, and ticks.
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPutItem{
    "INSERT INTO checklist_item (team_id, stage, item_id, zh, en, hidden) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (team_id, stage, item_id) DO UPDATE SET zh = excluded.zh, en = excluded.en, hidden = excluded.hidden"};
constexpr Query kPutTick{
    "INSERT INTO checklist_tick (team_id, person, item_id, by_person, at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (team_id, person, item_id) DO UPDATE SET by_person = excluded.by_person, at = excluded.at"};
constexpr Query kDropTick{"DELETE FROM checklist_tick WHERE team_id = $1 AND person = $2 AND item_id = $3"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostItemIdBytes = 64;

Status check_item_id(std::string_view id) {
  RIGONG_TRY(check_text(id, kMostItemIdBytes, "id"));
  if (!id.empty()) return {};
  return fail(ErrorKind::wrong_use, "要说明是哪一项。请刷新后再试。", "Say which item it is. Reload and try again.");
}

}  // namespace

Status Writer::put_checklist_setting(const model::ChecklistSetting& setting) {
  RIGONG_TRY(check_item_id(setting.item.id));
  for (const std::string* text : {&setting.item.zh, &setting.item.en}) RIGONG_TRY(check_text(*text, kMostBytes, "words"));
  if (setting.stage == model::Stage::by_time) {
    return fail(ErrorKind::wrong_use, "要说明是哪个阶段的清单。请刷新后再试。",
                "Say which stage's checklist it is. Reload and try again.");
  }
  changed_ = true;
  RIGONG_TRY(
      db_.run(kPutItem, {team_, setting.stage, setting.item.id, setting.item.zh, setting.item.en, setting.item.hidden ? 1 : 0}));
  return {};
}

Status Writer::put_checklist_tick(const model::ChecklistTick& tick) {
  RIGONG_TRY(check_item_id(tick.item));
  for (const std::string* text : {&tick.person, &tick.by}) RIGONG_TRY(check_text(*text, kMostBytes, "person"));
  if (tick.person.empty()) {
    return fail(ErrorKind::wrong_use, "要说明是谁的清单。请刷新后再试。", "Say whose checklist it is. Reload and try again.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutTick, {team_, tick.person, tick.item, tick.by, tick.at}));
  return {};
}

Status Writer::remove_checklist_tick(std::string_view person, std::string_view item) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropTick, {team_, person, item}));
  if (removed > 0) changed_ = true;
  return {};
}

}  // namespace rigong::storage::sql
