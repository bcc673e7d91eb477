// SPDX-License-Identifier: Apache-2.0
// Writes the finished files, their compressed forms and the manifest to a folder.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

// A build that changed nothing must leave the times of files alone, and a reader must never see half a file.
export function writeIfChanged(file, bytes) {
  let old = null;
  try {
    old = readFileSync(file);
  } catch {
    // Not there yet.
  }
  if (old !== null && old.equals(bytes)) return;
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, bytes);
  renameSync(part, file);
}

// A form that saves less than a twentieth is not worth a choice.
const worthIt = (compressed, bytes) => (compressed.length < bytes.length * 0.95 ? compressed : Buffer.alloc(0));

function finish({ path: served, bytes, hashed }) {
  const file = served === "/" ? "index.html" : served.slice(1);
  const type = types[path.extname(file)];
  if (!type) throw new Error(`${file}: no content type is known for this kind of file.`);
  const brotli = zlib.brotliCompressSync(bytes, {
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return {
    path: served,
    file,
    type,
    etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`,
    caching: hashed ? "forever" : "never",
    identity: bytes,
    gzip: worthIt(zlib.gzipSync(bytes, { level: 9 }), bytes),
    brotli: worthIt(brotli, bytes),
  };
}

// Returns the assets as written, sorted by path: {path, file, type, etag, caching, identity, gzip, brotli}. The manifest comes last, so that
// whoever reads it finds all that it names; one line for each file, its columns divided by tabs.
export function writeFolder(folder, assets) {
  const finished = assets.map(finish).sort((a, b) => (a.path < b.path ? -1 : 1));
  mkdirSync(folder, { recursive: true });
  const names = new Set(["manifest.tsv"]);
  const put = (name, bytes) => {
    names.add(name);
    writeIfChanged(path.join(folder, name), bytes);
  };
  const lines = ["path\tfile\tcontent_type\tetag\tcaching\tgzip\tbrotli"];
  for (const asset of finished) {
    const gzip = asset.gzip.length > 0 ? `${asset.file}.gz` : "";
    const brotli = asset.brotli.length > 0 ? `${asset.file}.br` : "";
    put(asset.file, asset.identity);
    if (gzip) put(gzip, asset.gzip);
    if (brotli) put(brotli, asset.brotli);
    lines.push([asset.path, asset.file, asset.type, asset.etag, asset.caching, gzip, brotli].join("\t"));
  }
  writeIfChanged(path.join(folder, "manifest.tsv"), Buffer.from(`${lines.join("\n")}\n`));
  // What an earlier build left there; only names such as a build makes.
  for (const name of readdirSync(folder)) {
    if (!names.has(name) && /\.(html|js|css|txt|svg|png|ico|woff2|webmanifest)(\.gz|\.br)?$/.test(name)) rmSync(path.join(folder, name));
  }
  return finished;
}
