// SPDX-License-Identifier: Apache-2.0
// A second opinion on how requests to Taobao are signed: the same file that the connector's own test reads, signed by a client that
// nobody here has written.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { signedBy } from "../browser/support/topclient.mjs";

test("node-taobao-topclient signs as the connector does", async () => {
  const { cases } = JSON.parse(await readFile(new URL("../connectors/taobao/signatures.json", import.meta.url), "utf8"));
  assert.ok(cases.length > 8);
  for (const { secret, parameters, md5 } of cases) assert.equal(signedBy(secret, parameters), md5, parameters.method ?? "no method");
  // It does look at what it is given.
  const [{ secret, parameters, md5 }] = cases;
  assert.notEqual(signedBy(secret, { ...parameters, v: "2.1" }), md5);
});
