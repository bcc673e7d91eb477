// SPDX-License-Identifier: Apache-2.0
// A report as cards of Feishu (schema 2.0).
#pragma once

#include <cstddef>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/report.h"
#include "connectors/api/robot.h"

namespace rigong::connectors::feishu {

// Bodies of at most `most_bytes`, not yet signed.
[[nodiscard]] Result<std::vector<RobotPart>> write_cards(const model::Report& report, std::size_t most_bytes);

}  // namespace rigong::connectors::feishu
