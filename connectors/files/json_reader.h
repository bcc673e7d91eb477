// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/base/result.h"
#include "connectors/files/byte_source.h"
#include "connectors/files/intake.h"
#include "connectors/files/text_source.h"

namespace rigong::connectors::files {

// Reads one JSON object per line. Nested values under names that are not ours are ignored.
[[nodiscard]] Status read_json_lines(TextSource& text, const ByteSource& bytes, Intake& intake, const Recogniser& recogniser);

}  // namespace rigong::connectors::files
