-- SPDX-License-Identifier: Apache-2.0
-- What SQLite should expect of the tables that are looked at by several ways, in place of a measurement (ANALYZE) that nobody runs at
-- the right time. Without it SQLite takes "all rows of the team" for as narrow a choice as "all orders of this customer", since both are
-- the first columns of some key, and reads the whole table. The numbers are those of a busy shop; only their proportions matter: how
-- many rows share the first column of the index, the first two, and so on, behind the number of all.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('account', 'account', '8 8 1'),
  ('shop_order', 'shop_order', '1000000 1000000 200000 1'),
  ('shop_order', 'shop_order_by_creation', '1000000 1000000 200000 1'),
  ('shop_order', 'shop_order_by_payment', '800000 800000 160000 1'),
  ('shop_order', 'shop_order_by_closing', '200000 200000 40000 1'),
  ('shop_order', 'shop_order_by_refund', '50000 50000 10000 1'),
  ('shop_order', 'shop_order_by_customer', '1000000 1000000 3'),
  ('rating', 'rating', '1000000 1000000 200000 1'),
  ('rating', 'rating_by_time', '1000000 1000000 200000 1'),
  ('conversation_customer', 'conversation_customer', '2000000 2000000 2 2 1');
-- Read what was just written, also on this connection.
ANALYZE sqlite_schema;
