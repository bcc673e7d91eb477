// SPDX-License-Identifier: Apache-2.0
// The stand-in's to-dos, hand-offs and promises keep to the contract, before and after everything that can be done to them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf } from "./fake/tasks.mjs";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const [role, work] of [["rep", "usual"], ["lead", "usual"], ["rep", "none"], ["rep", 500]]) {
  test(`to-dos, hand-offs and promises for a ${role}, ${work}`, async () => {
    const fake = await startFake({ role, work });
    try {
      let token = "";
      const ask = async (method, address, body) => {
        const response = await fetch(`${fake.url}api/v1${address}`, { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
        const answer = await response.json();
        assert.deepEqual(contract.complaints(method, address, response.status, answer, response.headers.get("Content-Type") ?? ""), [], `${method} ${address}`);
        return answer;
      };
      token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).token;
      const person = "rep-001";
      const today = "2026-11-25";
      let n = 9000;
      const act = (kind, body) => ask("POST", "/commands", { id: idOf(++n), kind, ...body });
      const made = { task_kind: "handoff", person, title: "改地址", from: "2026-11-24", due_at: null, department: "仓库", link: null };
      await act("task.make", made);
      const task = idOf(n);
      await act("task.accept", { task, by: "老周" });
      await act("task.progress", { task, words: "在改" });
      await act("task.explain", { task, cause: "waiting", words: "" });
      await act("task.change", { task, version: 4, title: "改地址 2 单", from: "2026-11-24", due_at: null, department: "仓库" });
      await act("task.change", { task, version: 4, title: "旧的版本", from: "2026-11-24", due_at: null, department: "仓库" });
      await act("task.done", { task, result: "" });
      await act("task.done", { task, result: "改好了" });
      await act("task.reopen", { task });
      await act("task.drop", { task, reason: "重复" });
      await act("promise.choose", { person, from: today, until: "2026-11-29", steps: [{ step: "welcome", title: "先应一声" }] });
      await act("promise.tick", { task: `${idOf(n)}.1`, day: today, kept: true });
      for (const address of [`/work?person=${person}`, `/work?person=${person}&day=2026-11-24`, "/work?person=nobody", `/task?id=${task}`, "/handoffs", "/handoffs?day=2026-11-24", "/handoffs?group=x", `/promises?person=${person}&from=2026-11-16&to=2026-11-29`, "/promises?from=2026-11-16&to=2026-11-29"]) {
        await ask("GET", address);
      }
      const story = await ask("GET", `/task?id=${task}`);
      assert.equal(story.task.title, "改地址 2 单");
      assert.equal(story.task.late, true);
      assert.deepEqual(story.events.map(({ what }) => what).slice(0, 4), ["made", "accepted", "progress", "cause"]);
    } finally {
      await fake.close();
    }
  });
}
