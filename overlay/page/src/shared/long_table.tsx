// SPDX-License-Identifier: Apache-2.0
// A table that may be long and wide: it scrolls by itself under its head and beside its names, says by its looks that there are more columns,
// and lays rows out in blocks; blocks far from what is seen are empty space of the same height, so that five hundred rows scroll as easily
// as five.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { goTo } from "./router";
import { names } from "./ui";

const block = 25;
const rowHeight = 34;

export type Scroller = { readonly current: HTMLDivElement | null };

export interface LongTableProps {
  label: string;
  class: string;
  rowCount: number; // The head and all others, laid out or not.
  scroller: { current: HTMLDivElement | null };
  children: ComponentChildren;
}

// Up and down go from name to name.
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = (event.target as HTMLElement).closest("a.long-name");
  if (!step || !here) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("a.long-name")];
  const next = all[all.indexOf(here as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function LongTable({ label, class: look, rowCount, scroller, children }: LongTableProps): JSX.Element {
  // Says by its looks that there are more columns to either side.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const mark = (): void => {
      box.parentElement?.classList.toggle("long-more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
      box.classList.toggle("long-moved", box.scrollLeft > 0);
    };
    mark();
    const size = new ResizeObserver(mark);
    size.observe(box);
    if (box.firstElementChild) size.observe(box.firstElementChild);
    box.addEventListener("scroll", mark, { passive: true });
    return () => {
      size.disconnect();
      box.removeEventListener("scroll", mark);
    };
  }, []);
  return (
    <div class="long-frame">
      <div class="long-scroll" ref={scroller} tabIndex={0} role="region" aria-label={label} onKeyDown={walk}>
        <table class={names("long-table", look)} aria-rowcount={rowCount}>
          {children}
        </table>
      </div>
    </div>
  );
}

export interface BlocksProps<Item> {
  rows: Item[];
  columns: number;
  scroller: Scroller;
  near: boolean; // Its first rows are seen at first.
  draw: (row: Item, index: number) => JSX.Element;
}

// Rows of a long table, as bodies of their own.
export function Blocks<Item>({ rows, columns, scroller, near, draw }: BlocksProps<Item>): JSX.Element {
  const blocks: JSX.Element[] = [];
  for (let at = 0; at < rows.length; at += block) {
    blocks.push(
      <Block
        key={at}
        scroller={scroller}
        whole={rows.length <= 2 * block}
        near={near && at < 2 * block}
        rows={rows.slice(at, at + block)}
        columns={columns}
        draw={(row, i) => draw(row, at + i)}
      />,
    );
  }
  return <>{blocks}</>;
}

interface BlockProps<Item> {
  scroller: Scroller;
  whole: boolean; // Few enough to be laid out all at once.
  near: boolean;
  rows: Item[];
  columns: number;
  draw: (row: Item, index: number) => JSX.Element;
}

function Block<Item>({ scroller, whole: all, near, rows, columns, draw }: BlockProps<Item>): JSX.Element {
  const box = useRef<HTMLTableSectionElement>(null);
  const [seen, setSeen] = useState(near);
  const height = useRef(rows.length * rowHeight);
  useEffect(() => {
    if (all || !box.current) return undefined;
    const watch = new IntersectionObserver(
      ([entry]) => {
        // What holds the focus stays.
        if (entry && (entry.isIntersecting || !box.current?.contains(document.activeElement))) setSeen(entry.isIntersecting);
      },
      { root: scroller.current, rootMargin: "700px 0px" },
    );
    watch.observe(box.current);
    const print = (): void => setSeen(true);
    addEventListener("beforeprint", print);
    return () => {
      watch.disconnect();
      removeEventListener("beforeprint", print);
    };
  }, [all]);
  useLayoutEffect(() => {
    if ((all || seen) && box.current) height.current = box.current.offsetHeight || height.current;
  });
  return (
    <tbody ref={box}>
      {all || seen ? (
        rows.map(draw)
      ) : (
        <tr aria-hidden="true" class="long-space">
          <td colSpan={columns} style={{ height: `${height.current}px` }} />
        </tr>
      )}
    </tbody>
  );
}

// For a row that opens something as a whole, but not while text is being selected, or where the link does it itself.
export const opens = (address: string) => (event: MouseEvent): void => {
  if (!(event.target as HTMLElement).closest("a") && String(getSelection() ?? "") === "") goTo(address);
};
