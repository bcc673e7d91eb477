// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/old_copies.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>

#include "agent/base/path_text.h"

namespace rigong::runtime {
namespace {

// "rigong.db.before-v5"
bool is_copy(const std::string& name) {
  constexpr std::string_view kMark = ".before-v";
  const std::size_t at = name.rfind(kMark);
  if (at == std::string::npos || at + kMark.size() == name.size()) return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(at + kMark.size()), name.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

TimeMs written_at(const std::filesystem::file_time_type& time) {
  const auto since = std::filesystem::file_time_type::clock::to_sys(time).time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace

void remove_old_copies(const std::filesystem::path& folder, TimeMs now) {
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.is_symlink(code) || !entry.is_regular_file(code) || !is_copy(path_text(entry.path().filename()))) continue;
    const auto time = entry.last_write_time(code);
    if (code || now - written_at(time) <= kCopyDays * kDayMs) continue;
    if (std::filesystem::remove(entry.path(), code)) spdlog::info("removed {}", path_text(entry.path().filename()));
  }
}

}  // namespace rigong::runtime
