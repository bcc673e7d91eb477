// SPDX-License-Identifier: Apache-2.0
// The HttpClient that connectors are handed: asks by the rules of retry_policy.h, and keeps to what the other side says about
// when.
#pragma once

#include <functional>
#include <random>

#include "agent/base/clock.h"
#include "agent/runtime/http/retry_policy.h"
#include "agent/runtime/http/server_clock.h"
#include "agent/runtime/http/transport.h"

namespace rigong::runtime {

class PatientHttp final : public connectors::HttpClient {
 public:
  // Waits for the time, or until the account is stopped: then it returns false.
  using Wait = std::function<bool(DurationMs)>;
  // Transport and clock outlive it.
  PatientHttp(HttpTransport& transport, const Clock& clock, Wait wait, std::uint64_t seed, const RetryRules& rules = {});

  Result<connectors::HttpResponse> send(const connectors::HttpRequest& request) override;
  void hold_off(DurationMs length) override;
  [[nodiscard]] DurationMs clock_offset() const override { return server_clock_.offset(); }

  // How long nothing will be asked: the platform said so, or the breaker is open. 0: ask.
  [[nodiscard]] DurationMs held_for() const;

 private:
  // Of one try: an answer for the connector, or why there is none and whether another try makes sense.
  struct Try;
  Try try_once(const connectors::HttpRequest& request);
  Try judge(connectors::HttpResponse response, const connectors::HttpRequest& request);
  double fraction() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  HttpTransport& transport_;
  const Clock& clock_;
  Wait wait_;
  RetryRules rules_;
  std::minstd_rand random_;
  RetryBudget budget_;
  CircuitBreaker breaker_;
  ServerClock server_clock_;
  TimeMs held_until_ = kNoTime;
};

}  // namespace rigong::runtime
