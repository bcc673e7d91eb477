// SPDX-License-Identifier: Apache-2.0
// The columns of a task, in the one order in which they are read and written.
#pragma once

#define RIGONG_TASK_COLUMNS                                                                                                      \
  "task_id, kind, state, title, group_name, owner, asked, made_by, made_at, from_day, until_day, due_at, number, late, "         \
  "department, accepted_by, accepted_at, step, link_kind, link_ref, link_day, progress, cause, cause_words, result, "            \
  "closed_at, closed_on, closed_by, version, changed_at, major, seen_by, seen_at, passed_by, outcome, tries, complaint, found, " \
  "found_at"
