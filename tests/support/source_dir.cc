// SPDX-License-Identifier: Apache-2.0
#include "tests/support/source_dir.h"

namespace rigong::test {

std::filesystem::path source_dir() { return RIGONG_SOURCE_DIR; }

}  // namespace rigong::test
