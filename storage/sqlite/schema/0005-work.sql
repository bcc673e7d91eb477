-- SPDX-License-Identifier: Apache-2.0
-- The day's work as one kind of record: to-dos, hand-offs to other departments, promised steps; and the log of commands as a chain.

-- A task as it stands. It is on the list of every day from from_day to end_day; nothing is copied from day to day.
CREATE TABLE task (
  team_id INTEGER NOT NULL REFERENCES team,
  task_id TEXT NOT NULL CHECK (length(task_id) <= 80),  -- UUIDv7 with or without ".n", sorts by time
  kind INTEGER NOT NULL,  -- model::TaskKind
  state INTEGER NOT NULL,  -- model::TaskState
  title TEXT NOT NULL CHECK (length(title) <= 1024),
  group_name TEXT NOT NULL CHECK (length(group_name) <= 256),
  owner TEXT NOT NULL CHECK (length(owner) <= 256),  -- a member's id or a platform's rep id
  asked TEXT NOT NULL CHECK (length(asked) <= 256),  -- who was asked first
  made_by TEXT NOT NULL CHECK (length(made_by) <= 256),  -- '' = the machine's owner
  made_at INTEGER NOT NULL,  -- ms
  from_day INTEGER NOT NULL,  -- day; of a hand-off that of its series
  until_day INTEGER,  -- day, of a promise the last
  end_day INTEGER NOT NULL,  -- the last day of whose list it is; 2147483647 while it is open
  due_at INTEGER,  -- ms
  number INTEGER NOT NULL,  -- of a hand-off, from 1 by group and day; 0 of all else
  late INTEGER NOT NULL,  -- 1 = entered after its day
  department TEXT NOT NULL CHECK (length(department) <= 256),
  accepted_by TEXT NOT NULL CHECK (length(accepted_by) <= 256),
  accepted_at INTEGER,  -- ms
  step TEXT NOT NULL CHECK (length(step) <= 256),  -- of a promise: id in the catalogue
  link_kind INTEGER NOT NULL,  -- model::TaskLink::Kind
  link_ref TEXT NOT NULL CHECK (length(link_ref) <= 256),
  link_day INTEGER NOT NULL,  -- day
  progress TEXT NOT NULL CHECK (length(progress) <= 4096),
  cause INTEGER NOT NULL,  -- model::TaskCause
  cause_words TEXT NOT NULL CHECK (length(cause_words) <= 4096),
  result TEXT NOT NULL CHECK (length(result) <= 4096),
  closed_at INTEGER,  -- ms
  closed_on INTEGER,  -- day
  closed_by TEXT NOT NULL CHECK (length(closed_by) <= 256),
  version INTEGER NOT NULL,  -- number of the last event
  changed_at INTEGER NOT NULL,  -- ms, of the last event
  PRIMARY KEY (team_id, task_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_by_owner ON task (team_id, owner, end_day);
CREATE INDEX task_by_end ON task (team_id, end_day);
-- No number twice, whoever writes.
CREATE UNIQUE INDEX task_series ON task (team_id, group_name, from_day, number) WHERE number > 0;

-- What happened to a task. Written once and never changed.
CREATE TABLE task_event (
  team_id INTEGER NOT NULL,
  task_id TEXT NOT NULL CHECK (length(task_id) <= 80),
  n INTEGER NOT NULL,  -- from 1, without a gap
  what INTEGER NOT NULL,  -- model::TaskEvent::What
  at INTEGER NOT NULL,  -- ms
  by_person TEXT NOT NULL CHECK (length(by_person) <= 256),  -- '' = the machine's owner
  text TEXT NOT NULL CHECK (length(text) <= 4096),
  day INTEGER NOT NULL,  -- day of "at", or the day that is ticked
  PRIMARY KEY (team_id, task_id, n),
  FOREIGN KEY (team_id, task_id) REFERENCES task
) STRICT, WITHOUT ROWID;

-- Days on which a promise was kept.
CREATE TABLE task_tick (
  team_id INTEGER NOT NULL,
  task_id TEXT NOT NULL CHECK (length(task_id) <= 80),
  day INTEGER NOT NULL,
  PRIMARY KEY (team_id, task_id, day),
  FOREIGN KEY (team_id, task_id) REFERENCES task
) STRICT, WITHOUT ROWID;

-- Each entry of the log carries a hash of itself and of the one before, so that a change, or an entry taken out
-- from between others, is seen; what was cut off at the end, or made anew with all its hashes, is not. A body may be emptied when its time
-- is over: the chain holds the body's hash. Entries from before this schema have none.
ALTER TABLE command ADD COLUMN sequence_no INTEGER NOT NULL DEFAULT 0;  -- order in which they were applied, from 1
ALTER TABLE command ADD COLUMN place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 64);  -- the page session, '' = the machine
ALTER TABLE command ADD COLUMN body_hash TEXT NOT NULL DEFAULT '' CHECK (length(body_hash) <= 64);  -- SHA-256 of body, hex
ALTER TABLE command ADD COLUMN chain TEXT NOT NULL DEFAULT '' CHECK (length(chain) <= 64);  -- SHA-256, hex; '' = from before
UPDATE command SET sequence_no =
  (SELECT count(*) FROM command AS other WHERE other.team_id = command.team_id AND other.command_id <= command.command_id);
CREATE UNIQUE INDEX command_by_sequence ON command (team_id, sequence_no);
