// SPDX-License-Identifier: Apache-2.0
// One person's talk about one week: what the records say above, what the two write and agree below, and the same for paper.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { connection } from "../shared/connection";
import { shortDay } from "../shared/format";
import { Icon } from "../shared/icons";
import { say } from "../shared/i18n";
import { goTo, link } from "../shared/router";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, ProblemNote, ViewHead } from "../shared/ui";
import { Agreements } from "./agreements";
import { useDoing, type Doing } from "./doing";
import { refusals } from "./drafts";
import { FigureTable } from "./figures";
import { withTalk } from "./list";
import { NotYet } from "./not_yet";
import { Notes } from "./notes";
import { Paper } from "./print";
import { pageLink, weekText, type Page } from "./say";
import { isLocked, Locked, Signatures } from "./sign";
import { Target } from "./target";
import { TalkText } from "./texts";
import { Conversations, LastAgreements, Wins, Work } from "./week";
import { WeekSwitch } from "./week_switch";
import { t } from "./words";

export interface TalkPageProps {
  person: string;
  week: string;
  group: string | undefined;
  holds: boolean; // The viewer comes from the list and may go on to the next.
}

export function TalkPage({ person, week, group, holds }: TalkPageProps): JSX.Element {
  const { data, problem, loading, known, reload } = useAnswer("/one-on-one", { person, week });
  const away = useStore(connection).awaySince !== null;
  const refused = useStore(refusals);
  useEffect(() => {
    if (refused > 0) void reload();
  }, [refused]);
  const ofGroup = group ?? data?.week.person.group;
  const around = useAround(person, week, ofGroup, holds);
  const query = { person, group };
  // The head of the next person is read out as the head of a view is.
  useLayoutEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest(".talk-steps")) document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  const head = (
    <ViewHead
      title={data ? t("titleOf", { name: data.week.person.name }) : t("title")}
      back={holds ? { href: link("one-on-one", { week, group: ofGroup ?? null }), title: t("backToList") } : undefined}
      note={data ? headText(data) : undefined}
      aside={
        <span class="talk-aside">
          {around}
          <WeekSwitch week={week} query={query} />
          {data ? (
            <Button small onClick={() => window.print()}>
              {t("print")}
            </Button>
          ) : null}
        </span>
      }
    />
  );
  if (!data) return <NotYet head={head} problem={problem} loading={loading} reload={reload} />;
  return (
    <>
      <div class="talk-screen">
        {head}
        {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
        <TalkBody page={data} known={known} away={away} />
      </div>
      <div class="print-only">
        <Paper page={data} />
      </div>
    </>
  );
}

export const headText = ({ week, lead }: Page): string => [week.person.group, say(week.stage), weekText(week.week, week.to), lead?.name ? t("lead", { name: lead.name }) : ""].filter(Boolean).join(" · ");

// Who comes before and after in the list, by buttons and by keys.
function useAround(person: string, week: string, group: string | undefined, holds: boolean): JSX.Element | null {
  const { data } = useAnswer("/one-on-ones", holds && group !== undefined ? { week, group } : null);
  const rows = data ? withTalk(data.rows) : [];
  const at = rows.findIndex((one) => one.person.id === person);
  const before = rows[at - 1]?.person;
  const after = at < 0 ? undefined : rows[at + 1]?.person;
  const open = (id: string | undefined): void => {
    if (id !== undefined) goTo(pageLink(id, week, group));
  };
  useShortcuts(
    holds
      ? [
          { keys: "j", words: t("keyNext"), run: () => open(after?.id) },
          { keys: "k", words: t("keyPrevious"), run: () => open(before?.id) },
          { keys: "u", words: t("keyBack"), run: () => goTo(link("one-on-one", { week, group: group ?? null })) },
        ]
      : [],
  );
  if (at < 0 || rows.length < 2) return null;
  const step = (one: typeof before, label: "previousOf" | "nextOf", icon: "up" | "down"): JSX.Element => (
    <Button kind="quiet" small disabled={!one} href={one ? pageLink(one.id, week, group) : undefined} label={one ? t(label, { name: one.name }) : t(label === "nextOf" ? "keyNext" : "keyPrevious")} title={one?.name}>
      <Icon name={icon} />
    </Button>
  );
  return (
    <span class="talk-steps">
      {step(before, "previousOf", "up")}
      <span class="faint num">{t("people", { all: rows.length })}</span>
      {step(after, "nextOf", "down")}
    </span>
  );
}

function TalkBody({ page, known, away }: { page: Page; known: number; away: boolean }): JSX.Element {
  const { week, talk, may } = page;
  const locked = isLocked(page);
  // Each says what went wrong where it was pressed.
  const judging = useDoing();
  const aiming = useDoing();
  const agreeing = useDoing();
  const signing = useDoing();
  const either = (may.person || may.lead) && !locked;
  const leads = may.lead && !locked;
  const own = may.person && !locked;
  const none = week.figures.every(({ value }) => value.denominator === 0);
  const text = { page, known };
  return (
    <div class="talk-body">
      {may.person && !locked ? <p class="view-note">{t(talk.invited ? "isReady" : "notReady")}</p> : null}
      <Locked page={page} />
      {week.notes.length > 0 || !week.over ? (
        <ul class="talk-odd dim">
          {week.over ? null : <li>{t("running", { day: shortDay(week.to) })}</li>}
          {week.notes.map((one, i) => (
            <li key={i}>{say(one)}</li>
          ))}
        </ul>
      ) : null}
      {none ? (
        <EmptyState title={t("noFigures")}>{t("noFiguresText")}</EmptyState>
      ) : (
        <>
          <Card title={t("figures")} class="talk-figures">
            <FigureTable figures={week.figures} provisional={!week.over} />
          </Card>
          <Wins week={week} />
          <Conversations week={week} />
        </>
      )}
      <div class="talk-two">
        <div class="talk-stack">
          <LastAgreements week={week} judges={may.lead} away={away} doing={judging} />
          <Failed doing={judging} />
        </div>
        <Work week={week} />
      </div>
      <Target page={page} mayAgree={either} away={away} doing={aiming} />
      <Failed doing={aiming} />
      <div class="talk-two">
        <Card title={t("bic")}>
          <TalkText {...text} name="fact" title={t("fact")} hint={t("factHint")} writes={leads} start={week.fact ? say(week.fact) : undefined} />
          <TalkText {...text} name="effect" title={t("effect")} hint={t("effectHint")} writes={leads} />
          <TalkText {...text} name="longer" title={t("longer")} hint={t("longerHint")} writes={leads} />
        </Card>
        <div class="talk-stack">
          <div class="card">
            <TalkText {...text} name="topics" title={t(may.person ? "topics" : "topicsOf")} hint={t("topicsHint")} writes={own} />
          </div>
          <div class="card">
            <TalkText {...text} name="disagreement" title={t("disagreement")} hint={t("disagreementHint")} writes={own} />
          </div>
          <div class="card">
            <TalkText {...text} name="lead_does" title={t("lead_does")} hint={t("leadDoesHint")} writes={leads}>
              <LeadBy page={page} writes={leads} away={away} doing={agreeing} />
            </TalkText>
          </div>
        </div>
      </div>
      <Agreements page={page} mayAgree={either} locked={locked} away={away} doing={agreeing} />
      <Failed doing={agreeing} />
      {away && either ? <p class="view-note">{t("away")}</p> : null}
      <Signatures page={page} away={away} doing={signing} />
      <Failed doing={signing} />
      <Notes page={page} away={away} />
    </div>
  );
}

const Failed = ({ doing }: { doing: Doing }): JSX.Element | null => (doing.problem ? <ProblemNote problem={doing.problem} /> : null);

// Sent when the field is left, since a date that is typed passes through days that nobody means.
function LeadBy({ page, writes, away, doing }: { page: Page; writes: boolean; away: boolean; doing: Doing }): JSX.Element | null {
  const kept = page.talk.lead_by ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  if (!writes) return page.talk.lead_does === "" ? null : <p class="faint">{kept ? t("leadByOf", { day: shortDay(kept) }) : t("noDate")}</p>;
  const send = async (): Promise<void> => {
    if (typed === null || typed === kept || field.current?.validity.badInput) return;
    if (await doing.does({ kind: "talk.date", person: page.week.person.id, week: page.week.week, lead_by: typed === "" ? null : typed }, "")) setTyped(null);
  };
  return (
    <label class="talk-by">
      <span class="dim">{t("leadBy")}</span>
      <input ref={field} type="date" class="input" min={page.today} value={typed ?? kept} readOnly={away} onInput={(event) => setTyped(event.currentTarget.value)} onBlur={() => void send()} onKeyDown={(event) => event.key === "Enter" && void send()} />
    </label>
  );
}
