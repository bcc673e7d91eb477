// SPDX-License-Identifier: Apache-2.0
// [[connector]] and [[group]]: tables whose keys depend on their type.
#pragma once

#include <vector>

#include "agent/config/config.h"
#include "agent/config/document.h"
#include "agent/config/values.h"

namespace rigong::config {

// `list` is the value of "connector" or "group". Accounts that are not right are left out and reported.
[[nodiscard]] std::vector<AccountSettings> read_connectors(const Entry& list, Reading& reading);
[[nodiscard]] std::vector<AccountSettings> read_groups(const Entry& list, Reading& reading);

}  // namespace rigong::config
