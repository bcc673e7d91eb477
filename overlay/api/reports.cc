// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/reports.h"

#include "overlay/api/nth_word.h"

namespace rigong::overlay {
const char* word(ReportOf of) { return nth_word(std::array{"team", "departments"}, of); }
const char* word(ReportFormat format) { return nth_word(std::array{"markdown", "csv", "xlsx", "json"}, format); }

}  // namespace rigong::overlay
