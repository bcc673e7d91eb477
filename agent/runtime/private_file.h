// SPDX-License-Identifier: Apache-2.0
// Files that nobody but their owner may read: keys, tokens, secrets.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "agent/base/secret.h"

namespace rigong::runtime {

// Writes the bytes beside the file (0600, made anew) and renames, so that a stop in between leaves no half file. `io` on failure.
[[nodiscard]] Status write_private(const std::filesystem::path& file, std::string_view bytes);

// Reads a whole file of at most `most` bytes. not_found where there is none; refused where it is a link, somebody else's or open
// to others; damaged where it is longer.
[[nodiscard]] Result<Secret> read_private(const std::filesystem::path& file, std::size_t most);

}  // namespace rigong::runtime
