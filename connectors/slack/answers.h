// SPDX-License-Identifier: Apache-2.0
// What Slack answers to a message.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::slack {

[[nodiscard]] const Words& target();
[[nodiscard]] RobotOutcome read_answer(const HttpResponse& answer);

}  // namespace rigong::connectors::slack
