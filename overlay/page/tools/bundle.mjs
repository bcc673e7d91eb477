// SPDX-License-Identifier: Apache-2.0
// Bundles the scripts and styles that src/index.html names.
import esbuild from "esbuild";
import path from "node:path";
import { earlyOf, entriesOf } from "./html.mjs";

// Returns {files: [{path, bytes, hashed}], built: Map from the name in index.html to the path served, inputs: [paths from the page's folder]}.
export async function bundle(root, source, { watch }) {
  const early = new Set(earlyOf(source));
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    outdir: root,
    outbase: source,
    entryNames: "[name].[hash]",
    chunkNames: "chunk-[name].[hash]",
    assetNames: "[name].[hash]",
    target: "es2020",
    charset: "utf8",
    minify: !watch,
    sourcemap: watch ? "inline" : false,
    legalComments: "none",
    loader: { ".svg": "file", ".png": "file", ".woff2": "file" },
    publicPath: "/",
    logLevel: "warning",
  };
  const of = (names) => names.map((name) => path.join(source, name));
  const results = [await esbuild.build({ ...common, entryPoints: of(entriesOf(source).filter((name) => !early.has(name))), format: "esm", splitting: true })];
  if (early.size > 0) results.push(await esbuild.build({ ...common, entryPoints: of([...early]), format: "iife" }));
  const built = new Map();
  for (const [output, about] of results.flatMap((result) => Object.entries(result.metafile.outputs))) {
    if (!about.entryPoint) continue;
    built.set(path.relative(source, path.join(root, about.entryPoint)), `/${path.basename(output)}`);
    if (about.cssBundle) {
      throw new Error(`${about.entryPoint} imports a style sheet; index.html would not know it. Import it in a .css file that index.html names.`);
    }
  }
  const files = results.flatMap((result) => result.outputFiles).map((file) => ({
    path: `/${path.basename(file.path)}`,
    bytes: Buffer.from(file.contents),
    hashed: true,
  }));
  return { files, built, inputs: [...new Set(results.flatMap((result) => Object.keys(result.metafile.inputs)))] };
}
