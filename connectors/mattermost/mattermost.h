// SPDX-License-Identifier: Apache-2.0
// Mattermost's incoming webhooks: Markdown with tables.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::mattermost {

[[nodiscard]] const RobotDefinition& robot();

}  // namespace rigong::connectors::mattermost
