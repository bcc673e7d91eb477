// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

// Marks for a moment what has just changed. Its style sheet leaves it still where the system asks for less motion.
export function Changed({ value, still, class: look, children }: { value: string; still: boolean; class?: string; children: ComponentChildren }): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value && !still && place.current && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      place.current.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 600, easing: "ease-out" });
    }
    before.current = value;
  }, [value]);
  return (
    <span ref={place} class={look}>
      {children}
    </span>
  );
}
