// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeRt the way the program does it: connector, patience, cursor and records in one transaction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/request-tracker/request_tracker.h"
#include "tests/connectors/request-tracker/fake_rt.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::request_tracker_test {

inline constexpr const char* kToken = "1-31-a-token-that-must-stay-secret";

class PolledDesk {
 public:
  PolledDesk();

  [[nodiscard]] ManualClock& clock() { return team_.clock(); }
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // As after kill -9: nothing is left but what was committed.
  void restart();

  // What the store holds, sorted. A message: "time kind rep key"; one that counts nowhere: "time withdrawn key".
  [[nodiscard]] std::vector<std::string> held_messages();
  [[nodiscard]] std::vector<std::string> held_assignments();
  [[nodiscard]] std::vector<std::string> held_ratings();
  // What should be held of what the fake has seen.
  [[nodiscard]] std::vector<std::string> ledger_messages();
  [[nodiscard]] std::vector<std::string> ledger_assignments();
  [[nodiscard]] std::vector<std::string> ledger_ratings();
  // Both agree, and the fake had nothing to complain of.
  [[nodiscard]] bool is_complete();
  [[nodiscard]] std::vector<std::string> kept_rows();
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();
  // The flags of the message that is this transaction.
  [[nodiscard]] int flags_of(std::int64_t transaction);

  std::map<std::string, std::string> options;  // For the next restart().
  std::unique_ptr<FakeRt> fake;

 private:
  template <class Each>
  void each_conversation(Each each);
  // The conversations in which a transaction has been, in order; it counts in the last.
  [[nodiscard]] std::vector<std::int64_t> conversations_of(std::int64_t ticket) const;

  runtime_test::Team team_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<Connector> connector_;
  std::uint64_t starts_ = 0;
};

}  // namespace rigong::connectors::request_tracker_test
