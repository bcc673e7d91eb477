// SPDX-License-Identifier: Apache-2.0
// The write transaction. Its parts lie in the files write_*.cc and in log.cc.
#pragma once

#include <limits>
#include <map>
#include <set>

#include "storage/sql/known.h"
#include "storage/sql/reading.h"

namespace rigong::storage::sql {

// Which days are made anew (write_old_figures.cc).
struct KeptDays {
  Day first{std::numeric_limits<std::int32_t>::min()};      // What is before is gone.
  Day open_from{std::numeric_limits<std::int32_t>::min()};  // What is before stays as it is.
  friend bool operator==(const KeptDays&, const KeptDays&) = default;
};

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
  Status mark_all_pending(model::AccountNo account, TimeMs since) override;
  Status put_member(const model::Member& member) override;
  Result<model::RepNo> member_rep(std::string_view member_id) override;
  Status put_member_accounts(std::string_view member_id, std::span<const model::MemberAccount> accounts) override;
  Status put_target(const model::Target& target) override;
  Status remove_target(const model::Target& target) override;
  Status put_named_period(const model::NamedPeriod& period) override;
  Status put_sheet(const model::Sheet& sheet) override;
  Status add_command(const model::CommandEntry& entry) override;
  Result<model::Task> put_task(const model::Task& task, const model::TaskEvent& event) override;
  Status put_step_setting(const model::StepSetting& step) override;
  Status put_checklist_setting(const model::ChecklistSetting& setting) override;
  Status put_checklist_tick(const model::ChecklistTick& tick) override;
  Status remove_checklist_tick(std::string_view person, std::string_view item) override;
  Status add_view(const model::CommandEntry& entry) override;
  Status put_leave(const model::Leave& leave) override;
  Status remove_leave(std::string_view id) override;
  Status put_deputy(const model::Deputy& deputy) override;
  Status remove_deputy(std::string_view id) override;
  Status put_invitation(const model::Invitation& invitation) override;
  Status remove_invitation(std::string_view token_hash) override;
  Status put_page_session(const model::PageSession& session) override;
  Status remove_page_session(std::string_view token_hash) override;
  Status remove_page_sessions(TimeMs not_used_since) override;
  Status add_published(const model::Published& text) override;
  Status add_receipt(const model::Receipt& receipt) override;
  Status put_contest(const model::Contest& contest) override;
  Status put_talk(const model::Talk& talk) override;
  Status put_talk_note(const model::TalkNote& note) override;
  Status remove_talk_note(std::string_view id) override;
  Status add_given_report(const model::GivenReport& report) override;
  Status remove_given_report(std::string_view id) override;
  Result<bool> add_post(const model::Post& post) override;
  Result<bool> change_post(const model::Post& post, model::PostState before) override;
  Result<std::int64_t> remove_unsent(const model::PostKey& key) override;
  Result<std::int64_t> remove_before(model::Retained what, Day day) override;
  Status erase_member(std::string_view member_id, std::span<const model::RepNo> reps, const std::string& as) override;
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
  // write_team.cc: not_found where there is no such member.
  Status check_member(std::string_view member_id);
  // write_talks.cc: whoever has the id stands under `as` in the pages that others signed.
  Status rename_in_pages(const std::string& id, const std::string& as);
  // log.cc
  Status append(const model::CommandEntry& entry);
  Result<std::int64_t> remove_log_before(TimeMs time);
  // write_old_figures.cc
  Result<std::int64_t> remove_figures_before(Day day);
  Result<std::int64_t> remove_records_before(model::AccountNo account, std::int32_t month, Day first);
  Status cut_conversations(model::AccountNo account, std::int32_t month, TimeMs time);
  Result<KeptDays> kept_days();
  Status keep_days_from(Day first, Day day);

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
  std::optional<KeptDays> kept_days_;  // As far as somebody asked.
};

// At least this many rows are gathered before they are handed over.
inline constexpr std::size_t kRowsAtOnce = 1024;

// wrong_use where the text is not clean UTF-8 or has more than `most` bytes.
[[nodiscard]] Status check_text(std::string_view text, std::size_t most, const char* what);

}  // namespace rigong::storage::sql
