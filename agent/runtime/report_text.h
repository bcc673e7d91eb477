// SPDX-License-Identifier: Apache-2.0
// A report as text for a terminal, as Markdown and as a page of HTML. Pure. Every text of the report is taken as it is: none can
// make a table, a link or an element.
#pragma once

#include <string>

#include "agent/model/report.h"
#include "agent/runtime/table.h"

namespace rigong::runtime {

[[nodiscard]] std::string report_as_text(const model::Report& report);
[[nodiscard]] std::string report_as_markdown(const model::Report& report);
// A whole document without script, image or link, which a person can print or keep.
[[nodiscard]] std::string report_as_html(const model::Report& report, Language language);

}  // namespace rigong::runtime
