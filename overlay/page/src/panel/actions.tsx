// SPDX-License-Identifier: Apache-2.0
// The buttons used every day, always in reach.
import type { JSX } from "preact";
import type { Panel } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { session } from "../shared/session";
import { Button } from "../shared/ui";
import { t } from "./words";

export const sheetLink = (panel: Panel): string => linkHere(["sheet", panel.day === panel.today ? "today" : panel.day]);

export function Actions({ panel }: { panel: Panel }): JSX.Element | null {
  if (panel.sheet === "none") return null;
  const own = panel.person.id === session().person?.id;
  const today = panel.day === panel.today;
  const words = !own ? t("seeSheet") : panel.sheet === "signed" ? t("signed") : panel.sheet === "draft" ? t("draft") : t(today ? "signToday" : "signDay");
  return (
    <div class="actions">
      <Button kind={own && panel.sheet !== "signed" ? "main" : "plain"} href={sheetLink(panel)}>
        {words}
      </Button>
    </div>
  );
}
