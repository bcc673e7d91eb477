// SPDX-License-Identifier: Apache-2.0
// The lead's view of a group on a day: #/team?group=…&day=…&sort=….
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { toClipboard } from "../shared/clipboard";
import { addDays, isDay } from "../shared/days";
import { figureName, sourceName, statusWord } from "../shared/figures";
import { longDay, namedDay, number, time } from "../shared/format";
import { language } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { Menu } from "../shared/menu";
import { goTo, link, replace, type Route } from "../shared/router";
import type { Person } from "../shared/schema";
import { may } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { toast } from "../shared/toast";
import { CatchingUp } from "../app/catching_up";
import { Button, Card, EmptyState, Loading, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { teamCsv, teamText, toFile } from "./copy";
import { Hours } from "./hours";
import { byName, nextSort, sorted, type Sort, type Team, type TeamRow } from "./sort";
import { TeamTable } from "./table";
import { t } from "./words";

export default function View({ route }: { route: Route }): JSX.Element {
  const { group, shop, day, sort: sortText } = route.query;
  const lead = may("see_team");
  const { data, problem, loading, reload } = useAnswer("/team", lead ? { ...(group === undefined ? {} : { group }), ...(shop ? { shop } : {}), ...(isDay(day) ? { day } : {}) } : null, { every: 60_000 });
  const { data: people } = useAnswer("/people", lead ? {} : null);
  // While another day or group is on its way the last one stays, so that nothing jumps and the focus stays where it is.
  const last = useRef<Team | undefined>(undefined);
  const team = data ?? (problem && problem.kind !== "away" ? undefined : last.current);
  last.current = team;
  const sort = readSort(sortText);
  const to = (change: Record<string, string | null>): string => link("team", { ...route.query, ...change });
  const shift = (days: number): void => {
    if (team && addDays(team.day, days) <= team.today) goTo(to({ day: addDays(team.day, days) }));
  };
  useShortcuts([
    { keys: "[", words: t("before"), run: () => shift(-1) },
    { keys: "]", words: t("after"), run: () => shift(1) },
  ]);
  if (!lead) {
    return (
      <EmptyState title={t("leadsOnly")} actions={<Button href={link("panel")}>{t("toPanel")}</Button>}>
        {t("leadsOnlyText")}
      </EmptyState>
    );
  }
  if (!team) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const listed = team.rows.filter(isListed);
  const rows = sorted(listed.filter(({ off }) => !off), sort);
  const off = sorted(listed.filter(({ off: away }) => away), byName);
  const groups = groupsOfReps(team, people?.people ?? []);
  return (
    <>
      <ViewHead title={t("title")} note={about(team)} aside={<Days team={team} to={to} asked={isDay(day)} />} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {groups.length > 1 ? (
        <Tabs
          label={t("groups")}
          tabs={groups.map((one) => ({ id: one, title: one || t("all") }))}
          value={data ? team.group : (group ?? team.group)}
          onChange={(one) => replace("team", { ...route.query, group: one })}
        />
      ) : null}
      {team.mode === "past" && !isDay(day) ? (
        <p class="view-note">
          <b>{t("pastTitle", { day: longDay(team.day, team.today) })}</b> <CatchingUp>{t("pastText")}</CatchingUp>
        </p>
      ) : null}
      {team.mode === "delivered" ? (
        <p class="view-note">
          <b>{t("deliveredTitle", { day: longDay(team.day, team.today) })}</b> <CatchingUp>{t("deliveredText")}</CatchingUp>
        </p>
      ) : null}
      {team.rows.length > 0 && listed.length === 0 ? (
        <EmptyState title={t("leadsTitle")}>{t("leadsText")}</EmptyState>
      ) : team.rows.length === 0 ? (
        <EmptyState
          title={team.mode === "empty" ? t("emptyTitle", { day: namedDay(team.day, team.today) }) : t("nobodyTitle")}
          actions={<Button href={link("start")}>{t("emptyStart")}</Button>}
        >
          {team.mode === "empty" ? t("emptyText") : t("nobodyText")}
        </EmptyState>
      ) : (
        <div class={data ? "team-body" : "team-body view-busy"} aria-busy={!data}>
          <Strip team={team} rows={rows} off={off} />
          <Card
            class="long-card team-card"
            label={t("table", { group: team.group || t("all") })}
            title={<span aria-live="polite">{sortWords(sort)}</span>}
            note={fewPeople(team, rows) ? t("fewPeople") : <span class="team-hint">{t("sortHint")}</span>}
            aside={<Copy team={team} rows={[...rows, ...off]} />}
          >
            <TeamTable
              team={team}
              rows={rows}
              off={off}
              live={team.mode === "live"}
              sort={sort}
              onSort={(by, better) => {
                const next = nextSort(sort, by, better);
                replace("team", { ...route.query, sort: next.by === "name" && !next.down ? null : `${next.by}${next.down ? ".down" : ".up"}` });
              }}
            />
          </Card>
          <Hours hours={team.hours} group={team.group} />
        </div>
      )}
    </>
  );
}

// The table is about those who serve customers: a lead stands in it on days with customers only.
const isListed = ({ person, customers, waiting }: TeamRow): boolean => person.role !== "lead" || customers > 0 || waiting > 0;

// A group of leads alone is not offered, unless there is no other; one that is shown by its address keeps its tab.
function groupsOfReps(team: Team, people: Person[]): string[] {
  const some = team.groups.filter((group) => group === team.group || group === "" || people.some((one) => one.group === group && one.role !== "lead"));
  return people.length > 0 && people.some(({ role }) => role !== "lead") ? some : team.groups;
}

function readSort(text: string | undefined): Sort {
  const found = /^([a-z_0-9]+)\.(up|down)$/.exec(text ?? "");
  return found ? { by: found[1] ?? "name", down: found[2] === "down" } : byName;
}

function sortWords({ by, down }: Sort): string {
  if (by === "name") return t("byName");
  const own = { customers: t("customers"), waiting: t("waiting"), sheet: t("sheet") }[by];
  return t(down ? "byDown" : "byUp", { name: own ?? figureName(by) });
}

// The agent gives no median for fewer than five.
const fewPeople = (team: Team, rows: TeamRow[]): boolean => rows.length > 0 && team.columns.length > 0 && team.columns.every(({ spread }) => !spread);

function about(team: Team): JSX.Element {
  return (
    <span class="team-about">
      <span>{team.mode === "live" ? t("status", { status: statusWord(team.status), time: time(team.now) }) : statusWord(team.status)}</span>
      {team.source !== "own" ? <span>{sourceName(team.source)}</span> : null}
      {team.special ? <span class="look">{t("special", { name: team.special })}</span> : null}
    </span>
  );
}

function Days({ team, to, asked }: { team: Team; to: (change: Record<string, string | null>) => string; asked: boolean }): JSX.Element {
  return (
    <span class="team-days">
      <Button kind="quiet" small href={to({ day: addDays(team.day, -1) })} label={t("before")}>
        <Icon name="left" />
      </Button>
      <b class="num">{namedDay(team.day, team.today)}</b>
      {team.day < team.today ? (
        <Button kind="quiet" small href={to({ day: addDays(team.day, 1) === team.today ? null : addDays(team.day, 1) })} label={t("after")}>
          <Icon name="right" />
        </Button>
      ) : (
        <Button kind="quiet" small disabled label={t("after")}>
          <Icon name="right" />
        </Button>
      )}
      {team.day < team.today && asked ? (
        <Button kind="quiet" small href={to({ day: null })}>
          {t("toToday")}
        </Button>
      ) : null}
    </span>
  );
}

// Who waits, who is there, whose sheet is signed: before the table, in one line.
function Strip({ team, rows, off }: { team: Team; rows: TeamRow[]; off: TeamRow[] }): JSX.Element {
  const waiting = rows.filter((row) => row.waiting > 0);
  const sum = waiting.reduce((all, row) => all + row.waiting, 0);
  const full = rows.filter((row) => row.full).sort((a, b) => b.chats - a.chats);
  const signed = rows.filter(({ sheet }) => sheet === "signed").length;
  const who = waiting.slice(0, 5).map((row) => row.person.name);
  return (
    <div class="team-strip">
      {team.mode === "live" ? (
        <p class={sum > 0 ? "team-waiting look" : "team-waiting faint"}>
          {sum > 0 ? <b>{t("waitingSum", { n: sum })}</b> : t("waitingNone")}
          {sum > 0 ? <span>{t("waitingWho", { names: who.join(language() === "zh" ? "、" : ", ") + (waiting.length > who.length ? "…" : "") })}</span> : null}
        </p>
      ) : null}
      {full.length > 0 ? (
        <p class="team-waiting look">
          <b>{t("fullSum", { n: full.length })}</b>
          <span>{full.map((row) => t("fullOne", { name: row.person.name, n: row.chats })).join(language() === "zh" ? "、" : ", ")}</span>
        </p>
      ) : null}
      <p class="dim">
        <span>{t("people", { n: number(rows.length) })}</span>
        {off.length > 0 ? <span>{t("offN", { n: off.length })}</span> : null}
        <span>{t("signedOf", { n: number(signed), all: number(rows.length) })}</span>
      </p>
    </div>
  );
}

function Copy({ team, rows }: { team: Team; rows: TeamRow[] }): JSX.Element {
  return (
    <Menu
      label={t("copy")}
      button={
        <>
          <Icon name="copy" />
          {t("copy")}
        </>
      }
      items={[
        {
          title: t("copyText"),
          onPick: () => void toClipboard(teamText(team, rows)).then((done) => toast(done ? t("copied", { n: rows.length }) : t("copyFailed"))),
        },
        { title: t("copyCsv"), onPick: () => toFile(teamCsv(team, rows), `rigong-team-${team.day}.csv`) },
      ]}
    />
  );
}
