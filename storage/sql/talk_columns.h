// SPDX-License-Identifier: Apache-2.0
// The columns of talks, in the order in which they are read and written.
#pragma once

// The texts in the order of model::TalkText. signed_page stands behind them, where it is wanted.
#define RIGONG_TALK_COLUMNS                                                                                               \
  "person, week, talk_id, group_name, made_by, made_at, invited, topics, disagreement, fact, effect, longer, lead_does, " \
  "lead_by, last_number, agrees, person_signed_at, lead_signed_at, lead_signed_by, version, changed_at"
#define RIGONG_AGREEMENT_COLUMNS \
  "person, week, number, words, figure, value, from_day, to_day, lead, task, verdict, verdict_by, verdict_at"
#define RIGONG_NOTE_COLUMNS "note_id, person, by_person, text, made_at, made_on, shown_at"
