// SPDX-License-Identifier: Apache-2.0
// Whether somebody has the page under their hands: what would move things about waits for when nobody has.
let last = -Infinity;
for (const kind of ["keydown", "input", "pointerdown", "pointermove", "wheel", "touchmove"]) {
  addEventListener(kind, () => (last = performance.now()), { passive: true, capture: true });
}

export interface Hands {
  idleMs: number; // Since a key, the pointer or a finger last did anything.
  writing: boolean; // A field has the focus, or a form, a menu or a dialog is open.
  hidden: boolean; // Nobody sees the page.
}

const fields = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";
const opened = "dialog[open], .item-form, [role=menu]";

export const hands = (): Hands => ({
  idleMs: performance.now() - last,
  writing: document.activeElement?.matches(fields) === true || document.querySelector(opened) !== null,
  hidden: document.hidden,
});
