// SPDX-License-Identifier: Apache-2.0
// What one try of a message came to.
#pragma once

#include "connectors/api/robot.h"

namespace rigong::runtime {

struct Tried {
  // `seen`: the target may have seen some of it, or has answered. The others never left: it costs a target nothing to be asked
  // again, and a limit of tries would lose a post for a morning without network.
  enum class How {
    seen,
    no_way,   // No network, no host, no server.
    stopped,  // The program ends.
  };
  connectors::RobotOutcome outcome;
  How how = How::seen;
};

}  // namespace rigong::runtime
