// SPDX-License-Identifier: Apache-2.0
// What the writer remembers of the store between transactions: which hash has which number. It holds as long as nobody else has
// changed anything, which the change number tells.
#pragma once

#include <cstring>
#include <unordered_map>

#include "storage/sql/connection.h"
#include "storage/sql/months.h"

namespace rigong::storage::sql {

struct HashOfHash {
  // The bytes are a keyed hash already: any eight of them are as good as new ones.
  std::size_t operator()(const Hash128& hash) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, hash.bytes.data(), sizeof value);
    return value;
  }
};

struct Conversation {
  model::ConversationNo number = 0;
  model::CustomerNo customer = model::kNoCustomer;  // The last one seen.
  std::uint32_t next_arrival = 1;
  bool labelled = false;  // It has a label of its own.
  Months months;

  // Of the call that runs.
  bool touched = false;             // In this call's list.
  bool changed = false;             // Its row is to be written and its facts are to be worked out.
  bool several_months = false;      // The call brings records of more than one month.
  std::int32_t month = 0;           // The first of them.
  std::uint32_t given_arrival = 0;  // Next arrival to give; becomes next_arrival as far as the records turn out new.
};

struct KnownAccount {
  std::string shop;
  model::ConversationNo next_conversation = 1;
  std::unordered_map<Hash128, Conversation, HashOfHash> conversations;
};

struct Known {
  // A few dozen megabytes at most.
  static constexpr std::size_t kMost = 200'000;

  std::int64_t change_number = -1;  // The store's, as of which all below holds.
  std::unordered_map<model::AccountNo, KnownAccount> accounts;
  std::unordered_map<Hash128, model::CustomerNo, HashOfHash> customers;

  void clear() {
    // Also what the tables hold of memory while they are empty.
    accounts = {};
    customers = {};
    change_number = -1;
  }
  // Forgets hashes where there are too many. References into it do not outlive a call.
  void bound() {
    std::size_t count = customers.size();
    for (const auto& [number, account] : accounts) count += account.conversations.size();
    if (count < kMost) return;
    customers.clear();
    for (auto& [number, account] : accounts) account.conversations.clear();
  }
};

}  // namespace rigong::storage::sql
