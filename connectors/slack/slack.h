// SPDX-License-Identifier: Apache-2.0
// Slack's incoming webhooks: blocks, with tables as code padded by display width.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::slack {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::slack
