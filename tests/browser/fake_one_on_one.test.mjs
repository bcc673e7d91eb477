// SPDX-License-Identifier: Apache-2.0
// The stand-in's weekly talks keep to the contract, before and after what can be done in them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { signedTalk } from "./fake/talks.mjs";
import { idOf } from "./fake/tasks.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const [world, holds] of [[{ role: "lead" }, true], [{ role: "lead", member: "rep-025" }, true], [{ role: "rep" }, false], [{ role: "reader" }, false], [{ role: "rep", actingFor: "rep-025" }, true], [{ role: "lead", people: 1 }, true], [{ role: "lead", people: 0 }, true], [{ role: "lead", people: 500 }, true]]) {
  test(`weekly talks and what is done in them: ${JSON.stringify(world)}`, async () => {
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
      const list = await ask("GET", "/one-on-ones");
      assert.equal(list.status, holds ? 200 : 404);
      const person = "rep-004";
      const there = fake.world.person(person) !== undefined;
      const on = { person, week: "2026-11-18" };
      assert.equal((await ask("GET", `/one-on-one?person=${person}`)).status, holds && there ? 200 : 404);
      if (!holds || !there) return;
      fake.world.talkShapes = { "rep-001": "new_hire", "rep-007": "no_data", "rep-010": "fullest" };
      for (const id of ["rep-001", "rep-007", "rep-010"]) await ask("GET", `/one-on-one?person=${id}&week=2026-11-25`);
      assert.equal(await act("talk.invite", { people: [person], week: "2026-11-18" }), 200);
      assert.equal(await act("talk.write", { ...on, text: "fact", words: "甲", was: "" }), 200);
      assert.equal(await act("talk.write", { ...on, text: "fact", words: "乙", was: "" }), 422);
      assert.equal(await act("talk.write", { ...on, text: "topics", words: "丙", was: "" }), 403);
      assert.equal(await act("talk.date", { ...on, lead_by: "2026-11-27" }), 200);
      assert.equal(await act("talk.agree", { ...on, words: "", figure: "slow_share", value: 0.02, due: null, lead: false }), 200);
      assert.equal(await act("talk.agree", { ...on, words: "周三交案例", figure: "", value: null, due: "2026-11-25", lead: true }), 200);
      assert.equal(await act("talk.agree", { ...on, words: " ", figure: "", value: null, due: null, lead: true }), 400);
      assert.equal(await act("talk.take_back", { ...on, number: 1 }), 200);
      assert.equal(await act("talk.judge", { person, week: "2026-11-09", number: 2, verdict: "kept" }), 200);
      assert.equal(await act("note.write", { person, text: "先听，再说" }), 200);
      await act("note.show", { note: idOf(n) });
      assert.equal(await act("talk.sign", { ...on, agrees: true }), 200);
      await ask("GET", `/one-on-one?person=${person}`);
      assert.equal(await act("talk.unsign", on), 200);
      signedTalk(fake.world, person, "2026-11-16", { agrees: false });
      assert.equal(await act("talk.write", { ...on, text: "fact", words: "丁", was: "" }), 422);
      const { answer } = await ask("GET", `/one-on-one?person=${person}`);
      assert.equal(answer.talk.agrees, false);
      assert.deepEqual(answer.notes.map(({ text }) => text), ["先听，再说"]);
      for (const address of ["/one-on-ones?week=2026-11-25", "/one-on-ones?group=%E5%94%AE%E5%90%8E", "/one-on-ones?group=nothing", "/one-on-one?person=nobody"]) await ask("GET", address);
    } finally {
      await fake.close();
    }
  });
}
