// SPDX-License-Identifier: Apache-2.0
#ifdef _WIN32
#include "agent/runtime/chart/child.h"

namespace rigong::runtime {

// The only program that is run this way draws pictures, and for Windows it is not built.
ChildEnd run_child(const std::filesystem::path&, std::string_view, const ChildLimits&, const std::function<bool()>&) {
  return {ChildEnd::How::unsupported, 0, ""};
}

std::filesystem::path program_beside(std::string_view) { return {}; }

}  // namespace rigong::runtime
#endif
