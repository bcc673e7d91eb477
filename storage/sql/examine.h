// SPDX-License-Identifier: Apache-2.0
// Checks of what the tables say, whichever database they lie in.
#pragma once

#include "storage/sql/connection.h"

namespace rigong::storage::sql {

// Pending marks, conversations whose order of arrival disagrees with their records, facts without a conversation. Reads every
// record.
[[nodiscard]] Status examine_content(Connection& connection, model::TeamId team, std::vector<Finding>& findings);

[[nodiscard]] Finding good(std::string zh, std::string en);
[[nodiscard]] Finding warning(std::string zh, std::string en);
[[nodiscard]] Finding broken(std::string zh, std::string en);

}  // namespace rigong::storage::sql
