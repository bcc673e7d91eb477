// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a FakeWecom the way the program does it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connectors/wecom-kf/wecom_kf.h"
#include "fakes/wecom-kf/fake_wecom.h"
#include "tests/runtime/team.h"
#include "tests/support/polled_account.h"

namespace rigong::connectors::wecom_kf_test {

using fakes::wecom_kf::FakeItem;
using fakes::wecom_kf::FakeStatistic;
using fakes::wecom_kf::FakeWecom;
using fakes::wecom_kf::Fault;
using testing::says;

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

// Whether it is free of secret, token and the addresses that hold them.
[[nodiscard]] bool names_no_secret(const std::string& text);

class PolledShop final : public testing::PolledAccount {
 public:
  // One service account with two reps, at nine in the morning of 2026-03-02 in China.
  PolledShop();

  // Each message and assignment that the store holds: "conversation time kind rep key", with a mark where it is withdrawn.
  // Sorted.
  [[nodiscard]] std::vector<std::string> held();
  // What the fake's lists say should be held.
  [[nodiscard]] std::vector<std::string> ledger();
  // Whether the store holds what happened, and the fake has nothing to complain of.
  [[nodiscard]] bool is_complete() { return held() == ledger() && fake->complaints.empty(); }
  // Questions of seven customers and answers of one rep, a second apart.
  void fill(int messages, const std::string& account = kShop);
  // How often a method was asked since the list of what was asked was cleared.
  [[nodiscard]] int asked(const std::string& method) const;

  std::unique_ptr<FakeWecom> fake;

 private:
  WecomTransport transport_;
};

}  // namespace rigong::connectors::wecom_kf_test
