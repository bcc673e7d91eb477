// SPDX-License-Identifier: Apache-2.0
// Says how far a long work is: one line that is written over on a terminal, a line every ten seconds elsewhere, nothing for short
// work.
#pragma once

#include <chrono>
#include <ostream>
#include <string>

#include "agent/runtime/table.h"

namespace rigong::runtime {

class ProgressLine {
 public:
  ProgressLine(std::ostream& err, bool terminal) : err_(err), terminal_(terminal) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Cheap to call often: `text()` is only made when it is to be shown.
  template <class Text>
  void show(Text text) {
    const auto now = std::chrono::steady_clock::now();
    const auto pause = std::chrono::milliseconds(terminal_ ? 200 : 10'000);
    if (now - last_ < pause) return;
    last_ = now;
    if (terminal_) {
      err_ << "\r\x1b[K" << text() << std::flush;
      shown_ = true;
    } else {
      err_ << text() << std::endl;
    }
  }
  void clear() {
    if (shown_) err_ << "\r\x1b[K" << std::flush;
    shown_ = false;
  }

 private:
  std::ostream& err_;
  bool terminal_;
  bool shown_ = false;
  // The first line comes after a pause too: short work needs none.
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace rigong::runtime
