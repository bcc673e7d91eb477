// SPDX-License-Identifier: Apache-2.0
// The licences of the packages whose code ends up in the bundles ask to go wherever the code goes.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export function licencesOf(root, inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [...packages].sort().map((name) => {
    const folder = path.join(root, "node_modules", name);
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const licence = readdirSync(folder).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
    if (!licence) throw new Error(`${name} comes without a licence file.`);
    return `${name} ${version}\n\n${readFileSync(path.join(folder, licence), "utf8").trim()}\n`;
  });
  return Buffer.from(parts.join("\n\n"));
}
