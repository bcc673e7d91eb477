// SPDX-License-Identifier: Apache-2.0
// Campaigns, crises and topics: #/periods, and one of them before, during and after: #/periods?id=…&group=….
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { connection } from "../shared/connection";
import { link, type Route } from "../shared/router";
import { may, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { useDoing } from "./doing";
import { draftOf, newDraft, type Draft, type Period, type Periods } from "./draft";
import { PeriodFigures } from "./figures";
import { PeriodForm } from "./form";
import { List } from "./list";
import { t } from "./words";

export default function View({ route }: { route: Route }): JSX.Element {
  const { id, group } = route.query;
  if (!may("see_team")) {
    return (
      <EmptyState whole title={t("leadsOnly")} actions={<Button href={link("panel")}>{t("toPanel")}</Button>}>
        {t("leadsOnlyText")}
      </EmptyState>
    );
  }
  return id ? <PeriodFigures id={id} group={group} /> : <All />;
}

function All(): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/periods", {}, { every: 60_000 });
  const last = useRef<Periods | undefined>(undefined);
  const all = data ?? (problem && problem.kind !== "away" ? undefined : last.current);
  last.current = all;
  const away = useStore(connection).awaySince !== null;
  const [open, setOpen] = useState<{ draft: Draft; before: Period | undefined } | null>(null);
  // Each says what went wrong where it was pressed.
  const doing = useDoing();
  const saving = useDoing();
  const { shops } = session();
  const add = (): void => {
    if (!all?.may_set || away) return;
    saving.clear();
    setOpen({ draft: newDraft(all), before: undefined });
  };
  useShortcuts(all?.may_set ? [{ keys: "a", words: t("addTitle"), run: add }] : []);
  if (!all) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const button = (
    <Button kind="main" disabled={away} onClick={add}>
      {t("add")}
    </Button>
  );
  return (
    <div class="periods">
      <ViewHead title={t("title")} aside={all.may_set && all.periods.length > 0 ? button : undefined} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {doing.problem ? <ProblemNote problem={doing.problem} /> : null}
      {all.periods.length === 0 ? (
        <EmptyState title={t("emptyTitle")} actions={all.may_set ? button : undefined}>
          {all.may_set ? t("emptyText") : t("emptyReader")}
        </EmptyState>
      ) : (
        <List
          all={all}
          shops={shops}
          away={away}
          doing={doing}
          onEdit={(period) => {
            saving.clear();
            setOpen({ draft: draftOf(period, all), before: period });
          }}
        />
      )}
      {open ? <PeriodForm first={open.draft} before={open.before} all={all} shops={shops} doing={saving} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
