// SPDX-License-Identifier: Apache-2.0
// A rigong.toml that explains itself.
#pragma once

#include <span>
#include <string>

#include "connectors/api/connector.h"

namespace rigong::config {

// Every table with every key, its default and what it is for, in Chinese and English. Help begins with "# ", settings stand
// behind a bare "#": taken away, it is a file that parses as well, given its secrets.
[[nodiscard]] std::string sample_config(std::span<const connectors::Definition* const> known);

}  // namespace rigong::config
