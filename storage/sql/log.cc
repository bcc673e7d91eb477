// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/log.h"

#include <fmt/format.h>
#include <charconv>
#include <limits>
#include <set>

#include "agent/base/ids.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_COMMAND_COLUMNS \
  "command_id, by_person, kind, body, digest, answer, applied_at, place, sequence_no, body_hash, chain, about, acting_for"
constexpr Query kCommand{"SELECT " RIGONG_COMMAND_COLUMNS " FROM command WHERE team_id = $1 AND command_id = $2"};
constexpr Query kCommands{"SELECT " RIGONG_COMMAND_COLUMNS
                          " FROM command WHERE team_id = $1 AND sequence_no > $2 ORDER BY sequence_no"};
constexpr Query kLast{
    "SELECT sequence_no, chain FROM command WHERE team_id = $1 AND sequence_no = (SELECT max(sequence_no) FROM command WHERE "
    "team_id = $1)"};
constexpr Query kAddCommand{"INSERT INTO command (team_id, " RIGONG_COMMAND_COLUMNS
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
constexpr Query kLog{"SELECT " RIGONG_COMMAND_COLUMNS
                     " FROM command WHERE team_id = $1 AND sequence_no < $2 ORDER BY sequence_no DESC LIMIT $3"};
constexpr Query kLogBy{"SELECT " RIGONG_COMMAND_COLUMNS
                       " FROM command WHERE team_id = $1 AND by_person = $2 AND sequence_no < $3 "
                       "ORDER BY sequence_no DESC LIMIT $4"};
constexpr Query kLogAbout{"SELECT " RIGONG_COMMAND_COLUMNS
                          " FROM command WHERE team_id = $1 AND about = $2 AND sequence_no < $3 AND ($4 = 0 OR by_person = $5) "
                          "ORDER BY sequence_no DESC LIMIT $6"};
#undef RIGONG_COMMAND_COLUMNS

constexpr Query kEntryBefore{
    "SELECT sequence_no, chain FROM command WHERE team_id = $1 AND sequence_no < $2 ORDER BY sequence_no DESC LIMIT 1"};
constexpr Query kFirstSince{
    "SELECT sequence_no FROM command WHERE team_id = $1 AND applied_at >= $2 ORDER BY sequence_no LIMIT 1"};
constexpr Query kDropEntries{"DELETE FROM command WHERE team_id = $1 AND sequence_no < $2"};

// The setting that says behind what the log begins: the sequence of the last entry that was removed, and its chain.
constexpr const char* kAnchor = "log.anchor";
struct Anchor {
  std::int64_t sequence = 0;
  std::string chain;
};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostAboutBytes = 300;  // "group:" and a group's name.
constexpr std::size_t kMostEntries = 1'000'000;
constexpr std::size_t kMostBodyBytes = 1024 * 1024;
constexpr std::size_t kMostAnswerBytes = 64 * 1024;

model::CommandEntry entry_of(const Row& row) {
  return {row.text(0), row.text(1),    row.text(2), row.text(3),  row.text(4),  row.text(5), row.integer(6),
          row.text(7), row.integer(8), row.text(9), row.text(10), row.text(11), row.text(12)};
}

// Where it cannot be read, the log begins at 1, and what is missing there is found.
Result<Anchor> anchor_of(Connection& connection, model::TeamId team) {
  RIGONG_ASSIGN(const std::string kept, Reader(connection, team).setting(kAnchor));
  Anchor anchor;
  const char* end = kept.data() + kept.size();
  const auto [rest, error] = std::from_chars(kept.data(), end, anchor.sequence);
  if (error != std::errc() || anchor.sequence < 0 || rest == end || *rest != ' ') return Anchor{};
  anchor.chain.assign(rest + 1, end);
  return anchor;
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
  // Left out where there is nothing to say, so that entries from before they were known keep their hash.
  if (!entry.about.empty() || !entry.acting_for.empty()) {
    text += fmt::format(";{}:{};{}:{}", entry.about.size(), entry.about, entry.acting_for.size(), entry.acting_for);
  }
  return sha256_hex(text);
}

Result<LogCheck> check_log(Connection& connection, model::TeamId team) {
  LogCheck check;
  RIGONG_ASSIGN(const Anchor anchor, anchor_of(connection, team));
  std::string before = anchor.chain;
  std::int64_t sequence = anchor.sequence;
  RIGONG_TRY(connection.each(kCommands, {team, std::int64_t{0}}, [&](const Row& row) {
    const model::CommandEntry entry = entry_of(row);
    const bool follows = entry.sequence == ++sequence;
    if (entry.chain.empty()) {
      // From before the chain; behind a chained one it was put there by somebody else.
      if (!follows || !before.empty()) check.first_changed = entry.id;
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

Result<std::vector<model::CommandEntry>> Reader::log(const LogQuery& query) {
  std::vector<model::CommandEntry> entries;
  const auto read = [&](const Row& row) {
    entries.push_back(entry_of(row));
    return true;
  };
  const std::int64_t before = query.before > 0 ? query.before : std::numeric_limits<std::int64_t>::max();
  const std::size_t limit = std::min(query.limit, kMostEntries);
  const std::string by = query.by.value_or("");
  if (query.about.empty()) {
    RIGONG_TRY(query.by ? db_.each(kLogBy, {team_, by, before, limit}, read) : db_.each(kLog, {team_, before, limit}, read));
    return entries;
  }
  // One by one, each by its own stretch of the index; together they have the newest of all.
  for (const std::string& about : std::set(query.about.begin(), query.about.end())) {
    RIGONG_TRY(db_.each(kLogAbout, {team_, about, before, query.by ? 1 : 0, by, limit}, read));
  }
  std::sort(entries.begin(), entries.end(),
            [](const model::CommandEntry& a, const model::CommandEntry& b) { return a.sequence > b.sequence; });
  if (entries.size() > limit) entries.resize(limit);
  return entries;
}

Status Writer::add_command(const model::CommandEntry& given) {
  RIGONG_TRY(append(given));
  changed_ = true;
  return {};
}

// The row is written all the same: what changed_ leads to is the number alone.
Status Writer::add_view(const model::CommandEntry& given) { return append(given); }

Status Writer::append(const model::CommandEntry& given) {
  RIGONG_TRY(check_text(given.id, kMostIdBytes, "id"));
  RIGONG_TRY(check_text(given.by, kMostBytes, "person"));
  RIGONG_TRY(check_text(given.kind, kMostBytes, "kind"));
  RIGONG_TRY(check_text(given.body, kMostBodyBytes, "body"));
  RIGONG_TRY(check_text(given.digest, kMostIdBytes, "digest"));
  RIGONG_TRY(check_text(given.answer, kMostAnswerBytes, "answer"));
  RIGONG_TRY(check_text(given.place, kMostIdBytes, "place"));
  RIGONG_TRY(check_text(given.about, kMostAboutBytes, "about"));
  RIGONG_TRY(check_text(given.acting_for, kMostBytes, "person"));
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
  RIGONG_TRY(
      db_.run(kAddCommand, {team_, entry.id, entry.by, entry.kind, entry.body, entry.digest, entry.answer, entry.applied_at,
                            entry.place, entry.sequence, entry.body_hash, entry.chain, entry.about, entry.acting_for}));
  return {};
}

Result<std::int64_t> Writer::remove_log_before(TimeMs time) {
  std::int64_t first = 0;
  const auto read = [&](const Row& row) {
    first = row.integer(0);
    return true;
  };
  RIGONG_TRY(db_.each(kFirstSince, {team_, time}, read));
  // The newest stays, whatever its age: the next one follows it.
  if (first == 0) RIGONG_TRY(db_.each(kLast, {team_}, read));
  // Where entries between this one and the first are missing, somebody took them out, and the gap stays to be seen.
  std::optional<Anchor> anchor;
  RIGONG_TRY(db_.each(kEntryBefore, {team_, first}, [&](const Row& row) {
    anchor = Anchor{row.integer(0), row.text(1)};
    return true;
  }));
  if (!anchor) return 0;
  RIGONG_TRY(set_setting(kAnchor, fmt::format("{} {}", anchor->sequence, anchor->chain)));
  return db_.run(kDropEntries, {team_, first});
}

}  // namespace rigong::storage::sql
