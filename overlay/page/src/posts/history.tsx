// SPDX-License-Identifier: Apache-2.0
// What was sent: a table by its roles, laid out as rows of a grid, so that a narrow page shows each as two lines and rows out of sight cost
// nothing.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { say } from "../shared/i18n";
import { Button, Card, Choice, EmptyState, names, ProblemNote } from "../shared/ui";
import { Detail } from "./detail";
import type { Doing } from "./doing";
import { byOf, choiceOf, nameOf, partText, spanText, stateText, titleOf, toneOf, type Board, type Entry } from "./rows";
import { t } from "./words";

export const spans = ["30", "90", "365"] as const;
export type Span = (typeof spans)[number];

export interface HistoryProps {
  board: Board;
  entries: Entry[];
  now: number;
  span: Span;
  onSpan: (span: Span) => void;
  doing: Doing;
  nothing: ComponentChildren; // What to say where there is nothing.
  stale: boolean; // Another span is on its way.
}

export function History({ board, entries, now, span, onSpan, doing, nothing, stale }: HistoryProps): JSX.Element {
  const [open, setOpen] = useState<string | null>(null);
  const shown = entries.find(({ id }) => id === open);
  return (
    <Card
      class="long-card post-card"
      title={t("history")}
      aside={<Choice label={t("since")} options={spans.map((id) => ({ id, title: id === "365" ? t("year") : t("days", { n: Number(id) }) }))} value={span} onChange={onSpan} />}
    >
      {doing.problem ? <ProblemNote problem={doing.problem} /> : null}
      {entries.length === 0 ? (
        nothing
      ) : (
        <div class={names("post-rows", stale && "view-busy")} role="table" aria-label={t("history")} aria-rowcount={entries.length + 1} aria-busy={stale}>
          <div role="rowgroup">
            <div class="post-row post-heads" role="row" aria-rowindex={1}>
              <span role="columnheader">{t("report")}</span>
              <span role="columnheader">{t("target")}</span>
              <span role="columnheader">{t("state")}</span>
            </div>
          </div>
          <div role="rowgroup">
            {entries.map((entry, i) => (
              <Row key={entry.id} entry={entry} board={board} now={now} index={i + 2} doing={doing} onOpen={() => setOpen(entry.id)} />
            ))}
          </div>
        </div>
      )}
      {shown ? <Detail entry={shown} board={board} now={now} onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

interface RowProps {
  entry: Entry;
  board: Board;
  now: number;
  index: number;
  doing: Doing;
  onOpen: () => void;
}

function Row({ entry, board, now, index, doing, onOpen }: RowProps): JSX.Element {
  const { at } = entry;
  const { post, state } = at;
  const by = byOf(post.report);
  const what = nameOf(at, board.today);
  const target = board.targets.find(({ name }) => name === post.target);
  const more = [partText(entry), at.tries > 1 ? t("tries", { n: at.tries }) : "", at.made_by ? t("by", { name: at.made_by.name }) : ""].filter(Boolean);
  const choice = board.may_post ? choiceOf(entry, board.targets) : "none";
  // What was said about a success says nothing that the state does not; what nobody knows the end of is told of above.
  const words = ["sent", "sending", "unknown"].includes(state) ? "" : say(at.words);
  return (
    <div class="post-row" role="row" aria-rowindex={index} data-post={entry.id} data-state={state}>
      <div role="cell">
        <button type="button" class="post-open" aria-label={t("show", { what })} onClick={onOpen}>
          <span class="post-title">{titleOf(by, post.group)}</span> <span class="dim num">{spanText(by, post.day, board.today)}</span>
        </button>
      </div>
      <div role="cell" class="post-target">
        <span>{post.target}</span> <span class="faint">{target ? say(target.title) : t("gone")}</span>
      </div>
      <div role="cell" class="post-result">
        <p class="post-said">
          <span class={names("post-state", toneOf(state))}>{stateText(at, now)}</span>
          {more.length > 0 ? <span class="faint"> {more.join(" · ")}</span> : null}
        </p>
        {choice === "again" ? (
          <Button small busy={doing.busy} label={t("againOf", { what, target: post.target })} onClick={() => void doing.again(post)}>
            {t("again")}
          </Button>
        ) : choice === "cancel" ? (
          <Button small busy={doing.busy} label={t("cancelOf", { what, target: post.target })} onClick={() => void doing.cancel(post)}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
      {words ? (
        <div role="cell" aria-colspan={3} class="post-words dim">
          {words}
        </div>
      ) : null}
    </div>
  );
}

// Nothing in this time, or nothing ever.
export const NothingSent = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => <EmptyState title={title}>{children}</EmptyState>;
