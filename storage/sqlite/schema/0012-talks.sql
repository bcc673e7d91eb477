-- SPDX-License-Identifier: Apache-2.0
-- The weekly 1-on-1: what the two people write for it and agree in it, and a lead's private notes. Times are UTC milliseconds since 1970
-- ("ms"), days are civil dates counted from 1970-01-01 ("day"). A person is a member's id; '' is the machine's owner or nobody.

-- The talk of one person about one week. With rowids, since its rows are large: a tree of keys would hold most of each elsewhere.
CREATE TABLE talk (
  team_id INTEGER NOT NULL REFERENCES team,
  person TEXT NOT NULL CHECK (length(person) <= 256),
  week INTEGER NOT NULL,                                            -- day, the Monday of the week talked about
  talk_id TEXT NOT NULL CHECK (length(talk_id) <= 64),              -- that of the command that began it
  group_name TEXT NOT NULL CHECK (length(group_name) <= 256),       -- the person's when it began
  made_by TEXT NOT NULL CHECK (length(made_by) <= 256),
  made_at INTEGER NOT NULL,                                         -- ms
  invited INTEGER NOT NULL CHECK (invited IN (0, 1)),               -- 1 = the person is told that it is there
  topics TEXT NOT NULL CHECK (length(topics) <= 8000),              -- the person's own
  disagreement TEXT NOT NULL CHECK (length(disagreement) <= 8000),  -- the person's own
  fact TEXT NOT NULL CHECK (length(fact) <= 8000),                  -- the lead's, as are the next three
  effect TEXT NOT NULL CHECK (length(effect) <= 8000),
  longer TEXT NOT NULL CHECK (length(longer) <= 8000),
  lead_does TEXT NOT NULL CHECK (length(lead_does) <= 8000),
  lead_by INTEGER,                                                  -- day; until when the lead does it
  last_number INTEGER NOT NULL,                                     -- of the agreements, those taken back too
  agrees INTEGER NOT NULL CHECK (agrees IN (0, 1)),                 -- 0 = the person signed with a disagreement
  person_signed_at INTEGER,                                         -- ms
  lead_signed_at INTEGER,                                           -- ms
  lead_signed_by TEXT NOT NULL CHECK (length(lead_signed_by) <= 256),
  version INTEGER NOT NULL CHECK (version >= 1),                    -- grows by one with each change
  changed_at INTEGER NOT NULL,                                      -- ms
  signed_page TEXT NOT NULL CHECK (length(signed_page) <= 65536),   -- JSON; the last column, since lists leave it out
  PRIMARY KEY (team_id, person, week),
  UNIQUE (team_id, talk_id)
) STRICT;
CREATE INDEX talk_by_week ON talk (team_id, week);

-- What was agreed in a talk.
CREATE TABLE talk_agreement (
  team_id INTEGER NOT NULL,
  person TEXT NOT NULL CHECK (length(person) <= 256),
  week INTEGER NOT NULL,                               -- day, that of the talk
  number INTEGER NOT NULL CHECK (number >= 1),         -- within the talk, never used again
  words TEXT NOT NULL CHECK (length(words) <= 1024),   -- '' of a figure
  figure TEXT NOT NULL CHECK (length(figure) <= 256),  -- JSON name; '' = something to do
  value REAL NOT NULL,                                 -- of a figure
  from_day INTEGER NOT NULL,                           -- day, the first on which it holds
  to_day INTEGER NOT NULL,                             -- day, the last
  lead INTEGER NOT NULL CHECK (lead IN (0, 1)),        -- 1 = the lead is to do it
  task TEXT NOT NULL CHECK (length(task) <= 80),       -- id of the to-do that came of it
  verdict INTEGER NOT NULL,                            -- model::Verdict
  verdict_by TEXT NOT NULL CHECK (length(verdict_by) <= 256),
  verdict_at INTEGER,                                  -- ms
  PRIMARY KEY (team_id, person, week, number),
  FOREIGN KEY (team_id, person, week) REFERENCES talk
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_agreement_by_week ON talk_agreement (team_id, week);

-- A lead's private note about a person: shown to them, or gone after some weeks.
CREATE TABLE talk_note (
  team_id INTEGER NOT NULL REFERENCES team,
  note_id TEXT NOT NULL CHECK (length(note_id) <= 64),  -- that of the command
  person TEXT NOT NULL CHECK (length(person) <= 256),   -- whom it is about
  by_person TEXT NOT NULL CHECK (length(by_person) <= 256),
  text TEXT NOT NULL CHECK (length(text) <= 8000),
  made_at INTEGER NOT NULL,                             -- ms
  made_on INTEGER NOT NULL,                             -- day of made_at
  shown_at INTEGER,                                     -- ms; NULL = private
  PRIMARY KEY (team_id, note_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_note_by_person ON talk_note (team_id, person);

-- As in 0003: without it the notes of the whole team are read for those about one person.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('talk', 'sqlite_autoindex_talk_1', '10000 10000 100 1'),
  ('talk', 'sqlite_autoindex_talk_2', '10000 10000 1'),
  ('talk', 'talk_by_week', '10000 10000 50'),
  ('talk_agreement', 'talk_agreement', '30000 30000 300 3 1'),
  ('talk_agreement', 'talk_agreement_by_week', '30000 30000 150'),
  ('talk_note', 'talk_note', '1000 1000 1'),
  ('talk_note', 'talk_note_by_person', '1000 1000 20');
ANALYZE sqlite_schema;
