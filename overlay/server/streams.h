// SPDX-License-Identifier: Apache-2.0
// Streams of changes: what is written to them and when, and how many there may be. The thread of the connections alone calls it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "agent/base/time.h"
#include "overlay/server/connection.h"

namespace rigong::overlay {

class Streams {
 public:
  explicit Streams(std::chrono::milliseconds heartbeat) : heartbeat_(heartbeat) {}

  // Makes the connection a stream, and lets the oldest ones of its session, or of all, go where there are too many.
  void begin(Connection& connection, const std::vector<std::unique_ptr<Connection>>& all, SteadyTime now) const;
  // Writes what is due: the state of affairs at once and after each change, else a sign of life. False where the stream is over.
  [[nodiscard]] bool go_on(Connection& connection, std::int64_t change, TimeMs clock_now, SteadyTime now) const;
  // When go_on() has something to do even if nothing happens.
  [[nodiscard]] SteadyTime next(const Connection& connection) const;

 private:
  const std::chrono::milliseconds heartbeat_;
};

}  // namespace rigong::overlay
