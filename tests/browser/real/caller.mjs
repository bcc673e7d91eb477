// SPDX-License-Identifier: Apache-2.0
// Asks the real program as its page does, and holds whatever it answers to the contract.
import assert from "node:assert/strict";
import { loadContract } from "../support/contract.mjs";

// `page` is a function, since pages come and go.
export function callerOf(page) {
  const contract = loadContract();
  return async (address, status = 200) => {
    const answer = await page().evaluate(async (where) => {
      const response = await fetch(`/api/v1${where}`, { headers: { Authorization: `Bearer ${localStorage.getItem("rigong.token")}` }, cache: "no-store" });
      return { status: response.status, type: response.headers.get("Content-Type"), body: await response.json() };
    }, address);
    assert.equal(answer.status, status, address);
    assert.deepEqual(contract.complaints("GET", address, answer.status, answer.body, answer.type), [], address);
    return answer.body;
  };
}
