// SPDX-License-Identifier: Apache-2.0
// The way from a connector into a store: ids become keyed hashes, texts become flags, and records are committed in batches.
// Nothing counts as taken in before its batch is committed.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/ids.h"
#include "agent/base/result.h"
#include "agent/model/lean.h"
#include "agent/runtime/customer_names.h"
#include "agent/runtime/message_flags.h"
#include "connectors/api/connector.h"
#include "storage/store.h"

namespace rigong::runtime {

struct IntakeCounts {
  storage::Taken messages, assignments, ratings, orders, shifts, delivered;
  std::uint64_t rejected = 0;
  TimeMs last_message_at = kNoTime;  // Of all messages given, new ones or not.
};

// What the intake may be asked beside taking records in.
struct IntakeHooks {
  // Bytes done of bytes in all; returns false to stop. May be empty.
  std::function<bool(std::uint64_t, std::uint64_t)> progress;
  // Each rejected row, as it comes. May be empty.
  std::function<void(const connectors::RejectedRow&)> rejected;
  // Who is told the names of customers who wrote within the last day, once their messages are committed. May be null.
  CustomerNames* names = nullptr;
};

enum class CommitWhen {
  each_batch,  // For files given by a person: others see them come, and giving the file again completes what was interrupted.
  at_end,      // For polls: all records of the poll and the cursor that covers them, or nothing.
};

class StoreIntake final : public connectors::RecordSink {
 public:
  // All of it outlives the intake. Rejected rows are kept aside in the store.
  StoreIntake(storage::Store& store, const model::Account& account, const KeyedHasher& hasher, const MessageFlags& flags,
              const Clock& clock, IntakeHooks hooks = {}, CommitWhen commit_when = CommitWhen::each_batch);

  void message(const model::Message& message) override;
  void assignment(const model::Assignment& assignment) override;
  void rating(const model::Rating& rating) override;
  void order(const model::Order& order) override;
  void shift(const model::Shift& shift) override;
  void delivered(const model::DeliveredDay& day) override;
  // Kept with the next records or the next cursor; names alone are no reason to write.
  void rep(const model::RepName& rep) override;
  void rejected(const connectors::RejectedRow& row) override;
  bool progress(std::uint64_t done, std::uint64_t total) override;

  // Commits what is left. The first error of any batch, where there was one; what was committed before it stays, and giving the
  // same records again completes it without doubling anything.
  [[nodiscard]] Result<IntakeCounts> finish();
  // The same, with the cursor of a stream of the account set in the last transaction (with at_end: the only one).
  [[nodiscard]] Result<IntakeCounts> finish_with_cursor(std::string_view stream, std::string_view cursor);
  // What went wrong so far: where the store failed, the connector that was stopped for it knows less.
  [[nodiscard]] const Status& failure() const { return failure_; }

 private:
  void write_if_full();
  // Hands what waits to the open transaction, opening one where there is none.
  Status write_batch();
  Status write_orders();
  Status write_delivered();
  Status commit();
  void note_name(const model::Message& message, const Hash128& customer);
  void tell_names();
  void clear_batch();
  std::uint32_t rep_index(std::string_view id);
  Hash128 customer_hash(std::string_view id);
  struct KnownConversation {
    Hash128 hash;
    bool label_decided = false;  // The store was given the label, or there is none to be shown.
  };
  KnownConversation& known_conversation(std::string_view id);
  // What may be shown for the conversation, with the first record that tells its customer; else empty.
  std::string_view label_of(KnownConversation& conversation, std::string_view id, std::string_view customer_id);
  std::uint64_t key_without_id(const Hash128& conversation, std::string_view content);
  [[nodiscard]] std::size_t waiting() const;

  storage::Store& store_;
  model::Account account_;
  const KeyedHasher& hasher_;
  const MessageFlags& flags_;
  const Clock& clock_;
  IntakeHooks hooks_;
  IntakeCounts counts_;
  CommitWhen commit_when_;
  Status failure_;
  model::AccountNo account_no_ = 0;
  std::unique_ptr<storage::WriteTransaction> transaction_;

  // Ids seen, with their hashes: an HMAC costs more than all else a message needs. Emptied when they grow large.
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using ById = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  ById<KnownConversation> conversations_;
  ById<Hash128> customers_;
  ById<std::uint32_t> rep_indexes_;
  std::vector<std::string> rep_ids_;
  std::vector<model::RepNo> rep_numbers_;  // By index; 0 = not asked for yet.
  // How often a content without an id has come in this conversation. Two generations, so that memory stays bounded.
  std::unordered_map<std::uint64_t, std::uint32_t> seen_, seen_before_;

  std::deque<std::string> labels_;
  std::vector<model::HashedMessage> messages_;
  std::vector<model::HashedAssignment> assignments_;
  std::vector<model::HashedRating> ratings_;
  std::vector<model::HashedOrder> orders_;
  std::vector<model::LeanShift> shifts_;
  // By the platform whose figures they are (empty: the account's own), with the platform's rep id.
  std::map<std::string, std::vector<std::pair<std::string, model::LeanDelivered>>> delivered_;
  std::size_t delivered_waiting_ = 0;
  std::vector<storage::KeptRow> kept_;
  std::vector<model::RepName> names_;
  // Of messages not committed yet.
  std::map<Hash128, std::string> customer_names_;
};

}  // namespace rigong::runtime
