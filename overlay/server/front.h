// SPDX-License-Identifier: Apache-2.0
// The connections: one thread takes them and waits for their bytes, within the time they have; whatever is a whole request goes
// to the workers and comes back. So thousands of slow or silent connections cost neither threads nor much memory, and nobody
// waits behind them.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "agent/base/clock.h"
#include "overlay/api/service.h"
#include "overlay/server/answering.h"
#include "overlay/server/api.h"
#include "overlay/server/connection.h"
#include "overlay/server/http_engine.h"
#include "overlay/server/sockets.h"
#include "overlay/server/streams.h"
#include "overlay/server/workers.h"

namespace rigong::overlay {

struct FrontOptions {
  std::chrono::milliseconds request_deadline;
  std::chrono::milliseconds heartbeat;
};

class Front {
 public:
  // All outlive it. start() before anything else.
  Front(const FrontOptions& options, HttpEngine& engine, Api& api, const GuardRules& rules, const Service& service,
        const Clock& clock);
  ~Front();
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;

  // False where the system gives no thread or descriptor.
  [[nodiscard]] bool start();
  void notify();
  void stop();

 private:
  using Connections = std::vector<std::unique_ptr<Connection>>;

  void run();
  void take_returned(SteadyTime now);
  void take_new(SteadyTime now);
  [[nodiscard]] bool make_room();
  // What to do with a connection now; it may be gone afterwards (null).
  void on_ready(std::unique_ptr<Connection>& connection, SteadyTime now);
  void on_bytes(std::unique_ptr<Connection>& connection, std::string_view bytes, SteadyTime now);
  void on_time(std::unique_ptr<Connection>& connection, SteadyTime now);
  void send_on(std::unique_ptr<Connection>& connection, SteadyTime now);
  // Brings the connection into the state that follows.
  void settle(std::unique_ptr<Connection>& connection, Answering::Next next, SteadyTime now);
  void to_worker(std::unique_ptr<Connection>& connection, SteadyTime now);
  [[nodiscard]] SteadyTime due(const Connection& connection) const;
  void wind_down(SteadyTime now);
  void serve_streams(SteadyTime now);
  void end_sessions(SteadyTime now);

  // On a worker's thread.
  void work(std::unique_ptr<Connection> connection);
  void give_back(std::unique_ptr<Connection> connection, Answering::Next next);

  const FrontOptions options_;
  HttpEngine& engine_;
  const Service& service_;
  const Clock& clock_;
  const std::size_t most_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> notified_{false};
  std::atomic<int> streams_open_{0};
  Streams streams_;
  Waker waker_;
  Connections held_;
  SteadyTime accept_again_{};
  std::vector<char> buffer_;

  std::mutex mutex_;
  std::vector<std::pair<std::unique_ptr<Connection>, Answering::Next>> returned_;
  std::vector<std::string> ended_sessions_;
  std::condition_variable ended_;
  bool running_ = false;

  Answering answering_;
  Workers workers_;
  std::thread thread_;
};

}  // namespace rigong::overlay
