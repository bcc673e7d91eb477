// SPDX-License-Identifier: Apache-2.0
// One line for a refused request, and a bounded number of lines however many there are.
#pragma once

#include <chrono>
#include <mutex>
#include <string_view>

namespace rigong::overlay {

class RefusalLog {
 public:
  // The path and nothing else of the request: its query may hold a code.
  void note(std::string_view method, std::string_view path, int status, std::string_view reason);

 private:
  std::mutex mutex_;
  std::chrono::steady_clock::time_point begun_{};
  int lines_ = 0;
  int left_out_ = 0;
};

}  // namespace rigong::overlay
