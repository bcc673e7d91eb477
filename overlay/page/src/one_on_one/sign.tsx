// SPDX-License-Identifier: Apache-2.0
// Both sign; the person may note that they disagree. With the second signature the page stays as it is.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dateTime } from "../shared/format";
import { link } from "../shared/router";
import { session } from "../shared/session";
import { useStore } from "../shared/store";
import { Button, Card } from "../shared/ui";
import type { Doing } from "./doing";
import { drafts, pendingOf, save } from "./drafts";
import type { Page } from "./say";
import { t } from "./words";

export const isLocked = ({ talk }: Page): boolean => Boolean(talk.person_signed_at && talk.lead_signed_at);

export function Signatures({ page, away, doing }: { page: Page; away: boolean; doing: Doing }): JSX.Element {
  const { talk, may } = page;
  const { person, week } = page.week;
  const list = useStore(drafts);
  const [wait, setWait] = useState(false);
  const locked = isLocked(page);
  const sign = async (agrees: boolean): Promise<void> => {
    // What is signed for is what the agent has.
    const saved = pendingOf(list, person.id, week).length === 0 || ((await save()) && pendingOf(drafts.get(), person.id, week).length === 0);
    setWait(!saved);
    if (!saved) return;
    const second = Boolean(talk.person_signed_at || talk.lead_signed_at);
    await doing.does({ kind: "talk.sign", person: person.id, week, agrees }, t(second ? "signedBoth" : "signedNow"), second ? undefined : { kind: "talk.unsign", person: person.id, week });
  };
  const unsign = (): void => void doing.does({ kind: "talk.unsign", person: person.id, week }, t("unsigned"));
  const back = (
    <Button small kind="quiet" disabled={away} busy={doing.busy} onClick={unsign}>
      {t("unsign")}
    </Button>
  );
  const at = (who: string, when: number): JSX.Element => <span>{t("signedAt", { name: who, at: dateTime(when) })}</span>;
  return (
    <Card title={t("signatures")} class="talk-sign">
      <dl>
        <div>
          <dt>{t("person")}</dt>
          <dd>
            {talk.person_signed_at ? (
              <>
                {at(person.name, talk.person_signed_at)} {talk.agrees ? null : <span class="look">{t("disagrees")}</span>} {may.person && !locked ? back : null}
              </>
            ) : may.person ? (
              <span class="talk-buttons">
                <Button kind="main" disabled={away} busy={doing.busy} onClick={() => void sign(true)}>
                  {t("signAgree")}
                </Button>
                <Button disabled={away} busy={doing.busy} onClick={() => void sign(false)}>
                  {t("signDisagree")}
                </Button>
              </span>
            ) : (
              <span class="faint">{t("notSigned")}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("leadRole")}</dt>
          <dd>
            {talk.lead_signed_at ? (
              <>
                {at(talk.lead_signed_by?.name || page.lead?.name || t("leadRole"), talk.lead_signed_at)} {may.lead && !locked ? back : null}
              </>
            ) : may.lead ? (
              <Button kind="main" disabled={away} busy={doing.busy} onClick={() => void sign(true)}>
                {session().person ? t("signNamed", { name: session().person?.name ?? "" }) : t("sign")}
              </Button>
            ) : (
              <span class="faint">{t("notSigned")}</span>
            )}
          </dd>
        </div>
      </dl>
      {wait ? (
        <p class="look" role="alert">
          {t("saveFirst")}
        </p>
      ) : null}
      {locked ? null : <p class="faint">{t("signNote")}</p>}
      {may.person && !talk.person_signed_at ? <p class="faint">{t("disagreeFirst")}</p> : null}
    </Card>
  );
}

export function Locked({ page }: { page: Page }): JSX.Element | null {
  if (!isLocked(page)) return null;
  return (
    <p class="view-note talk-locked">
      <span>{t("locked")}</span> {page.talk.agrees ? null : <span>{t("lockedDisagree")}</span>} <a href={link("work", { person: page.week.person.id })}>{t("lockedTasks")}</a>
    </p>
  );
}
