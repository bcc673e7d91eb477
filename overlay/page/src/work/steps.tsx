// SPDX-License-Identifier: Apache-2.0
// The steps that everybody chooses small things from, for a lead to add to, rename and hide. What was promised keeps its own words.
import type { JSX } from "preact";
import type { Schema } from "../shared/schema";
import { Card } from "../shared/ui";
import { Catalogue, type CatalogueKind } from "./catalogue";
import { t } from "./series_words";

const kind = (): CatalogueKind => ({
  name: "step",
  most: 40,
  words: { add: t("newStep"), missing: t("missingStepName"), reset: t("reset"), resetSure: t("resetSure"), hidden: (n) => t("hidden", { n }) },
  set: (step, title) => ({ kind: "step.set", step, title }),
  hide: (step, hidden) => ({ kind: "step.hide", step, hidden }),
  reset: () => ({ kind: "step.reset" }),
});

export function Steps({ catalogue }: { catalogue: Schema<"PromiseStep">[] }): JSX.Element {
  return (
    <Card title={t("catalogue")} note={t("catalogueNote")} class="steps-card">
      <Catalogue kind={kind()} entries={catalogue} />
    </Card>
  );
}
