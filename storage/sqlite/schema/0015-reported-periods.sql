-- SPDX-License-Identifier: Apache-2.0
-- Periods that were reported to the platform (指标异常报备) among the named ones.

ALTER TABLE named_period ADD COLUMN claim INTEGER NOT NULL DEFAULT 0;  -- model::PeriodClaim; 0 of all that is no report
ALTER TABLE named_period ADD COLUMN evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 2048);  -- in the lead's words
