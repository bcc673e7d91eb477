// SPDX-License-Identifier: Apache-2.0
// The stand-in's campaigns, crises and topics keep to the contract, before and after what can be done to them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addPeriod, defaultsOf } from "./fake/periods.mjs";
import { idOf } from "./fake/tasks.mjs";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const [world, sets] of [[{ role: "lead" }, true], [{ role: "rep" }, false], [{ role: "reader" }, false], [{ role: "lead", mode: "empty" }, true], [{ role: "lead", mode: "delivered" }, true], [{ role: "rep", actingFor: "rep-025" }, true]]) {
  test(`periods, what is done to them, and their figures: ${JSON.stringify(world)}`, async () => {
    const fake = await startFake(world);
    try {
      let token = "";
      const ask = async (method, address, body) => {
        const response = await fetch(`${fake.url}api/v1${address}`, { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
        const answer = await response.json();
        assert.deepEqual(contract.complaints(method, address, response.status, answer, response.headers.get("Content-Type") ?? ""), [], `${method} ${address}`);
        return { status: response.status, answer };
      };
      token = (await ask("POST", "/session", { code: fake.open().split("code=")[1], device: "Windows · Edge" })).answer.token;
      let n = 9700;
      const act = async (kind, body) => (await ask("POST", "/commands", { id: idOf(++n), kind, ...body })).status;
      const today = fake.world.today();
      const said = { period_kind: "campaign", level: "urgent", name: "大促", shop: "", group: "", from: today, to: today, begin: "", end: "24:00", ...defaultsOf("campaign", "urgent") };
      await ask("GET", "/periods");
      assert.equal(await act("period.make", said), sets ? 200 : 403);
      const made = idOf(n);
      await ask("GET", `/period?id=${made}`);
      assert.equal(await act("period.make", { ...said, name: " " }), sets ? 400 : 403);
      await act("period.change", { period: made, ...said, name: "大促加时", aims: [] });
      await act("period.end", { period: made });
      assert.equal(await act("period.change", { period: made, ...said }), sets ? 422 : 403);
      await act("period.restore", { period: made });
      await act("period.drop", { period: made });
      assert.equal(await act("period.drop", { period: idOf(1) }), sets ? 404 : 403);
      for (const kind of ["campaign", "crisis", "topic"]) {
        const one = addPeriod(fake.world, { period_kind: kind, from: "2026-11-10", to: "2026-11-12", group: kind === "topic" ? "售后" : "" });
        await ask("GET", `/period?id=${one.id}`);
        await ask("GET", `/period?id=${one.id}&group=%E5%94%AE%E5%90%8E`);
        await ask("GET", `/period?id=${one.id}&group=nothing`);
      }
      addPeriod(fake.world, { begin: "23:00" });
      for (const address of ["/periods", "/panel?person=rep-001", "/period?id=1"]) await ask("GET", address);
    } finally {
      await fake.close();
    }
  });
}
