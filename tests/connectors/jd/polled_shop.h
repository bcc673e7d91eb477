// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeJos the way the program does it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/jd/jd.h"
#include "tests/connectors/jd/fake_jos.h"
#include "tests/runtime/team.h"
#include "tests/support/polled_account.h"

namespace rigong::connectors::jd_test {

using testing::says;

inline constexpr const char* kRepA = "晨光小满";
inline constexpr const char* kRepB = "晨光谷雨";

// Hands requests to the fake without a socket in between.
class JosTransport final : public runtime::HttpTransport {
 public:
  explicit JosTransport(FakeJos& fake) : fake_(fake) {}
  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

 private:
  FakeJos& fake_;
};

// Whether it is free of secrets, tokens, addresses and customers.
[[nodiscard]] bool names_no_secret(const std::string& text);

class PolledShop final : public testing::PolledAccount {
 public:
  // Two reps, at nine in the morning of 2026-03-20 in China; five days before the first poll are read.
  PolledShop();

  // Messages and assignments that the store holds, and those that it should hold, sorted.
  [[nodiscard]] std::vector<std::string> held();
  [[nodiscard]] std::vector<std::string> ledger() const;
  [[nodiscard]] std::vector<std::string> held_ratings();
  [[nodiscard]] std::vector<std::string> ledger_ratings() const;
  [[nodiscard]] std::vector<std::string> held_orders();
  [[nodiscard]] std::vector<std::string> ledger_orders() const;
  // Time on line of each rep and day of those who have gone, as delivered() has it.
  [[nodiscard]] std::vector<std::string> held_online();
  [[nodiscard]] std::vector<std::string> ledger_online() const;
  // Whether the store holds what happened, and the fake has nothing to complain of.
  [[nodiscard]] bool is_complete();
  // How often a method was asked since the list of what was asked was cleared.
  [[nodiscard]] int asked(const std::string& method) const;
  // A paid order of now.
  FakeOrder& order(std::int64_t id, std::int64_t fen, const std::string& pin = "jd_customer1");

  std::unique_ptr<FakeJos> fake;

 private:
  JosTransport transport_;
};

}  // namespace rigong::connectors::jd_test
