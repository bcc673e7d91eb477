// SPDX-License-Identifier: Apache-2.0
// What a mail server's last code means.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::connectors::mail {

// `status` is the SMTP code of the last reply.
[[nodiscard]] RobotOutcome read_answer(const HttpResponse& answer);

}  // namespace rigong::connectors::mail
