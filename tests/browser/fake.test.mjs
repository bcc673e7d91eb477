// SPDX-License-Identifier: Apache-2.0
// The stand-in for the agent answers as the contract says; otherwise the other tests of the page would test against a dream.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();
let fake;
let token;

async function ask(method, address, body) {
  const response = await fetch(`${fake.url}api/v1${address}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, type: response.headers.get("Content-Type") ?? "", body: await response.json() };
}

for (const mode of ["live", "delivered", "empty"]) {
  test(`answers of a shop that is ${mode} keep to the contract`, async () => {
    fake = await startFake({ mode, people: 12, role: "lead", hostileNames: true });
    try {
      const code = fake.open().split("code=")[1];
      token = (await ask("POST", "/session", { code })).body.token;
      const person = "person=rep-001";
      const addresses = [
        "/session",
        "/people",
        `/panel?${person}`,
        `/panel?${person}&day=2026-11-20`,
        "/panel?person=nobody",
        `/turns?${person}&from=2026-11-24&to=2026-11-25&pick=slow`,
        `/trend?${person}&figure=slow_share`,
        `/trend?${person}&figure=missing`,
      ];
      for (const address of addresses) {
        const { status, type, body } = await ask("GET", address);
        assert.deepEqual(contract.complaints("GET", address, status, body, type), [], address);
      }
    } finally {
      await fake.close();
    }
  });
}

test("figures agree with the turns behind them", async () => {
  fake = await startFake({ people: 6, role: "lead" });
  try {
    token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).body.token;
    let seen = 0;
    for (const day of ["2026-11-18", "2026-11-20", "2026-11-23", "2026-11-25"]) {
      const panel = (await ask("GET", `/panel?person=rep-001&day=${day}`)).body;
      if (panel.figures.length === 0) continue;
      for (const [figure, pick, part] of [["slow_share", "slow", "numerator"], ["response_mean_ms", "answered", "denominator"]]) {
        const turns = (await ask("GET", `/turns?person=rep-001&from=${day}&to=${day}&pick=${pick}`)).body;
        assert.equal(panel.figures.find((one) => one.name === figure).value[part], turns.total, `${day} ${figure}`);
        seen += turns.total;
      }
    }
    assert.ok(seen > 100);
  } finally {
    await fake.close();
  }
});

test("a command is applied once, however often it comes", async () => {
  fake = await startFake({ role: "unset" });
  try {
    token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).body.token;
    const body = { id: "01930000-0000-7000-8000-000000000001", kind: "desk.choose", person: "rep-003", lead: false };
    const first = await ask("POST", "/commands", body);
    assert.equal(first.status, 200);
    assert.deepEqual((await ask("POST", "/commands", body)).body, first.body);
    assert.equal((await ask("POST", "/commands", { ...body, person: "rep-004" })).status, 422);
  } finally {
    await fake.close();
  }
});

before(() => assert.ok(contract.answers().length > 0));
after(() => fake?.close?.().catch(() => {}));
