// SPDX-License-Identifier: Apache-2.0
// One turn of the table, and what can be done with it: opened in the chat, kept as a to-do, contested.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useNow } from "../shared/clock";
import { Contest } from "../shared/contest";
import { duration, number, seconds, time, timeWithSeconds, unknown } from "../shared/format";
import { Icon } from "../shared/icons";
import { NoteForm, noteLabel } from "../shared/note";
import { titleOfTurn } from "../shared/note_titles";
import { outward, safeLink } from "../shared/safe_link";
import type { Turn } from "../shared/schema";
import { turnRef } from "../shared/turn_ref";
import { names } from "../shared/ui";
import { t } from "./turns_words";
import { t as panelWords } from "./words";

// "42.3 秒" below a minute, "3 分 12 秒" above.
const waitText = (ms: number): string => (ms < 60_000 ? seconds(ms) : duration(ms));

function Wait({ turn }: { turn: Turn }): JSX.Element {
  if (turn.response_ms !== null) return <>{waitText(turn.response_ms)}</>;
  return turn.state === "open" ? <Running since={turn.clock_start_at} /> : <span class="faint">{unknown}</span>;
}
function Running({ since }: { since: number }): JSX.Element {
  return <>{duration(useNow() - since)}</>;
}

function State({ turn }: { turn: Turn }): JSX.Element {
  return (
    <>
      {t(turn.state)}
      {turn.first_response ? <span class="mark">{t("firstMark")}</span> : null}
      {turn.slow ? <span class="mark mark-look">{t("slowMark")}</span> : null}
    </>
  );
}

export interface TurnRowProps {
  turn: Turn;
  day: string; // Its shop day, as it was asked for.
  shops: boolean;
  self: string;
  nameOf: (id: string) => string;
  columns: number;
  marked: boolean; // The one a link led to.
  note: { person: string; name: string } | null; // For whom a to-do would be.
  own: boolean; // One's own turns can be contested.
}

export function TurnRow({ turn, day, shops, self, nameOf, columns, marked, note, own }: TurnRowProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLTableRowElement>(null);
  const href = safeLink(turn.link);
  const who = turn.customer || panelWords("unknownCustomer");
  const ref = turnRef(turn);
  useEffect(() => {
    if (!marked) return;
    row.current?.scrollIntoView({ block: "center" });
    row.current?.querySelector<HTMLElement>(".turn-note-button")?.focus({ preventScroll: true });
  }, [marked]);
  const close = (): void => {
    setOpen(false);
    row.current?.querySelector<HTMLElement>(".turn-note-button")?.focus();
  };
  return (
    <>
      <tr ref={row} class={names(marked && "turn-marked")} aria-current={marked ? "true" : undefined}>
        <td class="num">{timeWithSeconds(turn.clock_start_at)}</td>
        <td class="turn-customer">
          <span>{who}</span>
          <span class="turn-under dim">
            <State turn={turn} />
          </span>
        </td>
        <td class={turn.slow ? "num turn-wait look" : "num turn-wait"}>
          <Wait turn={turn} />
        </td>
        <td class="turn-wide">
          <State turn={turn} />
        </td>
        <td class="turn-wide dim">{turn.replier === "" ? unknown : turn.replier === self ? t("self") : nameOf(turn.replier)}</td>
        <td class="turn-wide turn-count dim">{number(turn.messages_in)}</td>
        {shops ? <td class="turn-wide dim">{turn.shop}</td> : null}
        <td class="turn-open">
          {href ? (
            <a {...outward(href)} aria-label={t("openChatOf", { who })}>
              <span class="turn-open-word">{t("openChat")}</span>
              <Icon name="out" />
            </a>
          ) : null}
          {note && ref !== null ? (
            <button type="button" class="turn-note-button" aria-expanded={open} aria-label={noteLabel(`${time(turn.clock_start_at)} ${who}`)} title={noteLabel(time(turn.clock_start_at))} onClick={() => setOpen(!open)}>
              <Icon name="note" />
            </button>
          ) : null}
        </td>
      </tr>
      {open && note && ref !== null ? (
        <tr class="turn-note">
          <td colSpan={columns}>
            <div class="turn-note-line">
              <NoteForm person={note.person} name={note.name} link={{ kind: "turn", ref, day }} title={titleOfTurn(turn)} onClose={close} />
              {own ? <Contest about="turn" refer={ref} day={day} label={t("turnOf", { time: time(turn.clock_start_at), who })} /> : null}
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}
