// SPDX-License-Identifier: Apache-2.0
// All that can be asked of a store, on one connection inside a transaction. Views and write transactions share it.
#pragma once

#include "storage/sql/connection.h"
#include "storage/sql/months.h"

namespace rigong::storage::sql {

class Reader {
 public:
  Reader(Connection& connection, model::TeamId team) : db_(connection), team_(team) {}

  Result<std::int64_t> change_number();
  Result<std::vector<model::Account>> accounts();
  Result<std::optional<model::Account>> account(std::string_view name);
  Result<std::vector<model::Rep>> reps();
  Result<std::vector<model::Member>> members();
  Result<std::vector<model::MemberAccount>> member_accounts();
  Result<std::vector<model::Target>> targets();
  Result<std::vector<model::NamedPeriod>> named_periods();
  Result<std::optional<model::NamedPeriod>> named_period(std::string_view id);
  Result<std::vector<model::Leave>> leaves(Day from, Day to);
  Result<std::vector<model::Deputy>> deputies(Day from, Day to);
  Result<std::string> cursor(model::AccountNo account, std::string_view stream);
  Result<std::string> setting(std::string_view name);

  // log.cc
  Result<std::optional<model::CommandEntry>> command(std::string_view id);
  Status commands(std::int64_t after_sequence, const std::function<bool(const model::CommandEntry&)>& visit);
  Result<std::vector<model::CommandEntry>> log(const LogQuery& query);

  // read_work.cc
  Result<std::optional<model::Task>> task(std::string_view id);
  Result<std::vector<model::Task>> tasks(const TaskQuery& query);
  Result<std::vector<model::Task>> unseen_tasks();
  Result<std::vector<model::Task>> open_complaints();
  Result<std::vector<model::TaskEvent>> task_events(std::string_view id);
  Result<std::vector<model::TaskTick>> task_ticks(const TaskQuery& query);
  Result<std::vector<model::StepSetting>> step_settings();

  // read_checklists.cc
  Result<std::vector<model::ChecklistSetting>> checklist_settings();
  Result<std::vector<model::ChecklistTick>> checklist_ticks(std::string_view person);

  // read_page.cc
  Result<model::CustomerNo> customer(const Hash128& hash);
  Result<std::optional<model::Sheet>> sheet(std::string_view person, Day day);
  Result<std::vector<model::Sheet>> sheets(std::string_view person, Day from, Day to);

  // read_team.cc
  Result<std::optional<model::PageSession>> page_session(std::string_view token_hash);
  Result<std::vector<model::PageSession>> page_sessions();
  Result<std::optional<model::Invitation>> invitation(std::string_view token_hash);
  Result<std::vector<model::Invitation>> invitations();

  // read_published.cc
  Result<std::vector<model::Published>> published(model::PublishedKind kind);
  Result<std::vector<model::Receipt>> receipts(model::PublishedKind kind);
  Result<std::vector<model::Contest>> contests(std::string_view person);
  Result<std::optional<model::Contest>> contest(std::string_view id);

  // read_talks.cc
  Result<std::optional<model::Talk>> talk(std::string_view person, Day week);
  Result<std::vector<model::Talk>> talks(std::string_view person, Day from, Day to);
  Result<std::vector<model::TalkNote>> talk_notes(std::string_view person);
  Result<std::optional<model::TalkNote>> talk_note(std::string_view id);
  Result<std::vector<model::GivenReport>> given_reports(std::string_view group, model::GivenReport::By by, Day from);

  // read_posts.cc
  Result<std::vector<model::Post>> open_posts();
  Result<std::vector<model::Post>> posts(Day from, Day to);
  Result<std::optional<model::Post>> post(const model::PostKey& key);

  // read_kept.cc
  Result<std::vector<model::KeptOf>> kept_of(std::string_view person, std::span<const model::RepNo> reps);

  Result<model::ConversationRecords> conversation(ConversationRef ref);
  Result<std::vector<ConversationRef>> conversations(model::AccountNo account, std::size_t limit);
  Result<std::string> conversation_label(ConversationRef ref);
  Result<model::ConversationFacts> conversation_facts(ConversationRef ref);
  Result<std::vector<ConversationRef>> conversations_of(std::string_view shop, model::CustomerNo customer);
  Result<std::vector<ConversationRef>> conversations_within(std::string_view shop, model::CustomerNo customer, TimeMs from,
                                                            TimeMs to);
  Result<ShopDayFacts> shop_day_facts(std::string_view shop, Day day);
  Result<std::vector<SessionRow>> sessions(std::string_view shop, Day from, Day to);
  Status turns(const DayRange& range, const std::function<bool(const TurnRow&)>& visit);
  Result<std::vector<TurnRow>> waiting_turns(std::string_view shop, Day from, Day to);
  Result<std::vector<ConversationRef>> waiting_conversations(std::string_view shop, Day day);
  Result<std::vector<DayFiguresRow>> day_figures(const DayRange& range);
  Result<std::vector<DeliveredRow>> delivered(const DayRange& range);
  Result<std::vector<model::RatingRecord>> ratings(std::string_view shop, TimeMs from, TimeMs to);
  Result<std::vector<model::OrderRecord>> orders(std::string_view shop, TimeMs from, TimeMs to);
  Result<std::vector<model::OrderRecord>> orders_of(std::string_view shop, model::CustomerNo customer);
  Result<std::vector<model::LeanShift>> shifts(Day from, Day to);
  Result<std::optional<std::pair<Day, Day>>> known_days(std::string_view shop);
  Result<std::vector<ConversationRef>> pending_conversations(std::size_t limit);
  Result<std::vector<ShopDay>> pending_days(std::size_t limit);
  Status kept_rows(const std::function<bool(const KeptRow&)>& visit);

  // The days on which the conversation has facts, in order.
  Result<std::vector<Day>> fact_days(ConversationRef ref);
  // Nothing where there is no such conversation.
  Result<std::optional<Months>> months(ConversationRef ref);

 private:
  Result<std::vector<model::Task>> tasks_of(const Query& query);

  Connection& db_;
  model::TeamId team_;
};

}  // namespace rigong::storage::sql
