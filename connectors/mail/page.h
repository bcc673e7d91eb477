// SPDX-License-Identifier: Apache-2.0
// A report as text and as HTML for a mail.
#pragma once

#include <string>

#include "agent/model/report.h"

namespace rigong::connectors::mail {

[[nodiscard]] std::string text_of(const model::Report& report);
// With styles in each element, since mail programs drop everything else; the picture as "cid:picture".
[[nodiscard]] std::string html_of(const model::Report& report);

}  // namespace rigong::connectors::mail
