// SPDX-License-Identifier: Apache-2.0
// The commands about reports as openapi.yaml writes them.
#pragma once

#include "overlay/api/reports.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] ReportAct give_report(Fields& fields);
[[nodiscard]] ReportAct take_back_report(Fields& fields);

}  // namespace rigong::overlay
