// SPDX-License-Identifier: Apache-2.0
// What everybody is told, who signed for it, and what people contest.
#include <fmt/format.h>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kLastVersion{"SELECT coalesce(max(version), 0) FROM published WHERE team_id = $1 AND kind = $2"};
constexpr Query kAddPublished{
    "INSERT INTO published (team_id, kind, version, title_zh, title_en, body_zh, body_en, made_by, made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Query kAddReceipt{
    "INSERT INTO receipt (team_id, kind, version, person, at, place) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (team_id, kind, version, person) DO NOTHING"};
constexpr Query kPutContest{
    "INSERT INTO contest (team_id, contest_id, person, about, ref, day, words, made_at, state, answer, answered_by, answered_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (team_id, contest_id) DO UPDATE SET "
    "person = excluded.person, about = excluded.about, ref = excluded.ref, day = excluded.day, words = excluded.words, "
    "made_at = excluded.made_at, state = excluded.state, answer = excluded.answer, answered_by = excluded.answered_by, "
    "answered_at = excluded.answered_at"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostTitleBytes = 1024;
constexpr std::size_t kMostBodyBytes = 64 * 1024;
constexpr std::size_t kMostWordsBytes = 4096;

}  // namespace

Status Writer::add_published(const model::Published& text) {
  for (const std::string* title : {&text.title.zh, &text.title.en}) RIGONG_TRY(check_text(*title, kMostTitleBytes, "title"));
  for (const std::string* body : {&text.body.zh, &text.body.en}) RIGONG_TRY(check_text(*body, kMostBodyBytes, "body"));
  RIGONG_TRY(check_text(text.made_by, kMostBytes, "person"));
  std::int64_t last = 0;
  RIGONG_TRY(db_.each(kLastVersion, {team_, text.kind}, [&](const Row& row) {
    last = row.integer(0);
    return true;
  }));
  if (text.version != last + 1) {
    return fail(ErrorKind::wrong_use, fmt::format("下一版应为第 {} 版。请刷新后重试。", last + 1),
                fmt::format("The next version is number {}. Reload and try again.", last + 1));
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kAddPublished, {team_, text.kind, text.version, text.title.zh, text.title.en, text.body.zh, text.body.en,
                                     text.made_by, text.made_at}));
  return {};
}

Status Writer::add_receipt(const model::Receipt& receipt) {
  RIGONG_TRY(check_text(receipt.person, kMostBytes, "person"));
  RIGONG_TRY(check_text(receipt.place, kMostIdBytes, "place"));
  std::int64_t last = 0;
  RIGONG_TRY(db_.each(kLastVersion, {team_, receipt.kind}, [&](const Row& row) {
    last = row.integer(0);
    return true;
  }));
  if (receipt.version < 1 || receipt.version > last) {
    return fail(ErrorKind::not_found, fmt::format("没有第 {} 版。请刷新后重试。", receipt.version),
                fmt::format("There is no version {}. Reload and try again.", receipt.version));
  }
  RIGONG_ASSIGN(const std::int64_t added,
                db_.run(kAddReceipt, {team_, receipt.kind, receipt.version, receipt.person, receipt.at, receipt.place}));
  if (added > 0) changed_ = true;
  return {};
}

Status Writer::put_contest(const model::Contest& contest) {
  RIGONG_TRY(check_text(contest.id, kMostIdBytes, "id"));
  for (const std::string* text : {&contest.person, &contest.ref, &contest.answered_by}) {
    RIGONG_TRY(check_text(*text, kMostBytes, "name"));
  }
  for (const std::string* text : {&contest.words, &contest.answer}) RIGONG_TRY(check_text(*text, kMostWordsBytes, "words"));
  if (contest.id.empty() || contest.person.empty()) {
    return fail(ErrorKind::wrong_use, "申诉要写明是谁提出的。请指定一位成员。", "A contest is somebody's. Name the person.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutContest,
                     {team_, contest.id, contest.person, contest.about, contest.ref, contest.day, contest.words, contest.made_at,
                      contest.state, contest.answer, contest.answered_by, Value::time(contest.answered_at)}));
  return {};
}

}  // namespace rigong::storage::sql
