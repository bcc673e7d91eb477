// SPDX-License-Identifier: Apache-2.0
// How Feishu and Lark want a message signed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "agent/base/secret.h"
#include "agent/base/time.h"

namespace rigong::connectors::feishu {

// Base64 of HMAC-SHA256 over nothing, with "SECONDS\nSECRET" as key: the other way round than DingTalk's.
[[nodiscard]] std::string sign(const Secret& secret, TimeMs now);

// The body with `timestamp` and `sign` as its first members; `body` is an object that has members.
[[nodiscard]] std::string signed_body(const std::string& body, const Secret& secret, TimeMs now);
// By how much that makes it longer.
inline constexpr std::size_t kSignBytes =
    std::string_view(R"("timestamp":"1599360473","sign":"l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",)").size();

}  // namespace rigong::connectors::feishu
