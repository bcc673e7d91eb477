// SPDX-License-Identifier: Apache-2.0
// The commands about campaigns, crises and topics as openapi.yaml writes them.
#pragma once

#include "overlay/api/periods.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] PeriodAct make_period(Fields& fields);
[[nodiscard]] PeriodAct change_period(Fields& fields);
[[nodiscard]] PeriodAct end_period(Fields& fields);
[[nodiscard]] PeriodAct drop_period(Fields& fields);
[[nodiscard]] PeriodAct restore_period(Fields& fields);

}  // namespace rigong::overlay
