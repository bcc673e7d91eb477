// SPDX-License-Identifier: Apache-2.0
// WeCom's group robot: a table as markdown_v2, a picture as a message of its own.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::wecom {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::wecom
