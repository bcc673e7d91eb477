// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "../browser/support/contract.mjs";

const small = `
openapi: 3.0.3
paths:
  /things/{id}:
    get:
      responses:
        "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
        "204": { description: None. }
        default: { $ref: "#/components/responses/Problem" }
components:
  responses:
    Problem: { description: P., content: { application/json: { schema: { type: object, required: [code], properties: { code: { type: string } } } } } }
  schemas:
    Part: { type: object, required: [n], properties: { n: { type: integer } } }
    Thing:
      type: object
      required: [name, share, part, kind, more]
      properties:
        name: { type: string }
        share: { type: number, nullable: true }
        part: { nullable: true, allOf: [{ $ref: "#/components/schemas/Part" }] }
        kind: { type: string, enum: [a, b], nullable: true }
        more: { nullable: true, description: Anything. }
`;

const good = { name: "x", share: 0.5, part: { n: 1 }, kind: "a", more: [1] };

test("an answer as the contract has it is right, with null where that is allowed", () => {
  const contract = loadContract(small);
  assert.deepEqual(contract.complaints("GET", "/things/7?x=1", 200, good), []);
  assert.deepEqual(contract.complaints("GET", "/things/7", 200, { ...good, share: null, part: null, kind: null, more: null }), []);
  assert.deepEqual(contract.complaints("GET", "/things/7", 204, undefined), []);
  assert.deepEqual(contract.complaints("GET", "/things/7", 404, { code: "gone" }), []);
});

test("any difference from the contract is named", () => {
  const contract = loadContract(small);
  const complaint = (body) => contract.complaints("GET", "/things/7", 200, body).join("\n");
  assert.match(complaint({ ...good, name: 1 }), /\/name must be string/);
  assert.match(complaint({ ...good, name: null }), /\/name must be string/);
  assert.match(complaint({ ...good, extra: 1 }), /additional properties "extra"/);
  assert.match(complaint({ ...good, part: { n: 1.5 } }), /\/part\/n must be integer/);
  assert.match(complaint({ ...good, part: { n: 1, m: 2 } }), /additional properties "m"/);
  assert.match(complaint({ ...good, kind: "c" }), /\/kind must be equal to one of/);
  const { name, ...nameless } = good;
  assert.match(complaint(nameless), /required property 'name'/);
  assert.match(contract.complaints("GET", "/things", 200, good).join(), /not in the contract/);
  assert.match(contract.complaints("POST", "/things/7", 200, good).join(), /not in the contract/);
  assert.match(contract.complaints("GET", "/things/7", 200, good, "text/html").join(), /is text\/html/);
  assert.match(contract.complaints("GET", "/things/7", 204, { a: 1 }).join(), /no body/);
});

test("the contract of the program can be held to: each of its answers has a schema that can be checked", () => {
  const contract = loadContract();
  const answers = contract.answers();
  assert.ok(answers.length > 20);
  for (const [method, path, status] of answers) {
    const complaints = contract.complaints(method, path.replaceAll(/[{}]/g, ""), status === "default" ? 599 : status, undefined);
    assert.ok(Array.isArray(complaints), `${method} ${path}`);
    assert.doesNotMatch(complaints.join(), /not in the contract/);
  }
});
