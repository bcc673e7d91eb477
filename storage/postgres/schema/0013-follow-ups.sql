-- SPDX-License-Identifier: Apache-2.0
-- Follow-ups (回访) among the tasks.

ALTER TABLE task ADD COLUMN outcome integer NOT NULL DEFAULT 0;  -- model::FollowUpOutcome; 0 of all else
ALTER TABLE task ADD COLUMN tries integer NOT NULL DEFAULT 0;  -- how often the customer of a follow-up was not reached
