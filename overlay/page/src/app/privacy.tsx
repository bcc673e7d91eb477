// SPDX-License-Identifier: Apache-2.0
// What is collected, who sees it and how long, for the person it is about.
import type { JSX } from "preact";
import { Dialog } from "../shared/ui";
import { t } from "./words";

export function PrivacyDialog({ open, onClose }: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t("privacy")} open={open} onClose={onClose}>
      <dl class="facts">
        {(["what", "who", "where", "long", "use"] as const).map((one) => (
          <div key={one}>
            <dt>{t(`${one}Title`)}</dt>
            <dd>{t(`${one}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
