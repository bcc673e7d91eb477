// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's errors as errors of ours. Nothing of the connection string, and so no password, gets into their words.
#pragma once

#include <exception>

#include "agent/base/result.h"
#include "agent/base/secret.h"

namespace rigong::storage::postgres {

// Whether the connection is gone after the error: then whatever the exception calls itself, the server is not there.
enum class After { open, lost };
[[nodiscard]] Error error_of(const std::exception& exception, After after);
// Of a connection that could not be made.
[[nodiscard]] Error connect_error(const std::exception& exception, const Secret& url);

}  // namespace rigong::storage::postgres
