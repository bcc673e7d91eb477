// SPDX-License-Identifier: Apache-2.0
// One poll: which of the many small things to ask for now, and what becomes of the account when one of them fails.
#pragma once

#include <memory>

#include "connectors/api/connector.h"
#include "connectors/jd/orders.h"
#include "connectors/jd/rep_walk.h"
#include "connectors/jd/roster.h"
#include "connectors/jd/work.h"

namespace rigong::connectors::jd {

class Reader {
 public:
  // For one poll; what is given outlives it.
  Reader(const Settings& settings, const PollRequest& request, RecordSink& sink);
  [[nodiscard]] Result<PollResult> poll();

 private:
  // Besides orders, which are asked for all the time.
  struct Chore {
    bool is_roster = false;
    Task task = Task::count_;
  };
  void begin();
  [[nodiscard]] std::optional<Chore> next_chore() const;
  [[nodiscard]] bool is_turn_of_orders(bool has_chore) const;
  [[nodiscard]] Status run(const Chore& chore);
  // Leaves a chore alone for a while, whatever it was that failed.
  void put_off(const Chore& chore, const Error& error);
  [[nodiscard]] PollResult result() const;
  [[nodiscard]] std::vector<Words> lacking() const;
  [[nodiscard]] std::vector<Words> reading() const;
  [[nodiscard]] DurationMs rest() const;

  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Progress progress_;
  Client client_;
  Work work_;
  std::vector<Words> troubles_;
};

}  // namespace rigong::connectors::jd
