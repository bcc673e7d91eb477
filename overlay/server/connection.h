// SPDX-License-Identifier: Apache-2.0
// One connection, and where it stands. Owned by one thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "overlay/server/answer.h"
#include "overlay/server/api.h"
#include "overlay/server/request.h"
#include "overlay/server/sockets.h"

namespace rigong::overlay {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Connection {
  enum class State {
    reading,    // A request is awaited, or on its way.
    writing,    // An answer is on its way out, or waits for its time.
    streaming,  // A stream of changes.
    leaving,    // All is said; what the other side still sends is thrown away, so that it can read the answer.
  };

  explicit Connection(Socket taken, SteadyTime now) : socket(taken), since(now) {}
  ~Connection() { close_socket(socket); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Socket socket;
  State state = State::reading;
  SteadyTime since;  // When the present state began; reading: when the first byte came.

  std::string in;  // What was received of the request, and perhaps the beginning of the next.
  HeadScan scan;
  std::optional<Permit> permit;  // Once the head was read and let through.
  std::size_t whole = 0;         // How long the request is, head and content; known with the permit.
  std::shared_ptr<void> large;   // Held while a large content is on its way.
  int answered = 0;

  std::string head_out;
  Answer answer;  // Its body follows the head.
  std::size_t sent = 0;
  SteadyTime not_before{};
  bool close_after = false;

  struct Stream {
    std::string session;
    SteadyTime begun{};
    SteadyTime next_heartbeat{};
    SteadyTime quiet_until{};  // No more than some events a second, however many changes there are.
    std::optional<std::int64_t> change;
    bool dirty = true;
    std::string out;
  };
  Stream stream;
  std::size_t thrown_away = 0;
};

// Sends what is left of the answer. Closed where the other side is gone, none_now where it takes no more at present.
[[nodiscard]] Moved::State send_rest(Connection& connection);

}  // namespace rigong::overlay
