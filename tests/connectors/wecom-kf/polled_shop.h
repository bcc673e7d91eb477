// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeWecom the way the program does it: connector, patience, kept tokens, cursor and records in
// one transaction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/wecom-kf/wecom_kf.h"
#include "fakes/wecom-kf/fake_wecom.h"
#include "tests/runtime/team.h"

namespace rigong::connectors::wecom_kf_test {

using fakes::wecom_kf::FakeItem;
using fakes::wecom_kf::FakeStatistic;
using fakes::wecom_kf::FakeWecom;
using fakes::wecom_kf::Fault;

inline constexpr const char* kCorp = "ww0123456789abcdef";
inline constexpr const char* kSecret = "a-secret-that-must-stay-secret";
inline constexpr const char* kShop = "wkPresales";
inline constexpr const char* kOther = "wkAftersales";

// Hands requests to the fake without a socket in between.
class WecomTransport final : public runtime::HttpTransport {
 public:
  explicit WecomTransport(FakeWecom& fake) : fake_(fake) {}
  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

 private:
  FakeWecom& fake_;
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
// Whether it is free of secret, token and the addresses that hold them.
[[nodiscard]] bool names_no_secret(const std::string& text);

class PolledShop {
 public:
  // One service account with two reps, at nine in the morning of 2026-03-02 in China.
  PolledShop();

  [[nodiscard]] ManualClock& clock() { return team_.clock(); }
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // As after kill -9: nothing is left but what was committed, and the tokens.
  void restart();

  // Each message and assignment that the store holds: "conversation time kind rep key", with a mark where it is withdrawn.
  // Sorted.
  [[nodiscard]] std::vector<std::string> held();
  // What the fake's lists say should be held.
  [[nodiscard]] std::vector<std::string> ledger();
  // "rep day field value", sorted.
  [[nodiscard]] std::vector<std::string> delivered();
  [[nodiscard]] std::vector<std::string> kept_rows();
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();
  // Whether the store holds what happened, and the fake has nothing to complain of.
  [[nodiscard]] bool is_complete() { return held() == ledger() && fake->complaints.empty(); }
  // Questions of seven customers and answers of one rep, a second apart.
  void fill(int messages, const std::string& account = kShop);
  // How often a method was asked since the list of what was asked was cleared.
  [[nodiscard]] int asked(const std::string& method) const;

  std::map<std::string, std::string> options;  // For the next restart().
  std::unique_ptr<FakeWecom> fake;
  KeptTokens tokens;

 private:
  runtime_test::Team team_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<WecomTransport> transport_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<Connector> connector_;
  std::uint64_t starts_ = 0;
};

}  // namespace rigong::connectors::wecom_kf_test
