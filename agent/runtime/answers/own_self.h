// SPDX-License-Identifier: Apache-2.0
// The viewer as somebody who has data of their own.
#pragma once

#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

// not_found for the machine's owner and where nobody was chosen.
[[nodiscard]] Result<const Somebody*> own_self(const Scene& scene);

}  // namespace rigong::runtime
