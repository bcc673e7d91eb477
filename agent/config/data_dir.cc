// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "agent/config/config.h"

#ifndef _WIN32
#include <pwd.h>
#include <unistd.h>
#endif

namespace rigong::config {
namespace {

// The variable as a path; empty where it is not set.
std::filesystem::path variable(const char* name) {
#ifdef _WIN32
  const wchar_t* value = _wgetenv(std::filesystem::path(name).c_str());
#else
  const char* value = std::getenv(name);
#endif
  return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

}  // namespace

std::filesystem::path default_data_dir() {
  if (const auto chosen = variable("RIGONG_DATA"); !chosen.empty()) return chosen;
#ifdef _WIN32
  return variable("LOCALAPPDATA") / "rigong";
#else
  // The XDG rules say that a relative path is to be ignored.
  if (const auto data = variable("XDG_DATA_HOME"); data.is_absolute()) return data / "rigong";
  std::filesystem::path home = variable("HOME");
  if (!home.is_absolute()) {
    // Services may run without HOME.
    const passwd* user = ::getpwuid(::geteuid());
    home = user != nullptr && user->pw_dir != nullptr ? user->pw_dir : "/";
  }
  return home / ".local" / "share" / "rigong";
#endif
}

}  // namespace rigong::config
