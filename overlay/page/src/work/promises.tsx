// SPDX-License-Identifier: Apache-2.0
// Promised steps: #/promises?person=… of one, of a lead's group without a person: #/promises?group=….
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { addDays, isDay, weekday } from "../shared/days";
import { shortDay } from "../shared/format";
import { Icon } from "../shared/icons";
import { goTo, link, replace, type Route } from "../shared/router";
import { linkHere } from "../shared/scope";
import { may, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Button, Card, EmptyState, Loading, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { openPeople } from "../app/people";
import { PromiseRows } from "./cards";
import { Choose } from "./choose";
import { Grid } from "./grid";
import { useActs, withTicks } from "./pending";
import { Steps } from "./steps";
import { RefusedList, useRefused } from "./refused";
import { useReloadAfterRefusal } from "./view";
import { t } from "./series_words";

const stretch = 14;

// The Monday a week before the day: what is shown is the week before and the week itself.
const beginOf = (day: string): string => addDays(day, -((weekday(day) + 6) % 7) - 7);

export default function View({ route }: { route: Route }): JSX.Element {
  const { role, person: self, today: now, groups } = session();
  // A lead begins with the group, everybody else with themself; a lead's deputy can look at the group too.
  const lead = may("see_figures");
  const person = route.query["person"] ?? (lead && role !== "rep" ? "" : (self?.id ?? ""));
  const group = person === "" ? (route.query["group"] ?? groups[0] ?? "") : "";
  const from = isDay(route.query["from"]) ? beginOf(addDays(route.query["from"], 7)) : beginOf(now);
  const to = addDays(from, stretch - 1);
  const ask = person !== "" || lead;
  const { data, problem, loading, reload, known } = useAnswer("/promises", ask ? { from, to, ...(person ? { person } : group ? { group } : {}) } : null);
  const acts = useActs(data ? known : -1);
  const refused = useRefused().filter((one) => one.body.kind.startsWith("promise."));
  const [choosing, setChoosing] = useState(false);
  useReloadAfterRefusal(reload);
  const rows = useMemo(() => data?.rows.map((row) => ({ ...row, promises: withTicks(row.promises, acts, row.person.id) })), [data, acts]);
  const toFrom = (day: string): string => link("promises", { ...route.query, from: day === beginOf(now) ? null : day });
  useShortcuts([
    { keys: "[", words: t("earlier"), run: () => goTo(toFrom(addDays(from, -stretch))) },
    { keys: "]", words: t("later"), run: () => goTo(toFrom(addDays(from, stretch))) },
  ]);
  if (!ask) return <EmptyState whole title={t("chooseWho")} actions={<Button kind="main" onClick={openPeople}>{t("promises")}</Button>} />;
  const one = person !== "" ? rows?.[0] : undefined;
  const head = (
    <ViewHead
      title={t("promises")}
      back={lead && person !== "" ? { href: link("promises", { group: one?.person.group || null }), title: t("groupGrid") } : undefined}
      note={one && lead ? one.person.name : undefined}
      aside={
        <span class="sheet-days">
          <Button kind="quiet" small href={toFrom(addDays(from, -stretch))} label={t("earlier")}>
            <Icon name="left" />
          </Button>
          <b class="num">{t("fromTo", { from: shortDay(from), to: shortDay(to) })}</b>
          <Button kind="quiet" small href={toFrom(addDays(from, stretch))} label={t("later")}>
            <Icon name="right" />
          </Button>
        </span>
      }
    />
  );
  const tabs =
    person === "" && groups.length > 1 ? (
      <Tabs label={t("groupGrid")} tabs={groups.map((each) => ({ id: each, title: each }))} value={group} onChange={(each) => replace("promises", { ...route.query, group: each })} />
    ) : null;
  if (!data || !rows) {
    return (
      <>
        {head}
        {tabs}
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const { today } = data;
  const running = one?.promises.filter((each) => each.until >= today) ?? [];
  const ofToday = running.filter((each) => each.from <= today);
  const own = person !== "" && person === self?.id;
  const grid = person === "" ? rows : rows.filter((row) => row.promises.length > 0);
  return (
    <div class="work promises">
      {head}
      {tabs}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      <RefusedList list={refused} titleOf={(id) => rows.flatMap((row) => row.promises).find((each) => each.id === id)?.title ?? ""} />
      {one ? (
        <Card title={t(ofToday.length > 0 ? "today" : "running")}>
          {ofToday.length > 0 ? <PromiseRows promises={ofToday} day={today} today={today} own={own} /> : <p class="dim">{t(data.may_choose ? "noneRunning" : "noneOther")}</p>}
          {ofToday.length > 0 && own ? (
            <p class="card-foot">
              <span class="faint">{t("backfill")}</span>
              <a href={linkHere("work", { tab: "promises", day: addDays(today, -1) })}>{t("toDay")}</a>
            </p>
          ) : null}
        </Card>
      ) : null}
      {grid.length > 0 ? (
        <Card title={t("grid")} note={t("gridNote")} class="grid-card">
          <Grid rows={grid} from={from} to={to} today={today} label={t("gridLabel", { name: one?.person.name ?? group })} named={person === ""} />
        </Card>
      ) : null}
      {person === "" && data.may_set ? <Steps catalogue={data.catalogue} /> : null}
      {one && data.may_choose ? (
        running.length > 0 && !choosing ? (
          <p>
            <Button onClick={() => setChoosing(true)}>{t("pickAgain")}</Button>
          </p>
        ) : (
          <Card title={t("pick")}>
            <Choose data={data} person={person} running={running} onDone={() => setChoosing(false)} />
          </Card>
        )
      ) : null}
    </div>
  );
}
