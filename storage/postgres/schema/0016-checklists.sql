-- SPDX-License-Identifier: Apache-2.0
-- Checklists of the stages (成长期清单) and mentors (带教). Times are UTC milliseconds since 1970 ("ms"). A person is a member's id or a
-- platform's rep id; '' is the machine's owner.

ALTER TABLE member ADD COLUMN mentor text NOT NULL DEFAULT '' CHECK (length(mentor) <= 256);  -- a member's id; '' = nobody

-- Items of a stage's checklist as the team has set them: its own, and built-in ones with other words or hidden. Rows are never removed,
-- since ticks name them.
CREATE TABLE checklist_item (
  team_id bigint NOT NULL REFERENCES team,
  stage integer NOT NULL,                               -- model::Stage
  item_id text NOT NULL CHECK (length(item_id) <= 64),  -- that of the command that made it, or the name of a built-in one
  zh text NOT NULL CHECK (length(zh) <= 256),           -- '' = as built in
  en text NOT NULL CHECK (length(en) <= 256),           -- '' = as in Chinese, or as built in
  hidden integer NOT NULL,                              -- 1 = not on the list
  PRIMARY KEY (team_id, stage, item_id)
);

-- What somebody has done of them, in whatever stage.
CREATE TABLE checklist_tick (
  team_id bigint NOT NULL REFERENCES team,
  person text NOT NULL CHECK (length(person) <= 256),
  item_id text NOT NULL CHECK (length(item_id) <= 64),
  by_person text NOT NULL CHECK (length(by_person) <= 256),  -- who ticked it
  at bigint NOT NULL,                                        -- ms
  PRIMARY KEY (team_id, person, item_id)
);
