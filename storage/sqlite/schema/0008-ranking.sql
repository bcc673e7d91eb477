-- SPDX-License-Identifier: Apache-2.0
-- The team group's ranking: who does not want to be named in it, and the outbox of what is posted. Times are UTC milliseconds since 1970
-- ("ms"), days are civil dates counted from 1970-01-01 ("day"). A person is a member's id; '' is the machine's owner or the program.

ALTER TABLE member ADD COLUMN unnamed INTEGER NOT NULL DEFAULT 0 CHECK (unnamed IN (0, 1));  -- in public rankings, by their own choice

-- One message of a report to one target, from its plan to what the target answered.
CREATE TABLE post (
  team_id INTEGER NOT NULL,
  day INTEGER NOT NULL,                                  -- day, the last of the period
  report TEXT NOT NULL CHECK (length(report) <= 64),     -- "ranking.day", ...
  group_name TEXT NOT NULL CHECK (length(group_name) <= 256),
  target TEXT NOT NULL CHECK (length(target) <= 256),    -- the robot's name
  part INTEGER NOT NULL CHECK (part >= 1),
  parts INTEGER NOT NULL CHECK (parts >= part),
  state INTEGER NOT NULL,                                -- model::PostState
  body TEXT NOT NULL,                                    -- as it goes out, without a signature or secret
  shown TEXT NOT NULL,                                   -- for people's eyes
  due_at INTEGER NOT NULL,                               -- ms
  expires_at INTEGER NOT NULL,                           -- ms
  tries INTEGER NOT NULL CHECK (tries >= 0),
  tried_at INTEGER,                                      -- ms, of the last try
  code TEXT NOT NULL CHECK (length(code) <= 64),         -- the target's own, of the last try
  words_zh TEXT NOT NULL,                                -- what came of the last try
  words_en TEXT NOT NULL,
  made_by TEXT NOT NULL CHECK (length(made_by) <= 256),
  made_at INTEGER NOT NULL,                              -- ms
  changed_at INTEGER NOT NULL,                           -- ms
  PRIMARY KEY (team_id, day, report, group_name, target, part)
) STRICT, WITHOUT ROWID;
-- What is to be looked after: planned and sending.
CREATE INDEX post_open ON post (team_id, due_at) WHERE state <= 1;
