// SPDX-License-Identifier: Apache-2.0
// Paths to and from UTF-8. On Windows std::filesystem would take plain chars for the machine's old code page.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace rigong {

[[nodiscard]] inline std::filesystem::path path_from_utf8(std::string_view text) {
  return std::filesystem::path(std::u8string(reinterpret_cast<const char8_t*>(text.data()), text.size()));
}
[[nodiscard]] inline std::string path_text(const std::filesystem::path& path) {
  const std::u8string text = path.u8string();
  return std::string(reinterpret_cast<const char*>(text.data()), text.size());
}

}  // namespace rigong
