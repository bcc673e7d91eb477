// SPDX-License-Identifier: Apache-2.0
// The stand-in's answers for sheets, team, load, shop, weekly talks, accounts and imports keep to the contract.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const mode of ["live", "delivered", "empty"]) {
  test(`sheets, team, shop and accounts of a shop that is ${mode}`, async () => {
    const fake = await startFake({ mode, role: "lead", shops: 2 });
    try {
      let token = "";
      const ask = async (method, address, body, raw) => {
        const headers = { Authorization: `Bearer ${token}`, "Content-Type": raw ? "application/octet-stream" : "application/json" };
        const response = await fetch(`${fake.url}api/v1${address}`, { method, headers, ...(body ? { body: raw ? body : JSON.stringify(body) } : {}) });
        const answer = await response.json();
        assert.deepEqual(contract.complaints(method, address, response.status, answer, response.headers.get("Content-Type") ?? ""), [], `${method} ${address}`);
        return answer;
      };
      token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).token;
      for (const address of [
        "/team",
        "/team?day=2026-11-24&group=%E5%94%AE%E5%90%8E",
        "/team?group=nothing",
        "/sheets?person=rep-001&from=2026-11-01&to=2026-11-25",
        "/sheet?person=rep-001&day=2026-11-25",
        "/sheet?person=nobody&day=2026-11-25",
        "/shop-figures?from=2026-11-01&to=2026-11-20",
        "/shop-figures?from=2020-11-01&to=2026-11-20",
        "/load",
        "/load?weeks=12&at_once=1&within=15&share=95",
        "/load?group=nothing",
        "/one-on-ones",
        "/one-on-one?person=rep-004",
        "/one-on-one?person=nobody",
        "/accounts",
      ]) {
        await ask("GET", address);
      }
      const text = "conversation_id,sent_at,direction\nc,2026-11-24 10:00:00,in\nc,2026-11-24 10:00:00,x\n";
      const { id } = await ask("POST", "/imports", { name: "a.csv", size: text.length });
      await ask("PUT", `/imports/${id}/parts/0`, text, "raw");
      assert.equal((await ask("POST", `/imports/${id}/preview`, {})).state, "understood");
      await ask("POST", `/imports/${id}/apply`, {});
      for (let i = 0; i < 7; i++) await ask("GET", `/imports/${id}`);
      await ask("DELETE", `/imports/${id}`);
    } finally {
      await fake.close();
    }
  });
}
