// SPDX-License-Identifier: Apache-2.0
// A server on 127.0.0.1 that sends whatever bytes a test wants, one answer for each request, and notes what it was asked.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rigong::runtime_test {

class ScriptedServer {
 public:
  struct Answer {
    std::string bytes;
    bool hangs = false;  // After the bytes the connection stays open and silent until the server ends.
  };

  // Answers come in this order; the last one is given again.
  explicit ScriptedServer(std::vector<Answer> answers);
  // Answers what it is asked, by `respond` on the server's own thread.
  explicit ScriptedServer(std::function<Answer(const std::string& request)> respond);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const;
  // Heads and bodies as they came.
  [[nodiscard]] std::vector<std::string> requests() const;

 private:
  void listen();
  void serve();
  void answer(int connection);

  std::function<Answer(const std::string& request)> respond_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace rigong::runtime_test
