// SPDX-License-Identifier: Apache-2.0
// The command line: what design.md fixes, read by CLI11 and handed to the commands.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/runtime/agent/desk_service.h"
#include "agent/runtime/command.h"

namespace rigong::runtime {

struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  std::string language;  // $LC_ALL, $LC_MESSAGES or $LANG; Chinese unless it begins with "en".
  const Clock& clock;
  // Inside a running agent: what it has open, where relative paths begin, and whether somebody wants an end.
  const OpenStore* inside = nullptr;
  std::filesystem::path base = {};
  std::function<bool()> stopped = {};
};

// `arguments` in UTF-8, without the program's own name. Returns the exit code: 0 done, 1 failed, 2 wrong use, 3 already running.
[[nodiscard]] int run_command_line(const std::vector<std::string>& arguments, const Surroundings& surroundings);

// Carries out commands that write inside the agent that has the data folder open. `clock` outlives it.
[[nodiscard]] RunCommand run_inside(const Clock& clock);

}  // namespace rigong::runtime
