// SPDX-License-Identifier: Apache-2.0
// Builds the page: src/index.html and what it names become minified files with hashed names, each also compressed, and a manifest that
// lists them. The program serves exactly these.
//
//   node build.mjs --out DIR [--embed FILE.cc]   once; --embed also writes them as a C++ table (overlay/server/assets.h)
//   node build.mjs --out DIR --watch             again after every change, readable and with source maps, for `rigong run --page DIR`
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./tools/bundle.mjs";
import { writeEmbedded } from "./tools/embed.mjs";
import { pageFromHtml } from "./tools/html.mjs";
import { licencesOf } from "./tools/licences.mjs";
import { writeFolder } from "./tools/write.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, "src");

async function build(options) {
  const built = await bundle(here, source, options);
  const assets = [...pageFromHtml(source, built), ...built.files];
  const licences = licencesOf(here, built.inputs);
  if (licences.length > 0) assets.push({ path: "/licences.txt", bytes: licences, hashed: false });
  const finished = writeFolder(options.out, assets);
  if (options.embed) writeEmbedded(options.embed, finished);
  return finished;
}

// When anything below src last changed. Cheap enough to ask for every time, and the same on every system.
function newest(folder) {
  let latest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(name) : statSync(name).mtimeMs);
  }
  return latest;
}

async function watch(options) {
  let seen = 0;
  for (;;) {
    const now = newest(source);
    if (now > seen) {
      seen = now;
      try {
        const assets = await build(options);
        console.log(`${new Date().toTimeString().slice(0, 8)} ${assets.length} files in ${options.out}`);
      } catch (error) {
        console.error(error.message);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const { values } = parseArgs({
  options: { out: { type: "string" }, embed: { type: "string" }, watch: { type: "boolean", default: false } },
});
if (!values.out) {
  console.error("build.mjs: --out DIR is missing.");
  process.exit(2);
}
try {
  await (values.watch ? watch(values) : build(values));
} catch (error) {
  console.error(`build.mjs: ${error.message}`);
  process.exit(1);
}
