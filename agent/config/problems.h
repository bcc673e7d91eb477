// SPDX-License-Identifier: Apache-2.0
// Collects what is wrong with a file, so that a person sees all of it at once and not one piece per start.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"

namespace rigong::config {

class Problems {
 public:
  // A sentence in both languages about a line; 0 stands for the file as a whole.
  void add(int line, std::string zh, std::string en);
  void add(int line, Words words) { add(line, std::move(words.zh), std::move(words.en)); }
  [[nodiscard]] bool empty() const { return problems_.empty(); }
  // All in one, in order of their lines, each as "file:line: sentence". Not to be called while empty.
  [[nodiscard]] Error error(std::string_view file) const;

 private:
  struct Problem {
    int line = 0;
    Words words;
  };
  std::vector<Problem> problems_;
};

// Foreign text as it may stand in a sentence: on one line and cut to what a person reads.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace rigong::config
