// SPDX-License-Identifier: Apache-2.0
// Without a valid token the page says how it is opened, and waits. It asks nothing by itself.
import type { JSX } from "preact";
import { setPrefs } from "../shared/prefs";
import { Button } from "../shared/ui";
import { language } from "../shared/i18n";
import { t } from "./words";

export function Locked(): JSX.Element {
  const other = language() === "zh" ? "en" : "zh";
  return (
    <main class="page locked">
      <p class="brand">{t("name")}</p>
      <h1>{t("lockedTitle")}</h1>
      <p>{t("locked")}</p>
      <p class="dim">{t("lockedDevice")}</p>
      <p class="dim">{t("lockedMore")}</p>
      <p>
        <Button kind="quiet" small onClick={() => setPrefs({ language: other })}>
          <span lang={other === "zh" ? "zh-CN" : "en"}>{t("language")}</span>
        </Button>
      </p>
    </main>
  );
}
