// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL server for the tests of this process, on a socket in a folder of its own.
#pragma once

#include <string>

namespace rigong::testing {

// Started at the first call; it ends with this process, also where that is killed. Empty, with one line on stderr, where
// postgresql-15 is not installed.
[[nodiscard]] const std::string& postgres_server_url();

}  // namespace rigong::testing
