-- SPDX-License-Identifier: Apache-2.0
-- The first schema. Times are UTC milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day"), months are
-- counted from 1970-01 ("month"), numbers are the small ones of agent/model/numbers.h, money is fen. NULL = not known.

-- Which version the tables are at. One row.
CREATE TABLE schema_version (
  version integer NOT NULL  -- number of the last schema file that was applied
);

-- One team, and the numbers that are given out next.
CREATE TABLE team (
  team_id bigint PRIMARY KEY,
  change_no bigint NOT NULL,      -- grows by one with every committed change
  next_account bigint NOT NULL,   -- account_no to give next
  next_rep bigint NOT NULL,       -- rep_no to give next
  next_customer bigint NOT NULL,  -- customer_no to give next
  next_kept bigint NOT NULL       -- kept_no to give next
);

-- One account on one platform.
CREATE TABLE account (
  team_id bigint NOT NULL REFERENCES team,
  account_no bigint NOT NULL,
  name text NOT NULL CHECK (length(name) <= 256),          -- chosen by the person, the key to the outside
  type text NOT NULL CHECK (length(type) <= 256),          -- the connector's name
  platform text NOT NULL CHECK (length(platform) <= 256),  -- the source of ready figures
  shop text NOT NULL CHECK (length(shop) <= 256),          -- id of the shop
  next_conversation bigint NOT NULL,                      -- conversation_no to give next
  PRIMARY KEY (team_id, account_no),
  UNIQUE (team_id, name)
);

-- Somebody who answers: a platform's rep id, or a member of the team (account_no 0).
CREATE TABLE rep (
  team_id bigint NOT NULL REFERENCES team,
  rep_no bigint NOT NULL,
  account_no bigint NOT NULL,
  platform_id text NOT NULL CHECK (length(platform_id) <= 256),  -- '' for members
  member_id text NOT NULL CHECK (length(member_id) <= 256),      -- '' for a platform's rep id
  PRIMARY KEY (team_id, rep_no),
  UNIQUE (team_id, account_no, platform_id, member_id)
);

-- A member of the team. Leavers stay.
CREATE TABLE member (
  team_id bigint NOT NULL REFERENCES team,
  member_id text NOT NULL CHECK (length(member_id) <= 256),
  name text NOT NULL CHECK (length(name) <= 256),
  group_name text NOT NULL CHECK (length(group_name) <= 256),
  joined_on integer,  -- day
  left_on integer,    -- day, the last one
  PRIMARY KEY (team_id, member_id)
);

-- Which platform accounts a member answers with, and when.
CREATE TABLE member_account (
  team_id bigint NOT NULL,
  member_id text NOT NULL CHECK (length(member_id) <= 256),
  n integer NOT NULL,  -- order as given
  account_no bigint NOT NULL,
  platform_id text NOT NULL CHECK (length(platform_id) <= 256),
  from_day integer,  -- day, included; NULL = always before
  to_day integer,    -- day, included; NULL = always after
  PRIMARY KEY (team_id, member_id, n),
  FOREIGN KEY (team_id, member_id) REFERENCES member,
  FOREIGN KEY (team_id, account_no) REFERENCES account
);

-- Targets of figures.
CREATE TABLE target (
  team_id bigint NOT NULL REFERENCES team,
  scope text NOT NULL CHECK (length(scope) <= 256),    -- '' everybody, 'group:…', 'member:…'
  figure text NOT NULL CHECK (length(figure) <= 256),  -- JSON name of the figure
  from_day integer NOT NULL,                           -- day from which it is in force
  to_day integer,                                      -- day, included; NULL = until a later one
  value double precision NOT NULL,                                 -- in the figure's own unit
  PRIMARY KEY (team_id, scope, figure, from_day)
);

-- Days that are no measure for others: campaigns, holidays.
CREATE TABLE special_day (
  team_id bigint NOT NULL REFERENCES team,
  day integer NOT NULL,
  shop text NOT NULL CHECK (length(shop) <= 256),
  label text NOT NULL CHECK (length(label) <= 256),
  PRIMARY KEY (team_id, day, shop)
);

-- Settings of the team.
CREATE TABLE setting (
  team_id bigint NOT NULL REFERENCES team,
  name text NOT NULL CHECK (length(name) <= 256),
  value text NOT NULL CHECK (length(value) <= 1048576),
  PRIMARY KEY (team_id, name)
);

-- How far each stream of an account was read. Moves in the transaction of the records it covers.
CREATE TABLE stream_cursor (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  stream text NOT NULL CHECK (length(stream) <= 256),
  cursor text NOT NULL CHECK (length(cursor) <= 65536),  -- opaque, the connector's own
  PRIMARY KEY (team_id, account_no, stream),
  FOREIGN KEY (team_id, account_no) REFERENCES account
);

-- Customers by keyed hash; the id itself is nowhere.
CREATE TABLE customer (
  team_id bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 16),
  customer_no bigint NOT NULL,
  PRIMARY KEY (team_id, hash)
);

-- Conversations, numbered in order of first sight within the account.
CREATE TABLE conversation (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  conversation_no bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 16),
  label text NOT NULL CHECK (length(label) <= 256),  -- '' = show the number
  customer_no bigint NOT NULL,                      -- the last one seen; 0 = not known
  next_arrival bigint NOT NULL,                     -- arrival of the next message or assignment
  first_at bigint,                                  -- ms of the earliest message or assignment
  last_at bigint,                                   -- ms of the latest
  month_mask bigint NOT NULL,                       -- bit k = records in month(first_at)+k; bit 62 = in that month or later ones
  PRIMARY KEY (team_id, account_no, conversation_no),
  UNIQUE (team_id, account_no, hash)
);

-- Who took part in which conversation.
CREATE TABLE conversation_customer (
  team_id bigint NOT NULL,
  customer_no bigint NOT NULL,
  account_no bigint NOT NULL,
  conversation_no bigint NOT NULL,
  PRIMARY KEY (team_id, customer_no, account_no, conversation_no)
);

-- Messages without their text.
CREATE TABLE message (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  month integer NOT NULL,  -- month of sent_at, UTC
  conversation_no bigint NOT NULL,
  message_key bigint NOT NULL,  -- keyed hash of the id, 64 bits kept as signed
  arrival bigint NOT NULL,      -- order within the conversation
  sent_at bigint NOT NULL,      -- ms
  rep_no bigint NOT NULL,       -- 0 = none or not known
  customer_no bigint NOT NULL,  -- 0 = not known
  kind smallint NOT NULL,         -- model::SenderKind
  flags smallint NOT NULL,        -- model::MessageFlag
  PRIMARY KEY (team_id, account_no, month, conversation_no, message_key)
);

-- Who was given a conversation, and its closing.
CREATE TABLE assignment (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  month integer NOT NULL,  -- month of happened_at, UTC
  conversation_no bigint NOT NULL,
  assignment_key bigint NOT NULL,  -- keyed hash of the id, 64 bits kept as signed
  arrival bigint NOT NULL,         -- order within the conversation, shared with messages
  happened_at bigint NOT NULL,     -- ms
  rep_no bigint NOT NULL,
  kind smallint NOT NULL,    -- model::AssignmentKind
  reason smallint NOT NULL,  -- model::TransferReason
  PRIMARY KEY (team_id, account_no, month, conversation_no, assignment_key)
);

-- Ratings, the newest version of each.
CREATE TABLE rating (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 16),
  conversation_no bigint NOT NULL,  -- 0 = not known
  customer_no bigint NOT NULL,
  rep_no bigint NOT NULL,  -- as the platform credits it
  invited_at bigint,       -- ms
  rated_at bigint,         -- ms
  counted_at bigint,       -- ms, invited_at where known, else rated_at
  level smallint NOT NULL,   -- 5 best … 1 worst, 0 = only invited
  appeal_upheld smallint NOT NULL,
  PRIMARY KEY (team_id, account_no, hash)
);
CREATE INDEX rating_by_time ON rating (team_id, account_no, counted_at);

-- Orders, the newest version of each.
CREATE TABLE shop_order (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 16),
  customer_no bigint NOT NULL,
  created_at bigint NOT NULL,    -- ms
  paid_at bigint,                -- ms
  closed_unpaid_at bigint,       -- ms
  amount_fen bigint NOT NULL,    -- paid, or to be paid
  refunded_fen bigint NOT NULL,
  refunded_at bigint,            -- ms
  updated_at bigint NOT NULL,    -- ms, the platform's; the newer replaces the older
  PRIMARY KEY (team_id, account_no, hash)
);
CREATE INDEX shop_order_by_creation ON shop_order (team_id, account_no, created_at);
CREATE INDEX shop_order_by_payment ON shop_order (team_id, account_no, paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX shop_order_by_closing ON shop_order (team_id, account_no, closed_unpaid_at) WHERE closed_unpaid_at IS NOT NULL;
CREATE INDEX shop_order_by_refund ON shop_order (team_id, account_no, refunded_at) WHERE refunded_at IS NOT NULL;
CREATE INDEX shop_order_by_customer ON shop_order (team_id, customer_no);

-- Shifts. All of one rep's day are replaced together.
CREATE TABLE work_shift (
  team_id bigint NOT NULL,
  day integer NOT NULL,  -- shop day
  rep_no bigint NOT NULL,
  n integer NOT NULL,          -- a day may have several
  kind smallint NOT NULL,       -- model::ShiftKind
  start_min smallint NOT NULL,  -- minutes after midnight, shop time; -1 = not said
  end_min smallint NOT NULL,    -- below start_min = on the next day; -1 = not said
  PRIMARY KEY (team_id, day, rep_no, n)
);

-- Figures that a platform delivers ready.
CREATE TABLE delivered (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  day integer NOT NULL,
  rep_no bigint NOT NULL,                           -- 0 = the whole shop
  field text NOT NULL CHECK (length(field) <= 256),  -- model::field_name
  value double precision NOT NULL,                               -- counts, fen, ms or a fraction, as the field says
  delivered_at bigint NOT NULL,                     -- ms, when this value first came
  PRIMARY KEY (team_id, account_no, day, rep_no, field)
);

-- Days on which a conversation has facts.
CREATE TABLE conversation_day (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  conversation_no bigint NOT NULL,
  day integer NOT NULL,
  PRIMARY KEY (team_id, account_no, conversation_no, day)
);

-- Facts: turns (model::Turn).
CREATE TABLE turn (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  day integer NOT NULL,
  conversation_no bigint NOT NULL,
  n integer NOT NULL,               -- order within conversation and day
  opened_at bigint NOT NULL,       -- ms, as moved by courtesy
  clock_start_at bigint NOT NULL,  -- ms
  ended_at bigint,                 -- ms; NULL = waits
  held_ms bigint NOT NULL,         -- covered time of the rep clock
  customer_ms bigint NOT NULL,     -- covered time of the customer clock
  decided_at bigint,               -- ms; NULL = does not wait
  substantive_ms bigint NOT NULL,  -- covered time to the first substantive reply; -1 = none
  owner_no bigint NOT NULL,        -- rep; 0 = nobody
  replier_no bigint NOT NULL,      -- rep; 0 = nobody
  customer_no bigint NOT NULL,
  session_index bigint NOT NULL,   -- index within the conversation
  messages_in bigint NOT NULL,
  turn_class smallint NOT NULL,      -- model::TurnClass
  turn_end smallint NOT NULL,        -- model::TurnEnd
  first_response smallint NOT NULL,
  slow smallint NOT NULL,
  leftover_in_time smallint NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
);

-- Facts: messages per rep and day (model::Activity).
CREATE TABLE activity (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  day integer NOT NULL,
  conversation_no bigint NOT NULL,
  n integer NOT NULL,
  rep_no bigint NOT NULL,
  messages_in bigint NOT NULL,
  messages_out bigint NOT NULL,
  messages_in_waiting bigint NOT NULL,
  waiting_decided_at bigint,  -- ms; NULL = none waits
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
);

-- Facts: sessions (model::Session), on the day of their start.
CREATE TABLE session (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  day integer NOT NULL,
  conversation_no bigint NOT NULL,
  n integer NOT NULL,
  started_at bigint NOT NULL,  -- ms
  ended_at bigint,             -- ms; NULL = left open
  customer_no bigint NOT NULL,
  only_replier_no bigint NOT NULL,
  last_replier_no bigint NOT NULL,
  closed_by_platform smallint NOT NULL,
  left_unanswered smallint NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
);

-- Facts: stretches of a session in one rep's hands (model::Stint), on the day of their start.
CREATE TABLE stint (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  day integer NOT NULL,
  conversation_no bigint NOT NULL,
  n integer NOT NULL,
  started_at bigint NOT NULL,  -- ms
  rep_no bigint NOT NULL,
  escalated smallint NOT NULL,
  routed smallint NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
);

-- Counts and sums per rep, shop and shop day (model::DayFigures, same names). *_ms in milliseconds, *_fen in fen.
CREATE TABLE day_figures (
  team_id bigint NOT NULL,
  day integer NOT NULL,
  shop text NOT NULL CHECK (length(shop) <= 256),
  rep_no bigint NOT NULL,  -- 0 = nobody
  conversations bigint NOT NULL,
  customers bigint NOT NULL,
  customers_replied bigint NOT NULL,
  turns bigint NOT NULL,
  turns_answered bigint NOT NULL,
  turns_unanswered bigint NOT NULL,
  turns_open bigint NOT NULL,
  turns_slow bigint NOT NULL,
  turns_slow_answered bigint NOT NULL,
  turns_leftover bigint NOT NULL,
  turns_leftover_in_time bigint NOT NULL,
  turns_courtesy bigint NOT NULL,
  passed_on bigint NOT NULL,
  assists bigint NOT NULL,
  response_n bigint NOT NULL,
  response_sum_ms bigint NOT NULL,
  response_capped_sum_ms bigint NOT NULL,
  customer_response_sum_ms bigint NOT NULL,
  substantive_n bigint NOT NULL,
  substantive_sum_ms bigint NOT NULL,
  first_response_n bigint NOT NULL,
  first_response_sum_ms bigint NOT NULL,
  first_response_in_time_n bigint NOT NULL,
  messages_in bigint NOT NULL,
  messages_out bigint NOT NULL,
  sessions bigint NOT NULL,
  sessions_ended bigint NOT NULL,
  session_sum_ms bigint NOT NULL,
  fcr_n bigint NOT NULL,
  fcr_resolved bigint NOT NULL,
  stints bigint NOT NULL,
  stints_escalated bigint NOT NULL,
  stints_routed bigint NOT NULL,
  invitations bigint NOT NULL,
  ratings bigint NOT NULL,
  ratings_good bigint NOT NULL,
  inquiries bigint NOT NULL,
  paid_next_day bigint NOT NULL,
  paid_final bigint NOT NULL,
  sales_fen bigint NOT NULL,
  orders bigint NOT NULL,
  orders_paid bigint NOT NULL,
  orders_lost bigint NOT NULL,
  paying_customers bigint NOT NULL,
  customers_buying_again bigint NOT NULL,
  settled_at bigint NOT NULL,  -- ms from which no waiting turn can change the row
  PRIMARY KEY (team_id, day, shop, rep_no)
);

-- Conversations whose facts wait to be worked out.
CREATE TABLE pending_conversation (
  team_id bigint NOT NULL,
  account_no bigint NOT NULL,
  conversation_no bigint NOT NULL,
  marked_no bigint NOT NULL,  -- change_no of the change that marked it first
  PRIMARY KEY (team_id, account_no, conversation_no)
);
CREATE INDEX pending_conversation_by_age ON pending_conversation (team_id, marked_no, account_no, conversation_no);

-- Shop days whose figures wait to be settled.
CREATE TABLE pending_day (
  team_id bigint NOT NULL,
  day integer NOT NULL,
  shop text NOT NULL CHECK (length(shop) <= 256),
  marked_no bigint NOT NULL,  -- change_no of the change that marked it first
  PRIMARY KEY (team_id, day, shop)
);

-- Rows of files that could not be used, until somebody exports or discards them.
CREATE TABLE kept_row (
  team_id bigint NOT NULL,
  kept_no bigint NOT NULL,
  file text NOT NULL CHECK (length(file) <= 1024),
  line bigint NOT NULL,  -- 0 = not from a file
  reason text NOT NULL CHECK (length(reason) <= 4096),
  row_text text NOT NULL CHECK (length(row_text) <= 65536),
  kept_at bigint NOT NULL,  -- ms
  PRIMARY KEY (team_id, kept_no)
);
