// SPDX-License-Identifier: Apache-2.0
// The groups of the settings: what goes there, and when.
import type { JSX } from "preact";
import { say } from "../shared/i18n";
import { Card } from "../shared/ui";
import { planText, type Target } from "./rows";
import { Setup } from "./setup";
import { t } from "./words";

export function Targets({ targets }: { targets: readonly Target[] }): JSX.Element {
  return (
    <Card title={t("groups")}>
      <ul class="post-targets">
        {targets.map((one) => (
          <li key={one.name}>
            <p>
              <b>{one.name}</b> <span class="faint">{say(one.title)}</span>
            </p>
            <p class="dim">
              {[one.group ? t("onlyGroup", { group: one.group }) : t("everyGroup"), planText(one), one.rests ? t("rests") : ""].filter(Boolean).join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      <p class="faint">{t("jitter")}</p>
      <details class="post-more">
        <summary>{t("add")}</summary>
        <Setup />
      </details>
    </Card>
  );
}
