// SPDX-License-Identifier: Apache-2.0
// A port of 127.0.0.1 behind which platforms in small answer.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "agent/base/result.h"
#include "fakes/kit/answer.h"

namespace rigong::fakes {

// Sleeps until somebody asks. Requests are answered one after another, each over a connection of its own, so that whoever answers
// needs no lock; a body may have 1 MB.
class Loopback {
 public:
  using Handler = std::function<Answer(const Request&)>;
  // On a free port. `answer` is called from the server's threads, one at a time, until the server is destroyed; an exception is
  // answered with 500, and whose ending is `slow` comes after `slow`. unavailable where there is no port.
  [[nodiscard]] static Result<std::unique_ptr<Loopback>> start(Handler answer,
                                                               std::chrono::milliseconds slow = std::chrono::seconds(2));
  // Ends the server; a request that is being answered is answered.
  ~Loopback();
  Loopback(const Loopback&) = delete;
  Loopback& operator=(const Loopback&) = delete;

  // "http://127.0.0.1:PORT" with the path.
  [[nodiscard]] std::string url(const std::string& path = {}) const;

 private:
  struct Impl;
  explicit Loopback(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace rigong::fakes
