-- SPDX-License-Identifier: Apache-2.0
-- The peer of one_on_one.mjs: of each rep and week, by its Monday, the mean response and how many were slow, over raw turns.
SELECT rep, date(day, '-6 days', 'weekday 1') AS week, AVG(MIN(response_ms, 600000)) FILTER (WHERE state = 'answered'), SUM(slow)
FROM turn
WHERE day BETWEEN $first AND $last
GROUP BY rep, week;
