// SPDX-License-Identifier: Apache-2.0
// Numbers for hashes: conversations of an account, customers of the team.
#include <deque>
#include <unordered_set>

#include "agent/base/text.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr RowsQuery kFindConversations{
    "WITH wanted (team_id, account_no, hash) AS ({rows}) "
    "SELECT c.hash, c.conversation_no, c.customer_no, c.next_arrival, c.first_at, c.last_at, c.month_mask, length(c.label) FROM "
    "wanted w "
    "JOIN conversation c ON c.team_id = w.team_id AND c.account_no = w.account_no AND c.hash = w.hash",
    "iib"};
constexpr RowsQuery kAddConversations{
    "INSERT INTO conversation (team_id, account_no, conversation_no, hash, label, customer_no, next_arrival, first_at, last_at, "
    "month_mask) {rows}",
    "iiibtiiiii"};
constexpr RowsQuery kChangeConversations{
    "WITH changed (team_id, account_no, conversation_no, customer_no, next_arrival, first_at, last_at, month_mask) AS ({rows}) "
    "UPDATE conversation SET customer_no = w.customer_no, next_arrival = w.next_arrival, first_at = w.first_at, "
    "last_at = w.last_at, month_mask = w.month_mask FROM changed w WHERE conversation.team_id = w.team_id "
    "AND conversation.account_no = w.account_no AND conversation.conversation_no = w.conversation_no",
    "iiiiiiii",
    "",
    0,
    0,
    "UPDATE conversation SET customer_no = ?4, next_arrival = ?5, first_at = ?6, last_at = ?7, month_mask = ?8 "
    "WHERE team_id = ?1 AND account_no = ?2 AND conversation_no = ?3"};
constexpr RowsQuery kLabelConversations{
    "WITH named (team_id, account_no, conversation_no, label) AS ({rows}) UPDATE conversation SET label = w.label FROM named w "
    "WHERE conversation.team_id = w.team_id AND conversation.account_no = w.account_no "
    "AND conversation.conversation_no = w.conversation_no AND length(conversation.label) = 0",
    "iiit"};
constexpr RowsQuery kMarkConversations{
    "INSERT INTO pending_conversation (team_id, account_no, conversation_no, marked_no) {rows} "
    "ON CONFLICT (team_id, account_no, conversation_no) DO NOTHING",
    "iiii"};
constexpr Query kSaveNextConversation{"UPDATE account SET next_conversation = $1 WHERE team_id = $2 AND account_no = $3"};
constexpr RowsQuery kFindCustomers{
    "WITH wanted (team_id, hash) AS ({rows}) SELECT c.hash, c.customer_no FROM wanted w "
    "JOIN customer c ON c.team_id = w.team_id AND c.hash = w.hash",
    "ib"};
constexpr RowsQuery kAddCustomers{"INSERT INTO customer (team_id, hash, customer_no) {rows}", "ibi"};

constexpr std::size_t kMostLabelBytes = 256;

}  // namespace

Status Writer::find_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash> wanted) {
  std::vector<const NamedHash*> unknown;
  std::unordered_set<Hash128, HashOfHash> listed;
  for (const NamedHash& named : wanted) {
    if (named.hash == Hash128{} || account.conversations.contains(named.hash)) continue;
    if (listed.insert(named.hash).second) unknown.push_back(&named);
  }
  if (!unknown.empty()) RIGONG_TRY(number_conversations(number, account, unknown));
  return label_conversations(number, account, wanted);
}

Status Writer::number_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash* const> unknown) {
  Rows rows(3);
  for (const NamedHash* named : unknown) rows.add({team_, number, named->hash});
  RIGONG_TRY(db_.each_row(kFindConversations, rows, [&](const Row& row) {
    Conversation& found = account.conversations[row.hash(0)];
    found.number = row.as<model::ConversationNo>(1);
    found.customer = row.as<model::CustomerNo>(2);
    found.next_arrival = row.as<std::uint32_t>(3);
    found.months = {row.time(4), row.time(5), row.as<std::uint64_t>(6)};
    found.labelled = row.integer(7) > 0;
    return true;
  }));

  Rows added(10);
  std::vector<std::string> labels(unknown.size());
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    const auto [slot, is_new] = account.conversations.try_emplace(unknown[i]->hash);
    if (!is_new) continue;
    changed_ = true;
    slot->second.number = account.next_conversation++;
    labels[i] = unknown[i]->label;
    clean_field(labels[i], kMostLabelBytes);
    slot->second.labelled = !labels[i].empty();
    added.add({team_, number, slot->second.number, slot->first, labels[i], 0, 1, Value(), Value(), 0});
  }
  if (added.empty()) return {};
  RIGONG_TRY(db_.run_rows(kAddConversations, added));
  RIGONG_TRY(db_.run(kSaveNextConversation, {account.next_conversation, team_, number}));
  return {};
}

// A conversation whose first record could not name it (an assignment knows no customer) takes the label of a later one.
Status Writer::label_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash> wanted) {
  Rows rows(4);
  std::deque<std::string> labels;
  for (const NamedHash& named : wanted) {
    if (named.label.empty()) continue;
    const auto found = account.conversations.find(named.hash);
    if (found == account.conversations.end() || found->second.labelled) continue;
    std::string& label = labels.emplace_back(named.label);
    clean_field(label, kMostLabelBytes);
    if (label.empty()) continue;
    found->second.labelled = true;
    rows.add({team_, number, found->second.number, label});
  }
  if (rows.empty()) return {};
  changed_ = true;
  return db_.run_rows(kLabelConversations, rows);
}

Status Writer::find_customers(std::span<const Hash128> wanted) {
  std::vector<const Hash128*> unknown;
  std::unordered_set<Hash128, HashOfHash> listed;
  for (const Hash128& hash : wanted) {
    if (hash == Hash128{} || known_.customers.contains(hash)) continue;
    if (listed.insert(hash).second) unknown.push_back(&hash);
  }
  if (unknown.empty()) return {};
  Rows rows(2);
  for (const Hash128* hash : unknown) rows.add({team_, *hash});
  RIGONG_TRY(db_.each_row(kFindCustomers, rows, [&](const Row& row) {
    known_.customers[row.hash(0)] = row.as<model::CustomerNo>(1);
    return true;
  }));
  Rows added(3);
  for (const Hash128* hash : unknown) {
    const auto [slot, is_new] = known_.customers.try_emplace(*hash, next_customer_);
    if (!is_new) continue;
    changed_ = true;
    ++next_customer_;
    added.add({team_, slot->first, slot->second});
  }
  if (added.empty()) return {};
  return db_.run_rows(kAddCustomers, added);
}

Status Writer::write_conversations(model::AccountNo number, const std::vector<Conversation*>& touched) {
  Rows rows(8);
  Rows marks(4);
  for (const Conversation* conversation : touched) {
    if (!conversation->changed) continue;
    const Months& months = conversation->months;
    rows.add({team_, number, conversation->number, conversation->customer, conversation->next_arrival,
              Value::time(months.first_at), Value::time(months.last_at), months.mask});
    marks.add({team_, number, conversation->number, mark_number()});
  }
  if (rows.empty()) return {};
  changed_ = true;
  RIGONG_TRY(db_.run_rows(kChangeConversations, rows));
  return db_.run_rows(kMarkConversations, marks);
}

}  // namespace rigong::storage::sql
