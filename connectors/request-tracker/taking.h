// SPDX-License-Identifier: Apache-2.0
// From transactions to records: what they mean, who is behind them, what was written, and what becomes of tickets that are merged
// or deleted.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/request-tracker/people.h"

namespace rigong::connectors::request_tracker {

// Whether the person has been told that a transaction is set aside: once is enough, however often it is tried.
enum class Said { not_yet, before };

class Taking {
 public:
  Taking(const Client& client, const Settings& settings, const PollRequest& request, RecordSink& sink, Progress& progress)
      : client_(client),
        settings_(settings),
        request_(request),
        sink_(sink),
        progress_(progress),
        people_(client, settings, request, sink, progress) {}

  // Hands the records of new transactions, in order of number, to the sink and notes them as taken. One that the server cannot
  // tell more about is set aside. Returns false where it stopped before the end since it asked as often as one poll may.
  [[nodiscard]] Result<bool> take(std::vector<Transaction> transactions, Said said = Said::not_yet);
  // Tries those again that were set aside, as many as a poll has patience for.
  Status retry_aside();
  // It is tried again with each look back.
  void set_aside(std::int64_t transaction, const Words& reason, Said said = Said::not_yet);

 private:
  // A transaction, and the conversation in which it counts.
  struct Item {
    Transaction transaction;
    std::int64_t conversation = 0;
    std::int64_t cause = 0;  // The transaction that brought it here: itself, or a merge.
    Person creator;
  };
  using Items = std::vector<Item>;
  enum class Thing { record, text };

  Result<Items> items_of(Transaction transaction);
  Result<std::vector<Transaction>> history(std::int64_t ticket);
  Status withdraw(std::int64_t ticket);
  Result<Items> moved(const Transaction& merge);
  void withdraw_message(std::int64_t conversation, const Transaction& transaction);
  // Those of whom the server cannot tell who asked are set aside.
  Status ask_requestors(Items& items, Said said);
  Status ask_requestors(std::span<const std::int64_t> tickets);
  Status ask_texts(const Items& items);
  Status ask_texts(std::span<const std::int64_t> transactions);
  // Whether an error is of this one thing only, since the server answers everything else.
  Result<bool> goes_on(const Error& error, Thing thing = Thing::record);
  Status emit(const Item& item);
  void emit_message(const Item& item);
  void emit_owner(const Item& item, const std::optional<Person>& owner);

  const Client& client_;
  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Progress& progress_;
  People people_;
  int moves_ = 0;
  int failures_ = 0;                         // Things that the server could not give in this poll.
  std::map<std::int64_t, Named> customers_;  // Of tickets that agents opened.
  std::multimap<std::int64_t, Text> texts_;  // By transaction.
};

}  // namespace rigong::connectors::request_tracker
