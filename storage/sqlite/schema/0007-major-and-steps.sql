-- SPDX-License-Identifier: Apache-2.0
-- Hand-offs that a lead is to know of at once, such as are passed on until they are accepted, and the steps that a team has set for
-- itself in the catalogue of promises.

ALTER TABLE task ADD COLUMN major INTEGER NOT NULL DEFAULT 0;  -- 1 = a lead is to know of it at once
ALTER TABLE task ADD COLUMN seen_by TEXT NOT NULL DEFAULT '' CHECK (length(seen_by) <= 256);  -- '' = the machine's owner, or nobody yet
ALTER TABLE task ADD COLUMN seen_at INTEGER;  -- ms; NULL = no lead has seen it
ALTER TABLE task ADD COLUMN passed_by TEXT NOT NULL DEFAULT '' CHECK (length(passed_by) <= 256);  -- until the owner accepts; '' = nobody
CREATE INDEX task_unseen ON task (team_id, task_id) WHERE major = 1 AND seen_at IS NULL AND state = 0;
CREATE INDEX task_by_passer ON task (team_id, passed_by) WHERE passed_by <> '';

-- Steps of the catalogue as the team has set them: its own, and built-in ones with other words or hidden. Rows are never removed, since
-- promises name them.
CREATE TABLE promise_step (
  team_id INTEGER NOT NULL REFERENCES team,
  step_id TEXT NOT NULL CHECK (length(step_id) <= 64),  -- that of the command that made it, or the name of a built-in one
  zh TEXT NOT NULL CHECK (length(zh) <= 256),           -- '' = as built in
  en TEXT NOT NULL CHECK (length(en) <= 256),           -- '' = as in Chinese, or as built in
  hidden INTEGER NOT NULL,                              -- 1 = not offered
  PRIMARY KEY (team_id, step_id)
) STRICT, WITHOUT ROWID;
