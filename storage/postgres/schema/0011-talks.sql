-- SPDX-License-Identifier: Apache-2.0
-- The weekly 1-on-1: what the two people write for it and agree in it, and a lead's private notes. Times are UTC milliseconds since 1970
-- ("ms"), days are civil dates counted from 1970-01-01 ("day"). A person is a member's id; '' is the machine's owner or nobody.

-- The talk of one person about one week.
CREATE TABLE talk (
  team_id bigint NOT NULL REFERENCES team,
  person text NOT NULL CHECK (length(person) <= 256),
  week integer NOT NULL,                                            -- day, the Monday of the week talked about
  talk_id text NOT NULL CHECK (length(talk_id) <= 64),              -- that of the command that began it
  group_name text NOT NULL CHECK (length(group_name) <= 256),       -- the person's when it began
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                                          -- ms
  invited integer NOT NULL CHECK (invited IN (0, 1)),               -- 1 = the person is told that it is there
  topics text NOT NULL CHECK (length(topics) <= 8000),              -- the person's own
  disagreement text NOT NULL CHECK (length(disagreement) <= 8000),  -- the person's own
  fact text NOT NULL CHECK (length(fact) <= 8000),                  -- the lead's, as are the next three
  effect text NOT NULL CHECK (length(effect) <= 8000),
  longer text NOT NULL CHECK (length(longer) <= 8000),
  lead_does text NOT NULL CHECK (length(lead_does) <= 8000),
  lead_by integer,                                                  -- day; until when the lead does it
  last_number integer NOT NULL,                                     -- of the agreements, those taken back too
  agrees integer NOT NULL CHECK (agrees IN (0, 1)),                 -- 0 = the person signed with a disagreement
  person_signed_at bigint,                                          -- ms
  lead_signed_at bigint,                                            -- ms
  lead_signed_by text NOT NULL CHECK (length(lead_signed_by) <= 256),
  version bigint NOT NULL CHECK (version >= 1),                     -- grows by one with each change
  changed_at bigint NOT NULL,                                       -- ms
  signed_page text NOT NULL CHECK (length(signed_page) <= 65536),   -- JSON; the last column, since lists leave it out
  PRIMARY KEY (team_id, person, week),
  UNIQUE (team_id, talk_id)
);
CREATE INDEX talk_by_week ON talk (team_id, week);

-- What was agreed in a talk.
CREATE TABLE talk_agreement (
  team_id bigint NOT NULL,
  person text NOT NULL CHECK (length(person) <= 256),
  week integer NOT NULL,                               -- day, that of the talk
  number integer NOT NULL CHECK (number >= 1),         -- within the talk, never used again
  words text NOT NULL CHECK (length(words) <= 1024),   -- '' of a figure
  figure text NOT NULL CHECK (length(figure) <= 256),  -- JSON name; '' = something to do
  value double precision NOT NULL,                     -- of a figure
  from_day integer NOT NULL,                           -- day, the first on which it holds
  to_day integer NOT NULL,                             -- day, the last
  lead integer NOT NULL CHECK (lead IN (0, 1)),        -- 1 = the lead is to do it
  task text NOT NULL CHECK (length(task) <= 80),       -- id of the to-do that came of it
  verdict integer NOT NULL,                            -- model::Verdict
  verdict_by text NOT NULL CHECK (length(verdict_by) <= 256),
  verdict_at bigint,                                   -- ms
  PRIMARY KEY (team_id, person, week, number),
  FOREIGN KEY (team_id, person, week) REFERENCES talk
);
CREATE INDEX talk_agreement_by_week ON talk_agreement (team_id, week);

-- A lead's private note about a person: shown to them, or gone after some weeks.
CREATE TABLE talk_note (
  team_id bigint NOT NULL REFERENCES team,
  note_id text NOT NULL CHECK (length(note_id) <= 64),  -- that of the command
  person text NOT NULL CHECK (length(person) <= 256),   -- whom it is about
  by_person text NOT NULL CHECK (length(by_person) <= 256),
  text text NOT NULL CHECK (length(text) <= 8000),
  made_at bigint NOT NULL,                              -- ms
  made_on integer NOT NULL,                             -- day of made_at
  shown_at bigint,                                      -- ms; NULL = private
  PRIMARY KEY (team_id, note_id)
);
CREATE INDEX talk_note_by_person ON talk_note (team_id, person);
