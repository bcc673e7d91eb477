-- SPDX-License-Identifier: Apache-2.0
-- The day's work as one kind of record: to-dos, hand-offs to other departments, promised steps; and the log of commands as a chain.

-- A task as it stands. It is on the list of every day from from_day to end_day; nothing is copied from day to day.
CREATE TABLE task (
  team_id bigint NOT NULL REFERENCES team,
  task_id text NOT NULL CHECK (length(task_id) <= 80),  -- UUIDv7 with or without ".n", sorts by time
  kind bigint NOT NULL,  -- model::TaskKind
  state bigint NOT NULL,  -- model::TaskState
  title text NOT NULL CHECK (length(title) <= 1024),
  group_name text NOT NULL CHECK (length(group_name) <= 256),
  owner text NOT NULL CHECK (length(owner) <= 256),  -- a member's id or a platform's rep id
  asked text NOT NULL CHECK (length(asked) <= 256),  -- who was asked first
  made_by text NOT NULL CHECK (length(made_by) <= 256),  -- '' = the machine's owner
  made_at bigint NOT NULL,  -- ms
  from_day bigint NOT NULL,  -- day; of a hand-off that of its series
  until_day bigint,  -- day, of a promise the last
  end_day bigint NOT NULL,  -- the last day of whose list it is; 2147483647 while it is open
  due_at bigint,  -- ms
  number bigint NOT NULL,  -- of a hand-off, from 1 by group and day; 0 of all else
  late bigint NOT NULL,  -- 1 = entered after its day
  department text NOT NULL CHECK (length(department) <= 256),
  accepted_by text NOT NULL CHECK (length(accepted_by) <= 256),
  accepted_at bigint,  -- ms
  step text NOT NULL CHECK (length(step) <= 256),  -- of a promise: id in the catalogue
  link_kind bigint NOT NULL,  -- model::TaskLink::Kind
  link_ref text NOT NULL CHECK (length(link_ref) <= 256),
  link_day bigint NOT NULL,  -- day
  progress text NOT NULL CHECK (length(progress) <= 4096),
  cause bigint NOT NULL,  -- model::TaskCause
  cause_words text NOT NULL CHECK (length(cause_words) <= 4096),
  result text NOT NULL CHECK (length(result) <= 4096),
  closed_at bigint,  -- ms
  closed_on bigint,  -- day
  closed_by text NOT NULL CHECK (length(closed_by) <= 256),
  version bigint NOT NULL,  -- number of the last event
  changed_at bigint NOT NULL,  -- ms, of the last event
  PRIMARY KEY (team_id, task_id)
);
CREATE INDEX task_by_owner ON task (team_id, owner, end_day);
CREATE INDEX task_by_end ON task (team_id, end_day);
-- No number twice, whoever writes.
CREATE UNIQUE INDEX task_series ON task (team_id, group_name, from_day, number) WHERE number > 0;

-- What happened to a task. Written once and never changed.
CREATE TABLE task_event (
  team_id bigint NOT NULL,
  task_id text NOT NULL CHECK (length(task_id) <= 80),
  n bigint NOT NULL,  -- from 1, without a gap
  what bigint NOT NULL,  -- model::TaskEvent::What
  at bigint NOT NULL,  -- ms
  by_person text NOT NULL CHECK (length(by_person) <= 256),  -- '' = the machine's owner
  text text NOT NULL CHECK (length(text) <= 4096),
  day bigint NOT NULL,  -- day of "at", or the day that is ticked
  PRIMARY KEY (team_id, task_id, n),
  FOREIGN KEY (team_id, task_id) REFERENCES task
);

-- Days on which a promise was kept.
CREATE TABLE task_tick (
  team_id bigint NOT NULL,
  task_id text NOT NULL CHECK (length(task_id) <= 80),
  day bigint NOT NULL,
  PRIMARY KEY (team_id, task_id, day),
  FOREIGN KEY (team_id, task_id) REFERENCES task
);

-- Each entry of the log carries a hash of itself and of the one before, so that a change, or an entry taken out
-- from between others, is seen; what was cut off at the end, or made anew with all its hashes, is not. A body may be emptied when its time
-- is over: the chain holds the body's hash. Entries from before this schema have none.
ALTER TABLE command ADD COLUMN sequence_no bigint NOT NULL DEFAULT 0;  -- order in which they were applied, from 1
ALTER TABLE command ADD COLUMN place text NOT NULL DEFAULT '' CHECK (length(place) <= 64);  -- the page session, '' = the machine
ALTER TABLE command ADD COLUMN body_hash text NOT NULL DEFAULT '' CHECK (length(body_hash) <= 64);  -- SHA-256 of body, hex
ALTER TABLE command ADD COLUMN chain text NOT NULL DEFAULT '' CHECK (length(chain) <= 64);  -- SHA-256, hex; '' = from before
UPDATE command SET sequence_no =
  (SELECT count(*) FROM command AS other WHERE other.team_id = command.team_id AND other.command_id <= command.command_id);
CREATE UNIQUE INDEX command_by_sequence ON command (team_id, sequence_no);
