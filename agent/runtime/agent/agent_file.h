// SPDX-License-Identifier: Apache-2.0
// How the command line finds the agent that has a data folder open: two files of the folder that only their owner may read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "agent/base/result.h"
#include "agent/base/secret.h"

namespace rigong::runtime {

struct AgentAddress {
  std::string url;  // "http://127.0.0.1:7717", without a slash at the end.
  long process = 0;
};

// "127.0.0.1:7717" in its parts; the brackets of an IPv6 address are left out.
struct ListenAddress {
  std::string host;
  int port = 0;
};
[[nodiscard]] std::optional<ListenAddress> parse_listen(const std::string& text);
// Where a program of this machine reaches an agent that listens there.
[[nodiscard]] std::string local_url(const ListenAddress& address, int port);

// The token of this run, new at each start, in DATA/token.
[[nodiscard]] Result<Secret> make_token_file(const std::filesystem::path& folder);
[[nodiscard]] Status write_agent_file(const std::filesystem::path& folder, const AgentAddress& address);
// At the end, and at the start before anything listens: what an earlier run left behind leads nowhere.
void remove_agent_files(const std::filesystem::path& folder);

struct RunningAgent {
  AgentAddress address;
  Secret token;
};
// Nothing where no program has the folder open: then whoever listens at an old address is somebody else, and gets no token.
// busy where one has it that does not listen (a long import, an agent that is just starting).
[[nodiscard]] Result<std::optional<RunningAgent>> find_agent(const std::filesystem::path& folder);

}  // namespace rigong::runtime
