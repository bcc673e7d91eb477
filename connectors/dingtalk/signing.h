// SPDX-License-Identifier: Apache-2.0
// How DingTalk wants a request signed.
#pragma once

#include <string>

#include "agent/base/secret.h"
#include "agent/base/time.h"

namespace rigong::connectors::dingtalk {

// Base64 of HMAC-SHA256 over "MILLISECONDS\nSECRET" with the secret as key; "SEC" belongs to it. Not yet encoded for an address.
[[nodiscard]] std::string sign(const Secret& secret, TimeMs now);

}  // namespace rigong::connectors::dingtalk
