// SPDX-License-Identifier: Apache-2.0
// Takes out who a member was, while the counts of the shop stay.
#include <fmt/format.h>
#include <algorithm>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

// Everything that is the person's own.
constexpr Query kDropOwn[] = {
    {"DELETE FROM sheet_figure WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM sheet WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM page_session WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM invitation WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM member_leave WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM deputy WHERE team_id = $1 AND (person = $2 OR deputy = $2)"},
    {"DELETE FROM receipt WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM contest WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM checklist_tick WHERE team_id = $1 AND person = $2"},
    {"UPDATE member SET mentor = '' WHERE team_id = $1 AND mentor = $2"},
    {"DELETE FROM talk_agreement WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM talk WHERE team_id = $1 AND person = $2"},
    // About the person; and what the person wrote for their own eyes: those that were shown stand under another name by now.
    {"DELETE FROM talk_note WHERE team_id = $1 AND person = $2"},
    {"DELETE FROM talk_note WHERE team_id = $1 AND by_person = $2"},
    {"DELETE FROM target WHERE team_id = $1 AND scope = 'member:' || $2"},
    {"DELETE FROM member_account WHERE team_id = $1 AND member_id = $2"},
    {"DELETE FROM member WHERE team_id = $1 AND member_id = $2"},
    // The chain holds the hash of a body, so that an emptied one is still read.
    {"UPDATE command SET body = '' WHERE team_id = $1 AND by_person = $2 AND body <> ''"},
    {"UPDATE command SET body = '' WHERE team_id = $1 AND about = $2 AND body <> ''"},
};
// What stays names nobody.
constexpr Query kRename[] = {
    {"UPDATE task SET owner = $1 WHERE team_id = $2 AND owner = $3"},
    {"UPDATE task SET asked = $1 WHERE team_id = $2 AND asked = $3"},
    {"UPDATE task SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE task SET seen_by = $1 WHERE team_id = $2 AND seen_by = $3"},
    {"UPDATE task SET passed_by = $1 WHERE team_id = $2 AND passed_by = $3"},
    {"UPDATE task SET closed_by = $1 WHERE team_id = $2 AND closed_by = $3"},
    {"UPDATE task_event SET by_person = $1 WHERE team_id = $2 AND by_person = $3"},
    // 2 is model::TaskEvent::What::given, whose text is the id of the new owner.
    {"UPDATE task_event SET text = $1 WHERE team_id = $2 AND text = $3 AND what = 2"},
    {"UPDATE member_leave SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE deputy SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE invitation SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE published SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE post SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE named_period SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE named_period SET closed_by = $1 WHERE team_id = $2 AND closed_by = $3"},
    {"UPDATE contest SET answered_by = $1 WHERE team_id = $2 AND answered_by = $3"},
    {"UPDATE checklist_tick SET by_person = $1 WHERE team_id = $2 AND by_person = $3"},
    {"UPDATE given_report SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE talk SET made_by = $1 WHERE team_id = $2 AND made_by = $3"},
    {"UPDATE talk SET lead_signed_by = $1 WHERE team_id = $2 AND lead_signed_by = $3"},
    {"UPDATE talk_agreement SET verdict_by = $1 WHERE team_id = $2 AND verdict_by = $3"},
    {"UPDATE talk_note SET by_person = $1 WHERE team_id = $2 AND by_person = $3 AND shown_at IS NOT NULL"},
};
// Whom a post named its text alone says. That it was made stays. One that is being sent has its text with whoever sends it.
constexpr Query kEmptyPosts{"UPDATE post SET body = '', shown = '', told = '' WHERE team_id = $1"};
constexpr Query kCancelPosts{"UPDATE post SET state = $1, words_zh = $2, words_en = $3 WHERE team_id = $4 AND state = $5"};
constexpr std::string_view kCancelledZh =
    "一位成员的资料删除了，这条内容一并删除，没有发。需要的话请点“再发一次”，会按现在的数据重写。";
constexpr std::string_view kCancelledEn =
    "What it said was removed with a member who was erased, so it was not sent. “Send again” writes it anew.";
constexpr Query kRenameRep{"UPDATE rep SET platform_id = $1, name = $2 WHERE team_id = $3 AND rep_no = $4"};
constexpr Query kRenameMember{"UPDATE rep SET member_id = $1, name = '' WHERE team_id = $2 AND rep_no = $3"};

// Room for the number behind it.
constexpr std::size_t kMostAsBytes = 240;

}  // namespace

Status Writer::erase_member(std::string_view member_id, std::span<const model::RepNo> given, const std::string& as) {
  RIGONG_TRY(check_member(member_id));
  RIGONG_TRY(check_text(as, kMostAsBytes, "name"));
  RIGONG_ASSIGN(const std::vector<model::Rep> all, reps());
  const auto taken = [&](std::string_view name) {
    return std::any_of(all.begin(), all.end(),
                       [&](const model::Rep& rep) { return rep.platform_id == name || rep.member_id == name; });
  };
  if (as.empty() || taken(as)) {
    return fail(ErrorKind::wrong_use, "代称不能为空,也不能是某人的编号。请另选一个。",
                "What stands for somebody who was erased is not empty and nobody's id. Choose another.");
  }
  std::vector<const model::Rep*> own;
  for (const model::Rep& rep : all) {
    if (rep.member_id == member_id || std::find(given.begin(), given.end(), rep.number) != given.end()) own.push_back(&rep);
  }
  const auto is_own = [&](const model::Rep& rep) {
    return std::any_of(own.begin(), own.end(), [&](const model::Rep* each) { return each->number == rep.number; });
  };
  // Under what ids things are kept of the person: the member's, and a platform's that is nobody else's at another platform.
  std::set<std::string> ids{std::string(member_id)};
  for (const model::Rep* rep : own) {
    if (taken(as + std::to_string(rep->number))) {
      return fail(ErrorKind::wrong_use, fmt::format("已有编号 {}{}。请另选一个代称。", as, rep->number),
                  fmt::format("There is an id {}{} already. Choose another name.", as, rep->number));
    }
    const bool shared = std::any_of(all.begin(), all.end(), [&](const model::Rep& other) {
      return !is_own(other) && (other.platform_id == rep->platform_id || other.member_id == rep->platform_id);
    });
    if (!rep->platform_id.empty() && !shared) ids.insert(rep->platform_id);
  }
  changed_ = true;
  for (const std::string& id : ids) {
    for (const Query& query : kRename) RIGONG_TRY(db_.run(query, {as, team_, id}));
    for (const Query& query : kDropOwn) RIGONG_TRY(db_.run(query, {team_, id}));
    RIGONG_TRY(rename_in_pages(id, as));
  }
  RIGONG_TRY(db_.run(kEmptyPosts, {team_}));
  RIGONG_TRY(db_.run(kCancelPosts, {model::PostState::cancelled, kCancelledZh, kCancelledEn, team_, model::PostState::planned}));
  for (const model::Rep* rep : own) {
    const std::string name = as + std::to_string(rep->number);
    if (rep->member_id.empty()) {
      RIGONG_TRY(db_.run(kRenameRep, {name, name, team_, rep->number}));
    } else {
      RIGONG_TRY(db_.run(kRenameMember, {name, team_, rep->number}));
    }
  }
  return {};
}

}  // namespace rigong::storage::sql
