// SPDX-License-Identifier: Apache-2.0
// DingTalk's custom robot: Markdown with a line for each row, signed in the address.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::dingtalk {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::dingtalk
