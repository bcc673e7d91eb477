// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeTop the way the program does it: connector, patience, tokens, cursor and records in one
// transaction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/taobao/taobao.h"
#include "fakes/taobao/fake_top.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::taobao_test {

using fakes::taobao::FakeEval;
using fakes::taobao::FakeTop;
using fakes::taobao::FakeTrade;
using fakes::taobao::Fault;

// Kept in memory, as the program keeps them in a file.
class KeptSecrets final : public SecretKeeper {
 public:
  [[nodiscard]] Secret kept(std::string_view name, TimeMs now) const override;
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) override;
  std::map<std::string, std::pair<std::string, TimeMs>, std::less<>> values;
};

class GivenOptions final : public Options {
 public:
  explicit GivenOptions(const std::map<std::string, std::string>& given);
  [[nodiscard]] std::string text(std::string_view name) const override { return values_.find(name)->second; }
  [[nodiscard]] const Secret& secret(std::string_view name) const override { return secrets_.find(name)->second; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::map<std::string, Secret, std::less<>> secrets_;
};

// Hands requests to the fake without a socket in between.
class TopTransport final : public runtime::HttpTransport {
 public:
  static constexpr const char* kEndpoint = "https://top.example";

  explicit TopTransport(FakeTop& fake) : fake_(fake) {}
  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

 private:
  FakeTop& fake_;
};

class PolledShop {
 public:
  PolledShop();

  [[nodiscard]] ManualClock& clock() { return team_.clock(); }
  // One poll.
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // Polls through the time, as the program would, errors and all.
  void live(DurationMs length, DurationMs step = 5 * kMinuteMs);
  // As after kill -9: nothing is left but what was committed.
  void restart();

  // What the store holds, and what the fake's ledger says it should hold: lines of text, sorted.
  [[nodiscard]] std::vector<std::string> held_orders();
  [[nodiscard]] std::vector<std::string> ledger_orders();
  [[nodiscard]] std::vector<std::string> held_ratings();
  [[nodiscard]] std::vector<std::string> ledger_ratings();
  [[nodiscard]] std::vector<std::string> held_days();
  [[nodiscard]] std::vector<std::string> ledger_days();
  // Lines of the ledger that the store lacks ("lost …"), and of the store that the ledger lacks ("invented …").
  [[nodiscard]] std::vector<std::string> differences();
  [[nodiscard]] std::vector<std::string> kept_rows();
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();

  std::map<std::string, std::string> options;   // For the next restart(), as is the next.
  runtime::HttpTransport* transport = nullptr;  // In place of the fake itself; null: the fake.
  std::unique_ptr<FakeTop> fake;
  KeptSecrets secrets;

 private:
  runtime_test::Team team_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<TopTransport> top_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<Connector> connector_;
  std::uint64_t starts_ = 0;
};

// Two reps in two groups, and one of no group's.
inline constexpr const char* kRepA = "晨光小店:小满";
inline constexpr const char* kRepB = "晨光小店:谷雨";

}  // namespace rigong::connectors::taobao_test
