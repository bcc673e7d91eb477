// SPDX-License-Identifier: Apache-2.0
// What the operating system is asked about the process itself.
#pragma once

#include <filesystem>
#include <string>

#include "agent/base/result.h"

namespace rigong::runtime {

// No core dumps (they would hold secrets and customers' names), no end by a closed pipe, few pools of memory, open files enough
// for many accounts. Before any thread.
void prepare_process();

// Waits for somebody to ask the program to end (Ctrl-C, SIGTERM, SIGINT, SIGHUP). Made before any thread, so
// that none of them takes the signal. After the wait the next such signal ends the program at once.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  void wait();
};

// Ends the program at once where it has not ended by then.
void end_within_seconds(unsigned seconds);

// Free memory goes back to the system after large work.
void give_back_memory();

[[nodiscard]] long process_id();

// Opens the file in an app window of a browser that is found in the usual places (or in `browser`), else with what the desktop
// opens addresses with. Returns at once. not_found where there is nothing to open it with.
[[nodiscard]] Status open_in_browser(const std::filesystem::path& file, const std::filesystem::path& browser);

}  // namespace rigong::runtime
