-- SPDX-License-Identifier: Apache-2.0
-- What a post told of the group, as JSON: kept for a later post to correct where the figures have changed since.

ALTER TABLE post ADD COLUMN told TEXT NOT NULL DEFAULT '';
