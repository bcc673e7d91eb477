// SPDX-License-Identifier: Apache-2.0
// That a browser starts, shows a page, and that the complaints which other tests rely on are really noticed.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { accessibilityComplaints, launch, openPage } from "./support/browser.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const shell = (body) => `<!doctype html><html lang="zh"><head><title>t</title></head><body><main><h1>日拱</h1>${body}</main></body></html>`;

const dataUrl = (html) => `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;

// A page under the policy that the program serves its own under.
async function served(body, use) {
  const server = http.createServer((request, response) => {
    response.setHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'");
    response.setHeader("Content-Type", request.url === "/a.js" ? "text/javascript" : "text/html; charset=utf-8");
    response.end(request.url === "/a.js" ? "document.querySelector('h1').style.color = 'rgb(0, 0, 1)'" : shell(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a page is shown, takes a click and can be pictured", async () => {
  const page = await openPage(browser);
  await page.goto(dataUrl(shell("<button onclick=\"this.textContent='已签'\">签名</button>")));
  await page.getByRole("button", { name: "签名" }).click();
  assert.equal(await page.getByRole("button").textContent(), "已签");
  assert.equal((await page.screenshot()).subarray(1, 4).toString(), "PNG");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("there is a font for Chinese", async () => {
  const page = await openPage(browser);
  // Characters without a glyph are all drawn as the same box.
  await page.goto(dataUrl('<!doctype html><canvas width="40" height="40"></canvas>'));
  const pictures = await page.evaluate(() =>
    ["日", "拱", "卒"].map((word) => {
      const canvas = document.querySelector("canvas");
      const context = canvas.getContext("2d");
      context.clearRect(0, 0, 40, 40);
      context.font = "30px sans-serif";
      context.fillText(word, 2, 32);
      return canvas.toDataURL();
    }),
  );
  assert.equal(new Set(pictures).size, 3);
  await page.context().close();
});

test("a page that keeps the policy has nothing to complain about, and axe reads it", async () => {
  await served('<script src="/a.js"></script>', async (address) => {
    const page = await openPage(browser);
    await page.goto(address);
    assert.equal(await page.evaluate(() => document.querySelector("h1").style.color), "rgb(0, 0, 1)");
    assert.deepEqual(await accessibilityComplaints(page), []);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
});

test("a script inside the page, a throwing script and a foreign address are noticed", async () => {
  await served("<script>document.title = 'x'</script>", async (address) => {
    const page = await openPage(browser);
    await page.goto(address);
    assert.equal(page.complaints.length, 1);
    assert.match(page.complaints[0], /^console: .*Content Security Policy/s);
    await page.context().close();
  });
  const page = await openPage(browser);
  await page.goto(dataUrl(shell('<img alt="" src="https://foreign.invalid/a.png"><script>missing()</script>')));
  await page.waitForLoadState("load");
  assert.ok(page.complaints.some((words) => words.startsWith("script: missing is not defined")));
  assert.ok(page.complaints.includes("request: https://foreign.invalid/a.png"));
  await page.context().close();
});

test("what axe finds wrong is named", async () => {
  const page = await openPage(browser);
  await page.goto(dataUrl(shell("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><button></button>")));
  const complaints = await accessibilityComplaints(page);
  assert.deepEqual(complaints.map((line) => line.split(" ")[0]).sort(), ["button-name", "image-alt"]);
  await page.context().close();
});
