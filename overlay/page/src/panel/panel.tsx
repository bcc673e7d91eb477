// SPDX-License-Identifier: Apache-2.0
// One rep's panel. Who waits comes first and the next step after it; then what fits the hour: in the morning the day's small steps, in the
// afternoon the hard cases, in the last hour the close, each before the figures.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { isDay } from "../shared/days";
import { say } from "../shared/i18n";
import { noteKey } from "../shared/note";
import { prefs, setPrefs } from "../shared/prefs";
import { go, goTo, link, replace, type Route } from "../shared/router";
import type { Panel, Query, Work } from "../shared/schema";
import { useScope } from "../shared/scope";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, Loading, ProblemNote } from "../shared/ui";
import { CatchingUp } from "../app/catching_up";
import { openPeople } from "../app/people";
import { HardCard, PromiseCard, TodoCard } from "../work/cards";
import { useWork } from "../work/use_work";
import { Actions, sheetLink } from "./actions";
import { CompactFigures } from "./compact";
import { DayBefore } from "./day_before";
import { DayHead, dayLink } from "./day_head";
import { Delivered } from "./delivered";
import { FigureRow } from "./figure_row";
import { useHour } from "./hour";
import { HourMenu } from "./hour_menu";
import { t as hourWords } from "./hour_words";
import { MoreRow } from "./more";
import { useQuiet } from "./quiet";
import { StepCard, stepLink } from "./step";
import { WaitingStrip } from "./waiting";
import { t } from "./words";

// How often the panel is asked again while nothing happens: waits turn slow by time alone.
const every = 20_000;

export function panelQuery(person: string, shop: string, day: string | undefined): Query<"/panel"> | null {
  if (person === "") return null;
  return { person, ...(shop ? { shop } : {}), ...(isDay(day) ? { day } : {}) };
}

function ShopSwitch({ shop, route }: { shop: string; route: Route }): JSX.Element | null {
  const { shops } = session();
  if (shops.length < 2) return null;
  return (
    <label class="shop-switch">
      <span class="hidden">{t("shops")}</span>
      <select class="input" value={shop} onChange={(event) => replace("panel", { ...route.query, shop: event.currentTarget.value })}>
        <option value="">{t("allShops")}</option>
        {shops.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name || one.id}
          </option>
        ))}
      </select>
    </label>
  );
}

function Empty({ panel }: { panel: Panel }): JSX.Element {
  return (
    <EmptyState whole title={t("empty", { name: panel.person.name })} actions={<Button href={link("accounts")}>{t("toAccounts")}</Button>}>
      <p>
        <CatchingUp>{panel.missing ? say(panel.missing) : t("emptyMore")}</CatchingUp>
      </p>
    </EmptyState>
  );
}

// Another day than today has its layout before its list has come: it would jump under whoever reads it.
function pastDay(day: string | undefined): Pick<Work, "day" | "today" | "part"> | undefined {
  const { today } = session();
  return isDay(day) && day !== today ? { day, today, part: "none" } : undefined;
}

export default function PanelView({ route }: { route: Route }): JSX.Element {
  const { person, shop, own } = useScope();
  const { form, hour } = useStore(prefs);
  const { data, problem, loading, reload } = useAnswer("/panel", panelQuery(person, shop, route.query["day"]), { every });
  const { shown: panel, listed, quiet } = useQuiet(data);
  // What others write in goes on hold with everything else that would move.
  const work = useWork(person, route.query["day"], undefined, quiet);
  const part = useHour(`${person} ${route.query["day"] ?? ""}`, hour, work.work ?? pastDay(route.query["day"]), quiet);
  const [waits, setWaits] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const toggle = (name: string): void => setOpen(open === name ? null : name);
  const compact = form === "compact";

  // The keyboard's way through the figures.
  const move = (by: number): void => {
    const buttons = [...document.querySelectorAll<HTMLElement>(".figure-button")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[at < 0 ? (by > 0 ? 0 : buttons.length - 1) : (at + by + buttons.length) % buttons.length]?.focus();
  };
  const toDay = (by: number): void => {
    const href = panel ? dayLink(panel, by) : null;
    if (href) goTo(href);
  };
  useShortcuts([
    { keys: "j", words: t("nextFigure"), run: () => move(1) },
    { keys: "k", words: t("previousFigure"), run: () => move(-1) },
    ...(panel?.figures ?? []).slice(0, 9).map((figure, i, all) => ({
      keys: String(i + 1),
      words: t("openFigure"),
      listed: i === 0 ? `1–${all.length}` : (false as const),
      run: () => toggle(figure.name),
    })),
    { keys: "m", words: noteKey(), run: () => document.querySelector<HTMLElement>(".figure-note")?.click() },
    { keys: "w", words: t("keyWaiting"), run: () => setWaits(!waits) },
    {
      keys: "n",
      words: t("keyStep"),
      run: () => {
        const href = stepLink(panel?.step);
        if (href) goTo(href);
        else setWaits(true);
      },
    },
    { keys: "s", words: t("keySign"), run: () => panel && panel.sheet !== "none" && goTo(sheetLink(panel)) },
    { keys: "[", words: t("earlier"), run: () => toDay(-1) },
    { keys: "]", words: t("later"), run: () => toDay(1) },
    { keys: "t", words: t("toToday"), run: () => go("panel", { person: route.query["person"], shop: route.query["shop"] }) },
    { keys: "o", words: t("keyTodos"), run: () => document.querySelector<HTMLElement>(":is(.todo-card, .hard-card) input:not([disabled]), .todo-card a")?.focus() },
    { keys: "h", words: hourWords("key"), run: () => document.querySelector<HTMLElement>(".hour-menu > button")?.click() },
    { keys: "c", words: t("keyForm"), run: () => setPrefs({ form: compact ? "full" : "compact" }) },
  ]);

  if (person === "") {
    return <EmptyState whole title={t("choose")} actions={<Button kind="main" onClick={openPeople}>{t("chooseButton")}</Button>} />;
  }
  if (!panel) return problem && !loading ? <ProblemNote problem={problem} again={() => void reload()} /> : <Loading />;

  const failed = problem && problem.kind !== "away" && problem.kind !== "locked" ? <ProblemNote problem={problem} again={() => void reload()} /> : null;
  if (panel.mode === "empty") {
    return (
      <>
        {failed}
        <Empty panel={panel} />
        <div class="panel-work">
          <TodoCard live={work} />
          <PromiseCard live={work} own={own} />
        </div>
      </>
    );
  }
  const live = panel.mode === "live";
  // In the last hour the list of what is left stands beside the button of the day.
  const last = part === "last_hour";
  const step = panel.step && live ? <StepCard key="step" step={panel.step} onWaiting={() => setWaits(true)} /> : null;
  const tasks = (
    <div class="panel-work" key="work">
      {last ? null : <TodoCard key="todos" live={work} part={part} />}
      <PromiseCard key="promises" live={work} own={own} />
    </div>
  );
  const figures = (
    <Card key="figures" label={t("figures")} class="figures">
      <DayHead panel={panel} />
      {compact ? (
        <CompactFigures panel={panel} open={open} onToggle={toggle} quiet={quiet} />
      ) : (
        panel.figures.map((figure, i) => (
          <FigureRow key={figure.name} figure={figure} panel={panel} open={open === figure.name} onToggle={() => toggle(figure.name)} quiet={quiet} first={i === 0} />
        ))
      )}
      {panel.figures.length === 0 && !compact ? <p class="dim">{t("noFigures")}</p> : null}
      <MoreRow panel={panel} />
    </Card>
  );
  const below = compact ? step : null;
  return (
    <div class={`panel ${compact ? "panel-compact" : "panel-full"}`} data-part={part}>
      <h1 class="hidden" tabIndex={-1}>
        {panel.person.name}
      </h1>
      {failed}
      <div class="panel-side">
        {live ? <WaitingStrip waiting={panel.waiting} listed={listed} quiet={quiet} open={waits} onToggle={() => setWaits(!waits)} /> : null}
        {last ? <TodoCard live={work} part={part} last={<Actions panel={panel} />} /> : null}
        {panel.mode === "delivered" || panel.missing ? <Delivered panel={panel} /> : null}
        {part === "morning" && live ? <DayBefore panel={panel} shop={shop} /> : null}
        {compact ? null : step}
        <div class="panel-options">
          <ShopSwitch shop={shop} route={route} />
          {work.work && work.work.day === work.work.today ? <HourMenu part={part} /> : null}
        </div>
      </div>
      <div class="panel-main">
        {part === "morning" ? [tasks, figures, below] : part === "afternoon" ? [<HardCard key="hard" live={work} />, figures, below, tasks] : [figures, below, tasks]}
      </div>
      {last ? null : <Actions panel={panel} />}
    </div>
  );
}
