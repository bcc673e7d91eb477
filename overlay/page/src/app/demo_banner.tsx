// SPDX-License-Identifier: Apache-2.0
// Says above every view that the shop is made up, and leads out of it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { forgetAnswers } from "../shared/answers";
import { command } from "../shared/api";
import { asProblem } from "../shared/problem";
import { say } from "../shared/i18n";
import { go } from "../shared/router";
import { toast } from "../shared/toast";
import { Button } from "../shared/ui";
import { t } from "./words";

export function DemoBanner(): JSX.Element {
  const [busy, setBusy] = useState(false);
  const leave = async (): Promise<void> => {
    const place = location.hash;
    setBusy(true);
    try {
      // The people of the view that is shown will be gone; this one needs nobody.
      go("start");
      await command({ kind: "demo.leave" });
      // Where home is depends on whose desk this is without the demo.
      await forgetAnswers();
      toast(t("demoLeft"));
      go("");
    } catch (error) {
      location.hash = place;
      toast(say(asProblem(error).words));
    } finally {
      setBusy(false);
    }
  };
  return (
    <aside class="demo faint" aria-label={t("demo")}>
      <span>{t("demo")}</span>
      <Button kind="quiet" small busy={busy} onClick={() => void leave()}>
        {t(busy ? "leavingDemo" : "leaveDemo")}
      </Button>
    </aside>
  );
}
