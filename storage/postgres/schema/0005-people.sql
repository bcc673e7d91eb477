-- SPDX-License-Identifier: Apache-2.0
-- Several people at one store: what they are in the team, when they are away, who stands in for them, what they were told and signed
-- for, what they contest; whom an entry of the log is about; and what is needed to remove records when their term is over. Times are
-- UTC milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day"). A person is a member's id or a platform's
-- rep id; '' is the machine's owner.

ALTER TABLE member ADD COLUMN track integer NOT NULL DEFAULT 0;  -- model::Track
ALTER TABLE member ADD COLUMN stage integer NOT NULL DEFAULT 0;  -- model::Stage

-- Days on which a member is away.
CREATE TABLE member_leave (
  team_id bigint NOT NULL,
  leave_id text NOT NULL CHECK (length(leave_id) <= 64),  -- that of the command
  person text NOT NULL CHECK (length(person) <= 256),     -- a member's id
  from_day integer NOT NULL,                              -- day, included
  to_day integer NOT NULL,                                -- day, included
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                               -- ms
  PRIMARY KEY (team_id, leave_id),
  FOREIGN KEY (team_id, person) REFERENCES member
);
CREATE INDEX member_leave_by_end ON member_leave (team_id, to_day);
CREATE INDEX member_leave_by_person ON member_leave (team_id, person);

-- Days on which somebody has the rights of a lead who is away.
CREATE TABLE deputy (
  team_id bigint NOT NULL,
  deputy_id text NOT NULL CHECK (length(deputy_id) <= 64),  -- that of the command
  person text NOT NULL CHECK (length(person) <= 256),       -- a member's id: whose rights
  deputy text NOT NULL CHECK (length(deputy) <= 256),       -- a member's id: who has them
  from_day integer NOT NULL,                                -- day, included
  to_day integer NOT NULL,                                  -- day, included
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                                 -- ms
  PRIMARY KEY (team_id, deputy_id),
  FOREIGN KEY (team_id, person) REFERENCES member,
  FOREIGN KEY (team_id, deputy) REFERENCES member
);
CREATE INDEX deputy_by_end ON deputy (team_id, to_day);
CREATE INDEX deputy_by_person ON deputy (team_id, person);
CREATE INDEX deputy_by_deputy ON deputy (team_id, deputy);

-- Ways in for one device of a member, until they are used or over.
CREATE TABLE invitation (
  team_id bigint NOT NULL,
  token_hash text NOT NULL CHECK (length(token_hash) = 64),  -- SHA-256 of the token, hex; the token itself is nowhere
  person text NOT NULL CHECK (length(person) <= 256),        -- a member's id
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                                  -- ms
  expires_at bigint NOT NULL,                               -- ms
  PRIMARY KEY (team_id, token_hash),
  FOREIGN KEY (team_id, person) REFERENCES member
);
CREATE UNIQUE INDEX invitation_by_person ON invitation (team_id, person);

ALTER TABLE page_session ADD COLUMN person text NOT NULL DEFAULT '' CHECK (length(person) <= 256);  -- '' = whoever's desk it is
ALTER TABLE page_session ADD COLUMN device text NOT NULL DEFAULT '' CHECK (length(device) <= 256);  -- as it calls itself

-- Notices and rules, in versions. Written once and never changed.
CREATE TABLE published (
  team_id bigint NOT NULL REFERENCES team,
  kind integer NOT NULL,     -- model::PublishedKind
  version integer NOT NULL,  -- from 1, without a gap
  title_zh text NOT NULL CHECK (length(title_zh) <= 1024),
  title_en text NOT NULL CHECK (length(title_en) <= 1024),
  body_zh text NOT NULL CHECK (length(body_zh) <= 65536),  -- paragraphs, one a line
  body_en text NOT NULL CHECK (length(body_en) <= 65536),
  made_by text NOT NULL CHECK (length(made_by) <= 256),
  made_at bigint NOT NULL,                                -- ms
  PRIMARY KEY (team_id, kind, version)
);

-- Who has read which version.
CREATE TABLE receipt (
  team_id bigint NOT NULL,
  kind integer NOT NULL,  -- model::PublishedKind
  version integer NOT NULL,
  person text NOT NULL CHECK (length(person) <= 256),
  at bigint NOT NULL,    -- ms
  place text NOT NULL CHECK (length(place) <= 64),  -- the page session
  PRIMARY KEY (team_id, kind, version, person),
  FOREIGN KEY (team_id, kind, version) REFERENCES published
);

-- What people say is wrong about what is kept of them.
CREATE TABLE contest (
  team_id bigint NOT NULL REFERENCES team,
  contest_id text NOT NULL CHECK (length(contest_id) <= 64),  -- that of the command
  person text NOT NULL CHECK (length(person) <= 256),
  about integer NOT NULL,                                     -- model::Contest::About
  ref text NOT NULL CHECK (length(ref) <= 256),               -- a figure's JSON name or an id, as `about` says
  day integer NOT NULL,                                       -- shop day it is about
  words text NOT NULL CHECK (length(words) <= 4096),
  made_at bigint NOT NULL,                                   -- ms
  state integer NOT NULL,                                     -- model::Contest::State
  answer text NOT NULL CHECK (length(answer) <= 4096),
  answered_by text NOT NULL CHECK (length(answered_by) <= 256),
  answered_at bigint,                                        -- ms; NULL = not answered
  PRIMARY KEY (team_id, contest_id)
);
CREATE INDEX contest_by_person ON contest (team_id, person);

-- Whose data was changed or looked at: a person, 'group:' and a group's name, 'group:' alone for everybody, '' for nobody's.
ALTER TABLE command ADD COLUMN about text NOT NULL DEFAULT '' CHECK (length(about) <= 300);
ALTER TABLE command ADD COLUMN acting_for text NOT NULL DEFAULT '' CHECK (length(acting_for) <= 256);  -- whose rights a deputy used
CREATE INDEX command_by_about ON command (team_id, about, sequence_no);
CREATE INDEX command_by_person ON command (team_id, by_person, sequence_no);

-- Which conversations and customers are still spoken of, when others are removed because their term is over.
CREATE INDEX rating_by_conversation ON rating (team_id, account_no, conversation_no) WHERE conversation_no > 0;
CREATE INDEX rating_by_customer ON rating (team_id, customer_no) WHERE customer_no > 0;
