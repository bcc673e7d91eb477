// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/log.h"

#include <fmt/format.h>

#include "agent/base/ids.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_COMMAND_COLUMNS \
  "command_id, by_person, kind, body, digest, answer, applied_at, place, sequence_no, body_hash, chain"
constexpr Query kCommand{"SELECT " RIGONG_COMMAND_COLUMNS " FROM command WHERE team_id = $1 AND command_id = $2"};
constexpr Query kCommands{"SELECT " RIGONG_COMMAND_COLUMNS
                          " FROM command WHERE team_id = $1 AND sequence_no > $2 ORDER BY sequence_no"};
constexpr Query kLast{
    "SELECT sequence_no, chain FROM command WHERE team_id = $1 AND sequence_no = (SELECT max(sequence_no) FROM command WHERE "
    "team_id = $1)"};
constexpr Query kAddCommand{"INSERT INTO command (team_id, " RIGONG_COMMAND_COLUMNS
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
#undef RIGONG_COMMAND_COLUMNS

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostBodyBytes = 1024 * 1024;
constexpr std::size_t kMostAnswerBytes = 64 * 1024;

model::CommandEntry entry_of(const Row& row) {
  return {row.text(0),    row.text(1), row.text(2),    row.text(3), row.text(4), row.text(5),
          row.integer(6), row.text(7), row.integer(8), row.text(9), row.text(10)};
}

}  // namespace

std::string chain_of(const std::string& before, const model::CommandEntry& entry) {
  // Lengths stand before the texts, so that no two entries give one text.
  std::string text;
  for (const std::string* part :
       {&before, &entry.id, &entry.by, &entry.place, &entry.kind, &entry.body_hash, &entry.digest, &entry.answer}) {
    text += fmt::format("{}:{};", part->size(), *part);
  }
  text += fmt::format("{};{}", entry.applied_at, entry.sequence);
  return sha256_hex(text);
}

Result<LogCheck> check_log(Connection& connection, model::TeamId team) {
  LogCheck check;
  std::string before;
  std::int64_t sequence = 0;
  RIGONG_TRY(connection.each(kCommands, {team, std::int64_t{0}}, [&](const Row& row) {
    const model::CommandEntry entry = entry_of(row);
    const bool follows = entry.sequence == ++sequence;
    if (entry.chain.empty()) {
      // From before the chain; behind a chained one it was put there by somebody else.
      if (!follows || check.entries > 0) check.first_changed = entry.id;
      return check.first_changed.empty();
    }
    const bool same_body = entry.body.empty() || sha256_hex(entry.body) == entry.body_hash;
    if (!follows || !same_body || entry.chain != chain_of(before, entry)) {
      check.first_changed = entry.id;
      return false;
    }
    before = entry.chain;
    ++check.entries;
    return true;
  }));
  return check;
}

Result<std::optional<model::CommandEntry>> Reader::command(std::string_view id) {
  std::optional<model::CommandEntry> found;
  RIGONG_TRY(db_.each(kCommand, {team_, id}, [&](const Row& row) {
    found = entry_of(row);
    return true;
  }));
  return found;
}

Status Reader::commands(std::int64_t after_sequence, const std::function<bool(const model::CommandEntry&)>& visit) {
  return db_.each(kCommands, {team_, after_sequence}, [&](const Row& row) { return visit(entry_of(row)); });
}

Status Writer::add_command(const model::CommandEntry& given) {
  RIGONG_TRY(check_text(given.id, kMostIdBytes, "id"));
  RIGONG_TRY(check_text(given.by, kMostBytes, "person"));
  RIGONG_TRY(check_text(given.kind, kMostBytes, "kind"));
  RIGONG_TRY(check_text(given.body, kMostBodyBytes, "body"));
  RIGONG_TRY(check_text(given.digest, kMostIdBytes, "digest"));
  RIGONG_TRY(check_text(given.answer, kMostAnswerBytes, "answer"));
  RIGONG_TRY(check_text(given.place, kMostIdBytes, "place"));
  RIGONG_ASSIGN(const auto same, command(given.id));
  if (same) {
    return fail(ErrorKind::wrong_use, "这个操作编号已经用过。请刷新页面后重试。",
                "A command of this id was applied before. Reload the page and try again.");
  }
  model::CommandEntry entry = given;
  std::string before;
  entry.sequence = 1;
  RIGONG_TRY(db_.each(kLast, {team_}, [&](const Row& row) {
    entry.sequence = row.integer(0) + 1;
    before = row.text(1);
    return true;
  }));
  entry.body_hash = sha256_hex(entry.body);
  entry.chain = chain_of(before, entry);
  changed_ = true;
  RIGONG_TRY(db_.run(kAddCommand, {team_, entry.id, entry.by, entry.kind, entry.body, entry.digest, entry.answer,
                                   entry.applied_at, entry.place, entry.sequence, entry.body_hash, entry.chain}));
  return {};
}

}  // namespace rigong::storage::sql
