-- SPDX-License-Identifier: Apache-2.0
-- What people do on the page: signed sheets, the log of commands, sessions; and who of the members is a lead. Times are UTC
-- milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day"). NULL = not known.

ALTER TABLE member ADD COLUMN role integer NOT NULL DEFAULT 0;  -- model::MemberRole

-- Self-check sheets, as they were left or signed.
CREATE TABLE sheet (
  team_id bigint NOT NULL REFERENCES team,
  person text NOT NULL CHECK (length(person) <= 256),  -- a member's id or a platform's rep id
  day integer NOT NULL,                                -- shop day
  line text NOT NULL CHECK (length(line) <= 4096),
  note text NOT NULL CHECK (length(note) <= 16384),
  signature text NOT NULL CHECK (length(signature) <= 1024),  -- '' = a draft
  signed_at bigint,                                          -- ms; NULL = a draft
  changed_at bigint NOT NULL,                                -- ms
  PRIMARY KEY (team_id, person, day)
);
CREATE INDEX sheet_by_day ON sheet (team_id, day);

-- The figures of a sheet.
CREATE TABLE sheet_figure (
  team_id bigint NOT NULL,
  person text NOT NULL CHECK (length(person) <= 256),
  day integer NOT NULL,
  n integer NOT NULL,                                  -- order as given
  figure text NOT NULL CHECK (length(figure) <= 256),  -- JSON name of the figure
  confirmed integer NOT NULL,
  typed double precision,                                          -- in the figure's own unit; NULL = the program's value stands
  shown double precision,                                          -- what the program showed, in the figure's own unit
  shown_numerator double precision NOT NULL,
  shown_denominator double precision NOT NULL,
  PRIMARY KEY (team_id, person, day, n),
  FOREIGN KEY (team_id, person, day) REFERENCES sheet
);

-- Applied commands. Written once and never changed: the log that is also the audit trail.
CREATE TABLE command (
  team_id bigint NOT NULL REFERENCES team,
  command_id text NOT NULL CHECK (length(command_id) <= 64),  -- UUIDv7, sorts by time
  by_person text NOT NULL CHECK (length(by_person) <= 256),   -- '' = the machine's owner
  kind text NOT NULL CHECK (length(kind) <= 256),
  body text NOT NULL CHECK (length(body) <= 1048576),    -- JSON, without secrets
  digest text NOT NULL CHECK (length(digest) <= 64),     -- SHA-256 of the request, hex
  answer text NOT NULL CHECK (length(answer) <= 65536),  -- JSON
  applied_at bigint NOT NULL,                           -- ms
  PRIMARY KEY (team_id, command_id)
);

-- Pages that were let in.
CREATE TABLE page_session (
  team_id bigint NOT NULL REFERENCES team,
  token_hash text NOT NULL CHECK (length(token_hash) = 64),   -- SHA-256 of the token, hex; the token itself is nowhere
  session_id text NOT NULL CHECK (length(session_id) <= 64),  -- names it in logs
  made_at bigint NOT NULL,                                   -- ms
  used_at bigint NOT NULL,                                   -- ms, to the day
  PRIMARY KEY (team_id, token_hash)
);
