// SPDX-License-Identifier: Apache-2.0
// The custom bot of Feishu and Lark: a card with tables, signed in the body.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::feishu {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::feishu
