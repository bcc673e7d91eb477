// SPDX-License-Identifier: Apache-2.0
// The sheets of a month by date: #/sheets?month=2026-11, and all of them on paper: &print=1.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { answer, useAnswer } from "../shared/answers";
import { addDays, dateOf } from "../shared/days";
import { longDay, time } from "../shared/format";
import { Icon } from "../shared/icons";
import { language } from "../shared/i18n";
import { goTo, type Route } from "../shared/router";
import { linkHere, useScope } from "../shared/scope";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import type { Sheet } from "./draft";
import { outbox, pendingFor } from "../shared/outbox";
import { PrintSheet } from "./print";
import { t } from "./words";

const isMonth = (text: string | undefined): text is string => text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
const firstOf = (month: string): string => `${month}-01`;
const monthBefore = (month: string): string => addDays(firstOf(month), -1).slice(0, 7);
const monthAfter = (month: string): string => addDays(firstOf(month), 31).slice(0, 7);
const lastOf = (month: string): string => addDays(firstOf(monthAfter(month)), -1);
const monthName = (month: string): string =>
  new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en", { timeZone: "UTC", year: "numeric", month: "long" }).format(dateOf(firstOf(month)));

const stateWords = { none: "stateNone", open: "stateOpen", draft: "stateDraft", signed: "stateSigned" } as const;

export default function View({ route }: { route: Route }): JSX.Element {
  const { person } = useScope();
  const today = session().today;
  const month = isMonth(route.query["month"]) ? route.query["month"] : today.slice(0, 7);
  const from = firstOf(month);
  const to = lastOf(month) < today ? lastOf(month) : today;
  const { data, problem, loading, reload } = useAnswer("/sheets", person === "" || from > to ? null : { person, from, to });
  const queue = useStore(outbox);
  useShortcuts([
    { keys: "[", words: t("before"), run: () => goTo(linkHere("sheets", { month: monthBefore(month) })) },
    { keys: "]", words: t("after"), run: () => month < today.slice(0, 7) && goTo(linkHere("sheets", { month: monthAfter(month) })) },
  ]);
  if (person === "") return <EmptyState title={t("noPerson")} actions={<Button href={linkHere("panel")}>{t("toPanel")}</Button>} />;
  if (route.query["print"] === "1") return <PrintMonth person={person} month={month} from={from} to={to} />;
  const sheets = data?.sheets ?? [];
  const signed = sheets.filter(({ state }) => state === "signed").length;
  const open = sheets.filter(({ state }) => state === "open" || state === "draft").length;
  return (
    <>
      <ViewHead
        title={t("sheets")}
        note={data?.person.name}
        aside={
          <span class="sheet-days">
            <Button kind="quiet" small href={linkHere("sheets", { month: monthBefore(month) })} label={t("before")}>
              <Icon name="left" />
            </Button>
            <b class="sheet-month">{monthName(month)}</b>
            {month < today.slice(0, 7) ? (
              <Button kind="quiet" small href={linkHere("sheets", { month: monthAfter(month) })} label={t("after")}>
                <Icon name="right" />
              </Button>
            ) : (
              <Button kind="quiet" small disabled label={t("after")}>
                <Icon name="right" />
              </Button>
            )}
          </span>
        }
      />
      {problem && (!data || problem.kind !== "away") ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      {data && sheets.length === 0 ? <EmptyState title={t("noSheets", { month: monthName(month) })}>{t("noSheetsText")}</EmptyState> : null}
      {sheets.length > 0 ? (
        <Card
          class="sheet-list-card"
          label={t("sheets")}
          title={
            <span>
              {t("signedN", { n: signed })}
              {open > 0 ? ` · ${t("openN", { n: open })}` : ""}
            </span>
          }
          aside={
            <Button small href={linkHere("sheets", { month, print: 1 })}>
              {t("printMonth")}
            </Button>
          }
        >
          <ul class="sheet-list">
            {sheets.map((one) => {
              const waits = pendingFor(queue, person, one.day).length > 0;
              return (
                <li key={one.day}>
                  <a class="sheet-entry" href={linkHere(["sheet", one.day])}>
                    <span class="num sheet-day">{longDay(one.day, today)}</span>
                    <span class={`sheet-state sheet-state-${one.state}`}>
                      {one.state === "signed" ? <Icon name="check" /> : null}
                      {t(stateWords[one.state])}
                      {one.signed_at ? <span class="faint num">{time(one.signed_at)}</span> : null}
                    </span>
                    <span class="sheet-entry-line">
                      {one.typed > 0 ? <span class="sheet-own">{t("typedN", { n: one.typed })}</span> : null}
                      {waits ? <span class="faint">{t("waiting")}</span> : null}
                      {one.line ? <span class="dim">{one.line}</span> : null}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

// Fetches the month's sheets, a few at a time, and lays them out one a page.
function PrintMonth({ person, month, from, to }: { person: string; month: string; from: string; to: string }): JSX.Element {
  const { data, problem, reload } = useAnswer("/sheets", from > to ? null : { person, from, to });
  const days = data?.sheets.filter(({ state }) => state !== "none").map(({ day }) => day).reverse();
  const wanted = days?.join(" ");
  const [got, setGot] = useState<Sheet[]>([]);
  const [missing, setMissing] = useState(0);
  const [round, setRound] = useState(0);
  const done = days !== undefined && got.length + missing === days.length;
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let current = true;
    const list = wanted === "" ? [] : wanted.split(" ");
    const found = new Map<string, Sheet>();
    setGot([]);
    setMissing(0);
    const fetchNext = async (): Promise<void> => {
      for (let day = list.shift(); day !== undefined && current; day = list.shift()) {
        try {
          found.set(day, await answer("/sheet", { person, day }));
          if (current) setGot([...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1)));
        } catch {
          if (current) setMissing((n) => n + 1);
        }
      }
    };
    void Promise.all([fetchNext(), fetchNext(), fetchNext()]);
    return () => {
      current = false;
    };
  }, [person, wanted, round]);
  return (
    <>
      <div class="sheet-screen">
        <ViewHead
          title={t("printing", { month: monthName(month) })}
          back={{ href: linkHere("sheets", { month }), title: t("sheets") }}
          aside={
            <Button kind="main" disabled={!done || got.length === 0} onClick={() => window.print()}>
              {t("print")}
            </Button>
          }
        />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
        <p class="faint" role="status">
          {done ? t("ready", { n: got.length }) : days ? t("preparing", { n: got.length, total: days.length }) : ""}
        </p>
        {missing > 0 && done ? (
          <p class="look">
            {t("someMissing", { n: missing })}{" "}
            <Button small onClick={() => setRound(round + 1)}>
              {t("again")}
            </Button>
          </p>
        ) : null}
      </div>
      <div class="papers">
        {got.map((sheet) => (
          <PrintSheet key={sheet.day} sheet={sheet} />
        ))}
      </div>
    </>
  );
}
