// SPDX-License-Identifier: Apache-2.0
// What the tests of to-dos, hand-offs and promises share.
import { addDays } from "../fake/world.mjs";

export const today = "2026-11-25";
export const yesterday = addDays(today, -1);
export const me = "rep-001";

export const queue = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]"));
export const emptied = (page) => page.waitForFunction(() => JSON.parse(localStorage.getItem("rigong.outbox") ?? "[]").length === 0);
export const taskCalled = (fake, title) => fake.world.tasks.find((task) => task.title === title);

// Notes the commands that reach the agent.
export function listen(fake) {
  fake.commands = [];
  fake.before = ({ where, body }) => {
    if (where === "/commands") fake.commands.push(body);
  };
}
export const sent = (fake, kind) => fake.commands.filter((body) => body.kind === kind);

// The row of the item with this title.
export const row = (page, title) => page.locator(".task", { has: page.locator(".item-title", { hasText: title }) }).first();
export async function openRow(page, title) {
  const found = row(page, title);
  await found.locator(".task-open").click();
  await found.locator(".task-detail").waitFor();
  return found;
}
