-- SPDX-License-Identifier: Apache-2.0
-- What people do on the page: signed sheets, the log of commands, sessions; and who of the members is a lead. Times are UTC
-- milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day"). NULL = not known.

ALTER TABLE member ADD COLUMN role INTEGER NOT NULL DEFAULT 0;  -- model::MemberRole

-- Self-check sheets, as they were left or signed.
CREATE TABLE sheet (
  team_id INTEGER NOT NULL REFERENCES team,
  person TEXT NOT NULL CHECK (length(person) <= 256),  -- a member's id or a platform's rep id
  day INTEGER NOT NULL,                                -- shop day
  line TEXT NOT NULL CHECK (length(line) <= 4096),
  note TEXT NOT NULL CHECK (length(note) <= 16384),
  signature TEXT NOT NULL CHECK (length(signature) <= 1024),  -- '' = a draft
  signed_at INTEGER,                                          -- ms; NULL = a draft
  changed_at INTEGER NOT NULL,                                -- ms
  PRIMARY KEY (team_id, person, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX sheet_by_day ON sheet (team_id, day);

-- The figures of a sheet.
CREATE TABLE sheet_figure (
  team_id INTEGER NOT NULL,
  person TEXT NOT NULL CHECK (length(person) <= 256),
  day INTEGER NOT NULL,
  n INTEGER NOT NULL,                                  -- order as given
  figure TEXT NOT NULL CHECK (length(figure) <= 256),  -- JSON name of the figure
  confirmed INTEGER NOT NULL,
  typed REAL,                                          -- in the figure's own unit; NULL = the program's value stands
  shown REAL,                                          -- what the program showed, in the figure's own unit
  shown_numerator REAL NOT NULL,
  shown_denominator REAL NOT NULL,
  PRIMARY KEY (team_id, person, day, n),
  FOREIGN KEY (team_id, person, day) REFERENCES sheet
) STRICT, WITHOUT ROWID;

-- Applied commands. Written once and never changed: the log that is also the audit trail.
CREATE TABLE command (
  team_id INTEGER NOT NULL REFERENCES team,
  command_id TEXT NOT NULL CHECK (length(command_id) <= 64),  -- UUIDv7, sorts by time
  by_person TEXT NOT NULL CHECK (length(by_person) <= 256),   -- '' = the machine's owner
  kind TEXT NOT NULL CHECK (length(kind) <= 256),
  body TEXT NOT NULL CHECK (length(body) <= 1048576),    -- JSON, without secrets
  digest TEXT NOT NULL CHECK (length(digest) <= 64),     -- SHA-256 of the request, hex
  answer TEXT NOT NULL CHECK (length(answer) <= 65536),  -- JSON
  applied_at INTEGER NOT NULL,                           -- ms
  PRIMARY KEY (team_id, command_id)
) STRICT, WITHOUT ROWID;

-- Pages that were let in.
CREATE TABLE page_session (
  team_id INTEGER NOT NULL REFERENCES team,
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),   -- SHA-256 of the token, hex; the token itself is nowhere
  session_id TEXT NOT NULL CHECK (length(session_id) <= 64),  -- names it in logs
  made_at INTEGER NOT NULL,                                   -- ms
  used_at INTEGER NOT NULL,                                   -- ms, to the day
  PRIMARY KEY (team_id, token_hash)
) STRICT, WITHOUT ROWID;
