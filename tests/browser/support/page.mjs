// SPDX-License-Identifier: Apache-2.0
// One test's page: on a stand-in for the agent, or on whatever has an address.
import assert from "node:assert/strict";
import { startFake } from "../fake/server.mjs";
import { openPage } from "./browser.mjs";

// Opens `address` and waits for its first view; calls use({page, go}) and closes the page.
// `context` are options of the browser's context, `prefs` what the page remembers of language, theme and form. Whatever the page complained
// about fails the test, unless `complaints: "allowed"` (where the agent is away the browser itself notes it).
export async function withPageAt(browser, address, { context = {}, prefs = {}, complaints = "none", wait = "main h1, main h2" }, use) {
  const page = await openPage(browser, context);
  try {
    await page.addInitScript((kept) => {
      if (localStorage.getItem("rigong.prefs") === null) localStorage.setItem("rigong.prefs", kept);
    }, JSON.stringify(prefs));
    await page.goto(address);
    await page.locator(wait).first().waitFor({ state: "attached" });
    const go = async (hash) => {
      await page.evaluate((where) => {
        location.hash = where;
      }, hash);
    };
    await use({ page, go });
    if (complaints === "none") assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
  }
}

// The same on a stand-in of its own, opened with a fresh code: use({fake, page, go}). What is not for the page describes the stand-in's world.
export async function withPage(browser, { context, prefs, complaints, wait, ...world }, use) {
  const fake = await startFake(world);
  try {
    await withPageAt(browser, fake.open(), { context, prefs, complaints, wait }, ({ page, go }) => use({ fake, page, go }));
  } finally {
    await fake.close().catch(() => {});
  }
}

// Drags files into the page: [[name, text] …].
export async function drop(page, files) {
  await page.evaluate((list) => {
    const data = new DataTransfer();
    for (const [name, text] of list) data.items.add(new File([text], name));
    for (const kind of ["dragover", "drop"]) document.querySelector("main").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}
