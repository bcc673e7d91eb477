// SPDX-License-Identifier: Apache-2.0
// How a call to JOS is signed. Pure.
#pragma once

#include <string>

#include "agent/base/secret.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::jd {

// UPPER(MD5(secret + every name and value in order of the names + secret)). Parameters without a value take no part.
[[nodiscard]] std::string sign(Parameters parameters, const Secret& app_secret);

}  // namespace rigong::connectors::jd
