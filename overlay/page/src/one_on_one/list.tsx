// SPDX-License-Identifier: Apache-2.0
// The lead's list of one group and week: who is due, how far each is, and everybody prepared in one press.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { connection } from "../shared/connection";
import { shortDay } from "../shared/format";
import { link, replace } from "../shared/router";
import type { Schema } from "../shared/schema";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, EmptyState, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { useDoing } from "./doing";
import { NotYet } from "./not_yet";
import { pageLink } from "./say";
import { WeekSwitch } from "./week_switch";
import { t } from "./words";

type Row = Schema<"TalkRow">;
const atOnce = 60;

// Whom a talk is with: those who were there.
export const withTalk = (rows: Row[]): Row[] => rows.filter(({ state }) => state !== "off");

export function List({ week, group }: { week: string; group: string | undefined }): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/one-on-ones", { week, ...(group === undefined ? {} : { group }) });
  const doing = useDoing();
  const away = useStore(connection).awaySince !== null;
  const [find, setFind] = useState("");
  const [shown, setShown] = useState(atOnce);
  const { person: me, role } = session();
  const step = (by: number): void => {
    const all = [...document.querySelectorAll<HTMLElement>(".talk-row a")];
    const at = all.findIndex((one) => one === document.activeElement);
    all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]?.focus();
  };
  useShortcuts([
    { keys: "j", words: t("keyNext"), run: () => step(1) },
    { keys: "k", words: t("keyPrevious"), run: () => step(-1) },
  ]);
  const head = (
    <ViewHead
      title={t("title")}
      aside={
        <span class="talk-aside">
          {me && role === "rep" ? <a href={link("one-on-one", { person: me.id, week })}>{t("mine")}</a> : null}
          <WeekSwitch week={week} query={{ group }} />
        </span>
      }
    />
  );
  if (!data) return <NotYet head={head} problem={problem} loading={loading} reload={reload} />;
  const { rows, groups, may_invite: invites } = data;
  const all = withTalk(rows);
  const held = all.filter(({ state }) => state === "held").length;
  const due = all.filter(({ state }) => state === "due");
  const next = all.find(({ state }) => state !== "held");
  const invite = (people: Row[]): void => void doing.does({ kind: "talk.invite", people: people.map(({ person }) => person.id), week }, t("prepared", { n: people.length }));
  const wanted = find.trim().toLowerCase();
  const found = wanted === "" ? rows : rows.filter(({ person }) => person.name.toLowerCase().includes(wanted) || person.id.toLowerCase().includes(wanted));
  return (
    <div class="talks">
      {head}
      {groups.length > 1 ? (
        <Tabs label={t("group")} tabs={groups.map((id) => ({ id, title: id || t("noGroups") }))} value={data.group} onChange={(id) => replace("one-on-one", { group: id, week })} />
      ) : null}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {doing.problem ? <ProblemNote problem={doing.problem} /> : null}
      {rows.length === 0 ? (
        <EmptyState title={t("emptyGroup")}>{t("emptyGroupText")}</EmptyState>
      ) : (
        <>
          <div class="talk-progress">
            {all.length === 0 ? (
              <p class="dim">{t("nobodyDue")}</p>
            ) : (
              <p>
                <progress class="talk-bar" max={all.length} value={held} aria-label={t("progress", { held, all: all.length })} />
                <b class="num">{t("progress", { held, all: all.length })}</b>
                {held === all.length ? <span class="dim">{t("progressDone")}</span> : null}
              </p>
            )}
            <span class="talk-progress-end">
              {next && due.length === 0 ? (
                <Button kind="main" href={pageLink(next.person.id, week, data.group)}>
                  {t("openNext", { name: next.person.name })}
                </Button>
              ) : null}
              {invites && due.length > 0 ? (
                <Button kind="main" disabled={away} busy={doing.busy} onClick={() => invite(due)}>
                  {t("prepareAll")}
                </Button>
              ) : null}
            </span>
            {invites && due.length > 0 ? <p class="faint talk-progress-note">{t("prepareNote")}</p> : null}
          </div>
          {rows.length > atOnce ? (
            <input type="search" class="input talk-find" aria-label={t("find")} placeholder={t("find")} value={find} onInput={(event) => setFind(event.currentTarget.value)} />
          ) : null}
          {found.length === 0 ? <p class="dim">{t("noneFound")}</p> : null}
          <ul class="talk-list card">
            {found.slice(0, shown).map((row) => (
              <TalkRow key={row.person.id} row={row} week={week} group={data.group} today={data.today} onInvite={invites && row.state === "due" ? () => invite([row]) : null} away={away} busy={doing.busy} />
            ))}
          </ul>
          {found.length > shown ? <Button onClick={() => setShown(found.length)}>{t("showMore", { n: found.length - shown })}</Button> : null}
        </>
      )}
    </div>
  );
}

interface RowProps {
  row: Row;
  week: string;
  group: string;
  today: string;
  onInvite: (() => void) | null;
  away: boolean;
  busy: boolean;
}

function TalkRow({ row, week, group, onInvite, away, busy }: RowProps): JSX.Element {
  const { person, state, topics, agreements, last } = row;
  const more = [topics ? t("topicsIn") : "", agreements > 0 ? t("agreed", { n: agreements }) : "", state === "off" || state === "held" ? "" : last ? t("lastTalk", { day: shortDay(last) }) : t("neverTalk")].filter(Boolean);
  return (
    <li class="talk-row" data-person={person.id}>
      <a href={pageLink(person.id, week, group)}>{person.name}</a>
      <span class={`talk-state talk-state-${state}`}>{t(state)}</span>
      <span class="faint talk-more">{more.join(" · ")}</span>
      {onInvite ? (
        <Button small kind="quiet" disabled={away} busy={busy} label={t("prepareOneOf", { name: person.name })} onClick={onInvite}>
          {t("prepareOne")}
        </Button>
      ) : null}
    </li>
  );
}
