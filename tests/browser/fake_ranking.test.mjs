// SPDX-License-Identifier: Apache-2.0
// The stand-in's ranking keeps to the contract for everybody who may see it, is not there for those who may not, and agrees with the team's
// table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf } from "./fake/tasks.mjs";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();
const group = encodeURIComponent("售后");

async function at(world, use) {
  const fake = await startFake(world);
  try {
    let token = "";
    const ask = async (method, address, body) => {
      const response = await fetch(`${fake.url}api/v1${address}`, { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
      const answer = await response.json();
      assert.deepEqual(contract.complaints(method, address, response.status, answer, response.headers.get("Content-Type") ?? ""), [], `${method} ${address}`);
      return { status: response.status, answer };
    };
    token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).answer.token;
    await use({ fake, ask });
  } finally {
    await fake.close();
  }
}

for (const world of [{ role: "lead", member: "rep-025", presales: true }, { role: "lead", mode: "delivered" }, { role: "reader" }, { role: "rep", actingFor: "rep-025" }, { role: "lead", mode: "empty" }, { role: "lead", people: 0 }, { role: "lead", people: 1 }]) {
  test(`all of it: ${JSON.stringify(world)}`, async () => {
    await at(world, async ({ fake, ask }) => {
      fake.world.unnamed = new Set(["rep-001"]);
      for (const query of ["", "?by=week&day=2026-11-12", "?by=month", "?by=day&day=2026-11-25"]) {
        const { status, answer } = await ask("GET", `/ranking${query}`);
        assert.equal(status, 200);
        assert.ok(answer.full);
        const listed = answer.composite.places.length + answer.composite.unplaced.length;
        for (const figure of answer.figures) assert.equal(figure.places.length + figure.unplaced.length, listed);
      }
      assert.equal((await ask("GET", "/ranking?group=nothing")).status, 404);
      assert.equal((await ask("GET", "/ranking?day=2026-11-26")).status, 404);
    });
  });
}

test("what is told in public: the first three of one's own group, nobody who does not want to be named", async () => {
  await at({ role: "rep" }, async ({ fake, ask }) => {
    const before = (await ask("GET", "/ranking")).answer;
    assert.deepEqual([before.full, before.named, before.groups], [false, true, ["售前"]]);
    assert.ok(before.composite.places.every(({ place, moved }) => place <= 3 && moved === null));
    assert.equal(before.composite.unplaced.length, 0);
    assert.equal((await ask("GET", `/ranking?group=${group}`)).status, 404);
    const first = before.composite.places[0].person.id;
    fake.world.unnamed.add(first);
    assert.ok(!JSON.stringify((await ask("GET", "/ranking")).answer).includes(`"${first}"`));
    assert.equal((await ask("POST", "/commands", { id: idOf(9900), kind: "member.be_named", named: false })).status, 200);
    assert.equal((await ask("GET", "/ranking")).answer.named, false);
    await ask("POST", "/commands", { id: idOf(9901), kind: "member.be_named", named: true });
    assert.equal((await ask("GET", "/ranking")).answer.named, true);
  });
});

test("an admin has no ranking, and nobody's desk has no name to show", async () => {
  await at({ role: "admin" }, async ({ ask }) => {
    assert.equal((await ask("GET", "/ranking")).status, 404);
    assert.equal((await ask("POST", "/commands", { id: idOf(9902), kind: "member.be_named", named: false })).status, 422);
  });
});

test("a day's figures are those of the team's table", async () => {
  await at({ role: "lead" }, async ({ ask }) => {
    const day = "2026-11-24";
    const team = (await ask("GET", `/team?day=${day}&group=${group}`)).answer;
    const ranking = (await ask("GET", `/ranking?day=${day}&group=${group}`)).answer;
    for (const figure of ranking.figures) {
      const total = team.columns.find(({ name }) => name === figure.name).total;
      assert.deepEqual([figure.total.numerator, figure.total.denominator], [total.numerator, total.denominator], figure.name);
      for (const { person, value } of figure.places) {
        const cell = team.rows.find((row) => row.person.id === person.id).cells.find(({ name }) => name === figure.name);
        assert.deepEqual([value.numerator, value.denominator], [cell.value.numerator, cell.value.denominator]);
      }
    }
  });
});
