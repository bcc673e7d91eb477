// SPDX-License-Identifier: Apache-2.0
// The outbox.
#include <algorithm>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_POST_COLUMNS                                                                                                 \
  "report, group_name, day, target, part, parts, state, body, shown, due_at, expires_at, tries, tried_at, code, words_zh, " \
  "words_en, made_by, made_at, changed_at, told"
constexpr Query kOpenPosts{"SELECT " RIGONG_POST_COLUMNS " FROM post WHERE team_id = $1 AND state <= 1"};
constexpr Query kPosts{"SELECT " RIGONG_POST_COLUMNS " FROM post WHERE team_id = $1 AND day >= $2 AND day <= $3"};
constexpr Query kPost{
    "SELECT " RIGONG_POST_COLUMNS
    " FROM post WHERE team_id = $1 AND day = $2 AND report = $3 AND group_name = $4 AND target = $5 AND part = $6"};
#undef RIGONG_POST_COLUMNS

model::Post post_of(const Row& row) {
  model::Post post;
  post.key = {row.text(0), row.text(1), row.day(2), row.text(3), row.as<std::int32_t>(4)};
  post.parts = row.as<std::int32_t>(5);
  // What this version does not know is never sent.
  post.state = row.choice(6, model::PostState::cancelled);
  post.body = row.text(7);
  post.shown = row.text(8);
  post.due_at = row.integer(9);
  post.expires_at = row.integer(10);
  post.tries = row.as<std::int32_t>(11);
  post.tried_at = row.time(12);
  post.code = row.text(13);
  post.words = {row.text(14), row.text(15)};
  post.made_by = row.text(16);
  post.made_at = row.integer(17);
  post.changed_at = row.integer(18);
  post.told = row.text(19);
  return post;
}

}  // namespace

Result<std::vector<model::Post>> Reader::open_posts() {
  std::vector<model::Post> posts;
  RIGONG_TRY(db_.each(kOpenPosts, {team_}, [&](const Row& row) {
    posts.push_back(post_of(row));
    return true;
  }));
  std::sort(posts.begin(), posts.end(),
            [](const model::Post& a, const model::Post& b) { return std::tie(a.due_at, a.key) < std::tie(b.due_at, b.key); });
  return posts;
}

Result<std::vector<model::Post>> Reader::posts(Day from, Day to) {
  std::vector<model::Post> posts;
  RIGONG_TRY(db_.each(kPosts, {team_, from, to}, [&](const Row& row) {
    posts.push_back(post_of(row));
    return true;
  }));
  std::sort(posts.begin(), posts.end(),
            [](const model::Post& a, const model::Post& b) { return std::tie(b.key.day, a.key) < std::tie(a.key.day, b.key); });
  return posts;
}

Result<std::optional<model::Post>> Reader::post(const model::PostKey& key) {
  std::optional<model::Post> found;
  RIGONG_TRY(db_.each(kPost, {team_, key.day, key.report, key.group, key.target, key.part}, [&](const Row& row) {
    found = post_of(row);
    return true;
  }));
  return found;
}

}  // namespace rigong::storage::sql
