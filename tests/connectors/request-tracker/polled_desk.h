// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeRt the way the program does it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/request-tracker/request_tracker.h"
#include "tests/connectors/request-tracker/fake_rt.h"
#include "tests/runtime/team.h"
#include "tests/support/polled_account.h"

namespace rigong::connectors::request_tracker_test {

inline constexpr const char* kToken = "1-31-a-token-that-must-stay-secret";

class PolledDesk final : public testing::PolledAccount {
 public:
  PolledDesk();

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
  // The flags of the message that is this transaction.
  [[nodiscard]] int flags_of(std::int64_t transaction);

  std::unique_ptr<FakeRt> fake;

 private:
  // The conversations in which a transaction has been, in order; it counts in the last.
  [[nodiscard]] std::vector<std::int64_t> conversations_of(std::int64_t ticket) const;
};

}  // namespace rigong::connectors::request_tracker_test
