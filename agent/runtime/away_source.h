// SPDX-License-Identifier: Apache-2.0
// A source that cannot be read at this moment.
#pragma once

#include <optional>
#include <string>

#include "agent/base/time.h"

namespace rigong::runtime {

// An account that has not been read for longer than a hiccup: whom it showed as waiting may have been answered since, and who
// waits there now nobody knows.
struct AwaySource {
  std::string account;
  std::optional<TimeMs> since;  // When it was last read to the end; nothing where it was not since the program began.
};

}  // namespace rigong::runtime
