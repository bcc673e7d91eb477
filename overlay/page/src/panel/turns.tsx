// SPDX-License-Identifier: Apache-2.0
// The turns behind a figure: when, who waited, how long, what became of it.
import { Fragment, type JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { addDays, isDay } from "../shared/days";
import { dateOfTime, longDay, minute, namedDay, plain, timeWithSeconds } from "../shared/format";
import { Icon } from "../shared/icons";
import { noteFor, noteKey } from "../shared/note";
import { goTo, replace, type Route } from "../shared/router";
import type { Query, Turn } from "../shared/schema";
import { linkHere, useScope } from "../shared/scope";
import { may, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { toast } from "../shared/toast";
import { isTurn } from "../shared/turn_ref";
import { Button, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { openPeople } from "../app/people";
import { useTurnPages } from "./turn_pages";
import { TurnRow } from "./turn_row";
import { t } from "./turns_words";
import { t as panelWords } from "./words";

const picks = ["all", "eligible", "slow", "answered", "unanswered", "waiting", "first", "passed", "courtesy", "leftover", "slowest"] as const;
type Pick = (typeof picks)[number];
const pageSize = 100;

const pickOf = (word: string | undefined): Pick => (word === "open" ? "waiting" : (picks.find((one) => one === word) ?? "all"));
const minuteOf = (word: string | undefined): number | undefined => (word !== undefined && /^\d{1,4}$/.test(word) ? Math.min(1440, Number(word)) : undefined);

// As text for a table: tabs between, a line each.
function asText(turns: Turn[], nameOf: (id: string) => string): string {
  const rows = turns.map((turn) => [
    new Date(turn.clock_start_at).toISOString(),
    timeWithSeconds(turn.clock_start_at),
    turn.customer,
    turn.response_ms === null ? "" : plain(turn.response_ms, "ms"),
    t(turn.state),
    turn.slow ? t("slowMark") : "",
    nameOf(turn.replier),
    String(turn.messages_in),
    turn.conversation,
  ]);
  const head = ["UTC", t("start"), t("customer"), `${t("wait")} (s)`, t("state"), t("slow"), t("replier"), t("messages"), "conversation"];
  return [head, ...rows].map((row) => row.map((cell) => cell.replace(/[\t\r\n]/g, " ")).join("\t")).join("\n");
}

async function copy(turns: Turn[], nameOf: (id: string) => string): Promise<void> {
  try {
    await navigator.clipboard.writeText(asText(turns, nameOf));
    toast(t("copied", { n: turns.length }));
  } catch {
    toast(t("copyFailed"));
  }
}

export default function View({ route }: { route: Route }): JSX.Element {
  const { person, shop, own } = useScope();
  const { today, shops } = session();
  const query = route.query;
  const from = isDay(query["from"]) ? query["from"] : today;
  const to = isDay(query["to"]) ? query["to"] : from;
  const pick = pickOf(query["pick"]);
  const low = minuteOf(query["minute_from"]);
  const high = minuteOf(query["minute_to"]);
  const wanted: Query<"/turns"> = {
    person,
    from,
    to,
    pick,
    limit: pageSize,
    ...(shop ? { shop } : {}),
    ...(low === undefined ? {} : { minute_from: low }),
    ...(high === undefined ? {} : { minute_to: high }),
  };
  const { turns, total, more, busy, problem, reload } = useTurnPages(person === "" ? null : wanted);
  // The turn that a to-do or an objection leads to: further pages are read until it is there.
  const wantedTurn = query["turn"] ?? "";
  const found = wantedTurn !== "" ? turns?.find((turn) => isTurn(wantedTurn, turn)) : undefined;
  useEffect(() => {
    if (wantedTurn !== "" && turns && !found && more && !busy) more();
  }, [wantedTurn, turns?.length, found, busy]);
  const forWhom = noteFor(person);
  const { data: people } = useAnswer("/people", !own && may("see_figures") ? {} : null);
  // Whoever does not see the others is not told which colleague it was.
  const nameOf = (id: string): string => (session().person?.id === id ? session().person?.name : people?.people.find((one) => one.id === id)?.name) ?? (id === "" ? "" : t("colleague"));
  const note = forWhom === null ? null : { person: forWhom, name: forWhom === session().person?.id ? "" : nameOf(forWhom) };
  const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".turn-note-button")];
  const here = (): number => buttons().findIndex((one) => one === document.activeElement || one.closest("tr")?.contains(document.activeElement));
  const step = (by: number): void => {
    const all = buttons();
    const at = here();
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const set = (change: Record<string, string | number | null | undefined>): void => replace("turns", { ...query, ...change });
  const moveDay = (by: number): void => {
    const day = addDays(from, by);
    if (day <= today) set({ from: day, to: day });
  };
  useShortcuts([
    { keys: "[", words: t("earlier"), run: () => moveDay(-1) },
    { keys: "]", words: t("later"), run: () => moveDay(1) },
    { keys: "f", words: t("keyPick"), run: () => document.querySelector<HTMLElement>(".turn-picks [aria-pressed=true]")?.focus() },
    { keys: "j", words: t("keyNext"), run: () => step(1) },
    { keys: "k", words: t("keyPrevious"), run: () => step(-1) },
    { keys: "m", words: noteKey(), run: () => buttons()[Math.max(0, here())]?.click() },
    { keys: "u", words: t("back"), run: () => goTo(linkHere("panel", { day: from === today ? null : from })) },
  ]);
  // Where the choices do not fit they scroll sideways; the chosen one is brought into sight.
  useEffect(() => {
    document.querySelector(".turn-picks [aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pick, turns === undefined]);
  if (person === "") return <EmptyState whole title={t("choose")} actions={<Button onClick={openPeople}>{panelWords("chooseButton")}</Button>} />;

  const day = from === to ? namedDay(from, today) : `${longDay(from, today)} – ${longDay(to, today)}`;
  const several = shops.length > 1 && shop === "";
  // Each day of a range begins with its name.
  let last = "";
  const columns = several ? 8 : 7;
  return (
    <div class="turns">
      <ViewHead
        title={t("title")}
        back={{ href: linkHere("panel", { day: from === today ? null : from }), title: t("back") }}
        note={`${day}${turns ? ` · ${t("total", { n: total })}` : ""}`}
        aside={
          <>
            {from === to ? (
              <span class="day-arrows">
                <Button kind="quiet" small label={t("earlier")} onClick={() => moveDay(-1)}>
                  <Icon name="left" />
                </Button>
                <Button kind="quiet" small label={t("later")} disabled={from >= today} onClick={() => moveDay(1)}>
                  <Icon name="right" />
                </Button>
              </span>
            ) : null}
            <Button small disabled={!turns || turns.length === 0} onClick={() => turns && void copy(turns, nameOf)}>
              <Icon name="copy" />
              {t("copy")}
            </Button>
          </>
        }
      />
      <div class="chips turn-picks" role="group" aria-label={t("filter")}>
        {picks.map((one) => (
          <button key={one} type="button" class="chip" aria-pressed={one === pick} onClick={() => set({ pick: one === "all" ? null : one })}>
            {t(one)}
          </button>
        ))}
        {low !== undefined || high !== undefined ? (
          <button type="button" class="chip" aria-pressed="true" title={t("dropHours")} onClick={() => set({ minute_from: null, minute_to: null })}>
            {t("hours", { from: minute(low ?? 0), to: minute(high ?? 1440) })}
            <Icon name="close" />
            <span class="hidden">{t("dropHours")}</span>
          </button>
        ) : null}
      </div>
      {wantedTurn !== "" && turns && !found && !more && !busy ? <p class="card dim">{t("turnGone")}</p> : null}
      {problem && problem.kind !== "away" && problem.kind !== "locked" ? <ProblemNote problem={problem} again={reload} /> : null}
      {!turns ? (
        problem ? null : <Loading />
      ) : turns.length === 0 ? (
        <p class="card dim">{t(pick === "all" && low === undefined ? "noDrill" : "none")}</p>
      ) : (
        <div class="card turn-card">
          <table class="turn-table">
            <caption class="hidden">{t("caption", { who: nameOf(person), day })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("start")}</th>
                <th scope="col">{t("customer")}</th>
                <th scope="col" class="turn-wait">
                  {t("wait")}
                </th>
                <th scope="col" class="turn-wide">
                  {t("state")}
                </th>
                <th scope="col" class="turn-wide">
                  {t("replier")}
                </th>
                <th scope="col" class="turn-wide turn-count">
                  {t("messages")}
                </th>
                {several ? (
                  <th scope="col" class="turn-wide">
                    {t("shop")}
                  </th>
                ) : null}
                <th scope="col">
                  <span class="hidden">{t("chat")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {turns.map((turn) => {
                const its = dateOfTime(turn.clock_start_at);
                const begins = from !== to && its !== last;
                last = its;
                return (
                  <Fragment key={`${turn.conversation} ${turn.opened_at}`}>
                    {begins ? (
                      <tr class="turn-day">
                        <th scope="rowgroup" colSpan={columns}>
                          {longDay(its, today)}
                        </th>
                      </tr>
                    ) : null}
                    <TurnRow turn={turn} day={from === to ? from : its} shops={several} self={person} nameOf={nameOf} columns={columns} marked={turn === found} note={note} own={own} />
                  </Fragment>
                );
              })}
            </tbody>
          </table>
          {more ? (
            <div class="turn-more">
              <Button busy={busy} onClick={more}>
                {t("more", { n: Math.min(pageSize, total - turns.length) })}
              </Button>
              <span class="faint">{t("shown", { n: turns.length })}</span>
            </div>
          ) : null}
        </div>
      )}
    </div>
  );
}
