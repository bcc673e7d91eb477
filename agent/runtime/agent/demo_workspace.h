// SPDX-License-Identifier: Apache-2.0
// The made-up shop as a workspace of its own, beside the shop's data or alone.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "agent/runtime/agent/workspace.h"

namespace rigong::runtime {

// The setting of the shop's own store that says whether the demo is being shown.
inline constexpr std::string_view kDemoSetting = "desk.demo";

// Where the demo lies that is shown in place of a shop's own data.
[[nodiscard]] inline std::filesystem::path demo_folder(const std::filesystem::path& shop_folder) { return shop_folder / "demo"; }

// Opens the demo's folder, or makes it with its team, targets and special days. Its clock may be ahead of `clock`, which outlives
// it: the made-up shop does not sleep when it is looked at.
[[nodiscard]] Result<std::shared_ptr<Workspace>> open_demo(const std::filesystem::path& folder, const Clock& clock);

}  // namespace rigong::runtime
