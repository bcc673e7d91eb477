// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/refusal_log.h"

#include <spdlog/spdlog.h>

#include "agent/base/text.h"

namespace rigong::overlay {
namespace {

constexpr int kMostLines = 20;
constexpr std::chrono::minutes kWindow{1};
constexpr std::size_t kMostPath = 200;

}  // namespace

void RefusalLog::note(std::string_view method, std::string_view path, int status, std::string_view reason) {
  const auto now = std::chrono::steady_clock::now();
  int left_out = 0;
  {
    const std::lock_guard lock(mutex_);
    if (now - begun_ >= kWindow) {
      left_out = left_out_;
      begun_ = now;
      lines_ = left_out_ = 0;
    }
    if (lines_ >= kMostLines) {
      ++left_out_;
      return;
    }
    ++lines_;
  }
  if (left_out > 0) spdlog::info("{} more requests were refused.", left_out);
  spdlog::info("Refused with {} ({}): {} {}", status, reason, one_line(method), one_line(path.substr(0, kMostPath)));
}

}  // namespace rigong::overlay
