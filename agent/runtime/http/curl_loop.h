// SPDX-License-Identifier: Apache-2.0
// The one network loop of the process: one curl multi handle with a thread of its own, whoever asks. So connections and resolved
// names are shared by all accounts, and the list of trusted certificates, which libcurl keeps with a multi handle, is read once.
#pragma once

#include <curl/curl.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "agent/base/result.h"

namespace rigong::runtime {

class CurlLoop {
 public:
  // The loop of this process: it begins with the first who asks for it and ends, thread and all, with the last who lets go of it.
  // unavailable where the library cannot start. Any thread.
  [[nodiscard]] static Result<std::shared_ptr<CurlLoop>> of_process();

  // Drops what is under way. Nobody may be inside of run() any more.
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  // Runs a prepared transfer to its end and returns its outcome; nothing where `stopping` (may be empty; asked by the calling
  // thread, several times a second) said so first. The handle belongs to the loop until then: its callbacks come from the loop's
  // thread, and its CURLOPT_PRIVATE is taken. Any thread, any number at a time.
  [[nodiscard]] std::optional<CURLcode> run(CURL* easy, const std::function<bool()>& stopping);

 private:
  struct Transfer;
  using Multi = std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)>;
  explicit CurlLoop(Multi multi);

  void turn();
  // These two with the lock held.
  void take_orders();
  void end(Transfer& transfer, CURLcode code);
  void end_all(CURLcode code);
  void hand_back_ended();
  void wake() { curl_multi_wakeup(multi_.get()); }

  Multi multi_;
  std::mutex mutex_;
  std::vector<Transfer*> coming_;    // Guarded by mutex_, as the next three.
  std::vector<Transfer*> dropping_;  // Their owners no longer want them.
  std::vector<Transfer*> under_way_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace rigong::runtime
