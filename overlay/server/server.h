// SPDX-License-Identifier: Apache-2.0
// The HTTP server of the agent: guards in front of every path, the page's files from memory, /api/v1 handed to a Service, the
// stream of changes (reference: threats A, C, D, 6.1; the exceptions of the design are the options below).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/result.h"
#include "overlay/api/service.h"
#include "overlay/server/assets.h"

namespace rigong::overlay {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 7717;                                     // 0 = any free one.
  std::string public_url;                              // Its host and origin are allowed beside our own address. "" = none.
  std::vector<std::string> frame_ancestors;            // Origins that may show "/" in a frame.
  std::vector<std::string> extensions;                 // "chrome-extension://ID": origins that may call /api with a token.
  std::chrono::milliseconds request_deadline{10'000};  // From the first byte of a request to its last.
  std::chrono::milliseconds heartbeat{15'000};         // Of the stream of changes.
};

class Server {
 public:
  // Binds and begins to answer. busy where the port is taken (words that name it and what to do), io for other failures. The
  // service, the clock and the assets outlive the server.
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Service& service, const Clock& clock,
                                                             Assets assets);
  virtual ~Server() = default;

  // The port it listens on.
  [[nodiscard]] virtual int port() const = 0;
  // Something changed: wakes the streams. Any thread; never blocks.
  virtual void notify() = 0;
  // Lets requests in work end, closes streams and sockets; returns within five seconds. Any thread, any number of times.
  virtual void stop() = 0;
};

}  // namespace rigong::overlay
