// SPDX-License-Identifier: Apache-2.0
// The log of commands as a chain of hashes.
#pragma once

#include <string>

#include "agent/model/sheet.h"
#include "storage/sql/connection.h"

namespace rigong::storage::sql {

// The hash that the entry carries behind one with the hash `before`: SHA-256 over everything but the body, which is in it by its
// own hash.
[[nodiscard]] std::string chain_of(const std::string& before, const model::CommandEntry& entry);

// What is wrong with a team's log.
struct LogCheck {
  std::int64_t entries = 0;   // Chained ones.
  std::string first_changed;  // Id of the first entry that is not as it was written, or that stands behind a gap.
};
[[nodiscard]] Result<LogCheck> check_log(Connection& connection, model::TeamId team);

}  // namespace rigong::storage::sql
