// SPDX-License-Identifier: Apache-2.0
// HTTP by libcurl. Certificates are checked, redirections are not followed, cookies are not kept, HTTP/0.9 is not understood.
// What the environment says of proxies, netrc and the like is ignored: a proxy that nobody wrote into the settings would see
// every key.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/http/transport.h"

namespace rigong::runtime {

struct CurlSettings {
  std::vector<std::string> private_hosts;  // Plain http is allowed to these as it is to loopback.
  // Asked several times a second while a request is under way, by the thread that waits for it; true ends it with `cancelled`.
  // May be empty.
  std::function<bool()> stopping;
  std::string ca_file;  // Of a test; empty: what the system trusts.
};

// Costs nothing until its first request, which begins the network loop of the process (curl_loop.h) where there is none yet.
// Connections are kept for the next request to the same host, whoever asks, for a minute.
[[nodiscard]] std::unique_ptr<HttpTransport> make_curl_transport(CurlSettings settings);

}  // namespace rigong::runtime
