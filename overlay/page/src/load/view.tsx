// SPDX-License-Identifier: Apache-2.0
// When customers come and whether there are enough people: #/load?group=…&weeks=…&show=…&at_once=…&within=…&share=….
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { duration, number, shortDay } from "../shared/format";
import { sentences } from "../shared/i18n";
import { link, replace, type Route } from "../shared/router";
import { may } from "../shared/session";
import { Button, Card, Choice, EmptyState, Loading, names, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { Heat } from "./heat";
import { busiest, shortest, shows, wordsOf, type Load, type LoadHour, type Show } from "./say";
import { t } from "./words";

const weekChoices = ["4", "8", "12"];
const isShow = (text: string | undefined): text is Show => shows.includes(text as Show);
const whole = (text: string | undefined, least: number, most: number): number | null => {
  const n = Number(text);
  return text && Number.isInteger(n) && n >= least && n <= most ? n : null;
};

export default function View({ route }: { route: Route }): JSX.Element {
  const { group, shop, weeks, show: shown, at_once: atOnce, within, share } = route.query;
  const lead = may("see_team");
  const asked = { weeks: whole(weeks, 1, 12), at_once: whole(atOnce, 1, 10), within: whole(within, 5, 600), share: whole(share, 50, 99) };
  const numbers = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
  const { data, problem, loading, reload } = useAnswer("/load", lead ? { ...(group === undefined ? {} : { group }), ...(shop ? { shop } : {}), ...numbers } : null);
  // While other weeks or another aim are on their way the last ones stay, so that nothing jumps and the focus stays where it is.
  const last = useRef<Load | undefined>(undefined);
  const load = data ?? (problem && problem.kind !== "away" ? undefined : last.current);
  last.current = load;
  if (!lead) {
    return (
      <EmptyState title={t("leadsOnly")} actions={<Button href={link("panel")}>{t("toPanel")}</Button>}>
        {t("leadsOnlyText")}
      </EmptyState>
    );
  }
  if (!load) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const go = (change: Record<string, string | null>): void => replace("load", { ...route.query, ...change });
  const show = isShow(shown) ? shown : "customers";
  return (
    <>
      <ViewHead
        title={t("title")}
        note={<About load={load} />}
        aside={<Choice label={t("weeks")} options={weekChoices.map((id) => ({ id, title: t("weeksOf", { n: Number(id) }) }))} value={String(asked.weeks ?? 4)} onChange={(one) => go({ weeks: one === "4" ? null : one })} />}
      />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {load.groups.length > 1 ? <Tabs label={t("groups")} tabs={load.groups.map((one) => ({ id: one, title: one || t("all") }))} value={data ? load.group : (group ?? load.group)} onChange={(one) => go({ group: one })} /> : null}
      {load.hours.length === 0 ? (
        <EmptyState title={t("emptyTitle")} actions={may("change_accounts") ? <Button href={link("start")}>{t("emptyStart")}</Button> : undefined}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <div class={names("load-body", !data && "view-busy")} aria-busy={!data}>
          <Heat load={load} show={show} onShow={(one) => go({ show: one === "customers" ? null : one })} />
          <div class="load-side">
            <Hours title={t("busiest")} hours={busiest(load.hours)} more="busiestMore" />
            <Hours title={t("shortest")} hours={shortest(load.hours)} more="shortMore" none={load.handling_ms ? t("shortNone") : t("handlingNone")} />
            <Aim load={load} go={go} />
          </div>
        </div>
      )}
    </>
  );
}

function About({ load }: { load: Load }): JSX.Element {
  return (
    <span class="rank-about">
      <span>{t("about", { from: shortDay(load.from), to: shortDay(load.to), n: load.days })}</span>
      {load.special.length > 0 ? <span>{t("skipped", { names: load.special.join(", ") })}</span> : null}
    </span>
  );
}

function Hours({ title, hours, more, none = "" }: { title: string; hours: LoadHour[]; more: "busiestMore" | "shortMore"; none?: string }): JSX.Element {
  return (
    <Card class="rank-side" title={title}>
      {hours.length === 0 ? (
        <p class="faint">{none}</p>
      ) : (
        <ul class="load-list">
          {hours.map((one) => (
            <li key={`${one.weekday} ${one.hour}`}>
              <b>{t("busiestLine", wordsOf(one))}</b> <span class="dim">{t(more, wordsOf(one))}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Aim({ load, go }: { load: Load; go: (change: Record<string, string | null>) => void }): JSX.Element {
  const { customers_per_rep_day: perDay, handling_ms: handling } = load;
  const choice = (label: string, key: string, values: number[], value: number, usual: number, title: (n: number) => string): JSX.Element => (
    <div class="load-aim">
      <span class="dim">{label}</span>
      <Choice label={label} options={[...new Set([...values, value])].sort((a, b) => a - b).map((n) => ({ id: String(n), title: title(n) }))} value={String(value)} onChange={(one) => go({ [key]: one === String(usual) ? null : one })} />
    </div>
  );
  return (
    <Card class="rank-side" title={t("aim")}>
      {choice(t("atOnce"), "at_once", [1, 3, 4, 5], load.at_once, 3, String)}
      {choice(t("within"), "within", [15, 30, 45, 60], load.within_s, 30, String)}
      {choice(t("share"), "share", [80, 90, 95], load.share, 80, (n) => `${n}%`)}
      <p class="dim">
        {sentences(
          handling ? t("handling", { time: duration(handling) }) : "",
          perDay ? t("perDay", { n: perDay === 1 ? 1 : number(perDay) }) : "",
        )}
      </p>
      <p class="faint">{t(load.shifts ? "byShifts" : "byAnswers")}</p>
      <details>
        <summary>{t("how")}</summary>
        <p>{t("howFormula", { share: load.share, within: load.within_s, at_once: load.at_once })}</p>
        <p>{t("howHandling")}</p>
        <p>{t("howLimits")}</p>
      </details>
    </Card>
  );
}
