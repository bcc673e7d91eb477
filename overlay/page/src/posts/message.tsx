// SPDX-License-Identifier: Apache-2.0
// A message as its target shows it: a card, a table, lines, or code in letters of one width. Everything is drawn as text, never as markup.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { names } from "../shared/ui";
import { blocksOf, isPicture, type Block, type Span } from "./parse";
import { t } from "./words";

const Spans = ({ spans }: { spans: Span[] }): JSX.Element => <>{spans.map(({ text, bold }, i) => (bold ? <b key={i}>{text}</b> : text))}</>;

function Drawn({ block, label }: { block: Block; label: string }): JSX.Element {
  switch (block.kind) {
    case "head":
      return <p class="message-head">{block.text}</p>;
    case "line":
    case "note":
      return (
        <p class={block.kind === "note" ? "message-note" : undefined}>
          <Spans spans={block.spans} />
        </p>
      );
    case "list":
      return (
        <ul class="message-list">
          {block.items.map((spans, i) => (
            <li key={i}>
              <Spans spans={spans} />
            </li>
          ))}
        </ul>
      );
    case "code":
      return (
        <pre class="message-code" tabIndex={0} role="region" aria-label={label}>
          {block.text}
        </pre>
      );
    case "table":
      return (
        <div class="message-scroll" tabIndex={0} role="region" aria-label={label}>
          <table class="message-table">
            <thead>
              <tr>
                {block.head.map((cell, i) => (
                  <th key={i} scope="col" class={block.right[i] ? "message-right" : undefined}>
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {block.head.map((_, j) => (
                    <td key={j} class={names(block.right[j] && "message-right")}>
                      {row[j] ?? ""}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

// `label` names what scrolls by itself, for screen readers.
export function Message({ text, type, label }: { text: string; type: string; label: string }): JSX.Element {
  const blocks = useMemo(() => blocksOf(text, type), [text, type]);
  if (isPicture(text)) return <p class="message-note">{t("pictureSent")}</p>;
  return (
    <div class={`message message-${type}`}>
      {blocks.map((block, i) => (
        <Drawn key={i} block={block} label={`${label} ${i + 1}`} />
      ))}
    </div>
  );
}
