-- SPDX-License-Identifier: Apache-2.0
-- What makes a day special is a campaign or crisis (named_period); nothing but the made-up shop of earlier versions wrote here.

DROP TABLE special_day;
