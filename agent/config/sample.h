// SPDX-License-Identifier: Apache-2.0
// A rigong.toml that explains itself.
#pragma once

#include <string>

#include "agent/config/config.h"

namespace rigong::config {

// Every table with every key, its default and what it is for, in Chinese and English. Help begins with "# ", settings stand
// behind a bare "#": taken away, it is a file that parses as well, given its secrets.
[[nodiscard]] std::string sample_config(const Known& known);

}  // namespace rigong::config
