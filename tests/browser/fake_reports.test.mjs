// SPDX-License-Identifier: Apache-2.0
// The stand-in's week's and month's reports keep to the contract, before and after they are handed in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { idOf } from "./fake/tasks.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const [world, sees, gives] of [[{ role: "lead" }, true, true], [{ role: "lead", member: "rep-025", presales: true }, true, true], [{ role: "reader" }, true, false], [{ role: "rep" }, false, false], [{ role: "rep", actingFor: "rep-025" }, true, true], [{ role: "lead", people: 1 }, true, true], [{ role: "lead", people: 0, work: "none" }, true, true], [{ role: "lead", people: 500, mode: "empty" }, true, true], [{ role: "lead", mode: "delivered" }, true, true]]) {
  test(`reports and handing them in: ${JSON.stringify(world)}`, async () => {
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
      let n = 9850;
      const act = async (kind, body) => (await ask("POST", "/commands", { id: idOf(++n), kind, ...body })).status;
      fake.world.allOff = new Set(["rep-007"]);
      fake.world.openMany = 30;
      for (const address of ["/team-report", "/team-report?by=week", "/team-report?by=week&day=2026-11-25", "/team-report?by=month&day=2026-11-25", "/department-report", "/department-report?by=week&day=2026-11-25"]) assert.equal((await ask("GET", address)).status, sees ? 200 : 403, address);
      for (const format of ["markdown", "csv", "xlsx", "json"]) {
        for (const report of ["team", "departments"]) {
          const file = await ask("GET", `/report-file?report=${report}&format=${format}&language=en`);
          assert.equal(file.status, sees ? 200 : 403);
          if (sees) assert.ok(file.answer.name.endsWith({ markdown: ".md" }[format] ?? `.${format}`) && Buffer.from(file.answer.base64, "base64").length > 0);
        }
      }
      const on = { group: "售前", by: "month", day: "2026-10-07" };
      assert.equal(await act("report.give", on), gives ? 200 : 403);
      if (!gives) return;
      const report = async () => (await ask("GET", "/team-report?group=%E5%94%AE%E5%89%8D&by=month&day=2026-10-31")).answer;
      assert.deepEqual((await report()).given.changes, []);
      fake.world.late = { satisfaction: [3, 4] };
      const there = (await report()).figures.some(({ total }) => total !== null);
      assert.deepEqual((await report()).given.changes.map(({ name }) => name), there ? ["satisfaction"] : []);
      assert.equal(await act("report.take_back", on), 200);
      assert.equal((await report()).given, null);
      assert.equal(await act("report.take_back", on), 422);
      for (const address of ["/team-report?group=nothing", "/team-report?day=2026-12-30"]) assert.ok((await ask("GET", address)).status >= 400, address);
    } finally {
      await fake.close();
    }
  });
}
