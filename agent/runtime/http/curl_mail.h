// SPDX-License-Identifier: Apache-2.0
// Mail by libcurl's SMTP, with TLS that is checked; without it only to this machine itself.
#pragma once

#include "agent/runtime/http/curl_transport.h"
#include "agent/runtime/posts/send.h"

namespace rigong::runtime {

// As make_curl_transport(): costs nothing until its first mail. Used by one thread.
[[nodiscard]] MailTransport make_curl_mail(CurlSettings settings);

}  // namespace rigong::runtime
