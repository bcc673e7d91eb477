-- SPDX-License-Identifier: Apache-2.0
-- The first schema. Times are UTC milliseconds since 1970 ("ms"), days are civil dates counted from 1970-01-01 ("day"), months are
-- counted from 1970-01 ("month"), numbers are the small ones of agent/model/numbers.h, money is fen. NULL = not known.

-- One team, and the numbers that are given out next.
CREATE TABLE team (
  team_id INTEGER PRIMARY KEY,
  change_no INTEGER NOT NULL,      -- grows by one with every committed change
  next_account INTEGER NOT NULL,   -- account_no to give next
  next_rep INTEGER NOT NULL,       -- rep_no to give next
  next_customer INTEGER NOT NULL,  -- customer_no to give next
  next_kept INTEGER NOT NULL       -- kept_no to give next
) STRICT;

-- One account on one platform.
CREATE TABLE account (
  team_id INTEGER NOT NULL REFERENCES team,
  account_no INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) <= 256),          -- chosen by the person, the key to the outside
  type TEXT NOT NULL CHECK (length(type) <= 256),          -- the connector's name
  platform TEXT NOT NULL CHECK (length(platform) <= 256),  -- the source of ready figures
  shop TEXT NOT NULL CHECK (length(shop) <= 256),          -- id of the shop
  next_conversation INTEGER NOT NULL,                      -- conversation_no to give next
  PRIMARY KEY (team_id, account_no),
  UNIQUE (team_id, name)
) STRICT, WITHOUT ROWID;

-- Somebody who answers: a platform's rep id, or a member of the team (account_no 0).
CREATE TABLE rep (
  team_id INTEGER NOT NULL REFERENCES team,
  rep_no INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  platform_id TEXT NOT NULL CHECK (length(platform_id) <= 256),  -- '' for members
  member_id TEXT NOT NULL CHECK (length(member_id) <= 256),      -- '' for a platform's rep id
  PRIMARY KEY (team_id, rep_no),
  UNIQUE (team_id, account_no, platform_id, member_id)
) STRICT, WITHOUT ROWID;

-- A member of the team. Leavers stay.
CREATE TABLE member (
  team_id INTEGER NOT NULL REFERENCES team,
  member_id TEXT NOT NULL CHECK (length(member_id) <= 256),
  name TEXT NOT NULL CHECK (length(name) <= 256),
  group_name TEXT NOT NULL CHECK (length(group_name) <= 256),
  joined_on INTEGER,  -- day
  left_on INTEGER,    -- day, the last one
  PRIMARY KEY (team_id, member_id)
) STRICT, WITHOUT ROWID;

-- Which platform accounts a member answers with, and when.
CREATE TABLE member_account (
  team_id INTEGER NOT NULL,
  member_id TEXT NOT NULL CHECK (length(member_id) <= 256),
  n INTEGER NOT NULL,  -- order as given
  account_no INTEGER NOT NULL,
  platform_id TEXT NOT NULL CHECK (length(platform_id) <= 256),
  from_day INTEGER,  -- day, included; NULL = always before
  to_day INTEGER,    -- day, included; NULL = always after
  PRIMARY KEY (team_id, member_id, n),
  FOREIGN KEY (team_id, member_id) REFERENCES member,
  FOREIGN KEY (team_id, account_no) REFERENCES account
) STRICT, WITHOUT ROWID;

-- Targets of figures.
CREATE TABLE target (
  team_id INTEGER NOT NULL REFERENCES team,
  scope TEXT NOT NULL CHECK (length(scope) <= 256),    -- '' everybody, 'group:…', 'member:…'
  figure TEXT NOT NULL CHECK (length(figure) <= 256),  -- JSON name of the figure
  from_day INTEGER NOT NULL,                           -- day from which it is in force
  to_day INTEGER,                                      -- day, included; NULL = until a later one
  value REAL NOT NULL,                                 -- in the figure's own unit
  PRIMARY KEY (team_id, scope, figure, from_day)
) STRICT, WITHOUT ROWID;

-- Days that are no measure for others: campaigns, holidays.
CREATE TABLE special_day (
  team_id INTEGER NOT NULL REFERENCES team,
  day INTEGER NOT NULL,
  shop TEXT NOT NULL CHECK (length(shop) <= 256),
  label TEXT NOT NULL CHECK (length(label) <= 256),
  PRIMARY KEY (team_id, day, shop)
) STRICT, WITHOUT ROWID;

-- Settings of the team.
CREATE TABLE setting (
  team_id INTEGER NOT NULL REFERENCES team,
  name TEXT NOT NULL CHECK (length(name) <= 256),
  value TEXT NOT NULL CHECK (length(value) <= 1048576),
  PRIMARY KEY (team_id, name)
) STRICT, WITHOUT ROWID;

-- How far each stream of an account was read. Moves in the transaction of the records it covers.
CREATE TABLE stream_cursor (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  stream TEXT NOT NULL CHECK (length(stream) <= 256),
  cursor TEXT NOT NULL CHECK (length(cursor) <= 65536),  -- opaque, the connector's own
  PRIMARY KEY (team_id, account_no, stream),
  FOREIGN KEY (team_id, account_no) REFERENCES account
) STRICT, WITHOUT ROWID;

-- Customers by keyed hash; the id itself is nowhere.
CREATE TABLE customer (
  team_id INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 16),
  customer_no INTEGER NOT NULL,
  PRIMARY KEY (team_id, hash)
) STRICT, WITHOUT ROWID;

-- Conversations, numbered in order of first sight within the account.
CREATE TABLE conversation (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 16),
  label TEXT NOT NULL CHECK (length(label) <= 256),  -- '' = show the number
  customer_no INTEGER NOT NULL,                      -- the last one seen; 0 = not known
  next_arrival INTEGER NOT NULL,                     -- arrival of the next message or assignment
  first_at INTEGER,                                  -- ms of the earliest message or assignment
  last_at INTEGER,                                   -- ms of the latest
  month_mask INTEGER NOT NULL,                       -- bit k = records in month(first_at)+k; bit 62 = in that month or later ones
  PRIMARY KEY (team_id, account_no, conversation_no),
  UNIQUE (team_id, account_no, hash)
) STRICT, WITHOUT ROWID;

-- Who took part in which conversation.
CREATE TABLE conversation_customer (
  team_id INTEGER NOT NULL,
  customer_no INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  PRIMARY KEY (team_id, customer_no, account_no, conversation_no)
) STRICT, WITHOUT ROWID;

-- Messages without their text.
CREATE TABLE message (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  month INTEGER NOT NULL,  -- month of sent_at, UTC
  conversation_no INTEGER NOT NULL,
  message_key INTEGER NOT NULL,  -- keyed hash of the id, 64 bits kept as signed
  arrival INTEGER NOT NULL,      -- order within the conversation
  sent_at INTEGER NOT NULL,      -- ms
  rep_no INTEGER NOT NULL,       -- 0 = none or not known
  customer_no INTEGER NOT NULL,  -- 0 = not known
  kind INTEGER NOT NULL,         -- model::SenderKind
  flags INTEGER NOT NULL,        -- model::MessageFlag
  PRIMARY KEY (team_id, account_no, month, conversation_no, message_key)
) STRICT, WITHOUT ROWID;

-- Who was given a conversation, and its closing.
CREATE TABLE assignment (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  month INTEGER NOT NULL,  -- month of happened_at, UTC
  conversation_no INTEGER NOT NULL,
  assignment_key INTEGER NOT NULL,  -- keyed hash of the id, 64 bits kept as signed
  arrival INTEGER NOT NULL,         -- order within the conversation, shared with messages
  happened_at INTEGER NOT NULL,     -- ms
  rep_no INTEGER NOT NULL,
  kind INTEGER NOT NULL,    -- model::AssignmentKind
  reason INTEGER NOT NULL,  -- model::TransferReason
  PRIMARY KEY (team_id, account_no, month, conversation_no, assignment_key)
) STRICT, WITHOUT ROWID;

-- Ratings, the newest version of each.
CREATE TABLE rating (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 16),
  conversation_no INTEGER NOT NULL,  -- 0 = not known
  customer_no INTEGER NOT NULL,
  rep_no INTEGER NOT NULL,  -- as the platform credits it
  invited_at INTEGER,       -- ms
  rated_at INTEGER,         -- ms
  counted_at INTEGER,       -- ms, invited_at where known, else rated_at
  level INTEGER NOT NULL,   -- 5 best … 1 worst, 0 = only invited
  appeal_upheld INTEGER NOT NULL,
  PRIMARY KEY (team_id, account_no, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_by_time ON rating (team_id, account_no, counted_at);

-- Orders, the newest version of each.
CREATE TABLE shop_order (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 16),
  customer_no INTEGER NOT NULL,
  created_at INTEGER NOT NULL,    -- ms
  paid_at INTEGER,                -- ms
  closed_unpaid_at INTEGER,       -- ms
  amount_fen INTEGER NOT NULL,    -- paid, or to be paid
  refunded_fen INTEGER NOT NULL,
  refunded_at INTEGER,            -- ms
  updated_at INTEGER NOT NULL,    -- ms, the platform's; the newer replaces the older
  PRIMARY KEY (team_id, account_no, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX shop_order_by_creation ON shop_order (team_id, account_no, created_at);
CREATE INDEX shop_order_by_payment ON shop_order (team_id, account_no, paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX shop_order_by_closing ON shop_order (team_id, account_no, closed_unpaid_at) WHERE closed_unpaid_at IS NOT NULL;
CREATE INDEX shop_order_by_refund ON shop_order (team_id, account_no, refunded_at) WHERE refunded_at IS NOT NULL;
CREATE INDEX shop_order_by_customer ON shop_order (team_id, customer_no);

-- Shifts. All of one rep's day are replaced together.
CREATE TABLE work_shift (
  team_id INTEGER NOT NULL,
  day INTEGER NOT NULL,  -- shop day
  rep_no INTEGER NOT NULL,
  n INTEGER NOT NULL,          -- a day may have several
  kind INTEGER NOT NULL,       -- model::ShiftKind
  start_min INTEGER NOT NULL,  -- minutes after midnight, shop time; -1 = not said
  end_min INTEGER NOT NULL,    -- below start_min = on the next day; -1 = not said
  PRIMARY KEY (team_id, day, rep_no, n)
) STRICT, WITHOUT ROWID;

-- Figures that a platform delivers ready.
CREATE TABLE delivered (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  rep_no INTEGER NOT NULL,                           -- 0 = the whole shop
  field TEXT NOT NULL CHECK (length(field) <= 256),  -- model::field_name
  value REAL NOT NULL,                               -- counts, fen, ms or a fraction, as the field says
  delivered_at INTEGER NOT NULL,                     -- ms, when this value first came
  PRIMARY KEY (team_id, account_no, day, rep_no, field)
) STRICT, WITHOUT ROWID;

-- Days on which a conversation has facts.
CREATE TABLE conversation_day (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (team_id, account_no, conversation_no, day)
) STRICT, WITHOUT ROWID;

-- Facts: turns (model::Turn).
CREATE TABLE turn (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  n INTEGER NOT NULL,               -- order within conversation and day
  opened_at INTEGER NOT NULL,       -- ms, as moved by courtesy
  clock_start_at INTEGER NOT NULL,  -- ms
  ended_at INTEGER,                 -- ms; NULL = waits
  held_ms INTEGER NOT NULL,         -- covered time of the rep clock
  customer_ms INTEGER NOT NULL,     -- covered time of the customer clock
  decided_at INTEGER,               -- ms; NULL = does not wait
  substantive_ms INTEGER NOT NULL,  -- covered time to the first substantive reply; -1 = none
  owner_no INTEGER NOT NULL,        -- rep; 0 = nobody
  replier_no INTEGER NOT NULL,      -- rep; 0 = nobody
  customer_no INTEGER NOT NULL,
  session_index INTEGER NOT NULL,   -- index within the conversation
  messages_in INTEGER NOT NULL,
  turn_class INTEGER NOT NULL,      -- model::TurnClass
  turn_end INTEGER NOT NULL,        -- model::TurnEnd
  first_response INTEGER NOT NULL,
  slow INTEGER NOT NULL,
  leftover_in_time INTEGER NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
) STRICT, WITHOUT ROWID;

-- Facts: messages per rep and day (model::Activity).
CREATE TABLE activity (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  n INTEGER NOT NULL,
  rep_no INTEGER NOT NULL,
  messages_in INTEGER NOT NULL,
  messages_out INTEGER NOT NULL,
  messages_in_waiting INTEGER NOT NULL,
  waiting_decided_at INTEGER,  -- ms; NULL = none waits
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
) STRICT, WITHOUT ROWID;

-- Facts: sessions (model::Session), on the day of their start.
CREATE TABLE session (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  n INTEGER NOT NULL,
  started_at INTEGER NOT NULL,  -- ms
  ended_at INTEGER,             -- ms; NULL = left open
  customer_no INTEGER NOT NULL,
  only_replier_no INTEGER NOT NULL,
  last_replier_no INTEGER NOT NULL,
  closed_by_platform INTEGER NOT NULL,
  left_unanswered INTEGER NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
) STRICT, WITHOUT ROWID;

-- Facts: stretches of a session in one rep's hands (model::Stint), on the day of their start.
CREATE TABLE stint (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  n INTEGER NOT NULL,
  started_at INTEGER NOT NULL,  -- ms
  rep_no INTEGER NOT NULL,
  escalated INTEGER NOT NULL,
  routed INTEGER NOT NULL,
  PRIMARY KEY (team_id, account_no, day, conversation_no, n)
) STRICT, WITHOUT ROWID;

-- Counts and sums per rep, shop and shop day (model::DayFigures, same names). *_ms in milliseconds, *_fen in fen.
CREATE TABLE day_figures (
  team_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  shop TEXT NOT NULL CHECK (length(shop) <= 256),
  rep_no INTEGER NOT NULL,  -- 0 = nobody
  conversations INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  customers_replied INTEGER NOT NULL,
  turns INTEGER NOT NULL,
  turns_answered INTEGER NOT NULL,
  turns_unanswered INTEGER NOT NULL,
  turns_open INTEGER NOT NULL,
  turns_slow INTEGER NOT NULL,
  turns_slow_answered INTEGER NOT NULL,
  turns_leftover INTEGER NOT NULL,
  turns_leftover_in_time INTEGER NOT NULL,
  turns_courtesy INTEGER NOT NULL,
  passed_on INTEGER NOT NULL,
  assists INTEGER NOT NULL,
  response_n INTEGER NOT NULL,
  response_sum_ms INTEGER NOT NULL,
  response_capped_sum_ms INTEGER NOT NULL,
  customer_response_sum_ms INTEGER NOT NULL,
  substantive_n INTEGER NOT NULL,
  substantive_sum_ms INTEGER NOT NULL,
  first_response_n INTEGER NOT NULL,
  first_response_sum_ms INTEGER NOT NULL,
  first_response_in_time_n INTEGER NOT NULL,
  messages_in INTEGER NOT NULL,
  messages_out INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  sessions_ended INTEGER NOT NULL,
  session_sum_ms INTEGER NOT NULL,
  fcr_n INTEGER NOT NULL,
  fcr_resolved INTEGER NOT NULL,
  stints INTEGER NOT NULL,
  stints_escalated INTEGER NOT NULL,
  stints_routed INTEGER NOT NULL,
  invitations INTEGER NOT NULL,
  ratings INTEGER NOT NULL,
  ratings_good INTEGER NOT NULL,
  inquiries INTEGER NOT NULL,
  paid_next_day INTEGER NOT NULL,
  paid_final INTEGER NOT NULL,
  sales_fen INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  orders_paid INTEGER NOT NULL,
  orders_lost INTEGER NOT NULL,
  paying_customers INTEGER NOT NULL,
  customers_buying_again INTEGER NOT NULL,
  settled_at INTEGER NOT NULL,  -- ms from which no waiting turn can change the row
  PRIMARY KEY (team_id, day, shop, rep_no)
) STRICT, WITHOUT ROWID;

-- Conversations whose facts wait to be worked out.
CREATE TABLE pending_conversation (
  team_id INTEGER NOT NULL,
  account_no INTEGER NOT NULL,
  conversation_no INTEGER NOT NULL,
  marked_no INTEGER NOT NULL,  -- change_no of the change that marked it first
  PRIMARY KEY (team_id, account_no, conversation_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_conversation_by_age ON pending_conversation (team_id, marked_no, account_no, conversation_no);

-- Shop days whose figures wait to be settled.
CREATE TABLE pending_day (
  team_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  shop TEXT NOT NULL CHECK (length(shop) <= 256),
  marked_no INTEGER NOT NULL,  -- change_no of the change that marked it first
  PRIMARY KEY (team_id, day, shop)
) STRICT, WITHOUT ROWID;

-- Rows of files that could not be used, until somebody exports or discards them.
CREATE TABLE kept_row (
  team_id INTEGER NOT NULL,
  kept_no INTEGER NOT NULL,
  file TEXT NOT NULL CHECK (length(file) <= 1024),
  line INTEGER NOT NULL,  -- 0 = not from a file
  reason TEXT NOT NULL CHECK (length(reason) <= 4096),
  row_text TEXT NOT NULL CHECK (length(row_text) <= 65536),
  kept_at INTEGER NOT NULL,  -- ms
  PRIMARY KEY (team_id, kept_no)
) STRICT, WITHOUT ROWID;
