// SPDX-License-Identifier: Apache-2.0
// index.html names files of src by relative names, as in <script type="module" src="main.tsx">; here they become the paths served.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

const reference = /\b(src|href)="([^"]*)"/g;
const smallDrawing = 1024;
const isEntry = (name) => /\.(tsx?|css)$/.test(name);

function namesIn(html) {
  return [...html.matchAll(reference)].map((match) => match[2]).filter((name) => !name.startsWith("#"));
}

// The scripts and styles index.html names, which esbuild makes into bundles.
export function entriesOf(source) {
  const names = namesIn(readFileSync(path.join(source, "index.html"), "utf8"));
  const entries = [...new Set(names.filter(isEntry))];
  if (!entries.some((name) => name.endsWith(".tsx") || name.endsWith(".ts"))) throw new Error("src/index.html names no script.");
  return entries;
}

// Scripts that run where they stand, before the rest of the page is read: those that are no modules. They cannot share files with others.
export function earlyOf(source) {
  const html = readFileSync(path.join(source, "index.html"), "utf8");
  return [...html.matchAll(/<script\b(?![^>]*\btype="module")[^>]*\bsrc="([^"]*)"/g)].map((match) => match[1]);
}

// What the policy that the page is served under would block without a word: scripts and styles inside the HTML, and foreign addresses.
export function complaintsAbout(html) {
  const complaints = [];
  for (const tag of html.matchAll(/<([a-z][a-z0-9-]*)\b([^>]*)>/gi)) {
    const [whole, name, attributes] = tag;
    if (/^script$/i.test(name) && !/\bsrc="/i.test(attributes)) complaints.push(`${whole} holds a script; move it to a file.`);
    if (/^style$/i.test(name)) complaints.push(`${whole} holds styles; move them to a file.`);
    if (/\sstyle\s*=/i.test(attributes)) complaints.push(`${whole} has a style attribute; give it a class.`);
    if (/\son[a-z]+\s*=/i.test(attributes)) complaints.push(`${whole} has an event attribute; add the listener in a script.`);
    if (/\b(src|href)\s*=\s*(?!")/i.test(attributes)) complaints.push(`${whole}: write src and href with double quotes.`);
  }
  for (const name of namesIn(html)) {
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) complaints.push(`"${name}" is not the name of a file beside index.html.`);
  }
  return complaints;
}

// Returns "/" and the files that index.html names and no bundler makes; small drawings, such as the icon, stand in the page itself.
export function pageFromHtml(source, { built }) {
  const html = readFileSync(path.join(source, "index.html"), "utf8");
  const complaints = complaintsAbout(html);
  if (complaints.length > 0) throw new Error(`src/index.html: ${complaints.join("\n  ")}`);
  const copies = new Map();
  const finished = html.replace(reference, (whole, attribute, name) => {
    if (name.startsWith("#")) return whole;
    if (built.has(name)) return `${attribute}="${built.get(name)}"`;
    if (isEntry(name)) throw new Error(`src/index.html names ${name}, which was not built.`);
    if (!copies.has(name)) {
      const bytes = readFileSync(path.join(source, name));
      // A drawing of a few strokes costs less inside the page than a request of its own.
      if (name.endsWith(".svg") && bytes.length <= smallDrawing) return `${attribute}="data:image/svg+xml,${encodeURIComponent(bytes.toString())}"`;
      const { name: stem, ext } = path.parse(name);
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
      copies.set(name, { path: `/${stem}.${hash}${ext}`, bytes, hashed: true });
    }
    return `${attribute}="${copies.get(name).path}"`;
  });
  return [{ path: "/", bytes: Buffer.from(finished), hashed: false }, ...copies.values()];
}
