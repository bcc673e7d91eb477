// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's errors as errors of ours. Nothing of the connection string, and so no password, gets into their words.
#pragma once

#include <exception>

#include "agent/base/result.h"
#include "agent/base/secret.h"

namespace rigong::storage::postgres {

[[nodiscard]] Error error_of(const std::exception& exception);
// Of a connection that could not be made.
[[nodiscard]] Error connect_error(const std::exception& exception, const Secret& url);

}  // namespace rigong::storage::postgres
