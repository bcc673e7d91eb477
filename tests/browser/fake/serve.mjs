// SPDX-License-Identifier: Apache-2.0
// The stand-in for the agent, to look at the page while working on it:
//
//   node tests/browser/fake/serve.mjs [--port 7718] [--mode live|delivered|empty] [--people 26] [--role rep|lead|admin|reader|unset] [--clock 15:20]
//     [--work usual|none|500] [--sign]
import { parseArgs } from "node:util";
import { startFake } from "./server.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "7718" },
    mode: { type: "string", default: "live" },
    people: { type: "string", default: "26" },
    role: { type: "string", default: "rep" },
    clock: { type: "string", default: "15:20" },
    work: { type: "string", default: "usual" },
    sign: { type: "boolean", default: false },
    hostile: { type: "boolean", default: false },
    page: { type: "string" },
  },
});
const fake = await startFake({
  ...values,
  port: Number(values.port),
  people: Number(values.people),
  hostileNames: values.hostile,
  toSign: values.sign ? ["notice"] : [],
  work: /^\d+$/.test(values.work) ? Number(values.work) : values.work,
});
console.log(fake.open());
