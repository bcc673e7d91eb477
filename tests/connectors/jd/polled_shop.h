// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeJos the way the program does it: connector, patience, kept tokens, cursor and records in one
// transaction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/jd/jd.h"
#include "tests/connectors/jd/fake_jos.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::jd_test {

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

// Tokens as the host keeps them.
class KeptTokens final : public SecretKeeper {
 public:
  [[nodiscard]] Secret kept(std::string_view name, TimeMs now) const override;
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) override;
  std::map<std::string, std::pair<Secret, TimeMs>, std::less<>> all;
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

// Whether some of the words hold the part, in Chinese.
[[nodiscard]] bool says(const std::vector<Words>& words, const std::string& part);
// Whether it is free of secrets, tokens, addresses and customers.
[[nodiscard]] bool names_no_secret(const std::string& text);

class PolledShop {
 public:
  // Two reps, at nine in the morning of 2026-03-20 in China; five days before the first poll are read.
  PolledShop();

  [[nodiscard]] ManualClock& clock() { return team_.clock(); }
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // As after kill -9: nothing is left but what was committed, and the tokens.
  void restart();

  // Messages and assignments that the store holds, and those that it should hold, sorted.
  [[nodiscard]] std::vector<std::string> held();
  [[nodiscard]] std::vector<std::string> ledger() const;
  [[nodiscard]] std::vector<std::string> held_ratings();
  [[nodiscard]] std::vector<std::string> ledger_ratings() const;
  [[nodiscard]] std::vector<std::string> held_orders();
  [[nodiscard]] std::vector<std::string> ledger_orders() const;
  // "rep day field value", sorted.
  [[nodiscard]] std::vector<std::string> delivered();
  [[nodiscard]] std::vector<std::string> kept_rows();
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();
  // Whether the store holds what happened, and the fake has nothing to complain of.
  [[nodiscard]] bool is_complete();
  // How often a method was asked since the list of what was asked was cleared.
  [[nodiscard]] int asked(const std::string& method) const;
  // A paid order of now.
  FakeOrder& order(std::int64_t id, std::int64_t fen, const std::string& pin = "jd_customer1");

  std::map<std::string, std::string> options;  // For the next restart().
  std::unique_ptr<FakeJos> fake;
  KeptTokens tokens;

 private:
  runtime_test::Team team_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<JosTransport> transport_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<Connector> connector_;
  std::uint64_t starts_ = 0;
};

}  // namespace rigong::connectors::jd_test
