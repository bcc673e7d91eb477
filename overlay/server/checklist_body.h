// SPDX-License-Identifier: Apache-2.0
// The commands about checklists, read from a request's body. Used by body.cc.
#pragma once

#include "overlay/api/checklist.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] ChecklistAct tick_item(Fields& fields);
[[nodiscard]] ChecklistAct set_item(Fields& fields);
[[nodiscard]] ChecklistAct hide_item(Fields& fields);
[[nodiscard]] ChecklistAct reset_items(Fields& fields);

}  // namespace rigong::overlay
