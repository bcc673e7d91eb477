-- SPDX-License-Identifier: Apache-2.0
--
-- The daily figures of a message file, computed by DuckDB: the named peer of `rigong figures --input FILE`.
--
-- Covered exactly, for files that hold messages only (no assignments, hand-offs, session marks or closings):
--   every option of [metrics] and [shop]: slow_after_s, instant_reply_ms, cap_s, session_gap_min, courtesy, bot_ends_turn,
--   service_window (also across midnight), timezone, day_starts, and `now`; the defaults as well as the options that turn the rules off.
-- Covered with a limit:
--   * courtesy: NFKC is done for full-width ASCII only, and the platforms' emoji codes are those listed in courtesy.mjs;
--   * service_window: one for all weekdays; in a zone whose clocks change inside the window, that day's covered time is an hour off;
--   * sent_at: ISO-8601 only, no epoch numbers.
-- Not covered: passed on, assists, edits and recalls, ratings, orders; they need more than messages.
--
-- Readings where the definitions leave room:
--   * an undecided turn is in turns_open only, so its messages are in messages_in once it is decided;
--   * a courtesy or leftover turn is never in turns_open;
--   * without a customer_id the conversation stands for the customer; a message without an id is never a repeated one;
--   * messages later than `now` count like any other.
--
-- run.mjs sets the variables and the view `messages`, runs these statements in order and reads the table `figures`.

-- Thanks, ok, bye and emoji only. The text must be a courtesy in letters; whether it is one depends also on an earlier reply.
CREATE OR REPLACE MACRO is_thanks(text) AS
  CASE WHEN text IS NULL OR NOT regexp_full_match(text, getvariable('courtesy_possible')) THEN false
       ELSE regexp_full_match(
              regexp_replace(
                regexp_replace(translate(text, getvariable('full_width'), getvariable('latin')), getvariable('courtesy_codes'), '😀', 'g'),
                getvariable('courtesy_ignored'), '', 'g'),
              getvariable('courtesy_items')) END;

-- A table, since its rowid is the order of arrival; reading the file straight into windows would lose it or the second thread.
-- The text is judged while it is read, so that it is never stored.
CREATE OR REPLACE TEMP TABLE delivered AS
SELECT conversation_id,
       message_id,
       epoch_ms(sent_at) AS sent_ms,
       CASE direction WHEN 'in' THEN 'i' WHEN 'out' THEN 'o' WHEN 'bot' THEN 'b' ELSE '-' END AS kind,
       agent_id AS agent,
       customer_id AS customer,
       CASE WHEN getvariable('courtesy') AND direction = 'in' THEN is_thanks(text) ELSE false END AS thanks
FROM messages;

-- Zone offsets change at full quarter hours, so each quarter is asked for once instead of each message.
CREATE OR REPLACE TEMP TABLE offsets AS
SELECT quarter, epoch_ms(timezone(getvariable('timezone'), make_timestamptz(quarter * 900000000))) - quarter * 900000 AS ms
FROM (SELECT DISTINCT sent_ms // 900000 AS quarter FROM delivered UNION SELECT getvariable('now_ms') // 900000);

-- Windows and joins over whole numbers take half the time of those over text.
CREATE OR REPLACE TEMP TABLE conversations AS
SELECT conversation_id, min(rowid) AS conversation FROM delivered GROUP BY conversation_id;

-- Of a message delivered twice the first to arrive counts.
CREATE OR REPLACE TEMP TABLE repeats AS
SELECT unnest(arrivals[2:]) AS arrival
FROM (SELECT list(rowid ORDER BY rowid) AS arrivals
      FROM delivered SEMI JOIN
           (SELECT conversation_id, message_id FROM delivered WHERE message_id <> '' GROUP BY ALL HAVING count(*) > 1)
           USING (conversation_id, message_id)
      GROUP BY conversation_id, message_id);

-- Only what opens, joins or closes a turn.
CREATE OR REPLACE TEMP TABLE events AS
SELECT conversation, delivered.rowid AS arrival, sent_ms, kind, thanks,
       CASE WHEN kind = 'i' THEN coalesce(nullif(customer, ''), conversation_id) END AS customer,
       CASE WHEN kind = 'o' THEN coalesce(nullif(agent, ''), '(unknown)') END AS rep
FROM delivered JOIN conversations USING (conversation_id)
WHERE (kind IN ('i', 'o') OR kind = 'b' AND getvariable('bot_ends_turn'))
  AND delivered.rowid NOT IN (SELECT arrival FROM repeats);

-- What has been read is let go at once, so that the peak of memory is one step's and not the sum of all.
DROP TABLE delivered;

-- What a message finds: who spoke last and when, whether a person replied before, and who. `since_in` is the time since the last
-- customer message: a reply can be instant only where it is below instant_reply_ms.
CREATE OR REPLACE MACRO heard_in(events_table) AS TABLE
SELECT conversation, arrival, sent_ms, kind, thanks, customer, rep,
       row_number() OVER so_far AS pos,
       lag(kind) OVER so_far AS previous_kind,
       lag(sent_ms) OVER so_far AS previous_at,
       sent_ms - last_value(CASE WHEN kind = 'i' THEN sent_ms END IGNORE NULLS) OVER so_far AS since_in,
       last_value(rep IGNORE NULLS) OVER so_far AS last_rep
FROM query_table(events_table)
WINDOW so_far AS (PARTITION BY conversation ORDER BY sent_ms, arrival ROWS UNBOUNDED PRECEDING);

CREATE OR REPLACE TEMP TABLE heard AS FROM heard_in('events');

-- Whether a reply is instant depends on the turn that is open, and that on the replies before it. No window says that, so the few
-- conversations with a suspect are walked message by message; all others have none.
CREATE OR REPLACE TEMP TABLE suspects AS
SELECT conversation, pos, sent_ms, kind, thanks, arrival
FROM heard SEMI JOIN
     (SELECT conversation FROM heard WHERE kind = 'o' AND since_in < getvariable('instant_reply_ms')) USING (conversation);

CREATE OR REPLACE TEMP TABLE instant AS
WITH RECURSIVE walk AS (
  SELECT DISTINCT conversation, 0::BIGINT AS pos, NULL::BIGINT AS arrival, NULL::BIGINT AS opening, false AS only_thanks,
         false AS replied, NULL::BIGINT AS heard_at, false AS instant
  FROM suspects
  UNION ALL
  SELECT conversation, pos, arrival,
         CASE WHEN kind = 'i' THEN CASE WHEN fresh OR (only_thanks AND NOT courtesy) THEN sent_ms ELSE opening END
              WHEN now_instant THEN opening END,
         CASE WHEN kind = 'i' THEN courtesy AND (fresh OR only_thanks) ELSE only_thanks END,
         replied OR (kind = 'o' AND NOT now_instant),
         CASE WHEN now_instant THEN heard_at ELSE sent_ms END,
         now_instant
  FROM (SELECT conversation, s.pos, s.arrival, s.sent_ms, s.kind, w.opening, w.only_thanks, w.replied, w.heard_at,
               s.thanks AND w.replied AS courtesy,
               w.opening IS NULL OR (getvariable('session_gap_ms') > 0 AND s.sent_ms - w.heard_at > getvariable('session_gap_ms')) AS fresh,
               s.kind = 'o' AND coalesce(s.sent_ms - w.opening < getvariable('instant_reply_ms'), false) AS now_instant
        FROM walk w JOIN suspects s USING (conversation) WHERE s.pos = w.pos + 1)
)
SELECT conversation, arrival FROM walk WHERE instant;

-- Without its instant replies a conversation is heard anew.
CREATE OR REPLACE TEMP TABLE remaining AS
SELECT events.* FROM events SEMI JOIN (SELECT conversation FROM instant) USING (conversation) ANTI JOIN instant USING (arrival);
DELETE FROM heard WHERE conversation IN (SELECT conversation FROM instant);
INSERT INTO heard FROM heard_in('remaining');
DROP TABLE events;

-- A turn opens at a customer message that follows no customer message of its session. What follows has its number until the next.
CREATE OR REPLACE TEMP TABLE numbered AS
SELECT conversation, pos, sent_ms, kind, previous_kind, customer, rep, last_rep,
       thanks AND last_rep IS NOT NULL AS courtesy,
       count(*) FILTER (begins_session) OVER counted_so_far AS session,
       count(*) FILTER (kind = 'i' AND (begins_session OR previous_kind <> 'i')) OVER counted_so_far AS turn
FROM (SELECT *, kind = 'i' AND (previous_at IS NULL OR (getvariable('session_gap_ms') > 0
                                                        AND sent_ms - previous_at > getvariable('session_gap_ms'))) AS begins_session
      FROM heard)
WINDOW counted_so_far AS (PARTITION BY conversation ORDER BY pos ROWS UNBOUNDED PRECEDING);

DROP TABLE heard;

-- Covered milliseconds of the service window from the epoch to a local time; the difference of two is what a clock counts.
CREATE OR REPLACE MACRO covered_until(t) AS
  CASE WHEN getvariable('window_start_ms') < getvariable('window_end_ms')
       THEN t // 86400000 * (getvariable('window_end_ms') - getvariable('window_start_ms'))
            + greatest(0, least(t % 86400000, getvariable('window_end_ms')) - getvariable('window_start_ms'))
       ELSE t - t // 86400000 * (getvariable('window_start_ms') - getvariable('window_end_ms'))
            - greatest(0, least(t % 86400000, getvariable('window_start_ms')) - getvariable('window_end_ms')) END;
CREATE OR REPLACE MACRO in_window(t) AS
  CASE WHEN getvariable('window_start_ms') < getvariable('window_end_ms')
       THEN t % 86400000 >= getvariable('window_start_ms') AND t % 86400000 < getvariable('window_end_ms')
       ELSE t % 86400000 >= getvariable('window_start_ms') OR t % 86400000 < getvariable('window_end_ms') END;
CREATE OR REPLACE MACRO always_open() AS getvariable('window_start_ms') = 0 AND getvariable('window_end_ms') = 86400000;
CREATE OR REPLACE MACRO shop_day(t) AS (t - getvariable('day_starts_ms')) // 86400000;

CREATE OR REPLACE TEMP TABLE turns AS
WITH bounds AS (
  SELECT conversation, turn, any_value(session) AS session,
         min(sent_ms) FILTER (kind = 'i') AS opened_at,
         coalesce(min(sent_ms) FILTER (kind = 'i' AND NOT courtesy), opened_at) AS clock_start_at,
         bool_and(courtesy) FILTER (kind = 'i') AS only_courtesy,
         arg_min(customer, pos) FILTER (kind = 'i') AS customer,
         min(sent_ms) FILTER (kind <> 'i' AND previous_kind = 'i') AS closed_at,
         any_value(kind) FILTER (kind <> 'i' AND previous_kind = 'i') AS closed_by,
         any_value(rep) FILTER (kind = 'o' AND previous_kind = 'i') AS replier,
         arg_min(last_rep, pos) AS earlier_rep
  FROM numbered WHERE turn > 0 GROUP BY conversation, turn),
ended AS (
  SELECT *, coalesce(closed_at, lead(opened_at) OVER (PARTITION BY conversation ORDER BY turn)) AS ended_at FROM bounds),
clocked AS (
  SELECT ended.*,
         clock_start_at + s.ms AS local_start,
         CASE WHEN always_open() THEN greatest(0, coalesce(ended_at, getvariable('now_ms')) - clock_start_at)
              ELSE greatest(0, covered_until(coalesce(ended_at, getvariable('now_ms')) + e.ms) - covered_until(clock_start_at + s.ms)) END AS clock_ms
  FROM ended
  JOIN offsets s ON s.quarter = clock_start_at // 900000
  JOIN offsets e ON e.quarter = coalesce(ended_at, getvariable('now_ms')) // 900000)
SELECT conversation, turn, session, customer, clock_ms,
       shop_day(local_start) AS day,
       coalesce(replier, earlier_rep, '(unassigned)') AS owner,
       CASE WHEN closed_by = 'b' THEN 'bot'
            WHEN only_courtesy THEN 'courtesy'
            WHEN NOT in_window(local_start) THEN 'leftover'
            WHEN replier IS NOT NULL THEN 'answered'
            WHEN ended_at IS NULL AND clock_ms <= getvariable('slow_after_ms') THEN 'open'
            ELSE 'unanswered' END AS state,
       clock_ms > getvariable('slow_after_ms') AS slow
FROM clocked;

CREATE OR REPLACE TEMP TABLE firsts AS
SELECT owner, day, count(*) AS first_response_n, sum(clock_ms) AS first_response_sum_ms
FROM (SELECT arg_min(owner, turn) AS owner, arg_min(day, turn) AS day, arg_min(clock_ms, turn) AS clock_ms
      FROM turns WHERE state = 'answered' GROUP BY conversation, session)
GROUP BY owner, day;

-- Each side of the answer ratio counts on the message's own day: customer messages for the owner of their turn, human ones for the sender.
CREATE OR REPLACE TEMP TABLE said AS
SELECT owner, day, sum(n) FILTER (kind = 'i') AS messages_in, sum(n) FILTER (kind = 'o') AS messages_out
FROM (SELECT kind, shop_day(sent_ms + o.ms) AS day, owner, count(*) AS n
      FROM (SELECT kind, sent_ms, owner FROM numbered JOIN turns USING (conversation, turn)
            WHERE kind = 'i' AND state NOT IN ('bot', 'open')
            UNION ALL
            SELECT kind, sent_ms, rep FROM numbered WHERE kind = 'o')
      JOIN offsets o ON o.quarter = sent_ms // 900000
      GROUP BY ALL)
GROUP BY owner, day;

CREATE OR REPLACE TEMP TABLE decided AS
SELECT owner, day,
       count(DISTINCT conversation) FILTER (state <> 'open') AS conversations,
       count(DISTINCT customer) FILTER (state <> 'open') AS customers,
       count(DISTINCT customer) FILTER (state = 'answered') AS customers_replied,
       count(*) FILTER (state <> 'open') AS turns,
       count(*) FILTER (state = 'answered') AS turns_answered,
       count(*) FILTER (state = 'unanswered') AS turns_unanswered,
       count(*) FILTER (state = 'open') AS turns_open,
       count(*) FILTER (slow) AS turns_slow,
       count(*) FILTER (slow AND state = 'answered') AS turns_slow_answered,
       coalesce(sum(clock_ms) FILTER (state = 'answered'), 0) AS response_sum_ms,
       coalesce(sum(CASE WHEN getvariable('cap_ms') > 0 THEN least(clock_ms, getvariable('cap_ms')) ELSE clock_ms END)
                FILTER (state = 'answered'), 0) AS response_capped_sum_ms,
       list(clock_ms ORDER BY clock_ms) FILTER (state = 'answered') AS responses
FROM turns
WHERE state IN ('answered', 'unanswered', 'open')
GROUP BY owner, day;

-- Means and medians are rounded half up in whole numbers; lists are counted from 1.
CREATE OR REPLACE TEMP TABLE figures AS
SELECT owner AS rep,
       strftime(DATE '1970-01-01' + day::INT, '%Y-%m-%d') AS "from",
       coalesce(conversations, 0) AS conversations,
       coalesce(customers, 0) AS customers,
       coalesce(customers_replied, 0) AS customers_replied,
       coalesce(turns, 0) AS turns,
       coalesce(turns_answered, 0) AS turns_answered,
       coalesce(turns_unanswered, 0) AS turns_unanswered,
       coalesce(turns_open, 0) AS turns_open,
       coalesce(turns_slow, 0) AS turns_slow,
       coalesce(turns_slow_answered, 0) AS turns_slow_answered,
       coalesce(turns_answered, 0) AS response_n,
       coalesce(response_sum_ms, 0) AS response_sum_ms,
       coalesce(response_capped_sum_ms, 0) AS response_capped_sum_ms,
       (2 * response_capped_sum_ms + turns_answered) // nullif(2 * turns_answered, 0) AS response_mean_ms,
       (responses[(turns_answered + 1) // 2] + responses[turns_answered // 2 + 1] + 1) // 2 AS response_median_ms,
       responses[(9 * turns_answered + 9) // 10] AS response_p90_ms,
       coalesce(first_response_n, 0) AS first_response_n,
       coalesce(first_response_sum_ms, 0) AS first_response_sum_ms,
       coalesce(messages_in, 0) AS messages_in,
       coalesce(messages_out, 0) AS messages_out
FROM decided FULL JOIN said USING (owner, day) LEFT JOIN firsts USING (owner, day)
ORDER BY "from", rep;
