// SPDX-License-Identifier: Apache-2.0
// cpp-httplib behind a small door: it binds the port, reads a request that lies in memory whole, and writes the answer's bytes.
//
// Connections are not its business here. It would hold a thread for each of them, and a few dozen that never end their request
// would leave none for anybody else; so connections.h waits for bytes, and asks this one only when a request is complete.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "overlay/server/answer.h"
#include "overlay/server/sockets.h"

namespace rigong::overlay {

class HttpEngine {
 public:
  // Binds and listens. busy where the port is taken, else io or wrong_use; `own_headers` are lines of every answer.
  [[nodiscard]] static Result<std::unique_ptr<HttpEngine>> bind(const std::string& address, int port, std::string own_headers);
  virtual ~HttpEngine() = default;

  [[nodiscard]] virtual int port() const = 0;
  // Not blocking. Closed by close_listener() or with the engine.
  [[nodiscard]] virtual Socket listener() const = 0;
  virtual void close_listener() = 0;

  // Calls `decide` for the request and gives what it said to `write`: the head of a plain answer and of a stream (the body is the
  // caller's to send), head and content of one in lines. What the library itself refuses is answered without asking `decide`.
  // Returns what was answered. Any thread; `decide` may throw, which becomes a 500.
  virtual Answer respond(std::string_view request, bool close, const std::function<Answer()>& decide,
                         const Answer::Write& write) = 0;
};

}  // namespace rigong::overlay
