// SPDX-License-Identifier: Apache-2.0
// The day's sign-off: #/sheet/2026-11-25.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { addDays, daysBetween, isDay } from "../shared/days";
import { longDay } from "../shared/format";
import { statusWord } from "../shared/figures";
import { Icon } from "../shared/icons";
import { goTo, type Route } from "../shared/router";
import { linkHere, useScope } from "../shared/scope";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Button, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { PrintSheet } from "./print";
import { SignOff } from "./sign_off";
import { Signed } from "./signed";
import { pendingFor, outbox } from "../shared/outbox";
import { useStore } from "../shared/store";
import { t } from "./words";

export default function View({ route }: { route: Route }): JSX.Element {
  const { person, own } = useScope();
  const today = session().today;
  const wanted = route.path[1] ?? "today";
  const day = wanted === "today" ? today : wanted;
  const ask = isDay(day) && person !== "";
  const { data: sheet, problem, loading, known, reload } = useAnswer("/sheet", ask ? { person, day } : null);
  const queued = pendingFor(useStore(outbox), person, day);
  useShortcuts([
    { keys: "[", words: t("yesterday"), run: () => goTo(linkHere(["sheet", addDays(day, -1)])) },
    { keys: "]", words: t("tomorrow"), run: () => day < today && goTo(linkHere(["sheet", addDays(day, 1)])) },
  ]);
  if (!isDay(day)) return <EmptyState title={t("noDay")} actions={<Button href={linkHere("sheets")}>{t("allSheets")}</Button>} />;
  if (person === "") return <EmptyState title={t("noPerson")} actions={<Button href={linkHere("panel")}>{t("toPanel")}</Button>} />;

  const head = (
    <ViewHead
      title={t("title")}
      back={{ href: linkHere("sheets", { month: day === today ? null : day.slice(0, 7) }), title: t("allSheets") }}
      note={sheet && !own ? `${sheet.person.name} · ${longDay(day, today)}` : longDay(day, today)}
      aside={
        <span class="sheet-days">
          <Button kind="quiet" small href={linkHere(["sheet", addDays(day, -1)])} label={t("yesterday")}>
            <Icon name="left" />
          </Button>
          <Button kind="quiet" small href={day < today ? linkHere(["sheet", addDays(day, 1)]) : undefined} disabled={day >= today} label={t("tomorrow")}>
            <Icon name="right" />
          </Button>
          {sheet ? (
            <Button small onClick={() => window.print()}>
              {t("print")}
            </Button>
          ) : null}
        </span>
      }
    />
  );
  if (!sheet) {
    return (
      <>
        {head}
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  // A signature that is being taken back is shown as such; it counts until the agent has confirmed.
  const signed = sheet.state === "signed" && !queued.some((one) => one.body.kind === "sheet.save");
  return (
    <>
      <div class="sheet-screen">
        {head}
        <p class="faint sheet-about">
          <span>{statusWord(sheet.status)}</span>
          {sheet.customers !== undefined ? <span>{t("customers", { n: sheet.customers })}</span> : null}
        </p>
        {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
        {signed ? (
          <Signed sheet={sheet} own={own} mayReopen={own && daysBetween(day, today) <= 1} reload={reload} />
        ) : (
          <SignOff key={`${person} ${day}`} sheet={sheet} known={known} own={own} reload={reload} />
        )}
      </div>
      <div class="print-only">
        <PrintSheet sheet={sheet} />
      </div>
    </>
  );
}
