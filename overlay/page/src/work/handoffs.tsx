// SPDX-License-Identifier: Apache-2.0
// A group's numbered hand-offs of a day: #/handoffs?group=…&day=….
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { addDays, isDay } from "../shared/days";
import { namedDay } from "../shared/format";
import { goTo, link, replace, type Route } from "../shared/router";
import type { Schema } from "../shared/schema";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { EmptyState, Loading, names, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { Close, Departments } from "./close";
import { working } from "./fields";
import { HandoffAdd, typeHandoffAgain } from "./handoff_add";
import { Rows, useRows } from "./list";
import { reused, useActs, withActs, type ShownTask } from "./pending";
import { RefusedList, useRefused } from "./refused";
import { wholeTitle } from "./tags";
import { acting } from "./use_work";
import { Days, namesOf, useAround, usePeople, useReloadAfterRefusal } from "./view";
import { t } from "./series_words";
import { t as words } from "./words";

type Handoffs = Schema<"Handoffs">;

export default function View({ route }: { route: Route }): JSX.Element {
  const { group, day: wanted } = route.query;
  const asked = isDay(wanted) ? wanted : undefined;
  const { data, problem, loading, reload, known } = useAnswer("/handoffs", { ...(group === undefined ? {} : { group }), ...(asked ? { day: asked } : {}) }, { every: 60_000 });
  // While another day or group is on its way the last one stays.
  const last = useRef<{ from: Handoffs; shown: Handoffs; known: number } | undefined>(undefined);
  if (data && last.current?.from !== data) {
    const before = last.current?.shown;
    last.current = { from: data, shown: before ? { ...data, rows: reused(before.rows, data.rows), open_before: reused(before.open_before, data.open_before) } : data, known };
  } else if (data && last.current) last.current.known = known;
  if (!data && problem) last.current = undefined;
  const kept = last.current;
  const people = usePeople();
  const acts = useActs(kept?.known ?? -1);
  const refused = useRefused();
  const { opened, toggle, show } = useRows();
  const [typedAgain, setTypedAgain] = useState(0);
  useReloadAfterRefusal(reload);
  const today = kept?.shown.today ?? session().today;
  const day = data?.day ?? asked ?? today;
  const around = useAround(people, today, kept ? namesOf([...kept.shown.rows, ...kept.shown.open_before], working(people, kept.shown.group), session().person?.id ?? "") : []);
  const shown = useMemo(() => {
    if (!kept) return undefined;
    const { rows, open_before: before, group: of, day: on } = kept.shown;
    const who = { ...acting(people), today: kept.shown.today };
    const member = (id: string): boolean => (id === session().person?.id ? session().person?.group === of : people.some((one) => one.id === id && one.group === of));
    return {
      rows: withActs(rows, acts, of, who, (body) => body.task_kind === "handoff" && body.from === on && member(body.person)),
      before: withActs(before, acts, of, who, () => false),
    };
  }, [kept?.shown, acts, people]);
  const to = (change: Record<string, string | null>): string => link("handoffs", { ...route.query, ...change });
  useShortcuts([
    { keys: "a", words: words("kAdd"), run: () => document.querySelector<HTMLElement>(".add-line")?.focus() },
    { keys: "[", words: words("before"), run: () => goTo(to({ day: addDays(day, -1) })) },
    { keys: "]", words: words("after"), run: () => day < today && goTo(to({ day: addDays(day, 1) === today ? null : addDays(day, 1) })) },
    { keys: "t", words: words("toToday"), run: () => goTo(to({ day: null })) },
  ]);
  if (!kept || !shown) {
    return (
      <>
        <ViewHead title={t("handoffs")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const list = kept.shown;
  if (list.groups.length === 0 && list.group === "" && list.rows.length === 0) return <EmptyState whole title={t("noGroups")}>{t("noGroupsText")}</EmptyState>;
  const all: ShownTask[] = [...shown.rows, ...shown.before];
  const waits = all.some((task) => task.waits);
  const open = shown.rows.filter((task) => task.state === "open").length;
  const counted = shown.rows.filter((task) => task.state !== "dropped").length;
  const rows = { around, refused, opened, onToggle: toggle, series: true };
  const ofGroup = around.lead ? working(people, list.group) : [];
  return (
    <div class={names("work handoffs", !data && "work-busy")} aria-busy={!data}>
      <ViewHead
        title={t("handoffs")}
        note={<span class="num">{counted > 0 ? t("about", { n: counted, open }) : list.group}</span>}
        aside={<Days day={day} today={today} to={(one) => to({ day: one })} />}
      />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      <RefusedList
        list={refused}
        titleOf={(id) => {
          const found = all.find((one) => one.id === id);
          return found ? wholeTitle(found) : "";
        }}
        onLook={show}
        onEdit={(one) => {
          const could = typeHandoffAgain(one);
          setTypedAgain(typedAgain + 1);
          return could;
        }}
      />
      {list.groups.length > 1 ? (
        <Tabs
          label={t("groups")}
          tabs={list.groups.map((one) => ({ id: one, title: one || t("noGroup") }))}
          value={data ? list.group : (group ?? list.group)}
          onChange={(one) => replace("handoffs", { ...route.query, group: one })}
        />
      ) : null}
      <div class="handoff-main">
        <HandoffAdd key={`${list.group} ${list.day} ${typedAgain}`} group={list.group} me={around.me} people={ofGroup} day={list.day} today={list.today} departments={list.departments.map((one) => one.department)} />
        <section class="task-part" aria-label={t("ofDay", { day: namedDay(list.day, list.today) })}>
          <h2 class="dim">{t("ofDay", { day: namedDay(list.day, list.today) })}</h2>
          {shown.rows.length === 0 ? <p class="dim">{t(list.day === list.today ? "noneToday" : "noneDay")}</p> : <Rows key={list.day} tasks={shown.rows} {...rows} />}
        </section>
        {shown.before.length > 0 ? (
          <section class="task-part" aria-label={t("before", { n: shown.before.length })}>
            <h2 class="dim num">{t("before", { n: shown.before.length })}</h2>
            <Rows tasks={shown.before} {...rows} />
          </section>
        ) : null}
      </div>
      <div class="handoff-end">
        <Close data={list} waits={waits} />
        <Departments data={list} />
      </div>
    </div>
  );
}
