// SPDX-License-Identifier: Apache-2.0
// What `node --test` reports, in the words of tests/run: "ok NAME", "FAIL NAME", "skip NAME" and a last line that counts them. The files in
// which something failed are added to RIGONG_FAILED_FILES, where that names a file.
import { appendFileSync } from "node:fs";
import path from "node:path";

// A file as a whole is reported like a test by some versions of Node. It counts only where it fails and no test in it has said so, as
// when it cannot be loaded.
const isFile = (event) => event.data.name.endsWith(".test.mjs");
const isSuite = (event) => event.data.details?.type === "suite";

function words(error) {
  const cause = error?.cause ?? error;
  // Of a file as a whole, how its process ended is all there is to say.
  const ended = error?.exitCode || error?.signal ? ` (exit code ${error.exitCode}, signal ${error.signal})` : "";
  const text = String(cause?.stack ?? cause?.message ?? cause ?? "") + ended;
  return text
    .split("\n")
    .slice(0, 25)
    .map((line) => `    ${line}\n`)
    .join("");
}

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  let skipped = Number(process.env.RIGONG_SKIPPED_FILES ?? 0);
  for await (const event of events) {
    if (event.type === "test:stdout" || event.type === "test:stderr") yield event.data.message;
    // What goes wrong after its test has ended fails the file, and is told here only.
    if (event.type === "test:diagnostic" && event.data.message.startsWith("Error: ")) yield `    ${event.data.message}\n`;
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    if (isSuite(event)) continue;
    const bad = event.type === "test:fail";
    const { name, skip, todo } = event.data;
    const where = event.data.file && !isFile(event) ? `${path.basename(event.data.file)}: ` : "";
    if (isFile(event) && (!bad || event.data.details?.error?.failureType === "subtestsFailed")) continue;
    if (skip !== undefined || todo !== undefined) {
      skipped += 1;
      yield `skip ${where}${name}: ${skip || todo || "no reason given"}\n`;
    } else if (bad) {
      failed += 1;
      if (process.env.RIGONG_FAILED_FILES && event.data.file) appendFileSync(process.env.RIGONG_FAILED_FILES, `${event.data.file}\n`);
      yield `FAIL ${where}${name}\n${words(event.data.details?.error)}`;
    } else {
      passed += 1;
      yield `ok ${where}${name} (${Math.round(event.data.details?.duration_ms ?? 0)} ms)\n`;
    }
  }
  yield `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
