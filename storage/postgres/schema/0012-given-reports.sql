-- SPDX-License-Identifier: Apache-2.0
-- That the report of a group's week or month was handed in, with the group's figures as they were then: for telling what has changed
-- since. Times are UTC milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day").

-- One time that a report was handed in. Never changed.
CREATE TABLE given_report (
  team_id bigint NOT NULL REFERENCES team,
  report_id text NOT NULL CHECK (length(report_id) <= 64),     -- that of the command
  group_name text NOT NULL CHECK (length(group_name) <= 256),
  span integer NOT NULL,                                       -- model::GivenReport::By
  from_day integer NOT NULL,                                   -- day, the first of the week or month
  to_day integer NOT NULL,                                     -- day, the last that was in it
  made_by text NOT NULL CHECK (length(made_by) <= 256),        -- a member's id; '' = the machine's owner
  made_at bigint NOT NULL,                                     -- ms
  status integer NOT NULL,                                     -- model::GivenReport::Status, of the figures then
  told text NOT NULL CHECK (length(told) <= 65536),            -- JSON: figures of the group, none of a single person
  PRIMARY KEY (team_id, report_id)
);
CREATE INDEX given_report_by_period ON given_report (team_id, group_name, span, from_day);
