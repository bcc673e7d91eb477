// SPDX-License-Identifier: Apache-2.0
// The write transaction. Its parts lie in write_people.cc, write_page.cc, write_messages.cc, write_records.cc and write_facts.cc.
#pragma once

#include <map>
#include <set>

#include "storage/sql/known.h"
#include "storage/sql/reading.h"

namespace rigong::storage::sql {

class Writer final : public Reading<WriteTransaction> {
 public:
  // Begins. `known` is a part of `store` and belongs to whoever holds the writing connection.
  [[nodiscard]] static Result<std::unique_ptr<WriteTransaction>> begin(std::shared_ptr<void> store, Loan loan, model::TeamId team,
                                                                       Known& known);
  ~Writer() override;

  Result<model::AccountNo> ensure_account(const model::Account& account) override;
  Result<model::RepNo> ensure_rep(model::AccountNo account, std::string_view platform_id) override;
  Status put_rep_names(model::AccountNo account, std::span<const model::RepName> names) override;
  Result<Taken> add_messages(model::AccountNo account, std::span<const model::HashedMessage> messages) override;
  Result<Taken> add_assignments(model::AccountNo account, std::span<const model::HashedAssignment> assignments) override;
  Result<Taken> add_ratings(model::AccountNo account, std::span<const model::HashedRating> ratings) override;
  Result<Taken> add_orders(model::AccountNo account, std::span<const model::HashedOrder> orders) override;
  Result<Taken> put_shifts(std::span<const model::LeanShift> shifts) override;
  Result<Taken> put_delivered(model::AccountNo account, std::span<const model::LeanDelivered> delivered,
                              TimeMs delivered_at) override;
  Status keep_rows(std::span<const KeptRow> rows) override;
  Status discard_kept_rows() override;
  Status set_cursor(model::AccountNo account, std::string_view stream, std::string_view cursor) override;
  Status set_setting(std::string_view name, std::string_view value) override;
  Status replace_facts(ConversationRef ref, const model::ConversationFacts& facts) override;
  Status replace_day_figures(std::string_view shop, Day day, std::span<const model::DayFigures> rows) override;
  Status mark_day_pending(std::string_view shop, Day day) override;
  Status mark_conversation_pending(ConversationRef ref) override;
  Status mark_all_pending(model::AccountNo account, TimeMs since) override;
  Status put_member(const model::Member& member) override;
  Result<model::RepNo> member_rep(std::string_view member_id) override;
  Status put_member_accounts(std::string_view member_id, std::span<const model::MemberAccount> accounts) override;
  Status put_target(const model::Target& target) override;
  Status remove_target(const model::Target& target) override;
  Status put_special_day(const SpecialDay& day) override;
  Status put_sheet(const model::Sheet& sheet) override;
  Status add_command(const model::CommandEntry& entry) override;
  Result<model::Task> put_task(const model::Task& task, const model::TaskEvent& event) override;
  Status put_page_session(const model::PageSession& session) override;
  Status remove_page_session(std::string_view token_hash) override;
  Status remove_page_sessions(TimeMs not_used_since) override;
  Status commit() override;

 private:
  Writer(std::shared_ptr<void> store, Loan loan, model::TeamId team, Known& known);
  Status load_team();
  // The number that marks made by this transaction carry.
  [[nodiscard]] std::int64_t mark_number() const { return change_number_ + 1; }
  // wrong_use where there is no such account.
  Result<KnownAccount*> known_account(model::AccountNo number);
  Status mark_days(const std::string& shop, const std::set<Day>& days);
  Status mark_account_days(model::AccountNo account, const std::string& shop);
  Result<model::RepNo> find_rep(model::AccountNo account, std::string_view platform_id, std::string_view member_id);

  // write_messages.cc
  template <class Record>
  Result<Taken> take(model::AccountNo number, std::span<const Record> records);
  // write_numbers.cc: entries for all hashes, those of the store and new ones in order of first sight. The all-zero hash is left
  // out.
  struct NamedHash {
    Hash128 hash;
    std::string_view label;
  };
  Status find_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash> wanted);
  Status number_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash* const> unknown);
  Status label_conversations(model::AccountNo number, KnownAccount& account, std::span<const NamedHash> wanted);
  Status find_customers(std::span<const Hash128> wanted);
  Status write_conversations(model::AccountNo number, const std::vector<Conversation*>& touched);

  Known& known_;
  std::int64_t change_number_ = 0;
  model::AccountNo next_account_ = 1;
  model::RepNo next_rep_ = 1;
  model::CustomerNo next_customer_ = 1;
  std::int64_t next_kept_ = 1;
  bool changed_ = false;  // Something was written.
  bool committed_ = false;
};

// At least this many rows are gathered before they are handed over.
inline constexpr std::size_t kRowsAtOnce = 1024;

// wrong_use where the text is not clean UTF-8 or has more than `most` bytes.
[[nodiscard]] Status check_text(std::string_view text, std::size_t most, const char* what);

}  // namespace rigong::storage::sql
