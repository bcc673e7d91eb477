// SPDX-License-Identifier: Apache-2.0
// The made-up shop's work: to-dos, hand-offs and promises of the week before the day on which the demo is first looked at, and of
// that day until then.
#pragma once

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "connectors/demo/demo.h"
#include "storage/store.h"

namespace rigong::runtime {

// Writes it, by the rules by which people do it (agent/team/tasks.h). `now` is the demo's; nothing lies behind it but due times.
// The members are there already. The same settings and day give the same work.
[[nodiscard]] Status write_demo_work(storage::WriteTransaction& transaction, const connectors::demo::Settings& settings,
                                     Day first_today, const ShopCalendar& calendar, TimeMs now);

}  // namespace rigong::runtime
