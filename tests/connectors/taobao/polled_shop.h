// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeTop the way the program does it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/taobao/taobao.h"
#include "fakes/taobao/fake_top.h"
#include "tests/runtime/team.h"
#include "tests/support/polled_account.h"

namespace rigong::connectors::taobao_test {

using fakes::taobao::FakeEval;
using fakes::taobao::FakeRepDay;
using fakes::taobao::FakeTop;
using fakes::taobao::FakeTrade;
using fakes::taobao::Fault;

// Hands requests to the fake without a socket in between.
class TopTransport final : public runtime::HttpTransport {
 public:
  static constexpr const char* kEndpoint = "https://top.example";

  explicit TopTransport(FakeTop& fake) : fake_(fake) {}
  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

 private:
  FakeTop& fake_;
};

class PolledShop final : public testing::PolledAccount {
 public:
  PolledShop();

  // What the store holds, and what the fake's ledger says it should hold: lines of text, sorted.
  [[nodiscard]] std::vector<std::string> held_orders();
  [[nodiscard]] std::vector<std::string> ledger_orders();
  [[nodiscard]] std::vector<std::string> held_ratings();
  [[nodiscard]] std::vector<std::string> ledger_ratings();
  [[nodiscard]] std::vector<std::string> held_days();
  [[nodiscard]] std::vector<std::string> ledger_days();
  // Lines of the ledger that the store lacks ("lost …"), and of the store that the ledger lacks ("invented …").
  [[nodiscard]] std::vector<std::string> differences();

  runtime::HttpTransport* transport = nullptr;  // For the next restart(): in place of the fake itself; null: the fake.
  std::unique_ptr<FakeTop> fake;

 private:
  TopTransport top_{*fake};
};

// Two reps in two groups, and one of no group's.
inline constexpr const char* kRepA = "晨光小店:小满";
inline constexpr const char* kRepB = "晨光小店:谷雨";

}  // namespace rigong::connectors::taobao_test
