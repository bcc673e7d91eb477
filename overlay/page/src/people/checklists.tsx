// SPDX-License-Identifier: Apache-2.0
// What stands in the checklists of the stages, for those who look after people to add to, rename and hide.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Schema } from "../shared/schema";
import { Card, Tabs } from "../shared/ui";
import { Catalogue, type CatalogueKind } from "../work/catalogue";
import { t } from "./checklists_words";

type List = Schema<"StageChecklist">;
type Stage = Exclude<List["stage"], "by_time">;

const kindOf = (stage: Stage): CatalogueKind => ({
  name: `item ${stage}`,
  most: 60,
  words: { add: t("add"), missing: t("missing"), reset: t("reset"), resetSure: t("resetSure"), hidden: (n) => t("hidden", { n }) },
  set: (item, title) => ({ kind: "checklist.item", stage, item, title }),
  hide: (item, hidden) => ({ kind: "checklist.hide", stage, item, hidden }),
  reset: () => ({ kind: "checklist.reset", stage }),
});

export function Checklists({ lists }: { lists: List[] }): JSX.Element | null {
  const [chosen, setChosen] = useState<Stage>("newcomer");
  const list = lists.find((one) => one.stage === chosen);
  if (!list) return null;
  const stages = lists.map((one) => one.stage as Stage);
  return (
    <Card title={t("title")} note={t("note")} class="checklists-card">
      <Tabs label={t("stages")} tabs={stages.map((id) => ({ id, title: t(id) }))} value={chosen} onChange={setChosen} />
      {list.items.length === 0 ? <p class="dim">{t("none")}</p> : null}
      <Catalogue key={chosen} kind={kindOf(chosen)} entries={list.items} />
    </Card>
  );
}
