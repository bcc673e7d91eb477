// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "agent/base/result.h"
#include "connectors/files/intake.h"

namespace rigong::connectors::files {

// Reads the first sheet of a workbook that is in a known shape. Memory: the shared texts (at most 256 MB) and one row.
[[nodiscard]] Status read_xlsx(const std::filesystem::path& path, Intake& intake, const Recogniser& recogniser);

}  // namespace rigong::connectors::files
