// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeChatwoot the way the program does it: connector, patience, cursor and records in one
// transaction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/chatwoot/chatwoot.h"
#include "tests/connectors/chatwoot/fake_chatwoot.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::chatwoot_test {

inline constexpr std::int64_t kAccount = 7;
inline constexpr const char* kToken = "a-token-that-must-stay-secret";

class PolledShop {
 public:
  PolledShop();

  [[nodiscard]] ManualClock& clock() { return team_.clock(); }
  [[nodiscard]] std::int64_t seconds() { return clock().now() / kSecondMs; }
  // One poll.
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // As after kill -9: nothing is left but what was committed.
  void restart();

  // Each message that the store holds: "conversation time kind rep key", with a mark where it is withdrawn. Sorted.
  [[nodiscard]] std::vector<std::string> held_messages();
  [[nodiscard]] std::vector<std::string> held_ratings();
  // What the fake's ledger says should be held.
  [[nodiscard]] std::vector<std::string> ledger_messages(const std::map<std::int64_t, FakeMessage>& messages);
  [[nodiscard]] std::vector<std::string> ledger_ratings();
  [[nodiscard]] std::vector<std::string> kept_rows();
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();
  [[nodiscard]] runtime::PatientHttp& http() { return *http_; }

  std::map<std::string, std::string> options;  // For the next restart().
  std::unique_ptr<FakeChatwoot> fake;

 private:
  runtime_test::Team team_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<Connector> connector_;
  std::uint64_t starts_ = 0;
};

}  // namespace rigong::connectors::chatwoot_test
