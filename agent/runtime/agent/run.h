// SPDX-License-Identifier: Apache-2.0
// `rigong run`, `demo`, `open` and `url`.
#pragma once

#include <filesystem>
#include <string>

#include "agent/runtime/agent/desk_service.h"
#include "agent/runtime/command.h"

namespace rigong::runtime {

struct RunOptions {
  Stage::What what = Stage::What::shop;
  std::string listen;          // Empty = as [listen] says.
  std::filesystem::path page;  // The page's files from a folder, for those who change it; empty = those of the program.
};

// Where the demo's data lie unless --data says otherwise: beside the default data folder.
[[nodiscard]] std::filesystem::path default_demo_dir();

// Serves the page and asks the accounts until somebody asks it to end. busy where the folder is in use (exit 3); unavailable
// where the port is taken.
[[nodiscard]] Status command_run(const Command& command, const RunOptions& options, const RunCommand& run_command);

// Opens the page of the running agent in a window of its own. The code goes through a file that nobody else may read, since
// everybody on the machine sees the arguments of a program.
[[nodiscard]] Status command_open(const Command& command, const std::filesystem::path& browser);
// Prints the page's address with a fresh one-time code.
[[nodiscard]] Status command_url(const Command& command);

}  // namespace rigong::runtime
