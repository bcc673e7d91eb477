// SPDX-License-Identifier: Apache-2.0
// What the view of peaks works out without a browser: who is missing, which hours are busiest, what stands in a cell.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "load/say");
const hour = (weekday, of, more = {}) => ({ weekday, hour: of, customers: 10, slow_share: 0.05, people: 2, needed: 2, ...more });

test("half a person or more is somebody missing; without a need nothing is said", () => {
  assert.equal(at.missing(hour(0, 9, { people: 1.5 })), 1);
  assert.equal(at.missing(hour(0, 9, { people: 1.6 })), 0);
  assert.equal(at.missing(hour(0, 9, { people: 5 })), 0);
  assert.equal(at.missing(hour(0, 9, { people: 0.25, needed: 4 })), 4);
  assert.equal(at.missing(hour(0, 9, { needed: null })), null);
  assert.deepEqual(["customers", "people", "needed", "gap"].map((show) => at.cellText(hour(0, 9, { customers: 12.25, people: 1, needed: 3 }), show)), ["12.3", "1", "3", "−2"]);
  assert.deepEqual(["needed", "gap"].map((show) => at.cellText(hour(0, 9, { needed: null }), show)), ["—", "—"]);
  assert.equal(at.cellText(hour(0, 9), "gap"), "·");
});

test("busiest first, the earlier of equals; of those that are short the shortest", () => {
  const hours = [hour(0, 9), hour(0, 10, { customers: 30 }), hour(1, 10, { customers: 30, needed: 4 }), hour(2, 20, { customers: 20, needed: 5 }), hour(6, 8, { customers: 1 })];
  assert.deepEqual(at.busiest(hours).map(({ weekday, hour: of }) => [weekday, of]), [[0, 10], [1, 10], [2, 20]]);
  assert.deepEqual(at.shortest(hours).map(({ weekday, hour: of }) => [weekday, of]), [[2, 20], [1, 10]]);
  assert.deepEqual(at.rowsOf([hour(0, 9), hour(3, 12)]), [9, 10, 11, 12]);
  assert.deepEqual(at.rowsOf([]), []);
  assert.equal(at.shade(hour(0, 9, { customers: 15 }), "customers", hours), 0.5);
  assert.equal(at.shade(hour(0, 9), "gap", [hour(0, 9)]), 0);
});
