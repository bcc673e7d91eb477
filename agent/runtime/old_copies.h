// SPDX-License-Identifier: Apache-2.0
// Copies that the program made of its data file before it brought the schema up to date.
#pragma once

#include <filesystem>

#include "agent/base/time.h"

namespace rigong::runtime {

inline constexpr int kCopyDays = 35;

// Removes those that are older, since what was erased since then is still in them. Whatever else lies in the folder stays.
void remove_old_copies(const std::filesystem::path& folder, TimeMs now);

}  // namespace rigong::runtime
