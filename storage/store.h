// SPDX-License-Identifier: Apache-2.0
// The one way to what is kept. SQLite and PostgreSQL stand behind it; whoever includes this never sees SQL.
//
// Life of a record: a connector's batch goes through WriteTransaction::add_… together with the cursor that covers it, in one
// transaction; that marks the conversations it touched as pending. Working out (runtime) loads a pending conversation, applies
// the rules of metrics and calls replace_facts, which marks the touched days as pending; then replace_day_figures settles each
// pending day. Marks are rows like any others, so a stop at any moment leaves nothing half: what is pending is worked out next
// time.
//
// Threads: a Store may be shared; open one WriteTransaction at a time (the second waits, then fails with `busy`); a transaction
// or a ReadView belongs to the thread that opened it, and keeps what it needs of the store alive. Errors: `busy`, `damaged` (see
// doctor), `io`, `unavailable` (server gone: the whole transaction may be tried again, also where commit() says so: it was kept
// as a whole or not at all, and records that are there already change nothing), `refused` (opened read-only), `wrong_use` (a
// value that cannot be kept; the transaction stays usable). After any other error the transaction can only be given up.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/ids.h"
#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/checklist.h"
#include "agent/model/fact.h"
#include "agent/model/figures.h"
#include "agent/model/given_report.h"
#include "agent/model/lean.h"
#include "agent/model/member.h"
#include "agent/model/numbers.h"
#include "agent/model/period.h"
#include "agent/model/post.h"
#include "agent/model/published.h"
#include "agent/model/record.h"
#include "agent/model/sheet.h"
#include "agent/model/talk.h"
#include "agent/model/task.h"

namespace rigong::storage {

// Days from…to, both included, of one shop or of all; of one rep or of all.
struct DayRange {
  Day from;
  Day to;
  std::string shop;  // Empty = every shop.
  std::optional<model::RepNo> rep;
};

struct ConversationRef {
  model::AccountNo account = 0;
  model::ConversationNo conversation = 0;
  friend auto operator<=>(const ConversationRef&, const ConversationRef&) = default;
};

struct ShopDay {
  std::string shop;
  Day day;
  friend auto operator<=>(const ShopDay&, const ShopDay&) = default;
};

struct TurnRow {
  ConversationRef where;
  std::string conversation_label;  // As the source calls it, or a short form of its hash where that would name a customer.
  std::string shop;
  model::Turn turn;
  bool label_is_id = false;  // The label is the conversation's own id, whole; a hash may look like one.
};
struct ActivityRow {
  ConversationRef where;
  model::Activity activity;
};
struct SessionRow {
  ConversationRef where;
  model::Session session;
};
struct StintRow {
  ConversationRef where;
  model::Stint stint;
};
struct DayFiguresRow {
  std::string shop;
  model::DayFigures figures;
};
struct DeliveredRow {
  std::string shop;
  std::string platform;
  TimeMs delivered_at = 0;
  model::LeanDelivered delivered;
};

// Everything of one shop day that day figures are made from.
struct ShopDayFacts {
  std::vector<TurnRow> turns;
  std::vector<ActivityRow> activity;
  std::vector<SessionRow> sessions;
  std::vector<StintRow> stints;
};

// A row of a file that could not be used, kept until somebody exports or discards it.
struct KeptRow {
  std::string file;
  std::uint64_t line = 0;
  std::string reason;  // In the language it was shown in.
  std::string row;
  TimeMs kept_at = 0;
};

// How much add_… took in. `doubled` records were there already and changed nothing.
struct Taken {
  std::uint64_t added = 0;
  std::uint64_t doubled = 0;
  std::uint64_t changed = 0;  // A newer version of a rating, an order, a shift or a delivered figure replaced the older.
};

// Tasks that stand on the list of any day of [from, to]. Empty texts mean all; of an owner also what they passed on and
// nobody has accepted yet.
struct TaskQuery {
  Day from;
  Day to;
  std::string owner;
  std::optional<model::TaskKind> kind;
};

// Entries of the log, newest first.
struct LogQuery {
  std::vector<std::string> about;  // Any of these; empty = whatever it is about.
  std::optional<std::string> by;   // Only of this person's doing.
  std::int64_t before = 0;         // Sequence; 0 = from the newest.
  std::size_t limit = 100;
};

// A consistent view of the store as of one moment.
class ReadView {
 public:
  virtual ~ReadView() = default;

  // Grows by one with every commit that changed anything: whoever saw this number has seen all up to there. 0 in an empty store.
  virtual Result<std::int64_t> change_number() = 0;
  virtual Result<std::vector<model::Account>> accounts() = 0;
  // The account of that name, none where there is none: one row of an index, for whoever asks once a poll.
  virtual Result<std::optional<model::Account>> account(std::string_view name) = 0;
  virtual Result<std::vector<model::Rep>> reps() = 0;
  virtual Result<std::vector<model::Member>> members() = 0;
  virtual Result<std::vector<model::MemberAccount>> member_accounts() = 0;
  virtual Result<std::vector<model::Target>> targets() = 0;
  // Those with a day in [from, to], in order of first day.
  virtual Result<std::vector<model::Leave>> leaves(Day from, Day to) = 0;
  virtual Result<std::vector<model::Deputy>> deputies(Day from, Day to) = 0;
  // All of them, those that were ended or dropped too, in order of first day and id.
  virtual Result<std::vector<model::NamedPeriod>> named_periods() = 0;
  virtual Result<std::optional<model::NamedPeriod>> named_period(std::string_view id) = 0;
  // The cursor of one stream of an account; empty where there is none yet.
  virtual Result<std::string> cursor(model::AccountNo account, std::string_view stream) = 0;
  // A setting of the team by name, empty where it was never set.
  virtual Result<std::string> setting(std::string_view name) = 0;

  // The number of a customer by the keyed hash of their id; kNoCustomer where there is none.
  virtual Result<model::CustomerNo> customer(const Hash128& hash) = 0;
  // What a person left of a day; nothing where there is none.
  virtual Result<std::optional<model::Sheet>> sheet(std::string_view person, Day day) = 0;
  // From…to, both included, newest first; of everybody where `person` is empty.
  virtual Result<std::vector<model::Sheet>> sheets(std::string_view person, Day from, Day to) = 0;
  virtual Result<std::optional<model::CommandEntry>> command(std::string_view id) = 0;
  // The log behind an entry, oldest first; `visit` returns false to stop.
  virtual Status commands(std::int64_t after_sequence, const std::function<bool(const model::CommandEntry&)>& visit) = 0;
  virtual Result<std::vector<model::CommandEntry>> log(const LogQuery& query) = 0;
  virtual Result<std::optional<model::PageSession>> page_session(std::string_view token_hash) = 0;
  // All of them, those used last first.
  virtual Result<std::vector<model::PageSession>> page_sessions() = 0;
  virtual Result<std::optional<model::Invitation>> invitation(std::string_view token_hash) = 0;
  virtual Result<std::vector<model::Invitation>> invitations() = 0;

  // All versions, oldest first.
  virtual Result<std::vector<model::Published>> published(model::PublishedKind kind) = 0;
  // Of everybody, in order of time.
  virtual Result<std::vector<model::Receipt>> receipts(model::PublishedKind kind) = 0;
  // Of everybody where `person` is empty; newest first.
  virtual Result<std::vector<model::Contest>> contests(std::string_view person) = 0;
  virtual Result<std::optional<model::Contest>> contest(std::string_view id) = 0;
  // What is kept about the person, who is known to facts by these numbers.
  virtual Result<std::vector<model::KeptOf>> kept_of(std::string_view person, std::span<const model::RepNo> reps) = 0;

  // The person's talk about the week that begins on that Monday; nothing before anybody wrote for it.
  virtual Result<std::optional<model::Talk>> talk(std::string_view person, Day week) = 0;
  // Of weeks that begin in [from, to], newest first, then in order of person; of everybody where `person` is empty. Without
  // signed_page.
  virtual Result<std::vector<model::Talk>> talks(std::string_view person, Day from, Day to) = 0;
  // Private notes about the person, whoever wrote them, newest first: whoever asks leaves out what the viewer may not read.
  virtual Result<std::vector<model::TalkNote>> talk_notes(std::string_view person) = 0;
  virtual Result<std::optional<model::TalkNote>> talk_note(std::string_view id) = 0;
  // That the group's report of the week or month that begins on the day was handed in, the last time first.
  virtual Result<std::vector<model::GivenReport>> given_reports(std::string_view group, model::GivenReport::By by, Day from) = 0;

  // What is planned or being sent, in order of due_at.
  virtual Result<std::vector<model::Post>> open_posts() = 0;
  // Of the days [from, to], the newest day first.
  virtual Result<std::vector<model::Post>> posts(Day from, Day to) = 0;
  virtual Result<std::optional<model::Post>> post(const model::PostKey& key) = 0;

  virtual Result<std::optional<model::Task>> task(std::string_view id) = 0;
  // In order of id, which is that of making.
  virtual Result<std::vector<model::Task>> tasks(const TaskQuery& query) = 0;
  // Open major hand-offs that no lead has seen, in order of id.
  virtual Result<std::vector<model::Task>> unseen_tasks() = 0;
  // Open hand-offs that are complaints, in order of id.
  virtual Result<std::vector<model::Task>> open_complaints() = 0;
  virtual Result<std::vector<model::TaskEvent>> task_events(std::string_view id) = 0;
  // Days of [from, to] on which promises were kept, of one owner or of all.
  virtual Result<std::vector<model::TaskTick>> task_ticks(const TaskQuery& query) = 0;
  // What the team has set in the catalogue of steps, in order of id.
  virtual Result<std::vector<model::StepSetting>> step_settings() = 0;
  // What the team has set in the checklists, in order of stage, then id; and what the person has done, in order of item.
  virtual Result<std::vector<model::ChecklistSetting>> checklist_settings() = 0;
  virtual Result<std::vector<model::ChecklistTick>> checklist_ticks(std::string_view person) = 0;

  // Messages by arrival, then assignments; doubled ones were never kept. not_found where there is no such conversation.
  virtual Result<model::ConversationRecords> conversation(ConversationRef ref) = 0;
  // Conversations of the account in order of first sight, at most `limit`.
  virtual Result<std::vector<ConversationRef>> conversations(model::AccountNo account, std::size_t limit) = 0;
  // What is shown for the conversation (TurnRow::conversation_label): the first label that any of its records brought. not_found
  // where there is no such conversation.
  virtual Result<std::string> conversation_label(ConversationRef ref) = 0;
  // By day, and within a day in the order in which they were given.
  virtual Result<model::ConversationFacts> conversation_facts(ConversationRef ref) = 0;
  // Conversations of one customer, any account of the shop.
  virtual Result<std::vector<ConversationRef>> conversations_of(std::string_view shop, model::CustomerNo customer) = 0;
  // Those of them that may have a message or assignment in [from, to]. Customers come back for years, and who asks about a few
  // days need not read all of it.
  virtual Result<std::vector<ConversationRef>> conversations_within(std::string_view shop, model::CustomerNo customer,
                                                                    TimeMs from, TimeMs to) = 0;

  virtual Result<ShopDayFacts> shop_day_facts(std::string_view shop, Day day) = 0;
  // Sessions that start within the days, of all conversations of the shop.
  virtual Result<std::vector<SessionRow>> sessions(std::string_view shop, Day from, Day to) = 0;
  // In order of day, then opening; with range.rep those the rep owns. `visit` returns false to stop.
  virtual Status turns(const DayRange& range, const std::function<bool(const TurnRow&)>& visit) = 0;
  // Turns of these days that have no end yet, in order of opening.
  virtual Result<std::vector<TurnRow>> waiting_turns(std::string_view shop, Day from, Day to) = 0;
  // Conversations with a turn of the day that has no end yet, or with messages of the day that belong to one, which may be
  // another day's.
  virtual Result<std::vector<ConversationRef>> waiting_conversations(std::string_view shop, Day day) = 0;
  virtual Result<std::vector<DayFiguresRow>> day_figures(const DayRange& range) = 0;
  virtual Result<std::vector<DeliveredRow>> delivered(const DayRange& range) = 0;
  // Ratings whose invitation (or, without one, rating) lies in [from, to), UTC.
  virtual Result<std::vector<model::RatingRecord>> ratings(std::string_view shop, TimeMs from, TimeMs to) = 0;
  // Orders of which any of created, paid, closed or refunded lies in [from, to), UTC.
  virtual Result<std::vector<model::OrderRecord>> orders(std::string_view shop, TimeMs from, TimeMs to) = 0;
  virtual Result<std::vector<model::OrderRecord>> orders_of(std::string_view shop, model::CustomerNo customer) = 0;
  virtual Result<std::vector<model::LeanShift>> shifts(Day from, Day to) = 0;
  // The first and last shop day with figures or delivered figures; nothing in an empty store.
  virtual Result<std::optional<std::pair<Day, Day>>> known_days(std::string_view shop) = 0;

  // What waits to be worked out, oldest first, at most `limit`.
  virtual Result<std::vector<ConversationRef>> pending_conversations(std::size_t limit) = 0;
  virtual Result<std::vector<ShopDay>> pending_days(std::size_t limit) = 0;

  // Rows kept aside, oldest first.
  virtual Status kept_rows(const std::function<bool(const KeptRow&)>& visit) = 0;
};

// Nothing is visible to others, nor acknowledged to anybody, before commit() has returned without an error. Destroyed
// uncommitted it leaves no trace.
class WriteTransaction : public ReadView {
 public:
  // Finds or makes. The name is the key; type, platform and shop of an existing account are updated.
  virtual Result<model::AccountNo> ensure_account(const model::Account& account) = 0;
  // Finds or makes the number of a platform's rep id.
  virtual Result<model::RepNo> ensure_rep(model::AccountNo account, std::string_view platform_id) = 0;
  // Names replace those before; reps that are not known yet are made. Those that are not named keep what they have.
  virtual Status put_rep_names(model::AccountNo account, std::span<const model::RepName> names) = 0;

  // A message that is there already (same key in the same conversation, in whatever month) changes nothing, except that a
  // withdrawn one marks it withdrawn (`changed`). Touched conversations become pending. Fails with wrong_use, taking nothing,
  // where a time lies outside kEarliestTime…kLatestTime or the account is not known.
  virtual Result<Taken> add_messages(model::AccountNo account, std::span<const model::HashedMessage> messages) = 0;
  virtual Result<Taken> add_assignments(model::AccountNo account, std::span<const model::HashedAssignment> assignments) = 0;
  // Newer rated_at replaces, and so does another level of the same time; an appeal is added; what only the older version knew
  // (invitation, conversation, …) stays. Days touched before and after become pending: the store knows no calendar, so it marks
  // the UTC day of each instant and its two neighbours.
  virtual Result<Taken> add_ratings(model::AccountNo account, std::span<const model::HashedRating> ratings) = 0;
  // Newer updated_at replaces. Days touched before and after become pending as with ratings, and beside creation and payment also
  // the three days before, since the inquiries of those days are judged by them (conversion).
  virtual Result<Taken> add_orders(model::AccountNo account, std::span<const model::HashedOrder> orders) = 0;
  // All shifts of a rep's day are given in one call; they replace what was known of that day.
  virtual Result<Taken> put_shifts(std::span<const model::LeanShift> shifts) = 0;
  virtual Result<Taken> put_delivered(model::AccountNo account, std::span<const model::LeanDelivered> delivered,
                                      TimeMs delivered_at) = 0;
  // Texts are cleaned and cut to what the store holds.
  virtual Status keep_rows(std::span<const KeptRow> rows) = 0;
  virtual Status discard_kept_rows() = 0;
  virtual Status set_cursor(model::AccountNo account, std::string_view stream, std::string_view cursor) = 0;
  virtual Status set_setting(std::string_view name, std::string_view value) = 0;

  // Replaces all facts of the conversation, takes it off the pending list, and marks every day pending on which old and new
  // differ.
  virtual Status replace_facts(ConversationRef ref, const model::ConversationFacts& facts) = 0;
  // Replaces all rows of the shop day and takes it off the pending list. No rows = nothing happened on that day.
  virtual Status replace_day_figures(std::string_view shop, Day day, std::span<const model::DayFigures> rows) = 0;
  virtual Status mark_day_pending(std::string_view shop, Day day) = 0;
  // After a change of rules or of who is who: every conversation of the account (0 = of all) that has messages since the day.
  virtual Status mark_all_pending(model::AccountNo account, TimeMs since) = 0;

  virtual Status put_member(const model::Member& member) = 0;
  // The rep number that stands for the member in facts; not_found where there is no such member.
  virtual Result<model::RepNo> member_rep(std::string_view member_id) = 0;
  // Replaces the member's accounts as a whole. Fails with wrong_use where two members would claim one account on one day.
  virtual Status put_member_accounts(std::string_view member_id, std::span<const model::MemberAccount> accounts) = 0;
  virtual Status put_target(const model::Target& target) = 0;
  virtual Status remove_target(const model::Target& target) = 0;
  // By id; replaces it with its aims. It is never removed.
  virtual Status put_named_period(const model::NamedPeriod& period) = 0;

  // Replaces the person's sheet of the day.
  virtual Status put_sheet(const model::Sheet& sheet) = 0;
  // Puts it at the end of the chain. Fails with wrong_use where the id is there already.
  virtual Status add_command(const model::CommandEntry& entry) = 0;
  // The task as it is now and what made it so. A new hand-off without a number gets the next of its series: numbers are given
  // within the transaction, so a series has no gap and no number twice, whoever else writes or is killed. `kept` and `unkept` set
  // and take away the tick of the event's day. Returns the task as kept. wrong_use where the event is not the next one of the
  // task.
  virtual Result<model::Task> put_task(const model::Task& task, const model::TaskEvent& event) = 0;
  // By id; replaces. It is never removed, since promises name it.
  virtual Status put_step_setting(const model::StepSetting& step) = 0;
  // By stage and id; replaces. It is never removed, since ticks name it.
  virtual Status put_checklist_setting(const model::ChecklistSetting& setting) = 0;
  // By person and item; replaces.
  virtual Status put_checklist_tick(const model::ChecklistTick& tick) = 0;
  // Nothing happens where there is no such tick.
  virtual Status remove_checklist_tick(std::string_view person, std::string_view item) = 0;
  // As add_command, for an entry that says that somebody looked: it changes no answer but the log's, so change_number() stays.
  virtual Status add_view(const model::CommandEntry& entry) = 0;

  // By id; replaces.
  virtual Status put_leave(const model::Leave& leave) = 0;
  virtual Status remove_leave(std::string_view id) = 0;
  virtual Status put_deputy(const model::Deputy& deputy) = 0;
  virtual Status remove_deputy(std::string_view id) = 0;
  // Takes the place of the person's invitations before.
  virtual Status put_invitation(const model::Invitation& invitation) = 0;
  virtual Status remove_invitation(std::string_view token_hash) = 0;

  // Makes it, or notes that it was used again.
  virtual Status put_page_session(const model::PageSession& session) = 0;
  virtual Status remove_page_session(std::string_view token_hash) = 0;
  // Those not used since.
  virtual Status remove_page_sessions(TimeMs not_used_since) = 0;

  // wrong_use where it is not the next version of its kind.
  virtual Status add_published(const model::Published& text) = 0;
  // A second receipt of the same version changes nothing.
  virtual Status add_receipt(const model::Receipt& receipt) = 0;
  virtual Status put_contest(const model::Contest& contest) = 0;

  // By person and week; replaces it with its agreements, which are read in order of their numbers. wrong_use where its version is
  // not the next one, its id another's, or an agreement's number there twice.
  virtual Status put_talk(const model::Talk& talk) = 0;
  // By id; replaces.
  virtual Status put_talk_note(const model::TalkNote& note) = 0;
  // Nothing happens where there is no such note.
  virtual Status remove_talk_note(std::string_view id) = 0;
  // wrong_use where its id is another's.
  virtual Status add_given_report(const model::GivenReport& report) = 0;
  // Nothing happens where there is no such.
  virtual Status remove_given_report(std::string_view id) = 0;

  // False where there is one of that key already, which stays as it is.
  virtual Result<bool> add_post(const model::Post& post) = 0;
  // Its state, due_at, expires_at, tries, tried_at, code, words and changed_at; false, and nothing is changed, where its state is
  // not `before`: another program was there first. Of what is sent the body goes.
  virtual Result<bool> change_post(const model::Post& post, model::PostState before) = 0;
  // Removes those parts of the report for the target, whatever part the key names, that ended without being sent; returns how
  // many.
  virtual Result<std::int64_t> remove_unsent(const model::PostKey& key) = 0;

  // Removes what is older than the day and whose term is over, and tells how many records that were. Of `figures` whole UTC
  // months that end before the day, with everything that was worked out from them and reports of them that were handed in. So
  // that nothing is worked out from a part, days before are not made again, and the first days that stay keep the facts and
  // figures that they have (write_old_figures.cc). Of the log its beginning; the hash before the first entry that stays is kept,
  // so that the chain can still be read; with it go decided contests and posts that ended. Of `rejected` by kept_at. Of `talks`
  // those whose Sunday lies before the day, signed or not, and notes that were shown, by made_on; of `notes` those that were not.
  // What is open (tasks, contests) stays.
  virtual Result<std::int64_t> remove_before(model::Retained what, Day day) = 0;
  // Takes out who the member was: the member's row, sheets, sessions, invitations, leave, deputies, receipts, contests, targets,
  // talks, notes about them, notes by them that nobody was shown, what they did of a checklist, whose mentor they were, and
  // accounts; the platform's ids and names of `reps`, which become `as` and their number; owners and makers of tasks, talks,
  // notes and given reports, who ticked for others, and who else is named in a signed page, which become `as` while these stay;
  // the texts of all posts, of which those still planned are cancelled; and the bodies of log entries by or about the person.
  // Counts of the shop stay what they were. In the log's chain the person's id stays until the log's term is over. `as` names
  // nobody. not_found where there is no such member.
  virtual Status erase_member(std::string_view member_id, std::span<const model::RepNo> reps, const std::string& as) = 0;

  virtual Status commit() = 0;
};

// One thing that `doctor` found.
struct Finding {
  enum class Level { good, warning, broken } level = Level::good;
  Words words;  // What it is, and what to do where it is not good.
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Result<std::unique_ptr<ReadView>> read() = 0;
  virtual Result<std::unique_ptr<WriteTransaction>> write() = 0;
  // Checks the store itself: format, integrity, marks left pending, free space.
  virtual Result<std::vector<Finding>> examine() = 0;
  // Lets the writing connection fold the log into the file (SQLite); nothing to do elsewhere. Called when idle and at the end.
  virtual Status settle() = 0;
  // After much was removed: gives the room back. Of SQLite no byte of it is left in the file or its log, which is written anew
  // for that and emptied, and needs as much room on the disk again meanwhile; other readers are waited for some seconds, then
  // `busy`. What a server still holds (its own log, backups, pages not yet written over) is its owner's to look after.
  virtual Status purge() = 0;
};

enum class Access { read_write, read_only };

}  // namespace rigong::storage
