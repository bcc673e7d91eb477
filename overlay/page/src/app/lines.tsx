// SPDX-License-Identifier: Apache-2.0
// Quiet lines below the header: for whom one acts, what is still to be signed for, that the 1-on-1 is prepared, what of one's own was not accepted.
import type { JSX } from "preact";
import { isOthers, isOwn, outbox } from "../shared/outbox";
import { link } from "../shared/router";
import type { Session } from "../shared/schema";
import { self } from "../shared/self";
import { useStore } from "../shared/store";
import { t } from "./words";

export function Lines({ session, toSign }: { session: Session; toSign: Session["to_sign"] }): JSX.Element | null {
  const list = useStore(outbox);
  useStore(self); // Whose the others are depends on it.
  const others = list.filter(isOthers);
  const refused = list.filter((one) => isOwn(one) && one.refused !== null);
  const sign = toSign.length > 0 || refused.some((one) => one.body.kind === "text.sign");
  const contests = refused.filter((one) => one.body.kind === "contest.make").length;
  const lead = session.acting_for;
  if (!lead && !sign && !session.talk && contests === 0 && others.length === 0) return null;
  return (
    <p class="lines" role="status">
      {lead ? <span>{t("standingIn", { name: lead.name || lead.id })}</span> : null}
      {others[0] ? <span>{t("othersWait", { n: others.length, name: others[0].by.name || t("machineOwner") })}</span> : null}
      {session.talk ? <a href={link("one-on-one", { person: session.person?.id ?? "", week: session.talk })}>{t("talkReady")}</a> : null}
      {sign ? <a href={link("notices")}>{t("unsigned")}</a> : null}
      {contests > 0 ? (
        <a class="look" href={link("own")}>
          {t("contestsRefused", { n: contests })}
        </a>
      ) : null}
    </p>
  );
}
