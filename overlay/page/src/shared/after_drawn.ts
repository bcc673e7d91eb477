// SPDX-License-Identifier: Apache-2.0
// Runs `then` once what was just set is drawn, and before the next key: Preact draws in a microtask of its own, which was asked for before
// this one. Waiting for the next frame instead would lose the keys that a quick hand presses within it.
export function afterDrawn(then: () => void): void {
  void Promise.resolve().then(() => queueMicrotask(then));
}
