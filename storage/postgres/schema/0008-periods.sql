-- SPDX-License-Identifier: Apache-2.0
-- Campaigns, crises and topics: stretches of time that have a name. Times are UTC milliseconds since 1970 ("ms"), days are civil dates
-- counted from 1970-01-01 ("day"). A person is a member's id; '' is the machine's owner or the program.

-- One named period. Rows are never removed.
CREATE TABLE named_period (
  team_id bigint NOT NULL REFERENCES team,
  period_id text NOT NULL CHECK (length(period_id) <= 64),  -- that of the command
  kind integer NOT NULL,                                    -- model::PeriodKind
  level integer NOT NULL,                                   -- model::PeriodLevel
  name text NOT NULL CHECK (length(name) <= 256),           -- in the lead's words
  shop text NOT NULL CHECK (length(shop) <= 256),           -- '' = all
  group_name text NOT NULL CHECK (length(group_name) <= 256),  -- '' = all
  from_day integer NOT NULL,                                -- day, included
  to_day integer NOT NULL,                                  -- day, included
  begin_min integer,                                        -- minutes after midnight of the first day; NULL = with the day
  end_min integer,                                          -- minutes after midnight of the last day; NULL = with the day
  warn_after_ms bigint NOT NULL,                           -- 0 = as on any day
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                                 -- ms
  state integer NOT NULL,                                   -- model::PeriodState
  closed_by text NOT NULL CHECK (length(closed_by) <= 256), -- who ended or dropped it
  closed_at bigint NOT NULL,                               -- ms; 0 = nobody did
  closed_on integer NOT NULL,                               -- day of closed_at
  PRIMARY KEY (team_id, period_id)
);

-- What figures should be while a period runs.
CREATE TABLE named_period_aim (
  team_id bigint NOT NULL,
  period_id text NOT NULL CHECK (length(period_id) <= 64),
  n integer NOT NULL,                                       -- from 0, in the order given
  figure text NOT NULL CHECK (length(figure) <= 256),       -- JSON name, as of a target
  value double precision NOT NULL,
  PRIMARY KEY (team_id, period_id, n),
  FOREIGN KEY (team_id, period_id) REFERENCES named_period
);
