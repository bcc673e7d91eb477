// SPDX-License-Identifier: Apache-2.0
// What the tests of the views about people share.
import assert from "node:assert/strict";
import { accessibilityComplaints } from "./browser.mjs";

export const rowOf = (page, id) => page.locator(`[data-member="${id}"]`);
export async function openMember(page, id) {
  await rowOf(page, id).locator(".member-button").click();
  const detail = page.locator(`[id="member-${id}"]`);
  await detail.waitFor();
  return detail;
}
export const said = (page, text) => page.locator(".toast", { hasText: text }).waitFor();
export const menu = async (page) => {
  await page.locator(".top .menu > button").click();
  return page.locator(".top [role=menu]");
};

// Nothing sticks out to the right, in the page or in a dialog, but what scrolls by itself, and axe has nothing to say.
export async function looksRight(page, where) {
  assert.deepEqual(await accessibilityComplaints(page), [], where);
  const beyond = await page.evaluate(() => {
    const out = [...document.querySelectorAll("main *, dialog *, .lines *")].filter((one) => !one.closest(".hidden, .skip, svg, .turn-picks, .long-scroll") && one.getBoundingClientRect().right > innerWidth + 0.5).map((one) => `${one.tagName} ${String(one.className)}`);
    return [document.documentElement.scrollWidth - innerWidth, ...out];
  });
  assert.deepEqual(beyond, [0], where);
}

// A refusal for the next command of a kind, in the agent's words.
export function refuseOnce(fake, kind, words = { zh: "这一步现在不行，请换一天。", en: "Not now; choose another day." }, field) {
  let left = 1;
  const before = fake.before;
  fake.before = (request) => {
    before?.(request);
    if (left > 0 && request.where === "/commands" && request.body.kind === kind) {
      left -= 1;
      throw Object.assign(new Error("refused"), { status: 422, body: { kind: "refused", words, ...(field ? { field } : {}) } });
    }
  };
  return words;
}
