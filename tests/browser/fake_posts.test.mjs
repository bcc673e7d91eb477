// SPDX-License-Identifier: Apache-2.0
// The stand-in's posts keep to the contract for everybody who may see them, with the rights of the real table, and say what the real commands
// say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { post, robots, target, words } from "./fake/posts.mjs";
import { startFake } from "./fake/server.mjs";
import { idOf } from "./fake/tasks.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();
const range = "from=2026-10-26&to=2026-11-25";

async function at(options, use) {
  const fake = await startFake(options);
  try {
    let token = "";
    let ids = 9500;
    const ask = async (method, address, body) => {
      const response = await fetch(`${fake.url}api/v1${address}`, { method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
      const answer = await response.json();
      assert.deepEqual(contract.complaints(method, address, response.status, answer, response.headers.get("Content-Type") ?? ""), [], `${method} ${address}`);
      return { status: response.status, answer };
    };
    const act = (body) => ask("POST", "/commands", { id: idOf(ids++), ...body });
    token = (await ask("POST", "/session", { code: fake.open().split("code=")[1] })).answer.token;
    await use({ fake, ask, act });
  } finally {
    await fake.close();
  }
}

test("history, preview of every kind of robot and every period, as the contract has them", async () => {
  await at({ role: "lead", hostileNames: true }, async ({ fake, ask }) => {
    const { world } = fake;
    world.targets = Object.keys(robots).map((type) => target(type, type));
    const day = "2026-11-20";
    world.posts = ["planned", "sending", "sent", "failed", "unknown", "expired", "cancelled"].map((state, i) => post(world, { day, part: i + 1 }, { parts: 7, state, words: words.key, code: "93000", made_by: { id: "rep-025", name: "x" } }));
    const { status, answer } = await ask("GET", `/posts?${range}`);
    assert.equal(status, 200);
    assert.equal(answer.posts.length, 7);
    assert.equal((await ask("GET", "/posts?from=2026-11-21&to=2026-11-25")).answer.posts.length, 0);
    for (const name of Object.keys(robots)) {
      for (const by of ["day", "week", "month"]) {
        const { answer: preview } = await ask("GET", `/post-preview?target=${name}&group=${encodeURIComponent("售后")}&by=${by}`);
        assert.equal(preview.parts.length, 1, `${name} ${by}`);
      }
    }
    assert.equal((await ask("GET", "/post-preview?target=nobody")).status, 404);
  });
});

test("leads and deputies post, a reader looks, nobody else knows of it", async () => {
  const now = { kind: "post.now", target: "客服群", group: "售前", by: "day", day: "2026-11-25" };
  for (const [options, sees, posts] of [
    [{ role: "lead" }, true, true],
    [{ role: "lead", member: "rep-025" }, true, true],
    [{ role: "rep", actingFor: "rep-025" }, true, true],
    [{ role: "reader" }, true, false],
    [{ role: "rep" }, false, false],
    [{ role: "admin" }, false, false],
  ]) {
    await at(options, async ({ ask, act }) => {
      const { status, answer } = await ask("GET", `/posts?${range}`);
      assert.deepEqual([status, answer.may_post], sees ? [200, posts] : [404, undefined], JSON.stringify(options));
      assert.equal((await ask("GET", `/post-preview?target=${encodeURIComponent("客服群")}`)).status, sees ? 200 : 404);
      assert.equal((await act(now)).status, posts ? 200 : 404, JSON.stringify(options));
    });
  }
});

test("each report goes out once; what ended is sent again, what is planned is taken back, what is unknown is decided", async () => {
  await at({ role: "lead" }, async ({ fake, ask, act }) => {
    const { world } = fake;
    const key = { report: "ranking.day", group: "售前", day: "2026-11-19", target: "客服群", part: 1 };
    world.posts = [post(world, key, { state: "unknown" })];
    world.robot = { after: 60_000 };
    const now = { kind: "post.now", target: "客服群", group: "售前", by: "day", day: "2026-11-19" };
    assert.equal((await act(now)).status, 422);
    assert.equal((await act({ kind: "post.cancel", post: key })).status, 422);
    assert.equal((await act({ kind: "post.arrived", post: key })).status, 200);
    assert.equal((await act({ kind: "post.arrived", post: key })).status, 422);
    assert.equal((await act({ kind: "post.again", post: key })).status, 422);
    world.posts[0].state = "failed";
    assert.equal((await act({ kind: "post.again", post: key })).status, 200);
    assert.equal((await act({ kind: "post.cancel", post: key })).status, 200);
    assert.equal((await ask("GET", `/posts?${range}`)).answer.posts[0].state, "cancelled");
    assert.equal((await act({ kind: "post.again", post: { ...key, day: "2026-11-01" } })).status, 404);
    assert.equal((await act({ ...now, target: "nobody" })).status, 404);
  });
});

test("fewer than five people are told nothing of", async () => {
  await at({ role: "lead", people: 4 }, async ({ ask, act }) => {
    const { answer } = await ask("GET", `/post-preview?target=${encodeURIComponent("客服群")}`);
    assert.equal(answer.parts.length, 0);
    assert.match(answer.nothing.zh, /不足五人/);
    assert.equal((await act({ kind: "post.now", target: "客服群", group: "售前", by: "day", day: "2026-11-24" })).status, 422);
  });
});
