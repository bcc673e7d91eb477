// SPDX-License-Identifier: Apache-2.0
// Somebody's work of a day: #/work?person=…&day=…&tab=handoffs. To-dos, own hand-offs, the day's promises.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { addDays, isDay } from "../shared/days";
import { namedDay } from "../shared/format";
import { say } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { isWork, outbox } from "../shared/outbox";
import { goTo, replace, type Route } from "../shared/router";
import type { Person, Task } from "../shared/schema";
import { linkHere, useScope } from "../shared/scope";
import { leads, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, Loading, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { openPeople } from "../app/people";
import { AddTodo, typeAgain } from "./add";
import { FollowUps, typeFollowUpAgain } from "./follow_ups";
import { PromiseRows, Share } from "./cards";
import { t as cardWords } from "./card_words";
import { ChecklistCard, MentoredCard } from "./checklist";
import type { Around } from "./detail";
import { working } from "./fields";
import { TaskList, useRows } from "./list";
import type { ShownTask, ShownWork } from "./pending";
import { RefusedList, useRefused } from "./refused";
import { wholeTitle } from "./tags";
import { useWork } from "./use_work";
import { t } from "./words";

const tabs = ["todos", "handoffs", "follow_ups", "promises"] as const;
const tabOf = { todo: "todos", handoff: "handoffs", follow_up: "follow_ups", promise: "promises" } as const;
type Tab = (typeof tabs)[number];
const nobody: Person[] = [];
const unnamed: readonly string[] = [];
const mostNames = 30;
// How far ahead a to-do can lie.
const farthest = 366;

// After a refusal the items are read again: somebody else may have changed them.
export function useReloadAfterRefusal(reload: () => Promise<void>): void {
  const refused = useStore(outbox).filter((one) => one.refused && isWork(one)).length;
  const before = useRef(refused);
  useEffect(() => {
    if (refused > before.current) void reload();
    before.current = refused;
  }, [refused]);
}

// Everybody a lead may give something to.
export function usePeople(): Person[] {
  const lead = leads();
  const { data } = useAnswer("/people", lead ? {} : null);
  return data?.people ?? nobody;
}

// Who has accepted something lately, then who is known of the group.
export function namesOf(tasks: readonly Task[], people: readonly Person[], me: string): readonly string[] {
  const accepted = tasks.map((task) => task.accepted_by);
  const known = [...tasks.map((task) => task.owner), ...people].filter((one) => one.id !== me).map((one) => one.name);
  return [...new Set([...accepted, ...known].filter(Boolean))].slice(0, mostNames);
}

// `names` as one object for as long as it says the same.
export function useAround(people: Person[], today: string, names: readonly string[] = unnamed): Around {
  const { person } = session();
  const lead = leads();
  const me = person?.id ?? "";
  const joined = names.join("\n");
  return useMemo(() => ({ me, lead, today, people: working(people), names }), [me, lead, today, people, joined]);
}

export function Days({ day, today, to, latest = today }: { day: string; today: string; to: (day: string | null) => string; latest?: string }): JSX.Element {
  const on = (by: number): string => to(addDays(day, by) === today ? null : addDays(day, by));
  return (
    <span class="sheet-days">
      <Button kind="quiet" small href={on(-1)} label={t("before")}>
        <Icon name="left" />
      </Button>
      <b class="num">{namedDay(day, today)}</b>
      <Button kind="quiet" small href={day < latest ? on(1) : undefined} disabled={day >= latest} label={t("after")}>
        <Icon name="right" />
      </Button>
      {day !== today ? (
        <Button kind="quiet" small href={to(null)}>
          {t("toToday")}
        </Button>
      ) : null}
    </span>
  );
}

export default function View({ route }: { route: Route }): JSX.Element {
  const { person, own } = useScope();
  const people = usePeople();
  const asked = isDay(route.query["day"]) ? route.query["day"] : undefined;
  const { work: found, problem, loading, reload } = useWork(person, asked, people);
  // While another day is on its way the last one stays, so that nothing jumps.
  const last = useRef<ShownWork | undefined>(undefined);
  const work = found ?? (!problem && last.current?.person.id === person ? last.current : undefined);
  last.current = work;
  const today = work?.today ?? session().today;
  const day = found?.day ?? asked ?? today;
  // The item a link led to stands open, under its own tab.
  const item = route.query["item"];
  const linked = item ? [...(work?.tasks ?? []), ...(work?.booked ?? [])].find((task) => task.id === item) : undefined;
  const listed = linked !== undefined;
  const tab: Tab = tabs.find((one) => one === route.query["tab"]) ?? tabOf[linked?.kind ?? "todo"];
  const around = useAround(people, today, work ? namesOf(work.tasks, working(people, work.person.group), session().person?.id ?? "") : unnamed);
  const refused = useRefused();
  const { opened, toggle, show } = useRows();
  const [typedAgain, setTypedAgain] = useState(0);
  useReloadAfterRefusal(reload);
  const to = (change: Record<string, string | null>): string => linkHere("work", { tab: tab === "todos" ? null : tab, day: asked, ...change });
  const latest = addDays(today, farthest);
  useShortcuts([
    { keys: "a", words: t("kAdd"), run: () => document.querySelector<HTMLElement>(".add-line")?.focus() },
    { keys: "[", words: t("before"), run: () => goTo(to({ day: addDays(day, -1) === today ? null : addDays(day, -1) })) },
    { keys: "]", words: t("after"), run: () => day < latest && goTo(to({ day: addDays(day, 1) === today ? null : addDays(day, 1) })) },
    { keys: "t", words: t("toToday"), run: () => goTo(to({ day: null })) },
  ]);
  useEffect(() => {
    if (item && listed) show(item);
  }, [item, listed]);

  if (person === "") return <EmptyState whole title={t("choose")} actions={<Button kind="main" onClick={openPeople}>{t("chooseButton")}</Button>} />;
  const head = (
    <ViewHead
      title={t("title")}
      note={work ? <span class="num">{[own ? "" : work.person.name, work.done + work.open > 0 ? t("share", { n: work.done, all: work.done + work.open }) : ""].filter(Boolean).join(" · ")}</span> : null}
      aside={<Days day={day} today={today} to={(one) => to({ day: one })} latest={latest} />}
    />
  );
  if (!work) {
    return (
      <>
        {head}
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const of = (kind: Task["kind"]): ShownTask[] => work.tasks.filter((task) => task.kind === kind);
  const todos = of("todo");
  const handoffs = of("handoff");
  const followUps = of("follow_up");
  const openOf = (list: ShownTask[]): number => list.filter((task) => task.state === "open").length;
  const titles: Record<Tab, string> = {
    todos: `${t("todos")} ${openOf(todos) || ""}`,
    handoffs: `${t("handoffs")} ${openOf(handoffs) || ""}`,
    follow_ups: `${t("followUps")} ${openOf(followUps) || ""}`,
    promises: t("promises"),
  };
  const rows = { around, refused, opened, onToggle: toggle };
  const past = work.day < work.today;
  const checks = [...(work.checklist ? [work.checklist] : []), ...work.mentored].flatMap(({ items }) => items).map(({ id, title }) => ({ id, title: say(title) }));
  return (
    <div class={found ? "work" : "work work-busy"} aria-busy={!found}>
      {head}
      {work.done + work.open > 0 ? <Share done={work.done} open={work.open} /> : null}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      <RefusedList
        list={refused}
        titleOf={(id) => titleIn([...work.tasks, ...work.promises, ...checks], id)}
        onLook={(id) => {
          const one = work.tasks.find((task) => task.id === id);
          if (one) replace("work", { ...route.query, tab: tabOf[one.kind] });
          show(id);
        }}
        onEdit={(one) => {
          const could = typeAgain(one, person) || typeFollowUpAgain(one, person);
          setTypedAgain(typedAgain + 1);
          return could;
        }}
      />
      {work.checklist ? <ChecklistCard list={work.checklist} own={own} /> : null}
      {work.mentored.length > 0 ? <MentoredCard lists={work.mentored} name={own ? "" : work.person.name} /> : null}
      <Tabs
        label={t("sections")}
        tabs={tabs.map((id) => ({ id, title: <span class="num">{titles[id].trim()}</span> }))}
        value={tab}
        onChange={(id) => replace("work", { ...route.query, item: null, tab: id === "todos" ? null : id })}
      />
      {tab === "todos" ? (
        <>
          {work.may_add ? (
            <AddTodo
              key={`${person} ${work.day} ${typedAgain}`}
              person={work.person}
              own={own}
              day={work.day}
              today={work.today}
              people={around.lead ? people : nobody}
              focus={route.query["add"] === "1" || typedAgain > 0}
            />
          ) : null}
          {past ? <p class="faint">{t("past")}</p> : null}
          {todos.length === 0 ? <p class="card dim">{t(work.may_add ? "noTodosAdd" : "noTodos")}</p> : <TaskList key={work.day} tasks={todos} {...rows} />}
        </>
      ) : tab === "handoffs" ? (
        <>
          {handoffs.length === 0 ? <p class="card dim">{`${t("noHandoffs")}${past ? "" : ` ${t("toSeriesNew")}`}`}</p> : <TaskList key={work.day} tasks={handoffs} {...rows} />}
          <p>
            <Button small href={linkHere("handoffs", { person: null, group: work.person.group || null, day: work.day === work.today ? null : work.day })}>
              {t("toSeries")}
            </Button>
          </p>
        </>
      ) : tab === "follow_ups" ? (
        <FollowUps key={`${person} ${typedAgain}`} work={work} tasks={followUps} own={own} rows={{ ...rows, headed: false }} />
      ) : (
        <Card
          title={cardWords(past ? "promisesDay" : "promises")}
          note={work.kept_days > 0 ? cardWords("keptDays", { n: work.kept_days }) : null}
        >
          {work.promises.length === 0 ? <p class="dim">{cardWords(own && !past ? "choose" : "chooseOther")}</p> : <PromiseRows promises={work.promises} day={work.day} today={work.today} own={own} />}
          <p class="card-foot">
            <a href={linkHere("promises")}>{cardWords(work.promises.length === 0 && own ? "toChoose" : "grid")}</a>
          </p>
        </Card>
      )}
      {item && !listed ? <Linked id={item} {...rows} /> : null}
    </div>
  );
}

const titleIn = (list: { id: string; title: string }[], id: string): string => {
  const found = list.find((one) => one.id === id);
  return !found ? "" : "kind" in found ? wholeTitle(found as ShownTask) : found.title;
};

// An item that a link leads to and that is not on this day's list.
function Linked({ id, ...rows }: { id: string } & Omit<Parameters<typeof TaskList>[0], "tasks">): JSX.Element {
  const { data, problem, reload } = useAnswer("/task", { id });
  return (
    <section class="task-part" aria-label={t("linked")}>
      <h2 class="dim">{t("linked")}</h2>
      {data ? <TaskList {...rows} tasks={[data.task]} /> : problem ? <ProblemNote problem={problem} again={() => void reload()} /> : <Loading />}
    </section>
  );
}
