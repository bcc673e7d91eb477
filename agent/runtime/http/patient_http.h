// SPDX-License-Identifier: Apache-2.0
// The HttpClient that connectors are handed: asks by the rules of retry_policy.h, and keeps to what the other side says about
// when. Each host has its own holds, its own breaker and its own repeats: an account that speaks to two (data here, tokens there)
// is not stopped by one of them.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <string>

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
  // The host that was asked last; all, where none was asked yet.
  void hold_off(DurationMs length) override;
  [[nodiscard]] DurationMs clock_offset() const override { return server_clock_.offset(); }

  // How long the host that was wanted last will not be asked: it said so, or its breaker is open. 0: ask. After a poll that ended
  // with an error that is the host which ended it.
  [[nodiscard]] DurationMs held_for() const;
  // Requests that went out so far, repeats included.
  [[nodiscard]] std::uint64_t calls() const { return calls_; }

 private:
  // Of one try: an answer for the connector, or why there is none and whether another try makes sense.
  struct Try;
  struct Peer {
    explicit Peer(const RetryRules& rules) : budget(rules), breaker(rules) {}
    RetryBudget budget;
    CircuitBreaker breaker;
    TimeMs held_until = kNoTime;
  };
  // What the host that was wanted last has asked for, without its breaker.
  [[nodiscard]] DurationMs asked_to_wait() const;
  Peer& peer_of(const connectors::HttpRequest& request);
  Try try_once(const connectors::HttpRequest& request);
  Try judge(connectors::HttpResponse response, const connectors::HttpRequest& request);
  double fraction() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  HttpTransport& transport_;
  const Clock& clock_;
  Wait wait_;
  RetryRules rules_;
  std::minstd_rand random_;
  std::map<std::string, Peer> peers_;  // By host and port.
  Peer* last_ = nullptr;
  ServerClock server_clock_;
  TimeMs all_held_until_ = kNoTime;
  std::uint64_t calls_ = 0;
};

}  // namespace rigong::runtime
