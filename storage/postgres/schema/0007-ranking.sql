-- SPDX-License-Identifier: Apache-2.0
-- The team group's ranking: who does not want to be named in it, and the outbox of what is posted. Times are UTC milliseconds since 1970
-- ("ms"), days are civil dates counted from 1970-01-01 ("day"). A person is a member's id; '' is the machine's owner or the program.

ALTER TABLE member ADD COLUMN unnamed integer NOT NULL DEFAULT 0 CHECK (unnamed IN (0, 1));  -- in public rankings, by their own choice

-- One message of a report to one target, from its plan to what the target answered.
CREATE TABLE post (
  team_id bigint NOT NULL,
  day integer NOT NULL,                                  -- day, the last of the period
  report text NOT NULL CHECK (length(report) <= 64),     -- "ranking.day", ...
  group_name text NOT NULL CHECK (length(group_name) <= 256),
  target text NOT NULL CHECK (length(target) <= 256),    -- the robot's name
  part integer NOT NULL CHECK (part >= 1),
  parts integer NOT NULL CHECK (parts >= part),
  state integer NOT NULL,                                -- model::PostState
  body text NOT NULL,                                    -- as it goes out, without a signature or secret
  shown text NOT NULL,                                   -- for people's eyes
  due_at bigint NOT NULL,                               -- ms
  expires_at bigint NOT NULL,                           -- ms
  tries integer NOT NULL CHECK (tries >= 0),
  tried_at bigint,                                      -- ms, of the last try
  code text NOT NULL CHECK (length(code) <= 64),         -- the target's own, of the last try
  words_zh text NOT NULL,                                -- what came of the last try
  words_en text NOT NULL,
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                              -- ms
  changed_at bigint NOT NULL,                           -- ms
  PRIMARY KEY (team_id, day, report, group_name, target, part)
);
-- What is to be looked after: planned and sending.
CREATE INDEX post_open ON post (team_id, due_at) WHERE state <= 1;
