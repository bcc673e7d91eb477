// SPDX-License-Identifier: Apache-2.0
// The way in for `rigong open`. Its file on the disk leads a browser here, which counts as another site, and another site gets
// neither the page nor an answer; so it leads to a page with nothing on it, which goes on to the page itself with the one-time
// code that stands behind the #.
#pragma once

#include "overlay/server/assets.h"

namespace rigong::overlay {

inline constexpr std::string_view kLaunchPath = "/open";

// The page and its script.
[[nodiscard]] Assets launch_assets();

}  // namespace rigong::overlay
