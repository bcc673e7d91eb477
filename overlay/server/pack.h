// SPDX-License-Identifier: Apache-2.0
// Answers made smaller for the way. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rigong::overlay {

// The bytes as gzip (RFC 1952), by zlib at its quickest level; none where they are so few that a network packet holds them
// anyway.
[[nodiscard]] std::optional<std::string> gzip_of(std::string_view bytes);

}  // namespace rigong::overlay
