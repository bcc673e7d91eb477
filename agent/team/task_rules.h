// SPDX-License-Identifier: Apache-2.0
// What the sources of tasks.h and follow_ups.h share.
#pragma once

#include <string>

#include "agent/team/tasks.h"

namespace rigong::team {

// wrong_use: the text is empty where it is needed, or has more characters than fit. `what` names it within a sentence.
[[nodiscard]] Status check_words(const std::string& text, std::size_t most, const Words& what, bool needed);
// refused: the task is done or was dropped.
[[nodiscard]] Status check_open(const model::Task& task);
// refused: a time that has passed, or a time or day too far ahead. kNoTime passes.
[[nodiscard]] Status check_due(TimeMs due_at, Day from, const Actor& actor);
// The event that comes next, at a time not before the last one: a clock that was set back must not turn the history round.
// Whoever was passed a hand-off and does something about it has accepted it.
[[nodiscard]] Happened next_of(const model::Task& task, model::TaskEvent::What what, std::string text, const Actor& actor);
// Closes the task with these words.
[[nodiscard]] Happened closed(const model::Task& task, model::TaskState state, model::TaskEvent::What what,
                              const std::string& words, const Actor& actor);

}  // namespace rigong::team
