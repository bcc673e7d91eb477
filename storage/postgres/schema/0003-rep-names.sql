-- SPDX-License-Identifier: Apache-2.0
-- How platforms call their reps: a number or a login says nothing to those who see it on the page. '' = not known.

ALTER TABLE rep ADD COLUMN name text NOT NULL DEFAULT '' CHECK (length(name) <= 256);
ALTER TABLE rep ADD COLUMN group_name text NOT NULL DEFAULT '' CHECK (length(group_name) <= 256);  -- the platform's own
