// SPDX-License-Identifier: Apache-2.0
// Who waits, and how long, counted on by the agent's time. The strip keeps its place and height whether somebody waits or not, so that
// nothing below it moves while the rep types.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { agentTime, useNow } from "../shared/clock";
import { connection } from "../shared/connection";
import { duration, unknown } from "../shared/format";
import { Icon } from "../shared/icons";
import type { Schema } from "../shared/schema";
import { useStore } from "../shared/store";
import { outward, safeLink } from "../shared/safe_link";
import { Button } from "../shared/ui";
import { t } from "./words";

type Waiting = Schema<"Waiting">;
type State = "none" | "fresh" | "soon" | "late";
const most = 20;

const stateOf = (one: Waiting, now: number): State => (now >= one.slow_at ? "late" : now >= one.warn_at ? "soon" : "fresh");

// What is read out: the number, when it changes, and never in the quiet.
function useSpoken(count: number, quiet: boolean): string {
  const [spoken, setSpoken] = useState("");
  const before = useRef(count);
  useEffect(() => {
    if (quiet || before.current === count) return;
    before.current = count;
    setSpoken(count === 0 ? t("nobody") : t("waiting", { n: count }));
  }, [count, quiet]);
  return spoken;
}

export interface WaitingProps {
  waiting: Waiting[];
  listed: Waiting[]; // Whom the list shows; in the quiet it keeps its rows, and who has been answered loses the time only.
  quiet: boolean;
  open: boolean;
  onToggle: () => void;
}

const oldestFirst = (all: Waiting[]): Waiting[] => [...all].sort((a, b) => a.since - b.since);

export function WaitingStrip({ waiting, listed: rows, quiet, open, onToggle }: WaitingProps): JSX.Element {
  const ticking = useNow();
  const { awaySince } = useStore(connection);
  // Nobody knows who still waits while the agent is away: the waits stand still, and none turns late.
  const now = awaySince === null ? ticking : Math.min(ticking, agentTime(awaySince));
  const spoken = useSpoken(waiting.length, quiet);
  const sorted = oldestFirst(waiting);
  const still = new Set(waiting.map((one) => one.conversation));
  const states = sorted.map((one) => stateOf(one, now));
  const worst: State = states.includes("late") ? "late" : states.includes("soon") ? "soon" : sorted.length > 0 ? "fresh" : "none";
  const longest = sorted[0];
  const listed = open && rows.length > 0;
  // Nothing to open where nobody waits; a list that is open in the quiet can be closed.
  const offered = listed || (rows.length > 0 && sorted.length > 0);
  return (
    <section class={`waits waits-${worst}`} aria-label={t("waitingList")}>
      <div class="waits-head">
        <span class="waits-count">{sorted.length > 0 ? t("waiting", { n: sorted.length }) : t("nobody")}</span>
        {longest ? (
          <span class="waits-longest">
            <span class="num">{t("longest", { time: duration(now - longest.since) })}</span>
            {worst === "late" || worst === "soon" ? <span class="waits-word">{t(worst)}</span> : null}
          </span>
        ) : null}
        <span class={offered ? "waits-button" : "waits-button waits-idle"}>
          <Button small expanded={listed} controls="waits-list" onClick={onToggle} disabled={!offered}>
            {t(listed ? "fold" : "look")}
          </Button>
        </span>
      </div>
      {listed ? (
        <ul id="waits-list" class="waits-list">
          {oldestFirst(rows).slice(0, most).map((one) => {
            const state = stateOf(one, now);
            const waits = still.has(one.conversation);
            const href = safeLink(one.link);
            const who = one.customer || t("unknownCustomer");
            return (
              <li key={one.conversation}>
                <bdi class="waits-who" title={who}>
                  {who}
                </bdi>
                {waits ? (
                  <span class={`num ${state === "fresh" ? "dim" : "look"}`}>
                    {duration(now - one.since)}
                    {state === "soon" || state === "late" ? ` · ${t(state)}` : ""}
                  </span>
                ) : (
                  <span class="faint">{unknown}</span>
                )}
                {href ? (
                  <a class="waits-open" {...outward(href)} aria-label={t("openChatOf", { who })}>
                    {t("openChat")}
                    <Icon name="out" />
                  </a>
                ) : null}
              </li>
            );
          })}
          {rows.length > most ? <li class="faint">{t("moreWaiting", { n: rows.length - most })}</li> : null}
        </ul>
      ) : null}
      <span class="hidden" role="status">
        {spoken}
      </span>
    </section>
  );
}
