// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/posts.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::model {
const char* word(PostState state) {
  return overlay::nth_word(std::array{"planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"}, state);
}
}  // namespace rigong::model
