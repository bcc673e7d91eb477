// SPDX-License-Identifier: Apache-2.0
// The made-up shop as a workspace of its own, beside the shop's data or alone.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/runtime/agent/demo_platforms.h"
#include "agent/runtime/agent/workspace.h"

namespace rigong::runtime {

// The setting of the shop's own store that says whether the demo is being shown.
inline constexpr std::string_view kDemoSetting = "desk.demo";

// Where the demo lies that is shown in place of a shop's own data.
[[nodiscard]] inline std::filesystem::path demo_folder(const std::filesystem::path& shop_folder) { return shop_folder / "demo"; }

// Opens the demo's folder, or makes it with its team, targets and special days, and begins the platforms that its accounts poll.
// Its clock may be ahead of `clock`, which outlives it: the made-up shop does not sleep when it is looked at. wrong_use where the
// folder holds the demo of another version.
// `setup`: another shop behind it, and platforms that somebody else has a look at, for tests.
struct DemoSetup {
  std::vector<std::pair<std::string, std::string>> options = {};  // Of the account of what is imported.
  std::shared_ptr<DemoPlatforms> platforms = {};                  // Null: its own.
};
[[nodiscard]] Result<std::shared_ptr<Workspace>> open_demo(const std::filesystem::path& folder, const Clock& clock,
                                                           DemoSetup setup = {});
// The same for a folder that the program chose itself: a demo of another version is made anew, since its second half would not
// fit.
[[nodiscard]] Result<std::shared_ptr<Workspace>> open_own_demo(const std::filesystem::path& folder, const Clock& clock);

}  // namespace rigong::runtime
