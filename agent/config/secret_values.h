// SPDX-License-Identifier: Apache-2.0
// Secrets in rigong.toml are references, never the secret itself.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "agent/config/values.h"

namespace rigong::config {

// How a secret is to be written; said wherever one stands in the file as it is.
[[nodiscard]] Words plain_secret_words(std::string_view key);
// These return what is wrong, without a word of the text, and nothing where the value is right.
[[nodiscard]] Words read_secret_value(std::string_view key, std::string_view text, Reading& reading, Secret& secret);
[[nodiscard]] Words read_store_value(std::string_view key, std::string_view text, Reading& reading, Secret& secret);

// The path, relative to the folder where it is relative.
[[nodiscard]] std::string resolve(const std::filesystem::path& folder, std::string_view path);

}  // namespace rigong::config
