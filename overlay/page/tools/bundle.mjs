// SPDX-License-Identifier: Apache-2.0
// Bundles the scripts and styles that src/index.html names.
import esbuild from "esbuild";
import path from "node:path";
import { entriesOf } from "./html.mjs";

// Returns {files: [{path, bytes, hashed}], built: Map from the name in index.html to the path served, inputs: [paths from the page's folder]}.
export async function bundle(root, source, { watch }) {
  const entries = entriesOf(source);
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => path.join(source, name)),
    bundle: true,
    write: false,
    metafile: true,
    outdir: root,
    outbase: source,
    entryNames: "[name].[hash]",
    chunkNames: "chunk-[name].[hash]",
    assetNames: "[name].[hash]",
    format: "esm",
    splitting: true,
    target: "es2020",
    charset: "utf8",
    minify: !watch,
    sourcemap: watch ? "inline" : false,
    legalComments: "none",
    loader: { ".svg": "file", ".png": "file", ".woff2": "file" },
    publicPath: "/",
    logLevel: "warning",
  });
  const built = new Map();
  const outputs = result.metafile.outputs;
  for (const [output, about] of Object.entries(outputs)) {
    if (!about.entryPoint) continue;
    built.set(path.relative(source, path.join(root, about.entryPoint)), `/${path.basename(output)}`);
    if (about.cssBundle) {
      throw new Error(`${about.entryPoint} imports a style sheet; index.html would not know it. Import it in a .css file that index.html names.`);
    }
  }
  const files = result.outputFiles.map((file) => ({
    path: `/${path.basename(file.path)}`,
    bytes: Buffer.from(file.contents),
    hashed: true,
  }));
  return { files, built, inputs: Object.keys(result.metafile.inputs) };
}
