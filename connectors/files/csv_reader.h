// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/base/result.h"
#include "connectors/files/byte_source.h"
#include "connectors/files/table.h"
#include "connectors/files/text_source.h"

namespace rigong::connectors::files {

// Reads comma, semicolon or TAB separated rows (told from the first lines) into the table. A quote that is never closed costs its
// own line, not the rest of the file.
[[nodiscard]] Status read_csv(TextSource& text, const ByteSource& bytes, Intake& intake, Table& table);

}  // namespace rigong::connectors::files
