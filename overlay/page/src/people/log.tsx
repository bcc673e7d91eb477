// SPDX-License-Identifier: Apache-2.0
// Everything that was done and looked at: #/log. For those who look after people.
import type { JSX } from "preact";
import { Fragment } from "preact";
import { dateOfTime, longDay, time } from "../shared/format";
import { say } from "../shared/i18n";
import { link } from "../shared/router";
import { may, session } from "../shared/session";
import { Button, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { byDay, useLog, type Line } from "./log_lines";
import { nameOf } from "./order";
import { whoOf } from "./own";
import { t } from "./own_words";

const aboutOf = ({ about, group }: Line): string => (about ? nameOf(about) : group === null ? "" : group || t("everybody"));

export default function View(): JSX.Element {
  const allowed = may("see_log");
  const { today } = session();
  const { lines, more, busy, problem, reload } = useLog(true, allowed);
  if (!allowed) return <EmptyState whole title={t("allNot")} actions={<Button href={link("own")}>{t("toOwn")}</Button>} />;
  return (
    <div class="log">
      <ViewHead title={t("allTitle")} note={t("allNote")} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={reload} /> : null}
      {!lines ? problem ? null : <Loading /> : lines.length === 0 ? <p class="card dim">{t("logNone")}</p> : null}
      {lines && lines.length > 0 ? (
        <div class="card turn-card">
          <table class="turn-table">
            <thead>
              <tr>
                <th scope="col">{t("when")}</th>
                <th scope="col">{t("who")}</th>
                <th scope="col">{t("what")}</th>
                <th scope="col" class="turn-wide">
                  {t("aboutWhom")}
                </th>
              </tr>
            </thead>
            <tbody>
              {byDay(lines, dateOfTime).map(({ day, lines: of }) => (
                <Fragment key={day}>
                  <tr class="turn-day">
                    <th scope="rowgroup" colSpan={4}>
                      {longDay(day, today)}
                    </th>
                  </tr>
                  {of.map((one) => (
                    <tr key={one.id}>
                      <td class="num faint">{time(one.at)}</td>
                      <td>
                        {whoOf(one)}
                        {one.device ? <span class="log-device faint">{one.device}</span> : null}
                      </td>
                      <td class={one.looked ? "dim" : ""}>
                        {say(one.words)}
                        {aboutOf(one) ? <span class="turn-under dim log-about">{aboutOf(one)}</span> : null}
                      </td>
                      <td class="turn-wide dim">{aboutOf(one)}</td>
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
          <div class="turn-more">
            {more ? (
              <Button busy={busy} onClick={more}>
                {t("older")}
              </Button>
            ) : (
              <span class="faint">{t("thatsAll")}</span>
            )}
          </div>
        </div>
      ) : null}
    </div>
  );
}
