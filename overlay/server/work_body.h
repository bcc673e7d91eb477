// SPDX-License-Identifier: Apache-2.0
// The commands about tasks, read from a request's body. Used by body.cc.
#pragma once

#include "overlay/api/work.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] WorkAct make_task(Fields& fields);
[[nodiscard]] WorkAct change_task(Fields& fields);
[[nodiscard]] WorkAct give_task(Fields& fields);
[[nodiscard]] WorkAct pass_task(Fields& fields);
[[nodiscard]] WorkAct see_task(Fields& fields);
[[nodiscard]] WorkAct accept_task(Fields& fields);
[[nodiscard]] WorkAct note_progress(Fields& fields);
[[nodiscard]] WorkAct find_cause(Fields& fields);
[[nodiscard]] WorkAct explain_task(Fields& fields);
[[nodiscard]] WorkAct finish_task(Fields& fields);
[[nodiscard]] WorkAct follow_up(Fields& fields);
[[nodiscard]] WorkAct drop_task(Fields& fields);
[[nodiscard]] WorkAct reopen_task(Fields& fields);
[[nodiscard]] WorkAct tick_promise(Fields& fields);
[[nodiscard]] WorkAct choose_promises(Fields& fields);
[[nodiscard]] WorkAct set_step(Fields& fields);
[[nodiscard]] WorkAct hide_step(Fields& fields);
[[nodiscard]] WorkAct reset_steps(Fields& fields);

}  // namespace rigong::overlay
