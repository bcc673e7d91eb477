// SPDX-License-Identifier: Apache-2.0
// Any other receiver: a POST whose body is a template of the user's own.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::webhook {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::webhook
