// SPDX-License-Identifier: Apache-2.0
// The stand-in's members, notices, own data and log keep to the contract, before and after what can be done to them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf } from "./fake/tasks.mjs";
import { startFake } from "./fake/server.mjs";
import { loadContract } from "./support/contract.mjs";

const contract = loadContract();

for (const world of [{ role: "lead" }, { role: "rep", ownDevice: true }, { role: "admin" }, { role: "reader" }, { role: "lead", people: 0 }, { role: "rep", actingFor: "rep-025", toSign: ["notice", "rules"] }]) {
  test(`people, texts, own data and the log: ${JSON.stringify(world)}`, async () => {
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
      const look = async () => {
        for (const address of ["/session", "/people", "/members", "/devices", "/notices", "/own-data", "/own-data/export?from=2026-11-01&to=2026-11-25", "/own-data/export?from=2026-11-02&to=2026-11-01", "/log", "/log?all=1", "/log?before=101"]) await ask("GET", address);
      };
      await look();
      let n = 9500;
      const act = async (kind, body) => (await ask("POST", "/commands", { id: idOf(++n), kind, ...body })).status;
      const today = fake.world.today();
      const put = { member: "new-1", is_new: true, name: "新人", group: "售前", role: "rep", track: "live", stage: "by_time", joined_on: today, accounts: [{ account: "晨野旗舰店", rep: "晨野:新来的", from: today, to: null }] };
      const may = ["lead", "admin"].includes(world.role) || world.actingFor !== undefined;
      assert.equal(await act("member.put", put), may ? 200 : 403);
      await act("member.put", put);
      await ask("POST", "/invitations", { person: "new-1" });
      await act("leave.add", { person: "new-1", from: today, to: today, hand_to: "" });
      await act("leave.remove", { leave: idOf(n) });
      await act("deputy.add", { person: "rep-025", deputy: "new-1", from: today, to: today });
      await act("deputy.remove", { deputy: idOf(n) });
      await act("invitation.cancel", { person: "new-1" });
      await act("member.leaves", { member: "new-1", last_day: "2026-11-01", hand_to: "" });
      await act("member.returns", { member: "new-1" });
      await act("member.erase", { member: "new-1", name: "别人" });
      await act("rules.publish", { title: { zh: "规则", en: "" }, body: { zh: "一条", en: "" } });
      await act("text.sign", { text: "rules", version: 99 });
      await act("terms.set", { terms: [{ what: "figures", days: 1 }] });
      await act("contest.make", { about: "figure", ref: "slow_share", day: today, words: "不对" });
      await act("contest.answer", { contest: idOf(8002), upheld: true, words: "对" });
      await act("contest.withdraw", { contest: idOf(8001) });
      await look();
    } finally {
      await fake.close();
    }
  });
}
