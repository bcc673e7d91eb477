// SPDX-License-Identifier: Apache-2.0
// The turns behind a figure: when, who waited, how long, what became of it.
import { Fragment, type JSX } from "preact";
import { useEffect } from "preact/hooks";
import { addDays, isDay } from "../shared/days";
import { dateOfTime, duration, longDay, minute, namedDay, number, plain, seconds, timeWithSeconds, unknown } from "../shared/format";
import { useNow } from "../shared/clock";
import { Icon } from "../shared/icons";
import { replace, type Route } from "../shared/router";
import { safeLink } from "../shared/safe_link";
import type { Query, Turn } from "../shared/schema";
import { linkHere, useScope } from "../shared/scope";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { toast } from "../shared/toast";
import { Button, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { openPeople } from "../app/people";
import { useTurnPages } from "./turn_pages";
import { t } from "./turns_words";
import { t as panelWords } from "./words";

const picks = ["all", "eligible", "slow", "answered", "unanswered", "waiting", "first", "passed", "courtesy", "leftover", "slowest"] as const;
type Pick = (typeof picks)[number];
const pageSize = 100;

const pickOf = (word: string | undefined): Pick => (word === "open" ? "waiting" : (picks.find((one) => one === word) ?? "all"));
const minuteOf = (word: string | undefined): number | undefined => (word !== undefined && /^\d{1,4}$/.test(word) ? Math.min(1440, Number(word)) : undefined);

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

function TurnRow({ turn, shops, self }: { turn: Turn; shops: boolean; self: string }): JSX.Element {
  const href = safeLink(turn.link);
  const who = turn.customer || panelWords("unknownCustomer");
  return (
    <tr>
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
      <td class="turn-wide dim">{turn.replier === "" ? unknown : turn.replier === self ? t("self") : turn.replier}</td>
      <td class="turn-wide turn-count dim">{number(turn.messages_in)}</td>
      {shops ? <td class="turn-wide dim">{turn.shop}</td> : null}
      <td class="turn-open">
        {href ? (
          <a href={href} rel="noreferrer" aria-label={t("openChatOf", { who })}>
            <span class="turn-open-word">{t("openChat")}</span>
            <Icon name="out" />
          </a>
        ) : null}
      </td>
    </tr>
  );
}

// As text for a table: tabs between, a line each.
function asText(turns: Turn[]): string {
  const rows = turns.map((turn) => [
    new Date(turn.clock_start_at).toISOString(),
    timeWithSeconds(turn.clock_start_at),
    turn.customer,
    turn.response_ms === null ? "" : plain(turn.response_ms, "ms"),
    t(turn.state),
    turn.slow ? t("slowMark") : "",
    turn.replier,
    String(turn.messages_in),
    turn.conversation,
  ]);
  const head = ["UTC", t("start"), t("customer"), `${t("wait")} (s)`, t("state"), t("slow"), t("replier"), t("messages"), "conversation"];
  return [head, ...rows].map((row) => row.map((cell) => cell.replace(/[\t\r\n]/g, " ")).join("\t")).join("\n");
}

async function copy(turns: Turn[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(asText(turns));
    toast(t("copied", { n: turns.length }));
  } catch {
    toast(t("copyFailed"));
  }
}

export default function View({ route }: { route: Route }): JSX.Element {
  const { person, shop } = useScope();
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
  const set = (change: Record<string, string | number | null | undefined>): void => replace("turns", { ...query, ...change });
  const moveDay = (by: number): void => {
    const day = addDays(from, by);
    if (day <= today) set({ from: day, to: day });
  };
  useShortcuts([
    { keys: "[", words: t("earlier"), run: () => moveDay(-1) },
    { keys: "]", words: t("later"), run: () => moveDay(1) },
    { keys: "f", words: t("keyPick"), run: () => document.querySelector<HTMLElement>(".turn-picks [aria-pressed=true]")?.focus() },
    { keys: "u", words: t("back"), run: () => (location.hash = linkHere("panel", { day: from === today ? null : from })) },
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
            <Button small disabled={!turns || turns.length === 0} onClick={() => turns && void copy(turns)}>
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
      {problem && problem.kind !== "away" && problem.kind !== "locked" ? <ProblemNote problem={problem} again={reload} /> : null}
      {!turns ? (
        problem ? null : <Loading />
      ) : turns.length === 0 ? (
        <p class="card dim">{t(pick === "all" && low === undefined ? "noDrill" : "none")}</p>
      ) : (
        <div class="card turn-card">
          <table class="turn-table">
            <caption class="hidden">{t("caption", { who: person, day })}</caption>
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
                const own = dateOfTime(turn.clock_start_at);
                const begins = from !== to && own !== last;
                last = own;
                return (
                  <Fragment key={`${turn.conversation} ${turn.opened_at}`}>
                    {begins ? (
                      <tr class="turn-day">
                        <th scope="rowgroup" colSpan={columns}>
                          {longDay(own, today)}
                        </th>
                      </tr>
                    ) : null}
                    <TurnRow turn={turn} shops={several} self={person} />
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
