// SPDX-License-Identifier: Apache-2.0
// generated/api.d.ts: the types of everything the program answers, from overlay/api/openapi.yaml. The page imports them from there and
// from nowhere else, so that tsc says where page and contract differ.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { writeIfChanged } from "./write.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const contract = path.join(root, "../api/openapi.yaml");
const generated = path.join(root, "generated");

if (existsSync(contract)) {
  const types = astToString(await openapiTS(pathToFileURL(contract)));
  mkdirSync(generated, { recursive: true });
  writeIfChanged(path.join(generated, "api.d.ts"), Buffer.from(`// Generated from overlay/api/openapi.yaml.\n${types}`));
}
