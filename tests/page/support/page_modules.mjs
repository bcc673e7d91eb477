// SPDX-License-Identifier: Apache-2.0
// Modules of the page without a browser: bundled as the page's are, with as much of a window around them as they look for when they are read.
import { webcrypto } from "node:crypto";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const page = path.join(root, "overlay/page");
const { default: esbuild } = await import(pathToFileURL(path.join(page, "node_modules/esbuild/lib/main.js")).href);

// Debian 12's Node has none of its own, unlike every browser.
globalThis.crypto ??= webcrypto;
const quiet = { addEventListener() {}, removeEventListener() {} };
const nothing = { getItem: () => null, setItem() {}, removeItem() {} };
Object.assign(globalThis, {
  window: globalThis,
  document: { documentElement: { dataset: {}, lang: "" }, hidden: false, ...quiet },
  localStorage: nothing,
  sessionStorage: nothing,
  location: { hash: "#/panel" },
  history: { state: null, replaceState() {} },
  scrollTo() {},
  scrollY: 0,
  ...quiet,
});

// What the modules of src/ with these names export, together.
export async function read(...names) {
  const built = await esbuild.build({
    stdin: { contents: names.map((name) => `export * from "./src/${name}";`).join("\n"), resolveDir: page, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2020",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString("base64")}`);
}

// Calls `use` with the page in English. `at`: what was read, shared/prefs among it.
export function inEnglish(at, use) {
  at.setPrefs({ language: "en" });
  try {
    use();
  } finally {
    at.setPrefs({ language: "zh" });
  }
}
