// SPDX-License-Identifier: Apache-2.0
// Tables as an Excel workbook, by libxlsxwriter.
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/table.h"

namespace rigong::runtime {

struct WorkbookSheet {
  Words name;  // At most 31 characters are kept.
  Table table;
};

// The bytes of the file: numbers as numbers in the form in which people read them, texts as texts, whatever they begin with; a
// heading that stays, and columns as wide as what they hold. It passes through a file of the system's temporary folder that
// nobody else may read and that is gone afterwards. unavailable where that folder cannot be written. Any thread.
[[nodiscard]] Result<std::string> workbook(const std::vector<WorkbookSheet>& sheets, Language language);

}  // namespace rigong::runtime
