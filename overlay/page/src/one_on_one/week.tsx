// SPDX-License-Identifier: Apache-2.0
// What the records say of the week besides numbers: what went well, what moves, what is furthest off, what to read, what was agreed.
import type { JSX } from "preact";
import { shortDay, time, weekdayName, dateOfTime } from "../shared/format";
import { language, say } from "../shared/i18n";
import { link } from "../shared/router";
import type { Schema } from "../shared/schema";
import { Button, Card, Choice } from "../shared/ui";
import type { Doing } from "./doing";
import { agreementWords, turnsLink, type Agreement, type Line, type Week } from "./say";
import { t } from "./words";

function Sentence({ line, person }: { line: Line; person: string }): JSX.Element {
  const words = say(line.words);
  return (
    <>
      {words}
      {line.turns ? (
        <>
          {" "}
          <a class="talk-turns" href={turnsLink(person, line.turns)} aria-label={t("seeTurnsOf", { what: words })}>
            {t("seeTurns")}
          </a>
        </>
      ) : null}
    </>
  );
}

export function Wins({ week }: { week: Week }): JSX.Element {
  const { person, wins, trend, gap, load } = week;
  return (
    <div class="talk-two">
      <Card title={t(wins.length === 1 ? "win" : "wins")}>
        {wins.length === 0 ? <p class="faint">{t("winsNone")}</p> : null}
        <ul class="talk-points">
          {wins.map((line, i) => (
            <li key={i}>
              <Sentence line={line} person={person.id} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("trend")}>{trend ? <p><Sentence line={trend} person={person.id} /></p> : <p class="faint">{t("trendNone")}</p>}</Card>
      <Card title={t("gap")}>{gap ? <p><Sentence line={gap} person={person.id} /></p> : <p class="faint">{t("gapNone")}</p>}</Card>
      {load ? (
        <Card title={t("load")}>
          <p>
            <Sentence line={load} person={person.id} />
          </p>
        </Card>
      ) : null}
    </div>
  );
}

// "周二 10:12".
export const whenText = (at: number): string => `${weekdayName(dateOfTime(at))} ${time(at)}`;

export function Conversations({ week }: { week: Week }): JSX.Element {
  return (
    <Card title={t("conversations")}>
      {week.conversations.length === 0 ? <p class="faint">{t("conversationsNone")}</p> : null}
      <ul class="talk-conversations">
        {week.conversations.map((one) => (
          <li key={`${one.conversation} ${one.at}`}>
            <p>
              <b class="num">{whenText(one.at)}</b> <span class={one.good ? "good talk-mark" : "talk-mark dim"}>{t(one.good ? "good" : "look")}</span> {say(one.words)}
            </p>
            <Button small href={turnsLink(week.person.id, one.turns, one.conversation)} label={t("openTurnOf", { what: `${whenText(one.at)} ${say(one.words)}` })}>
              {t("openTurn")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const signs = { kept: "✓", missed: "✗", open: "○" } as const;
export const verdictText = (one: Agreement): string => `${signs[one.verdict]} ${t(one.verdict)}`;

export interface LastProps {
  week: Week;
  judges: boolean;
  away: boolean;
  doing: Doing;
}

export function LastAgreements({ week, judges, away, doing }: LastProps): JSX.Element {
  const judge = (one: Agreement, verdict: Agreement["verdict"]): void =>
    void doing.does({ kind: "talk.judge", person: week.person.id, week: one.week, number: one.number, verdict }, `${t(verdict)}${language() === "zh" ? "：" : ": "}${agreementWords(one, week.figures)}`, { kind: "talk.judge", person: week.person.id, week: one.week, number: one.number, verdict: one.verdict });
  return (
    <Card title={t("last")}>
      {week.last.length === 0 ? <p class="faint">{t("lastNone")}</p> : null}
      <ul class="talk-last">
        {week.last.map((one) => {
          const words = agreementWords(one, week.figures);
          return (
            <li key={`${one.week} ${one.number}`}>
              <p>
                <span class={`talk-verdict talk-verdict-${one.verdict}`}>{verdictText(one)}</span> {words}
                {one.lead ? <span class="faint"> · {t("leadDoes")}</span> : null}
                {one.fact ? <span class="faint"> · {say(one.fact)}</span> : null}
                {one.by_record ? <span class="faint"> · {t("byRecord")}</span> : null}
              </p>
              {judges && !one.by_record && !away ? (
                <Choice label={t("judge", { what: words })} options={(["kept", "missed", "open"] as const).map((id) => ({ id, title: t(id) }))} value={one.verdict} onChange={(verdict) => judge(one, verdict)} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

// "1121-03 尺码表更新 · 11月25日".
export const handoffText = (one: Schema<"Task">): string => [one.shown_number, one.title].filter(Boolean).join(" ");
const mostHandoffs = 5;

export function Work({ week }: { week: Week }): JSX.Element {
  const { person, promises, tasks, handoffs } = week;
  return (
    <>
      <Card title={t("promises")}>
        {promises.length === 0 ? <p class="faint">{t("promisesNone")}</p> : null}
        <ul class="talk-points">
          {promises.map((line, i) => (
            <li key={i}>
              <Sentence line={line} person={person.id} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("work")} aside={<a href={link("work", { person: person.id })}>{t("toWork")}</a>}>
        <p>{say(tasks)}</p>
        {handoffs.length > 0 ? (
          <>
            <p class="dim talk-sub">{t("handoffsOpen")}</p>
            <ul class="talk-points">
              {handoffs.slice(0, mostHandoffs).map((one) => (
                <li key={one.id}>
                  {handoffText(one)} <span class="faint num">{shortDay(one.from)}</span>
                </li>
              ))}
              {handoffs.length > mostHandoffs ? (
                <li>
                  <a href={link("handoffs", { person: person.id })}>{t("handoffsMore", { n: handoffs.length - mostHandoffs })}</a>
                </li>
              ) : null}
            </ul>
          </>
        ) : null}
      </Card>
    </>
  );
}
