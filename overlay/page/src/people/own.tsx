// SPDX-License-Identifier: Apache-2.0
// What is kept of oneself, who saw it, one's devices and objections: #/own.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { dateOfTime, namedDay, number, time } from "../shared/format";
import { say } from "../shared/i18n";
import { link } from "../shared/router";
import type { Schema } from "../shared/schema";
import { may, session } from "../shared/session";
import { Button, Card, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { Contest } from "../shared/contest";
import { OwnContests, ToDecide } from "./contest_card";
import { Devices } from "./devices";
import { Export } from "./export";
import { byDay, useLog, type Line } from "./log_lines";
import { nameOf } from "./order";
import { t } from "./own_words";

// "2 年", "90 天".
export const term = (days: number): string => (days % 365 === 0 && days > 0 ? t("years", { n: days / 365 }) : t("days", { n: days }));

function Kept({ rows }: { rows: Schema<"Kept">[] }): JSX.Element {
  return (
    <Card title={t("kept")} aside={<a href={link("notices")}>{t("toNotice")}</a>}>
      <table class="departments kept">
        <thead>
          <tr>
            <th scope="col">{t("keptWhat")}</th>
            <th scope="col">{t("keptCount")}</th>
            <th scope="col" class="kept-span">
              {t("keptSpan")}
            </th>
            <th scope="col">{t("keptDays")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => {
            const span = one.first && one.last ? `${one.first} – ${one.last}` : "";
            return (
              <tr key={one.what}>
                <th scope="row">
                  {t(one.what)}
                  {span ? <span class="kept-under faint num">{span}</span> : null}
                </th>
                <td class={one.count === 0 ? "faint" : "num"}>{one.count === 0 ? t("none") : number(one.count)}</td>
                <td class="kept-span num">{span}</td>
                <td class="num">{term(one.days)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

export const whoOf = ({ by, acting_for: lead }: Line): string => `${by ? nameOf(by) : t("owner")}${lead ? t("standing", { name: nameOf(lead) }) : ""}`;

// The newest are a look; the rest is there for whoever asks.
const atFirst = 20;
const further = 50;

function OwnLog({ me, today }: { me: string; today: string }): JSX.Element {
  const { lines: read, more: older, busy, problem, reload } = useLog(false);
  const [most, setMost] = useState(atFirst);
  const lines = read?.slice(0, most);
  const hidden = read !== undefined && read.length > most;
  const more = (): void => {
    setMost(most + further);
    if (read && read.length < most + further) older?.();
  };
  return (
    <Card title={t("logTitle")} aside={may("see_log") ? <a href={link("log")}>{t("allTitle")}</a> : null}>
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={reload} /> : null}
      {!lines ? problem ? null : <Loading /> : lines.length === 0 ? <p class="dim">{t("logNone")}</p> : null}
      {byDay(lines ?? [], dateOfTime).map(({ day, lines: of }) => (
        <section key={day} class="log-day" aria-label={namedDay(day, today)}>
          <h3 class="dim">{namedDay(day, today)}</h3>
          <ul>
            {of.map((one) => (
              <li key={one.id} class="log-line">
                <span class="num faint">{time(one.at)}</span>
                <span class="log-what">
                  <span class={one.by?.id === me ? "dim" : ""}>{one.by?.id === me ? t("self") : whoOf(one)}</span> {say(one.words)}
                </span>
                {one.looked || one.by?.id === me ? null : <Contest about="entry" refer={one.id} day={day} label={t("entryOf", { time: time(one.at) })} />}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {hidden || older ? (
        <p>
          <Button small busy={busy} onClick={more}>
            {t("older")}
          </Button>
        </p>
      ) : lines && lines.length > 0 ? (
        <p class="faint">{t("thatsAll")}</p>
      ) : null}
    </Card>
  );
}

export default function View(): JSX.Element {
  const { today, person, own_device: own } = session();
  const decides = may("decide");
  const { data, problem, loading, reload } = useAnswer("/own-data", person || decides ? {} : null);
  if (!person && !decides) {
    return (
      <EmptyState whole title={t("nobody")} actions={may("see_log") ? <Button href={link("log")}>{t("allTitle")}</Button> : null}>
        {t("nobodyText")}
      </EmptyState>
    );
  }
  const head = <ViewHead title={t("title")} note={person?.name} />;
  if (!data) {
    return (
      <>
        {head}
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  return (
    <div class="own">
      {head}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {decides ? <ToDecide list={data.to_decide} /> : null}
      {person ? (
        <>
          <div class="own-half">
            <Kept rows={data.kept} />
            <OwnLog me={person.id} today={today} />
          </div>
          <div class="own-half">
            <OwnContests list={data.contests} person={person.id} />
            <Card title={t("devices")}>
              <Devices of={(one) => (one.person ? one.person.id === person.id : one.this_one && !own)} none={t("devicesNone")} />
            </Card>
            <Export today={today} />
          </div>
        </>
      ) : null}
    </div>
  );
}
