// SPDX-License-Identifier: Apache-2.0
// Chromium for the tests, and pages that complain.
import axe from "axe-core";
import { chromium } from "playwright-core";

// A headless Chromium with a new, empty profile. Close it. Chromium's own errands (updates, sign-in, experiments) are switched off, so that
// a request that leaves the machine is one of the page.
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

const isLocal = (url) => /^(data|blob|about):/.test(url) || /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//.test(url);

// A page that notes what must never happen: page.complaints grows with errors on the console (what the policy blocked among them), scripts
// that throw, and requests that would leave the machine, which are not let through. `options` are those of a browser context: viewport,
// colorScheme, locale …
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 900 }, locale: "zh-CN", ...options });
  // Longer than anything takes: a machine that is busy with other work must not fail a test.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => page.complaints.push(`script: ${error.message}`));
  await context.route(
    (url) => !isLocal(url.href),
    (route) => {
      page.complaints.push(`request: ${route.request().url()}`);
      return route.abort();
    },
  );
  return page;
}

// What axe-core finds wrong for people who use a keyboard, a screen reader or bad light: one line for each rule that is broken.
export async function accessibilityComplaints(page) {
  // The protocol of the tests runs scripts past the page's policy.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((rule) => `${rule.id} (${rule.impact}): ${rule.help}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
