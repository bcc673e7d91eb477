// SPDX-License-Identifier: Apache-2.0
// A FakeTop on a port of 127.0.0.1.
#pragma once

#include <memory>
#include <string>

#include "tests/connectors/taobao/fake_top.h"

namespace rigong::connectors::taobao_test {

// Requests are answered one after another. As long as it lives the fake is its own; what goes wrong by faults of the connection
// is only to be had from FakeTop::exchange().
class FakeTopServer {
 public:
  explicit FakeTopServer(FakeTop& fake);
  ~FakeTopServer();
  FakeTopServer(const FakeTopServer&) = delete;
  FakeTopServer& operator=(const FakeTopServer&) = delete;

  [[nodiscard]] std::string endpoint() const;
  [[nodiscard]] std::string token_endpoint() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rigong::connectors::taobao_test
