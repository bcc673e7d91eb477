// SPDX-License-Identifier: Apache-2.0
// The command line's side of a running agent.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/agent/agent_file.h"
#include "overlay/api/service.h"

namespace rigong::runtime {

// A one-time code for the page.
[[nodiscard]] Result<std::string> ask_code(const RunningAgent& agent);

// The agent's answer to GET /api/v1/accounts, as JSON.
[[nodiscard]] Result<std::string> ask_accounts(const RunningAgent& agent);

// Runs the command inside the agent, with its output as it comes. The exit status. `unavailable` where the agent does not answer
// or ends in between: what it had committed by then stays.
[[nodiscard]] Result<int> run_remotely(const RunningAgent& agent, const overlay::Run& run, std::ostream& out, std::ostream& err);

}  // namespace rigong::runtime
