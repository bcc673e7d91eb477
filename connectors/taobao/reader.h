// SPDX-License-Identifier: Apache-2.0
// One poll: which of the many small things to ask for now, and what becomes of the account when one of them fails.
#pragma once

#include "connectors/api/connector.h"
#include "connectors/taobao/list_reader.h"
#include "connectors/taobao/rep_list.h"
#include "connectors/taobao/rep_reader.h"
#include "connectors/taobao/sessions.h"
#include "connectors/taobao/work.h"

namespace rigong::connectors::taobao {

class Reader {
 public:
  // For one poll; what is given outlives it.
  Reader(const Settings& settings, const PollRequest& request, RecordSink& sink);
  [[nodiscard]] Result<PollResult> poll();

 private:
  // Something to do beside the changes of orders, which are asked for all the time.
  struct Chore {
    enum class Kind { reps, by_rep, list, trades } kind = Kind::reps;
    RepTask by_rep = RepTask::received;
    ListTask list = ListTask::refunds;
  };
  static constexpr Chore kChanges{Chore::Kind::list, RepTask::received, ListTask::changes};
  [[nodiscard]] Status begin();
  [[nodiscard]] std::optional<Chore> next_chore() const;
  [[nodiscard]] Result<Stepped> run(const Chore& chore);
  // What a failure of this one thing is worth: a pause for it alone, where the platform answers to something else.
  [[nodiscard]] Result<Stepped> survive(const Chore& chore, const Error& error);
  void pause(const Chore& chore, const Error& error);
  [[nodiscard]] Result<Stepped> look_for_changes();
  void hand_over_history();
  [[nodiscard]] PollResult result(Stepped stepped) const;
  [[nodiscard]] std::vector<Words> lacking() const;
  [[nodiscard]] std::vector<Words> reading() const;
  [[nodiscard]] std::optional<DurationMs> rest() const;

  const Settings& settings_;
  const PollRequest& request_;
  Progress progress_;
  Sessions sessions_;
  Client client_;
  Work work_;
  ListReader lists_;
  RepReader by_rep_;
  RepList reps_;
};

}  // namespace rigong::connectors::taobao
