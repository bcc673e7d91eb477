// SPDX-License-Identifier: Apache-2.0
// Asks an account once and keeps nothing of what comes: before it is added, and for `rigong connectors check`.
#pragma once

#include <filesystem>
#include <functional>

#include "agent/base/clock.h"
#include "agent/config/config.h"
#include "overlay/api/session.h"

namespace rigong::runtime {

struct CheckSurroundings {
  const config::Config& config;
  const std::filesystem::path& folder;  // Tokens that the platform renews meanwhile are kept there.
  const Clock& clock;
  std::function<bool()> stopped;  // May be empty.
};

// From the beginning, as the first polls would: until the account has said what it gives, or for ten seconds and one request
// more. What goes wrong is part of the answer. Any thread.
[[nodiscard]] overlay::AccountCheck check_account(const CheckSurroundings& around, const config::AccountSettings& account);

}  // namespace rigong::runtime
