// SPDX-License-Identifier: Apache-2.0
// What Feishu and Lark answer to a message.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::feishu {

[[nodiscard]] const Words& target();
[[nodiscard]] RobotOutcome read_answer(const HttpResponse& answer);

}  // namespace rigong::connectors::feishu
