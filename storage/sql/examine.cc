// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/examine.h"

#include <fmt/format.h>

#include "storage/sql/log.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPending{
    "SELECT (SELECT count(*) FROM pending_conversation WHERE team_id = $1), "
    "(SELECT count(*) FROM pending_day WHERE team_id = $1)"};
// The next one may be further on: what arrived last may lie in a month that was removed.
constexpr Query kWrongArrivals{
    "SELECT count(*) FROM conversation c JOIN (SELECT account_no, conversation_no, max(arrival) AS last_arrival FROM "
    "(SELECT account_no, conversation_no, arrival FROM message WHERE team_id = $1 "
    "UNION ALL SELECT account_no, conversation_no, arrival FROM assignment WHERE team_id = $1) AS records "
    "GROUP BY account_no, conversation_no) AS last ON last.account_no = c.account_no "
    "AND last.conversation_no = c.conversation_no WHERE c.team_id = $1 AND c.next_arrival <= last.last_arrival"};

#define RIGONG_COUNT_WITHOUT_CONVERSATION(table)                                                          \
  "(SELECT count(*) FROM " table                                                                          \
  " f WHERE f.team_id = $1 AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.team_id = f.team_id AND " \
  "c.account_no = f.account_no AND c.conversation_no = f.conversation_no))"
constexpr Query kOrphans{"SELECT " RIGONG_COUNT_WITHOUT_CONVERSATION("message") ", " RIGONG_COUNT_WITHOUT_CONVERSATION(
    "assignment") ", " RIGONG_COUNT_WITHOUT_CONVERSATION("turn") ", " RIGONG_COUNT_WITHOUT_CONVERSATION("activity") ", "
    RIGONG_COUNT_WITHOUT_CONVERSATION("session") ", " RIGONG_COUNT_WITHOUT_CONVERSATION("stint") ", "
    RIGONG_COUNT_WITHOUT_CONVERSATION("conversation_day")};
#undef RIGONG_COUNT_WITHOUT_CONVERSATION

}  // namespace

Finding good(std::string zh, std::string en) { return {Finding::Level::good, {std::move(zh), std::move(en)}}; }
Finding warning(std::string zh, std::string en) { return {Finding::Level::warning, {std::move(zh), std::move(en)}}; }
Finding broken(std::string zh, std::string en) { return {Finding::Level::broken, {std::move(zh), std::move(en)}}; }

Status examine_content(Connection& connection, model::TeamId team, std::vector<Finding>& findings) {
  std::int64_t conversations = 0;
  std::int64_t days = 0;
  RIGONG_TRY(connection.each(kPending, {team}, [&](const Row& row) {
    conversations = row.integer(0);
    days = row.integer(1);
    return true;
  }));
  if (conversations == 0 && days == 0) {
    findings.push_back(good("没有等待计算的会话或日期。", "No conversation and no day waits to be worked out."));
  } else {
    findings.push_back(warning(
        fmt::format("还有 {} 个会话、{} 个日期等待计算。运行 rigong run 会自动完成。", conversations, days),
        fmt::format("{} conversations and {} days wait to be worked out. rigong run does it by itself.", conversations, days)));
  }

  std::int64_t wrong = 0;
  RIGONG_TRY(connection.each(kWrongArrivals, {team}, [&](const Row& row) {
    wrong = row.integer(0);
    return true;
  }));
  std::int64_t orphans = 0;
  RIGONG_TRY(connection.each(kOrphans, {team}, [&](const Row& row) {
    for (int column = 0; column < 7; ++column) orphans += row.integer(column);
    return true;
  }));
  if (wrong == 0 && orphans == 0) {
    findings.push_back(good("会话与其记录一致。", "Conversations and their records agree."));
  }
  if (wrong != 0) {
    findings.push_back(broken(fmt::format("{} 个会话的记录顺序不一致。请用 rigong restore 恢复最近的备份。", wrong),
                              fmt::format("{} conversations disagree with their records. Restore the latest backup with rigong "
                                          "restore.",
                                          wrong)));
  }
  if (orphans != 0) {
    findings.push_back(
        broken(fmt::format("{} 条记录不属于任何会话。请用 rigong restore 恢复最近的备份。", orphans),
               fmt::format("{} records belong to no conversation. Restore the latest backup with rigong restore.", orphans)));
  }
  RIGONG_ASSIGN(const LogCheck log, check_log(connection, team));
  if (log.first_changed.empty()) {
    findings.push_back(good(fmt::format("操作记录完整，共 {} 条连在一起。", log.entries),
                            fmt::format("The log of commands is whole: {} chained.", log.entries)));
  } else {
    findings.push_back(
        broken(fmt::format("操作记录从 {} 起被改过或缺了几条。请和最近的备份比较（rigong restore 恢复到另一个文件夹）。",
                           log.first_changed),
               fmt::format("The log of commands was changed, or entries are missing, from {} on. Compare with the latest backup "
                           "(rigong restore, to another folder).",
                           log.first_changed)));
  }
  return {};
}

}  // namespace rigong::storage::sql
