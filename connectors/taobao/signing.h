// SPDX-License-Identifier: Apache-2.0
// How a request to TOP is signed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/base/secret.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::taobao {

enum class SignMethod { md5, hmac_md5, hmac_sha256 };

// "md5", "hmac" and "hmac-sha256", as the platform and the option call them.
[[nodiscard]] std::optional<SignMethod> sign_method(std::string_view name);
[[nodiscard]] std::string_view name_of(SignMethod method);

// The parameters as they are sent and signed: those with an empty name or value dropped, in order of the bytes of their names.
[[nodiscard]] Parameters sendable(Parameters parameters);

// Upper-case hex of the digest over all parameters but `sign`; what sendable() leaves. Raw values, before any encoding.
[[nodiscard]] std::string sign(const Parameters& parameters, const Secret& app_secret, SignMethod method);

}  // namespace rigong::connectors::taobao
