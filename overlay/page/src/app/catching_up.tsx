// SPDX-License-Identifier: Apache-2.0
// What stands where nothing is live yet because a source is still being read: how far it is, and that nobody needs to do anything. Asked only
// where it is drawn, which is never beside live figures.
import type { ComponentChildren, JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { say } from "../shared/i18n";
import { session } from "../shared/session";
import { t } from "./words";

// A part of a sentence's paragraph. `children` say what would be needed for more; the made-up shop needs nothing but time.
export function CatchingUp({ children }: { children?: ComponentChildren }): JSX.Element {
  const { data } = useAnswer("/accounts", {});
  const progress = data?.accounts.find((account) => account.progress)?.progress;
  if (!progress) return <>{children}</>;
  // The count is not read out: it changes twice a second.
  return (
    <>
      <span class="num">{say(progress)}</span>
      <span role="status">{t("catchingUp")}</span> {session().demo ? null : children}
    </>
  );
}
