// SPDX-License-Identifier: Apache-2.0
// Quiet lines below the header: a source that cannot be read, for whom one acts, what is still to be signed for, that the 1-on-1 is prepared, what of one's own was not accepted.
import type { JSX } from "preact";
import { isOthers, isOwn, outbox } from "../shared/outbox";
import { dateOfTime, dateTime, time } from "../shared/format";
import { link } from "../shared/router";
import type { Session } from "../shared/schema";
import { self } from "../shared/self";
import { may, session } from "../shared/session";
import { useStore } from "../shared/store";
import { t } from "./words";

const mostAway = 2;
const sinceWhen = (ms: number): string => (dateOfTime(ms) === session().today ? time(ms) : dateTime(ms));

export function Lines({ session: of, toSign }: { session: Session; toSign: Session["to_sign"] }): JSX.Element | null {
  const list = useStore(outbox);
  useStore(self); // Whose the others are depends on it.
  const others = list.filter(isOthers);
  const refused = list.filter((one) => isOwn(one) && one.refused !== null);
  const sign = toSign.length > 0 || refused.some((one) => one.body.kind === "text.sign");
  const contests = refused.filter((one) => one.body.kind === "contest.make").length;
  const lead = of.acting_for;
  const away = of.away;
  if (!lead && !sign && !of.talk && contests === 0 && others.length === 0 && away.length === 0) return null;
  return (
    <p class="lines" role="status">
      {away.slice(0, mostAway).map((one) => (
        <span key={one.name} class="look">
          {one.since === null ? t("sourceAway", { name: one.name }) : t("sourceAwaySince", { name: one.name, time: sinceWhen(one.since) })}
        </span>
      ))}
      {away.length > mostAway ? <span class="look">{t("sourcesAway", { n: away.length - mostAway })}</span> : null}
      {away.length > 0 && may("see_accounts") ? <a href={link("accounts")}>{t("toAccounts")}</a> : null}
      {lead ? <span>{t("standingIn", { name: lead.name || lead.id })}</span> : null}
      {others[0] ? <span>{t("othersWait", { n: others.length, name: others[0].by.name || t("machineOwner") })}</span> : null}
      {of.talk ? <a href={link("one-on-one", { person: of.person?.id ?? "", week: of.talk })}>{t("talkReady")}</a> : null}
      {sign ? <a href={link("notices")}>{t("unsigned")}</a> : null}
      {contests > 0 ? (
        <a class="look" href={link("own")}>
          {t("contestsRefused", { n: contests })}
        </a>
      ) : null}
    </p>
  );
}
