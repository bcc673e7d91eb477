// SPDX-License-Identifier: Apache-2.0
// The outbox.
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kAddPost{
    "INSERT INTO post (team_id, day, report, group_name, target, part, parts, state, body, shown, due_at, expires_at, tries, "
    "tried_at, code, words_zh, words_en, made_by, made_at, changed_at, told) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) "
    "ON CONFLICT (team_id, day, report, group_name, target, part) DO NOTHING"};
// Sent is the third state. What arrived is never sent again, and a year of pictures is more than all messages of a small shop.
constexpr Query kChangePost{
    "UPDATE post SET state = $1, body = CASE WHEN $1 = 2 THEN '' ELSE body END, due_at = $2, expires_at = $3, tries = $4, "
    "tried_at = $5, code = $6, words_zh = $7, "
    "words_en = $8, changed_at = $9 WHERE team_id = $10 AND day = $11 AND report = $12 AND group_name = $13 AND target = $14 "
    "AND part = $15 AND state = $16"};

// Planned, sending and sent are the first three states.
constexpr Query kRemoveUnsent{
    "DELETE FROM post WHERE team_id = $1 AND day = $2 AND report = $3 AND group_name = $4 AND target = $5 AND state > 2"};

constexpr std::size_t kMostNameBytes = 256;
constexpr std::size_t kMostWordBytes = 64;
constexpr std::size_t kMostSaidBytes = 4096;
constexpr std::size_t kMostBodyBytes = 4 * 1024 * 1024;

Status check_post(const model::Post& post) {
  RIGONG_TRY(check_text(post.key.report, kMostWordBytes, "report"));
  for (const std::string* text : {&post.key.group, &post.key.target, &post.made_by}) {
    RIGONG_TRY(check_text(*text, kMostNameBytes, "name"));
  }
  RIGONG_TRY(check_text(post.code, kMostWordBytes, "code"));
  for (const std::string* text : {&post.words.zh, &post.words.en}) RIGONG_TRY(check_text(*text, kMostSaidBytes, "words"));
  for (const std::string* text : {&post.body, &post.shown, &post.told}) RIGONG_TRY(check_text(*text, kMostBodyBytes, "body"));
  if (post.key.part < 1 || post.parts < post.key.part || post.key.report.empty() || post.key.target.empty()) {
    return fail(ErrorKind::internal, "待发消息没有写明是什么、发到哪里。", "A post does not say what it is and where it goes.");
  }
  return {};
}

}  // namespace

Result<bool> Writer::add_post(const model::Post& post) {
  RIGONG_TRY(check_post(post));
  RIGONG_ASSIGN(const std::int64_t added, db_.run(kAddPost, {team_,           post.key.day,
                                                             post.key.report, post.key.group,
                                                             post.key.target, post.key.part,
                                                             post.parts,      post.state,
                                                             post.body,       post.shown,
                                                             post.due_at,     post.expires_at,
                                                             post.tries,      Value::time(post.tried_at),
                                                             post.code,       post.words.zh,
                                                             post.words.en,   post.made_by,
                                                             post.made_at,    post.changed_at,
                                                             post.told}));
  if (added > 0) changed_ = true;
  return added > 0;
}

Result<bool> Writer::change_post(const model::Post& post, model::PostState before) {
  RIGONG_TRY(check_post(post));
  RIGONG_ASSIGN(const std::int64_t changed,
                db_.run(kChangePost, {post.state, post.due_at, post.expires_at, post.tries, Value::time(post.tried_at), post.code,
                                      post.words.zh, post.words.en, post.changed_at, team_, post.key.day, post.key.report,
                                      post.key.group, post.key.target, post.key.part, before}));
  if (changed > 0) changed_ = true;
  return changed > 0;
}

Result<std::int64_t> Writer::remove_unsent(const model::PostKey& key) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kRemoveUnsent, {team_, key.day, key.report, key.group, key.target}));
  if (removed > 0) changed_ = true;
  return removed;
}

}  // namespace rigong::storage::sql
