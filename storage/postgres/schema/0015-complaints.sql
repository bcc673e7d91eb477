-- SPDX-License-Identifier: Apache-2.0
-- Complaints (投诉) among the hand-offs.

ALTER TABLE task ADD COLUMN complaint integer NOT NULL DEFAULT 0;  -- 1 = a customer complains
ALTER TABLE task ADD COLUMN found text NOT NULL DEFAULT '';  -- what caused it
ALTER TABLE task ADD COLUMN found_at bigint;  -- since when that is known, ms; NULL = not yet

-- What may be late: a handful at most, asked about with every session.
CREATE INDEX task_complaint ON task (team_id, task_id) WHERE complaint = 1 AND state = 0;
