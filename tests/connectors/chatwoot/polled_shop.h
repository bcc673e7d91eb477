// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeChatwoot the way the program does it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/chatwoot/chatwoot.h"
#include "tests/connectors/chatwoot/fake_chatwoot.h"
#include "tests/runtime/team.h"
#include "tests/support/polled_account.h"

namespace rigong::connectors::chatwoot_test {

inline constexpr std::int64_t kAccount = 7;
inline constexpr const char* kToken = "a-token-that-must-stay-secret";

class PolledShop final : public testing::PolledAccount {
 public:
  PolledShop();

  [[nodiscard]] std::int64_t seconds() { return clock().now() / kSecondMs; }

  // Each message that the store holds: "conversation time kind rep key", with a mark where it is withdrawn. Sorted.
  [[nodiscard]] std::vector<std::string> held_messages();
  [[nodiscard]] std::vector<std::string> held_ratings();
  // What the fake's ledger says should be held.
  [[nodiscard]] std::vector<std::string> ledger_messages(const std::map<std::int64_t, FakeMessage>& messages);
  [[nodiscard]] std::vector<std::string> ledger_ratings();

  std::unique_ptr<FakeChatwoot> fake;
};

}  // namespace rigong::connectors::chatwoot_test
