// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { complaintsAbout, earlyOf, entriesOf, pageFromHtml } from "../../overlay/page/tools/html.mjs";
import { writeFolder } from "../../overlay/page/tools/write.mjs";

function withFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), "rigong-page-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what the page's policy would block is refused while building", () => {
  const bad = {
    "<script>x()</script>": /holds a script/,
    "<SCRIPT type='module'>x()</SCRIPT>": /holds a script/,
    "<style>a{}</style>": /holds styles/,
    '<p style="color:red">': /style attribute/,
    '<body onload="x()">': /event attribute/,
    "<img src='a.png'>": /double quotes/,
    '<script src="https://example.com/a.js"></script>': /not the name of a file/,
    '<link href="//example.com/a.css">': /not the name of a file/,
    '<img src="../secret.png">': /not the name of a file/,
    '<img src="/a.png">': /not the name of a file/,
  };
  for (const [html, words] of Object.entries(bad)) assert.match(complaintsAbout(html).join(), words, html);
  assert.deepEqual(complaintsAbout('<p class="style on"><a href="#main">x</a><script type="module" src="main.tsx"></script>'), []);
});

test("names in index.html become the paths that are served", () => {
  withFolder((folder) => {
    const html = '<a href="#x"></a><link href="icon.svg"><link href="style.css"><script src="main.tsx"></script><img src="icon.svg">';
    writeFileSync(path.join(folder, "index.html"), html);
    writeFileSync(path.join(folder, "icon.svg"), `<svg>${"<path/>".repeat(200)}</svg>`);
    assert.deepEqual(entriesOf(folder), ["style.css", "main.tsx"]);
    const built = new Map([
      ["style.css", "/style.AA.css"],
      ["main.tsx", "/main.BB.js"],
    ]);
    const [page, icon, ...more] = pageFromHtml(folder, { built });
    assert.equal(more.length, 0);
    assert.match(icon.path, /^\/icon\.[0-9A-F]{8}\.svg$/);
    assert.equal(
      page.bytes.toString(),
      `<a href="#x"></a><link href="${icon.path}"><link href="/style.AA.css"><script src="/main.BB.js"></script><img src="${icon.path}">`,
    );
    assert.throws(() => pageFromHtml(folder, { built: new Map() }), /was not built/);
  });
});

test("a small drawing becomes a part of the page, and is no request", () => {
  withFolder((folder) => {
    writeFileSync(path.join(folder, "index.html"), '<link rel="icon" href="icon.svg"><script src="main.tsx"></script>');
    writeFileSync(path.join(folder, "icon.svg"), '<svg fill="#0b7a67"/>');
    const files = pageFromHtml(folder, { built: new Map([["main.tsx", "/main.BB.js"]]) });
    assert.equal(files.length, 1);
    assert.match(files[0].bytes.toString(), /href="data:image\/svg\+xml,%3Csvg%20fill%3D%22%230b7a67%22%2F%3E"/);
  });
});

test("a script that is no module runs where it stands; all else waits for the page to be read", () => {
  withFolder((folder) => {
    writeFileSync(path.join(folder, "index.html"), '<head><script src="early.ts"></script><script type="module" src="main.tsx"></script></head>');
    assert.deepEqual(earlyOf(folder), ["early.ts"]);
  });
});

test("a second build changes no file that came out the same, and takes old ones away", () => {
  withFolder((folder) => {
    const page = { path: "/", bytes: Buffer.from("x".repeat(500)), hashed: false };
    const script = (name) => ({ path: `/${name}`, bytes: Buffer.from("y".repeat(500)), hashed: true });
    writeFolder(folder, [page, script("a.1.js")]);
    writeFileSync(path.join(folder, "notes.md"), "somebody's own");
    const before = readFileSync(path.join(folder, "index.html.gz"));
    writeFolder(folder, [page, script("a.2.js")]);
    assert.deepEqual(readdirSync(folder).sort(), [
      "a.2.js",
      "a.2.js.br",
      "a.2.js.gz",
      "index.html",
      "index.html.br",
      "index.html.gz",
      "manifest.tsv",
      "notes.md",
    ]);
    assert.deepEqual(readFileSync(path.join(folder, "index.html.gz")), before);
    const lines = readFileSync(path.join(folder, "manifest.tsv"), "utf8").split("\n");
    assert.match(lines[1], /^\/\tindex\.html\ttext\/html; charset=utf-8\t"[0-9a-f]{16}"\tnever\tindex\.html\.gz\tindex\.html\.br$/);
    assert.match(lines[2], /^\/a\.2\.js\ta\.2\.js\ttext\/javascript; charset=utf-8\t"[0-9a-f]{16}"\tforever\ta\.2\.js\.gz\ta\.2\.js\.br$/);
    assert.throws(() => writeFolder(folder, [{ path: "/x.exe", bytes: Buffer.from("x"), hashed: true }]), /no content type/);
  });
});
