// SPDX-License-Identifier: Apache-2.0
// What libcurl is told whatever it speaks, HTTP or mail, and what it means where no connection came about.
#pragma once

#include <curl/curl.h>

#include <optional>
#include <string>

#include "agent/runtime/http/transport.h"

namespace rigong::runtime {

// Certificates are checked, TLS is 1.2 or newer, proxies and netrc of the environment are ignored, and a name that is being
// looked up holds up nobody else. `ca_file` as in CurlSettings.
void set_common(CURL* easy, const std::string& ca_file);

// What a failure means that is the same for every protocol: a certificate that is not to be trusted, a host that cannot be found
// or reached. Nothing where the code says something else. The words name `host` alone: the rest of an address may hold keys.
[[nodiscard]] std::optional<TransportFailure> failure_to_connect(CURLcode code, const std::string& host);

}  // namespace rigong::runtime
