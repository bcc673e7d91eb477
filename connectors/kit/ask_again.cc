// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/ask_again.h"

namespace rigong::connectors {

DurationMs AskAgain::pause_after(std::int64_t rounds) const {
  const auto last = static_cast<std::int64_t>(pauses_.size()) - 1;
  return pauses_[static_cast<std::size_t>(std::clamp<std::int64_t>(rounds - 1, 0, last))];
}

}  // namespace rigong::connectors
