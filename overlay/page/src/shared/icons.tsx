// SPDX-License-Identifier: Apache-2.0
// The few signs the page uses, drawn in the text's colour. They never stand alone: a word or a label is beside them.
import type { JSX } from "preact";

const paths = {
  left: "M10 3 5 8l5 5",
  right: "m6 3 5 5-5 5",
  down: "m3 6 5 5 5-5",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  close: "m4 4 8 8M12 4l-8 8",
  out: "M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5",
  check: "m3 8.5 3.5 3.5L13 4.5",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  up: "m3 10 5-5 5 5",
  note: "M2.5 4h6M2.5 8h5M2.5 12h4M12 8v6M9 11h6",
  sort: "m5 6 3-3 3 3M5 10l3 3 3-3",
} as const;

export function Icon({ name }: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
