// SPDX-License-Identifier: Apache-2.0
// The command line: what design.md fixes, read by CLI11 and handed to the commands.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "agent/base/clock.h"

namespace rigong::runtime {

struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  std::string language;  // $LC_ALL, $LC_MESSAGES or $LANG; Chinese unless it begins with "en".
  const Clock& clock;
};

// `arguments` in UTF-8, without the program's own name. Returns the exit code: 0 done, 1 failed, 2 wrong use, 3 already running.
[[nodiscard]] int run_command_line(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace rigong::runtime
