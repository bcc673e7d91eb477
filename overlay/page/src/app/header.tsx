// SPDX-License-Identifier: Apache-2.0
// The line above every view: whose figures, how current they are, the ways to other views, and the settings.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { forgetAnswers, settled, useAnswer } from "../shared/answers";
import { command } from "../shared/api";
import { useNow } from "../shared/clock";
import { connection } from "../shared/connection";
import { ago, minute, shortDay, time } from "../shared/format";
import { say } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { Menu, type MenuItem } from "../shared/menu";
import { prefs, setPrefs } from "../shared/prefs";
import { asProblem } from "../shared/problem";
import { go, goTo, link, useRoute } from "../shared/router";
import type { Panel, Session } from "../shared/schema";
import { linkHere, useScope } from "../shared/scope";
import { leads, leave, may } from "../shared/session";
import { showShortcuts, useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Dialog } from "../shared/ui";
import { panelQuery } from "../panel/panel";
import { DeskChoice } from "./chooser";
import { Lines } from "./lines";
import { Major } from "./major";
import type { Places } from "./nav";
import { openPeople, PeopleDialog } from "./people";
import { PrivacyDialog } from "./privacy";
import { t } from "./words";

function shiftText(panel: Panel): string {
  return panel.shifts
    .filter((shift) => shift.kind === "work" && typeof shift.start_min === "number" && typeof shift.end_min === "number")
    .map((shift) => `${minute(shift.start_min ?? 0)}–${minute(shift.end_min ?? 0)}`)
    .join(" ");
}

// "● 10 秒前更新"
function Freshness({ panel }: { panel: Panel }): JSX.Element | null {
  const now = useNow();
  const { awaySince } = useStore(connection);
  if (panel.mode === "past") return null;
  if (panel.mode !== "live") return <span class="fresh faint">{t("dataTo", { day: shortDay(panel.day) })}</span>;
  return (
    <span class="fresh faint">
      <span class={awaySince === null ? "fresh-dot" : "fresh-dot fresh-away"} aria-hidden="true" />
      <span class="num">{awaySince === null ? t("updated", { ago: ago(now - panel.updated_at) }) : t("last", { time: time(panel.updated_at) })}</span>
    </span>
  );
}

function Who({ session, panel }: { session: Session; panel: Panel | undefined }): JSX.Element {
  const { person } = useScope();
  const { data } = useAnswer("/people", may("see_figures", session) && person !== (session.person?.id ?? "") ? {} : null);
  const shown = panel?.person ?? data?.people.find((one) => one.id === person) ?? (person === (session.person?.id ?? "") ? session.person : null);
  const name = shown?.name ?? (person || t(session.role === "admin" || session.role === "reader" ? session.role : "lead"));
  const shift = panel ? shiftText(panel) : "";
  return (
    <div class="who">
      {may("see_figures", session) ? (
        <button type="button" class="who-button" aria-label={`${name} · ${t("switchPerson")}`} onClick={openPeople}>
          <span class="who-name">{name}</span>
          <Icon name="down" />
        </button>
      ) : (
        <span class="who-name">{name}</span>
      )}
      <span class="faint who-more">{[shown?.group, shift].filter(Boolean).join(" · ")}</span>
    </div>
  );
}

// From the made-up shop back to the own, empty one.
async function leaveDemo(): Promise<void> {
  const place = location.hash;
  try {
    // The people of the view that is shown will be gone; this one needs nobody. What was asked before is still answered by the demo.
    go("start");
    await settled();
    await command({ kind: "demo.leave" });
    // Where home is depends on whose desk this is without the demo.
    await forgetAnswers();
    toast(t("demoLeft"));
    go("");
  } catch (error) {
    goTo(place);
    toast(say(asProblem(error).words));
  }
}

export interface HeaderProps {
  session: Session;
  places: Places | null;
  name: string;
  choosing: boolean;
  toSign: Session["to_sign"];
}

export function Header({ session, places, name, choosing, toSign }: HeaderProps): JSX.Element {
  const { theme, form, language } = useStore(prefs);
  const route = useRoute();
  const { person, shop } = useScope();
  const { data: panel } = useAnswer("/panel", name === "panel" && !choosing ? panelQuery(person, shop, route.query["day"]) : null);
  const [dialog, setDialog] = useState<"desk" | "privacy" | null>(null);
  const other = language === "zh" ? "en" : "zh";
  const others = may("see_figures", session);
  const all = places?.views ?? [];
  const offered = choosing ? all.filter((id) => id === "accounts") : all;
  const views = offered.map((id) => ({ id, title: t(id === "panel" && others && session.role !== "rep" ? "panelOf" : id) }));
  const more = choosing ? [] : (places?.more ?? []);
  const active = name === "sheet" ? "sheets" : name === "start" ? "accounts" : name;

  useShortcuts([
    { keys: "l", words: t("keyLanguage"), run: () => setPrefs({ language: other }) },
    { keys: "d", words: t("keyTheme"), run: () => setPrefs({ theme: theme === "dark" ? "light" : theme === "light" ? "system" : "dark" }) },
    ...(others ? [{ keys: "p", words: t("switchPerson"), run: openPeople }] : []),
  ]);

  const items: MenuItem[] = [
    ...views.map((view) => ({ title: view.title, href: linkHere(view.id), current: view.id === active })),
    ...(more.length > 0 ? [{ line: true as const }] : []),
    ...more.map((id) => ({ title: t(id), href: link(id), current: id === active })),
    { line: true },
    { title: <span lang={other === "zh" ? "zh-CN" : "en"}>{t("language")}</span>, onPick: () => setPrefs({ language: other }) },
    ...(["system", "light", "dark"] as const).map((one) => ({ title: t(one), note: one === "system" ? t("theme") : null, checked: theme === one, onPick: () => setPrefs({ theme: one }) })),
    { line: true },
    ...(["full", "compact"] as const).map((one) => ({ title: t(one), note: one === "full" ? t("form") : null, checked: form === one, onPick: () => setPrefs({ form: one }) })),
    { line: true },
    // A device that came by an invitation is its person's, and nothing is to be chosen.
    ...(choosing || session.own_device ? [] : [{ title: t("desk"), note: session.person?.name ?? (leads(session) ? t("lead") : ""), onPick: () => setDialog("desk" as const) }]),
    { title: t("keys"), note: "?", onPick: showShortcuts },
    { title: t("privacy"), onPick: () => setDialog("privacy") },
    ...(session.demo && !session.demo_only ? [{ title: t("leaveDemo"), onPick: () => void leaveDemo() }] : []),
    { title: t(session.own_device ? "leaveDevice" : "leave"), onPick: () => void leave().catch(() => {}) },
  ];

  return (
    <>
      <header class="top">
        {choosing || session.empty ? <p class="brand">{t("name")}</p> : <Who session={session} panel={panel} />}
        <nav class="views" aria-label={t("views")}>
          {views.map((view) => (
            <a key={view.id} href={linkHere(view.id)} aria-current={view.id === active ? "page" : undefined}>
              {view.title}
            </a>
          ))}
        </nav>
        {session.demo ? <p class="demo faint">{t("demo")}</p> : null}
        <div class="top-end">
          {panel ? <Freshness panel={panel} /> : null}
          <Menu label={t("menu")} button={<Icon name="menu" />} items={items} />
        </div>
      </header>
      {choosing ? null : <Major list={session.major} known={session.change} />}
      {choosing ? null : <Lines session={session} toSign={toSign} />}
      {session.notice ? (
        <p class="away" role="status">
          {say(session.notice)}
        </p>
      ) : null}
      <PeopleDialog current={person} />
      <PrivacyDialog open={dialog === "privacy"} onClose={() => setDialog(null)} />
      <Dialog title={t("desk")} open={dialog === "desk"} onClose={() => setDialog(null)}>
        {session.desk_fixed ? (
          <p class="dim">
            {session.person?.name ?? t("lead")} · {t("fixed")}
          </p>
        ) : (
          <DeskChoice
            done={() => {
              setDialog(null);
              goTo("#/");
            }}
          />
        )}
        <p class="faint version">
          {t("version", { version: session.version })}
        </p>
      </Dialog>
    </>
  );
}
