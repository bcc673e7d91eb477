// SPDX-License-Identifier: Apache-2.0
#include "agent/late/late.h"

#ifndef _WIN32
#include <dlfcn.h>

namespace rigong::late {

void* Library::function(const char* name) const {
  void* const library = ::dlopen(file_, RTLD_NOW | RTLD_LOCAL);
  return library == nullptr ? nullptr : ::dlsym(library, name);
}

std::string Library::problem() const {
  if (::dlopen(file_, RTLD_NOW | RTLD_LOCAL) != nullptr) return {};
  const char* const words = ::dlerror();
  return words == nullptr ? file_ : words;
}

}  // namespace rigong::late
#endif
