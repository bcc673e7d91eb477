// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/only_here.h"

#include "agent/config/url.h"
#include "agent/runtime/agent/agent_file.h"

namespace rigong::runtime {

bool only_here(const config::ListenSettings& listen) {
  const auto address = parse_listen(listen.address);
  return listen.public_url.empty() && address && config::is_loopback(address->host);
}

}  // namespace rigong::runtime
