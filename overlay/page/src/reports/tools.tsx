// SPDX-License-Identifier: Apache-2.0
// What can be done with a report as a whole: print it, take it along as a file, copy it as text. One after the other; what goes wrong is said
// in the agent's words.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { toClipboard } from "../shared/clipboard";
import { Icon } from "../shared/icons";
import { Menu } from "../shared/menu";
import { asProblem, type ProblemError } from "../shared/problem";
import { useShortcuts } from "../shared/shortcuts";
import { toast } from "../shared/toast";
import { Button, ProblemNote } from "../shared/ui";
import { saveReport, textOf, type Asked, type Format } from "./files";
import { t } from "./words";

const formats: Format[] = ["xlsx", "csv", "markdown", "json"];

export interface Tools {
  buttons: JSX.Element;
  told: JSX.Element | null; // What is on its way or went wrong.
}

export function useTools(asked: Asked | null): Tools {
  const [busy, setBusy] = useState<Format | "text" | null>(null);
  const [problem, setProblem] = useState<{ of: string; error: ProblemError } | null>(null);
  const key = JSON.stringify(asked);
  const make = async (what: Format | "text"): Promise<void> => {
    if (!asked || busy) return;
    setBusy(what);
    setProblem(null);
    try {
      if (what === "text") toast(t((await toClipboard(await textOf(asked))) ? "copied" : "copyFailed"));
      else toast(t("saved", { name: await saveReport(asked, what) }));
    } catch (error) {
      setProblem({ of: key, error: asProblem(error) });
    } finally {
      setBusy(null);
    }
  };
  useShortcuts([{ keys: "p", words: t("print"), run: () => window.print() }]);
  return {
    buttons: (
      <span class="reports-tools">
        <Button small disabled={!asked} busy={busy !== null} onClick={() => void make("text")}>
          <Icon name="copy" />
          {t("copy")}
        </Button>
        <Menu class="reports-save" label={t("download")} button={<>{t("download")} <Icon name="down" /></>} items={formats.map((one) => ({ title: t(one), onPick: () => void make(one) }))} />
        <Button small disabled={!asked} onClick={() => window.print()}>
          {t("print")}
        </Button>
      </span>
    ),
    told: (
      <>
        <p class="reports-busy faint" role="status">
          {busy ? t("preparing", { what: t(busy) }) : ""}
        </p>
        {/* What went wrong with another report is no matter of this one. */}
        {problem && problem.of === key ? <ProblemNote problem={problem.error} /> : null}
      </>
    ),
  };
}
