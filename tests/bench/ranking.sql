-- SPDX-License-Identifier: Apache-2.0
-- The peer of ranking.mjs: of each day, the mean response of each rep and the place in order of it, the share of slow ones, and the rate of
-- answers, over raw turns. Every day is asked for by itself, as a ranking is; an index leads to the turns of it.
WITH figures AS (
  SELECT rep,
         AVG(MIN(response_ms, 600000)) FILTER (WHERE state = 'answered') AS response_mean_ms,
         COUNT(*) FILTER (WHERE state = 'answered') AS answered,
         SUM(slow) AS slow,
         COUNT(*) FILTER (WHERE state IN ('answered', 'unanswered')) AS turns,
         AVG(response_ms) FILTER (WHERE state = 'answered' AND first_response) AS first_response_mean_ms
  FROM turn
  WHERE day = $day
  GROUP BY rep
)
SELECT $day, rep, response_mean_ms, slow * 1.0 / answered, answered * 1.0 / turns, first_response_mean_ms,
       RANK() OVER (ORDER BY response_mean_ms), RANK() OVER (ORDER BY slow * 1.0 / answered),
       RANK() OVER (ORDER BY answered * 1.0 / turns DESC)
FROM figures;
