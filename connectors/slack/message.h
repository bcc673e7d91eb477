// SPDX-License-Identifier: Apache-2.0
// A report as messages of Slack's Block Kit.
#pragma once

#include <vector>

#include "agent/base/result.h"
#include "agent/model/report.h"
#include "connectors/api/robot.h"

namespace rigong::connectors::slack {

[[nodiscard]] Result<std::vector<RobotPart>> write_messages(const model::Report& report);

}  // namespace rigong::connectors::slack
