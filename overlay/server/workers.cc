// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/workers.h"

#include <spdlog/spdlog.h>

#include <system_error>

namespace rigong::overlay {

bool Workers::add(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (jobs_.size() >= idle_ && threads_.size() < most_ && !ending_) {
    try {
      threads_.emplace_back([this] { loop(); });
    } catch (const std::system_error&) {
      spdlog::warn("The system gives no further thread; {} answer requests.", threads_.size());
    }
  }
  if (threads_.empty()) return false;
  jobs_.push_back(std::move(connection));
  more_.notify_one();
  return true;
}

bool Workers::behind() const {
  const std::lock_guard lock(mutex_);
  return !jobs_.empty();
}

std::size_t Workers::busy() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() + working_;
}

void Workers::end() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    threads.swap(threads_);
    more_.notify_all();
  }
  for (std::thread& thread : threads) thread.join();
}

void Workers::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    more_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    --idle_;
    if (jobs_.empty()) return;
    std::unique_ptr<Connection> connection = std::move(jobs_.front());
    jobs_.pop_front();
    ++working_;
    lock.unlock();
    work_(std::move(connection));
    lock.lock();
    --working_;
  }
}

}  // namespace rigong::overlay
