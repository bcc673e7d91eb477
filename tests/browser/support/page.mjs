// SPDX-License-Identifier: Apache-2.0
// One test's page on one stand-in for the agent.
import assert from "node:assert/strict";
import { startFake } from "../fake/server.mjs";
import { openPage } from "./browser.mjs";

// Starts the stand-in, opens the page with a fresh code and waits for its first view; calls use({fake, page, go}) and takes everything down.
// `context` are options of the browser's context, `prefs` what the page remembers of language, theme and form. Whatever the page complained
// about fails the test, unless `complaints: "allowed"` (where the agent is away the browser itself notes it).
export async function withPage(browser, { context = {}, prefs = {}, complaints = "none", wait = "main h1, main h2", ...world }, use) {
  const fake = await startFake(world);
  const page = await openPage(browser, context);
  try {
    await page.addInitScript((kept) => {
      if (localStorage.getItem("rigong.prefs") === null) localStorage.setItem("rigong.prefs", kept);
    }, JSON.stringify(prefs));
    await page.goto(fake.open());
    await page.locator(wait).first().waitFor({ state: "attached" });
    const go = async (hash) => {
      await page.evaluate((where) => {
        location.hash = where;
      }, hash);
    };
    await use({ fake, page, go });
    if (complaints === "none") assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
    await fake.close().catch(() => {});
  }
}
