// SPDX-License-Identifier: Apache-2.0
// The page's files, held in memory and found by exact name.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "agent/base/result.h"

namespace rigong::overlay {

struct Asset {
  std::string_view path;          // "/" for the page itself, "/app.3f2a91.js" and so on.
  std::string_view content_type;  // With charset where it is text.
  std::string_view etag;          // In quotes.
  std::string_view identity;      // The bytes …
  std::string_view gzip;          // … and compressed, where that is smaller; else empty.
  std::string_view brotli;
  bool immutable = false;  // The name changes with the content, so that a browser may keep it for ever.
};

// In any order; each path once. The bytes live as long as the program.
using Assets = std::span<const Asset>;

// Those built into the program.
[[nodiscard]] Assets built_in_assets();
// Those of a folder that the page's build wrote, for development: only what its manifest names, no links followed. The bytes stay
// in memory until the program ends.
[[nodiscard]] Result<Assets> assets_from_folder(const std::filesystem::path& folder);

}  // namespace rigong::overlay
