// SPDX-License-Identifier: Apache-2.0
// One report that went to a group: how it went, and what it said.
import type { JSX } from "preact";
import { say } from "../shared/i18n";
import { dateTime } from "../shared/format";
import { Button, Dialog } from "../shared/ui";
import { Message } from "./message";
import { isPicture } from "./parse";
import { isLostPicture, nameOf, stateText, toneOf, type Board, type Entry } from "./rows";
import { sizeText } from "./limits";
import { t } from "./words";

export function Detail({ entry: { at, parts }, board, now, onClose }: { entry: Entry; board: Board; now: number; onClose: () => void }): JSX.Element {
  const target = board.targets.find(({ name }) => name === at.post.target);
  const type = target?.type ?? "";
  const waits = at.state === "planned";
  const facts: [string, string][] = [
    [t("target"), `${at.post.target} · ${target ? say(target.title) : t("gone")}`],
    [t("made_by"), at.made_by?.name ?? t("itself")],
    [t("made"), dateTime(at.made_at)],
    ...(waits ? ([[t("due"), dateTime(at.due_at)], [t("until"), dateTime(at.expires_at)]] as [string, string][]) : []),
    ...(at.tried_at ? ([[t("tried"), [dateTime(at.tried_at), t("tries", { n: at.tries })].join(" · ")]] as [string, string][]) : []),
    ...(at.words.zh ? ([[t("said"), say(at.words)]] as [string, string][]) : []),
    ...(at.code ? ([[t("code"), at.code]] as [string, string][]) : []),
  ];
  return (
    <Dialog title={nameOf(at, board.today)} open wide onClose={onClose} actions={<Button onClick={onClose}>{t("close")}</Button>}>
      <p class={toneOf(at.state)}>
        <b>{stateText(at, now)}</b>
      </p>
      <dl class="post-facts">
        {facts.map(([what, text]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {parts.map((part) => (
        <section key={part.post.part} class="post-part" aria-label={t("partN", { n: part.post.part })}>
          <p class="faint">{[at.parts > 1 ? `${t("partN", { n: part.post.part })} · ${stateText(part, now)}` : "", isPicture(part.shown) || part.shown === "" ? "" : sizeText(part.shown, type)].filter(Boolean).join(" · ")}</p>
          {isLostPicture(part) ? <p class="dim">{say(part.words)}</p> : <Message text={part.shown} type={type} label={t("partN", { n: part.post.part })} />}
        </section>
      ))}
    </Dialog>
  );
}
