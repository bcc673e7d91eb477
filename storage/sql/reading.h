// SPDX-License-Identifier: Apache-2.0
// Answers the questions of ReadView through a Reader, for views and for write transactions.
#pragma once

#include "storage/sql/reader.h"

namespace rigong::storage::sql {

template <class Base>
class Reading : public Base {
 public:
  // `store` is kept alive as long as this.
  Reading(std::shared_ptr<void> store, Loan loan, model::TeamId team)
      : store_(std::move(store)), loan_(std::move(loan)), db_(*loan_), team_(team), reader_(db_, team) {}

  Result<std::int64_t> change_number() override { return reader_.change_number(); }
  Result<std::vector<model::Account>> accounts() override { return reader_.accounts(); }
  Result<std::optional<model::Account>> account(std::string_view name) override { return reader_.account(name); }
  Result<std::vector<model::Rep>> reps() override { return reader_.reps(); }
  Result<std::vector<model::Member>> members() override { return reader_.members(); }
  Result<std::vector<model::MemberAccount>> member_accounts() override { return reader_.member_accounts(); }
  Result<std::vector<model::Target>> targets() override { return reader_.targets(); }
  Result<std::vector<model::NamedPeriod>> named_periods() override { return reader_.named_periods(); }
  Result<std::optional<model::NamedPeriod>> named_period(std::string_view id) override { return reader_.named_period(id); }
  Result<std::vector<model::Leave>> leaves(Day from, Day to) override { return reader_.leaves(from, to); }
  Result<std::vector<model::Deputy>> deputies(Day from, Day to) override { return reader_.deputies(from, to); }
  Result<std::string> cursor(model::AccountNo account, std::string_view stream) override {
    return reader_.cursor(account, stream);
  }
  Result<std::string> setting(std::string_view name) override { return reader_.setting(name); }
  Result<model::CustomerNo> customer(const Hash128& hash) override { return reader_.customer(hash); }
  Result<std::optional<model::Sheet>> sheet(std::string_view person, Day day) override { return reader_.sheet(person, day); }
  Result<std::vector<model::Sheet>> sheets(std::string_view person, Day from, Day to) override {
    return reader_.sheets(person, from, to);
  }
  Result<std::optional<model::CommandEntry>> command(std::string_view id) override { return reader_.command(id); }
  Status commands(std::int64_t after_sequence, const std::function<bool(const model::CommandEntry&)>& visit) override {
    return reader_.commands(after_sequence, visit);
  }
  Result<std::vector<model::CommandEntry>> log(const LogQuery& query) override { return reader_.log(query); }
  Result<std::optional<model::Task>> task(std::string_view id) override { return reader_.task(id); }
  Result<std::vector<model::Task>> tasks(const TaskQuery& query) override { return reader_.tasks(query); }
  Result<std::vector<model::Task>> unseen_tasks() override { return reader_.unseen_tasks(); }
  Result<std::vector<model::Task>> open_complaints() override { return reader_.open_complaints(); }
  Result<std::vector<model::TaskEvent>> task_events(std::string_view id) override { return reader_.task_events(id); }
  Result<std::vector<model::TaskTick>> task_ticks(const TaskQuery& query) override { return reader_.task_ticks(query); }
  Result<std::vector<model::StepSetting>> step_settings() override { return reader_.step_settings(); }
  Result<std::vector<model::ChecklistSetting>> checklist_settings() override { return reader_.checklist_settings(); }
  Result<std::vector<model::ChecklistTick>> checklist_ticks(std::string_view person) override {
    return reader_.checklist_ticks(person);
  }
  Result<std::optional<model::PageSession>> page_session(std::string_view token_hash) override {
    return reader_.page_session(token_hash);
  }
  Result<std::vector<model::PageSession>> page_sessions() override { return reader_.page_sessions(); }
  Result<std::optional<model::Invitation>> invitation(std::string_view token_hash) override {
    return reader_.invitation(token_hash);
  }
  Result<std::vector<model::Invitation>> invitations() override { return reader_.invitations(); }
  Result<std::vector<model::Published>> published(model::PublishedKind kind) override { return reader_.published(kind); }
  Result<std::vector<model::Receipt>> receipts(model::PublishedKind kind) override { return reader_.receipts(kind); }
  Result<std::vector<model::Contest>> contests(std::string_view person) override { return reader_.contests(person); }
  Result<std::optional<model::Contest>> contest(std::string_view id) override { return reader_.contest(id); }
  Result<std::optional<model::Talk>> talk(std::string_view person, Day week) override { return reader_.talk(person, week); }
  Result<std::vector<model::Talk>> talks(std::string_view person, Day from, Day to) override {
    return reader_.talks(person, from, to);
  }
  Result<std::vector<model::TalkNote>> talk_notes(std::string_view person) override { return reader_.talk_notes(person); }
  Result<std::optional<model::TalkNote>> talk_note(std::string_view id) override { return reader_.talk_note(id); }
  Result<std::vector<model::GivenReport>> given_reports(std::string_view group, model::GivenReport::By by, Day from) override {
    return reader_.given_reports(group, by, from);
  }
  Result<std::vector<model::Post>> open_posts() override { return reader_.open_posts(); }
  Result<std::vector<model::Post>> posts(Day from, Day to) override { return reader_.posts(from, to); }
  Result<std::optional<model::Post>> post(const model::PostKey& key) override { return reader_.post(key); }
  Result<std::vector<model::KeptOf>> kept_of(std::string_view person, std::span<const model::RepNo> reps) override {
    return reader_.kept_of(person, reps);
  }
  Result<model::ConversationRecords> conversation(ConversationRef ref) override { return reader_.conversation(ref); }
  Result<std::vector<ConversationRef>> conversations(model::AccountNo account, std::size_t limit) override {
    return reader_.conversations(account, limit);
  }
  Result<std::string> conversation_label(ConversationRef ref) override { return reader_.conversation_label(ref); }
  Result<model::ConversationFacts> conversation_facts(ConversationRef ref) override { return reader_.conversation_facts(ref); }
  Result<std::vector<ConversationRef>> conversations_of(std::string_view shop, model::CustomerNo customer) override {
    return reader_.conversations_of(shop, customer);
  }
  Result<std::vector<ConversationRef>> conversations_within(std::string_view shop, model::CustomerNo customer, TimeMs from,
                                                            TimeMs to) override {
    return reader_.conversations_within(shop, customer, from, to);
  }
  Result<ShopDayFacts> shop_day_facts(std::string_view shop, Day day) override { return reader_.shop_day_facts(shop, day); }
  Result<std::vector<SessionRow>> sessions(std::string_view shop, Day from, Day to) override {
    return reader_.sessions(shop, from, to);
  }
  Status turns(const DayRange& range, const std::function<bool(const TurnRow&)>& visit) override {
    return reader_.turns(range, visit);
  }
  Result<std::vector<TurnRow>> waiting_turns(std::string_view shop, Day from, Day to) override {
    return reader_.waiting_turns(shop, from, to);
  }
  Result<std::vector<ConversationRef>> waiting_conversations(std::string_view shop, Day day) override {
    return reader_.waiting_conversations(shop, day);
  }
  Result<std::vector<DayFiguresRow>> day_figures(const DayRange& range) override { return reader_.day_figures(range); }
  Result<std::vector<DeliveredRow>> delivered(const DayRange& range) override { return reader_.delivered(range); }
  Result<std::vector<model::RatingRecord>> ratings(std::string_view shop, TimeMs from, TimeMs to) override {
    return reader_.ratings(shop, from, to);
  }
  Result<std::vector<model::OrderRecord>> orders(std::string_view shop, TimeMs from, TimeMs to) override {
    return reader_.orders(shop, from, to);
  }
  Result<std::vector<model::OrderRecord>> orders_of(std::string_view shop, model::CustomerNo customer) override {
    return reader_.orders_of(shop, customer);
  }
  Result<std::vector<model::LeanShift>> shifts(Day from, Day to) override { return reader_.shifts(from, to); }
  Result<std::optional<std::pair<Day, Day>>> known_days(std::string_view shop) override { return reader_.known_days(shop); }
  Result<std::vector<ConversationRef>> pending_conversations(std::size_t limit) override {
    return reader_.pending_conversations(limit);
  }
  Result<std::vector<ShopDay>> pending_days(std::size_t limit) override { return reader_.pending_days(limit); }
  Status kept_rows(const std::function<bool(const KeptRow&)>& visit) override { return reader_.kept_rows(visit); }

 protected:
  std::shared_ptr<void> store_;  // Before the loan, which is given back to it.
  Loan loan_;
  Connection& db_;
  model::TeamId team_;
  Reader reader_;
};

}  // namespace rigong::storage::sql
