// SPDX-License-Identifier: Apache-2.0
// Threads that answer requests which are whole. They never wait for bytes of a request.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "overlay/server/connection.h"

namespace rigong::overlay {

class Workers {
 public:
  using Work = std::function<void(std::unique_ptr<Connection>)>;
  // Threads begin when there is more work than they can do, up to `most`.
  Workers(std::size_t most, Work work) : most_(most), work_(std::move(work)) {}
  ~Workers() { end(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False where no thread could be begun and there is none.
  bool add(std::unique_ptr<Connection> connection);
  // Whether a request waits for a thread.
  [[nodiscard]] bool behind() const;
  // How many requests are waiting or being answered.
  [[nodiscard]] std::size_t busy() const;
  // Waits for the threads, which finish what they were given.
  void end();

 private:
  void loop();

  const std::size_t most_;
  const Work work_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::unique_ptr<Connection>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  std::size_t working_ = 0;
  bool ending_ = false;
};

}  // namespace rigong::overlay
