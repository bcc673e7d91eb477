// SPDX-License-Identifier: Apache-2.0
// Who can open the page.
#pragma once

#include "agent/config/config.h"

namespace rigong::runtime {

// Whether nobody but this machine can: it listens to itself alone, and no other address is known under which it is reached.
[[nodiscard]] bool only_here(const config::ListenSettings& listen);

}  // namespace rigong::runtime
