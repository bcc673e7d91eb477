// SPDX-License-Identifier: Apache-2.0
// What everybody is told, who signed for it, and what people contest.
#include <algorithm>

#include "storage/sql/reader.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPublished{
    "SELECT version, title_zh, title_en, body_zh, body_en, made_by, made_at FROM published WHERE team_id = $1 AND kind = $2 "
    "ORDER BY version"};
constexpr Query kReceipts{"SELECT version, person, at, place FROM receipt WHERE team_id = $1 AND kind = $2"};
#define RIGONG_CONTEST_COLUMNS "contest_id, person, about, ref, day, words, made_at, state, answer, answered_by, answered_at"
constexpr Query kContests{"SELECT " RIGONG_CONTEST_COLUMNS " FROM contest WHERE team_id = $1"};
constexpr Query kContestsOf{"SELECT " RIGONG_CONTEST_COLUMNS " FROM contest WHERE team_id = $1 AND person = $2"};
constexpr Query kContest{"SELECT " RIGONG_CONTEST_COLUMNS " FROM contest WHERE team_id = $1 AND contest_id = $2"};
#undef RIGONG_CONTEST_COLUMNS

model::Contest contest_of(const Row& row) {
  model::Contest contest;
  contest.id = row.text(0);
  contest.person = row.text(1);
  contest.about = row.choice(2, model::Contest::About::entry);
  contest.ref = row.text(3);
  contest.day = row.day(4);
  contest.words = row.text(5);
  contest.made_at = row.integer(6);
  // What cannot be read is open: a person looks at it.
  contest.state = row.choice(7, model::Contest::State::withdrawn);
  contest.answer = row.text(8);
  contest.answered_by = row.text(9);
  contest.answered_at = row.time(10);
  return contest;
}

}  // namespace

Result<std::vector<model::Published>> Reader::published(model::PublishedKind kind) {
  std::vector<model::Published> versions;
  RIGONG_TRY(db_.each(kPublished, {team_, kind}, [&](const Row& row) {
    versions.push_back(
        {kind, row.as<std::int32_t>(0), {row.text(1), row.text(2)}, {row.text(3), row.text(4)}, row.text(5), row.integer(6)});
    return true;
  }));
  return versions;
}

Result<std::vector<model::Receipt>> Reader::receipts(model::PublishedKind kind) {
  std::vector<model::Receipt> receipts;
  RIGONG_TRY(db_.each(kReceipts, {team_, kind}, [&](const Row& row) {
    receipts.push_back({kind, row.as<std::int32_t>(0), row.text(1), row.integer(2), row.text(3)});
    return true;
  }));
  std::sort(receipts.begin(), receipts.end(), [](const model::Receipt& a, const model::Receipt& b) {
    return std::tie(a.at, a.person, a.version) < std::tie(b.at, b.person, b.version);
  });
  return receipts;
}

Result<std::vector<model::Contest>> Reader::contests(std::string_view person) {
  std::vector<model::Contest> contests;
  const auto read = [&](const Row& row) {
    contests.push_back(contest_of(row));
    return true;
  };
  RIGONG_TRY(person.empty() ? db_.each(kContests, {team_}, read) : db_.each(kContestsOf, {team_, person}, read));
  std::sort(contests.begin(), contests.end(), [](const model::Contest& a, const model::Contest& b) {
    return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id);
  });
  return contests;
}

Result<std::optional<model::Contest>> Reader::contest(std::string_view id) {
  std::optional<model::Contest> found;
  RIGONG_TRY(db_.each(kContest, {team_, id}, [&](const Row& row) {
    found = contest_of(row);
    return true;
  }));
  return found;
}

}  // namespace rigong::storage::sql
