// SPDX-License-Identifier: Apache-2.0
// Says above every view that the shop is made up, and leads out of it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { command } from "../shared/api";
import { asProblem } from "../shared/problem";
import { say } from "../shared/i18n";
import { toast } from "../shared/toast";
import { Button } from "../shared/ui";
import { t } from "./words";

export function DemoBanner(): JSX.Element {
  const [busy, setBusy] = useState(false);
  const leave = async (): Promise<void> => {
    setBusy(true);
    try {
      await command({ kind: "demo.leave" });
      toast(t("left"));
      location.hash = "#/";
    } catch (error) {
      toast(say(asProblem(error).words));
    } finally {
      setBusy(false);
    }
  };
  return (
    <p class="demo-banner">
      <span>{t("demo")}</span>
      <Button kind="quiet" small busy={busy} onClick={() => void leave()}>
        {t(busy ? "leaving" : "leaveDemo")}
      </Button>
    </p>
  );
}
