// SPDX-License-Identifier: Apache-2.0
// Until a batch is written a record's `rep` holds the index of its rep id here; write_batch() puts the store's number in its
// place.
#include "agent/runtime/store_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

#include "agent/base/text.h"
#include "agent/runtime/touched_days.h"

namespace rigong::runtime {
namespace {

// Large enough that a commit's fsync is a small part of it, small enough for memory and for readers that wait.
constexpr std::size_t kBatch = 50'000;
constexpr Day kFirstDay{static_cast<std::int32_t>(kEarliestTime / kDayMs) - 1};
constexpr Day kLastDay{static_cast<std::int32_t>(kLatestTime / kDayMs) + 1};
constexpr std::size_t kIdsRemembered = 400'000;
constexpr std::size_t kContentsRemembered = 1'000'000;
constexpr std::size_t kNamesRemembered = 20'000;
constexpr std::size_t kMostNameBytes = 96;
constexpr std::size_t kMostReps = 10'000;  // Named by one poll.

bool is_plain_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' ||
         c == ':' || c == '#' || c == '/';
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

// Eleven digits or more in a row may be a phone number or an identity card.
bool has_long_number(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run >= 11) return true;
  }
  return false;
}

// A conversation's id is shown as it is only where it cannot name the customer: the customer is known and is no part of it, and
// it is made of plain characters without anything like a phone number. All others are shown by a short form of their hash.
bool can_be_shown(std::string_view id, std::string_view customer_id) {
  if (customer_id.empty() || id.size() > 64 || has_long_number(id)) return false;
  if (!std::all_of(id.begin(), id.end(), is_plain_character)) return false;
  return lower(id).find(lower(customer_id)) == std::string::npos;
}

void add(storage::Taken& sum, const storage::Taken& part) {
  sum.added += part.added;
  sum.doubled += part.doubled;
  sum.changed += part.changed;
}

}  // namespace

StoreIntake::StoreIntake(storage::Store& store, const model::Account& account, const KeyedHasher& hasher,
                         const MessageFlags& flags, const Clock& clock, IntakeHooks hooks, CommitWhen commit_when)
    : store_(store),
      account_(account),
      hasher_(hasher),
      flags_(flags),
      clock_(clock),
      hooks_(std::move(hooks)),
      commit_when_(commit_when) {
  rep_ids_.emplace_back();  // Index 0: nobody.
  rep_numbers_.push_back(model::kNoRep);
}

std::uint32_t StoreIntake::rep_index(std::string_view id) {
  if (id.empty()) return 0;
  if (const auto found = rep_indexes_.find(id); found != rep_indexes_.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(rep_ids_.size());
  rep_indexes_.emplace(std::string(id), index);
  rep_ids_.emplace_back(id);
  rep_numbers_.push_back(model::kNoRep);
  return index;
}

Hash128 StoreIntake::customer_hash(std::string_view id) {
  if (id.empty()) return {};
  if (const auto found = customers_.find(id); found != customers_.end()) return found->second;
  if (customers_.size() >= kIdsRemembered) customers_.clear();
  // A customer is the same person in every account of one platform, and nobody outside it.
  const Hash128 hash = hasher_.hash128("customer|" + account_.platform, id);
  customers_.emplace(std::string(id), hash);
  return hash;
}

StoreIntake::KnownConversation& StoreIntake::known_conversation(std::string_view id) {
  if (const auto found = conversations_.find(id); found != conversations_.end()) return found->second;
  if (conversations_.size() >= kIdsRemembered) conversations_.clear();
  return conversations_.emplace(std::string(id), KnownConversation{hasher_.hash128("conversation|" + account_.name, id), false})
      .first->second;
}

std::string_view StoreIntake::label_of(KnownConversation& conversation, std::string_view id, std::string_view customer_id) {
  // As long as the customer is not known, nobody can tell whether the id names them.
  if (conversation.label_decided || customer_id.empty()) return {};
  conversation.label_decided = true;
  return can_be_shown(id, customer_id) ? std::string_view(labels_.emplace_back(id)) : std::string_view();
}

std::uint64_t StoreIntake::key_without_id(const Hash128& conversation, std::string_view content) {
  std::string text(reinterpret_cast<const char*>(conversation.bytes.data()), conversation.bytes.size());
  text += content;
  const std::uint64_t hash = hasher_.hash64(text);
  std::uint32_t count = 0;
  if (const auto now = seen_.find(hash); now != seen_.end()) {
    count = now->second;
  } else if (const auto before = seen_before_.find(hash); before != seen_before_.end()) {
    count = before->second;
  }
  if (seen_.size() >= kContentsRemembered) {
    seen_before_ = std::move(seen_);
    seen_.clear();
  }
  seen_[hash] = count + 1;
  text += fmt::format("#{}", count);
  const std::uint64_t key = hasher_.hash64(text);
  return key == 0 ? 1 : key;
}

void StoreIntake::message(const model::Message& message) {
  model::HashedMessage record;
  KnownConversation& conversation = known_conversation(message.conversation_id);
  record.conversation = conversation.hash;
  record.conversation_label = label_of(conversation, message.conversation_id, message.customer_id);
  record.customer = customer_hash(message.customer_id);
  record.rep = rep_index(message.rep_id);
  record.sent_at = message.sent_at;
  record.kind = message.kind;
  record.flags = flags_.of(message);
  if (message.message_id.empty()) {
    record.flags = static_cast<std::uint8_t>(record.flags | model::kNoId);
    record.key =
        key_without_id(record.conversation, fmt::format("m|{}|{}|{}|{}|{}", message.sent_at, static_cast<int>(message.kind),
                                                        message.rep_id, message.customer_id, message.text));
  } else {
    record.key = hasher_.hash64(message.message_id);
  }
  counts_.last_message_at = std::max(counts_.last_message_at, message.sent_at);
  if (hooks_.names != nullptr) note_name(message, record.customer);
  messages_.push_back(record);
  write_if_full();
}

void StoreIntake::assignment(const model::Assignment& assignment) {
  model::HashedAssignment record;
  record.conversation = known_conversation(assignment.conversation_id).hash;
  record.at = assignment.at;
  record.rep = rep_index(assignment.rep_id);
  record.kind = assignment.kind;
  record.reason = assignment.reason;
  record.key = assignment.assignment_id.empty()
                   ? key_without_id(record.conversation, fmt::format("a|{}|{}|{}", assignment.at,
                                                                     static_cast<int>(assignment.kind), assignment.rep_id))
                   : hasher_.hash64(assignment.assignment_id);
  assignments_.push_back(record);
  write_if_full();
}

void StoreIntake::rating(const model::Rating& rating) {
  model::HashedRating record;
  if (!rating.conversation_id.empty()) record.conversation = known_conversation(rating.conversation_id).hash;
  record.customer = customer_hash(rating.customer_id);
  record.rep = rep_index(rating.rep_id);
  record.invited_at = rating.invited_at.value_or(kNoTime);
  record.rated_at = rating.rated_at.value_or(kNoTime);
  record.level = rating.level.value_or(0);
  record.appeal_upheld = rating.appeal_upheld;
  // Without an id of its own a rating is told apart by its conversation and invitation: a changed rating of the same invitation
  // replaces the old one.
  const std::string id = !rating.rating_id.empty()
                             ? rating.rating_id
                             : fmt::format("{}|{}|{}|{}", rating.conversation_id, rating.customer_id, rating.rep_id,
                                           rating.invited_at.value_or(rating.rated_at.value_or(0)));
  record.rating = hasher_.hash128("rating|" + account_.name, id);
  ratings_.push_back(record);
  write_if_full();
}

void StoreIntake::order(const model::Order& order) {
  model::HashedOrder record;
  record.order = hasher_.hash128("order|" + account_.name, order.order_id);
  record.customer = customer_hash(order.customer_id);
  record.created_at = order.created_at;
  record.paid_at = order.paid_at.value_or(kNoTime);
  record.closed_unpaid_at = order.closed_unpaid_at.value_or(kNoTime);
  record.amount_fen = order.amount_fen;
  record.refunded_fen = order.refunded_fen;
  record.refunded_at = order.refunded_at.value_or(kNoTime);
  record.updated_at = order.updated_at;
  orders_.push_back(record);
  write_if_full();
}

void StoreIntake::shift(const model::Shift& shift) {
  model::LeanShift record;
  record.rep = rep_index(shift.rep_id);
  record.day = shift.day;
  record.kind = shift.kind;
  record.start_min = shift.start_min.value_or(-1);
  record.end_min = shift.end_min.value_or(-1);
  shifts_.push_back(record);
  write_if_full();
}

void StoreIntake::delivered(const model::DeliveredDay& day) {
  auto& rows = delivered_[day.platform == account_.platform ? std::string() : day.platform];
  for (const auto& [field, value] : day.values) rows.push_back({day.rep_id, {model::kNoRep, day.day, field, value}});
  delivered_waiting_ += day.values.size();
  write_if_full();
}

void StoreIntake::rep(const model::RepName& rep) {
  model::RepName& kept = names_.emplace_back(rep);
  clean_field(kept.rep_id, model::kMaxIdBytes);
  clean_field(kept.name, kMostNameBytes);
  clean_field(kept.group, kMostNameBytes);
  // Whoever has no id is nobody, and a name must never stop the records that come with it.
  if (kept.rep_id.empty() || names_.size() > kMostReps) names_.pop_back();
}

void StoreIntake::rejected(const connectors::RejectedRow& row) {
  ++counts_.rejected;
  kept_.push_back({row.origin, row.line, row.reason.zh, row.row, clock_.now()});
  if (hooks_.rejected) hooks_.rejected(row);
  write_if_full();
}

bool StoreIntake::progress(std::uint64_t done, std::uint64_t total) {
  if (!failure_) return false;
  return !hooks_.progress || hooks_.progress(done, total);
}

// Only of those who may still be waiting: the others would be forgotten at once.
void StoreIntake::note_name(const model::Message& message, const Hash128& customer) {
  if (message.customer_name.empty() || customer == Hash128{} || message.sent_at < clock_.now() - kDayMs) return;
  if (customer_names_.size() >= kNamesRemembered) return;
  std::string name = message.customer_name;
  clean_field(name, kMostNameBytes);
  customer_names_.insert_or_assign(customer, one_line(name));
}

// The names are a comfort: where their customers cannot be looked up, short ids are shown instead.
void StoreIntake::tell_names() {
  if (customer_names_.empty()) return;
  if (auto view = store_.read()) {
    for (auto& [hash, name] : customer_names_) {
      const auto customer = (*view)->customer(hash);
      if (customer && *customer != model::kNoCustomer) hooks_.names->remember(*customer, std::move(name), clock_.now());
    }
  }
  customer_names_.clear();
}

std::size_t StoreIntake::waiting() const {
  return messages_.size() + assignments_.size() + ratings_.size() + orders_.size() + shifts_.size() + delivered_waiting_ +
         kept_.size();
}

void StoreIntake::write_if_full() {
  if (waiting() < kBatch) return;
  if (failure_) failure_ = write_batch();
  if (failure_ && commit_when_ == CommitWhen::each_batch) failure_ = commit();
  // After a failure nothing is taken any more; progress() tells the connector to stop.
  if (!failure_) clear_batch();
}

void StoreIntake::clear_batch() {
  messages_.clear();
  assignments_.clear();
  ratings_.clear();
  orders_.clear();
  shifts_.clear();
  delivered_.clear();
  delivered_waiting_ = 0;
  kept_.clear();
  labels_.clear();
}

Status StoreIntake::write_batch() {
  if (transaction_ == nullptr) {
    RIGONG_ASSIGN(transaction_, store_.write());
    RIGONG_ASSIGN(account_no_, transaction_->ensure_account(account_));
  }
  for (std::size_t index = 1; index < rep_ids_.size(); ++index) {
    if (rep_numbers_[index] != model::kNoRep) continue;
    RIGONG_ASSIGN(rep_numbers_[index], transaction_->ensure_rep(account_no_, rep_ids_[index]));
  }
  const auto number = [&](auto& records) {
    for (auto& record : records) record.rep = rep_numbers_[record.rep];
  };
  number(messages_);
  number(assignments_);
  number(ratings_);
  number(shifts_);
  const auto take = [](storage::Taken& sum, Result<storage::Taken> taken) -> Status {
    if (!taken) return fail(std::move(taken.error()));
    add(sum, *taken);
    return {};
  };
  if (!messages_.empty()) RIGONG_TRY(take(counts_.messages, transaction_->add_messages(account_no_, messages_)));
  if (!assignments_.empty()) RIGONG_TRY(take(counts_.assignments, transaction_->add_assignments(account_no_, assignments_)));
  if (!ratings_.empty()) RIGONG_TRY(take(counts_.ratings, transaction_->add_ratings(account_no_, ratings_)));
  if (!orders_.empty()) RIGONG_TRY(write_orders());
  if (!shifts_.empty()) RIGONG_TRY(take(counts_.shifts, transaction_->put_shifts(shifts_)));
  RIGONG_TRY(write_delivered());
  if (!kept_.empty()) RIGONG_TRY(transaction_->keep_rows(kept_));
  if (!names_.empty()) RIGONG_TRY(transaction_->put_rep_names(account_no_, names_));
  names_.clear();
  clear_batch();
  return {};
}

Status StoreIntake::write_orders() {
  // The store marks the days of the orders themselves; the later ones that they decide about are found here.
  TimeMs first = kLatestTime;
  TimeMs last = kEarliestTime;
  for (const model::HashedOrder& order : orders_) {
    first = std::min(first, order.created_at);
    last = std::max(last, order.created_at);
  }
  RIGONG_ASSIGN(const auto before, transaction_->orders(account_.shop, first, last + 1));
  RIGONG_ASSIGN(const storage::Taken taken, transaction_->add_orders(account_no_, orders_));
  add(counts_.orders, taken);
  if (taken.added + taken.changed == 0) return {};
  RIGONG_ASSIGN(const std::string known, transaction_->setting(orders_setting(account_.shop)));
  if (known.empty()) {
    // The first orders of a shop make inquiries of everybody who has asked so far.
    RIGONG_TRY(transaction_->set_setting(orders_setting(account_.shop), "1"));
    RIGONG_ASSIGN(const auto stored, transaction_->day_figures({kFirstDay, kLastDay, account_.shop, std::nullopt}));
    std::set<Day> asked;
    for (const auto& row : stored) asked.insert(row.figures.day);
    for (const Day day : asked) RIGONG_TRY(transaction_->mark_day_pending(account_.shop, day));
  }
  RIGONG_ASSIGN(const auto after, transaction_->orders(account_.shop, first, last + 1));
  RIGONG_ASSIGN(const auto days, days_after_orders(*transaction_, account_.shop, before, after));
  for (const Day day : days) RIGONG_TRY(transaction_->mark_day_pending(account_.shop, day));
  return {};
}

Status StoreIntake::write_delivered() {
  for (const auto& [platform, given] : delivered_) {
    model::AccountNo account = account_no_;
    if (!platform.empty()) {
      // A platform's figures stand under its name, whichever way they come. An account of that name is left as it is.
      const std::string name = fmt::format("{}:{}", platform, account_.shop);
      RIGONG_ASSIGN(const auto known, transaction_->account(name));
      if (known) {
        account = known->number;
      } else {
        RIGONG_ASSIGN(account, transaction_->ensure_account({0, name, account_.type, platform, account_.shop}));
      }
    }
    std::map<std::string, model::RepNo> reps{{std::string(), model::kNoRep}};
    std::vector<model::LeanDelivered> rows;
    rows.reserve(given.size());
    for (const auto& [rep, row] : given) {
      const auto [number, is_new] = reps.try_emplace(rep);
      if (is_new) {
        RIGONG_ASSIGN(number->second, transaction_->ensure_rep(account, rep));
      }
      rows.push_back(row);
      rows.back().rep = number->second;
    }
    RIGONG_ASSIGN(const storage::Taken taken, transaction_->put_delivered(account, rows, clock_.now()));
    add(counts_.delivered, taken);
  }
  return {};
}

Status StoreIntake::commit() {
  if (transaction_ == nullptr) return {};
  {
    const auto transaction = std::move(transaction_);
    RIGONG_TRY(transaction->commit());
  }
  tell_names();
  return {};
}

Result<IntakeCounts> StoreIntake::finish() {
  if (failure_ && waiting() > 0) failure_ = write_batch();
  if (failure_) failure_ = commit();
  if (!failure_) return fail(failure_.error());
  return counts_;
}

Result<IntakeCounts> StoreIntake::finish_with_cursor(std::string_view stream, std::string_view cursor) {
  if (failure_) failure_ = write_batch();
  if (failure_) failure_ = transaction_->set_cursor(account_no_, stream, cursor);
  return finish();
}

}  // namespace rigong::runtime
