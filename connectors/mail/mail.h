// SPDX-License-Identifier: Apache-2.0
// A mail with text, HTML and the picture within it.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::mail {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::mail
