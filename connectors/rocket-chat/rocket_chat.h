// SPDX-License-Identifier: Apache-2.0
// Rocket.Chat's incoming integrations: text, with tables as code padded by display width.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::rocket_chat {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::rocket_chat
