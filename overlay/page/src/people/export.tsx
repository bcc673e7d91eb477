// SPDX-License-Identifier: Apache-2.0
// All that is kept of oneself, as files. They are made when asked for and saved by a press each, since a browser stops a row of downloads
// that nobody pressed for.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { answer } from "../shared/answers";
import { addDays, daysBetween, isDay } from "../shared/days";
import { safeName, saveFile } from "../shared/download";
import { asProblem, type ProblemError } from "../shared/problem";
import type { Schema } from "../shared/schema";
import { Button, Card, ProblemNote } from "../shared/ui";
import { DayField } from "./small_form";
import { t } from "./own_words";

export const mostDays = 92;
// What is wrong with the days; "" where nothing is.
export function wrongSpan(from: string, to: string): "exportWrongOrder" | "exportTooLong" | "" {
  if (!isDay(from) || !isDay(to) || to < from) return "exportWrongOrder";
  return daysBetween(from, to) + 1 > mostDays ? "exportTooLong" : "";
}

export function Export({ today }: { today: string }): JSX.Element {
  const [from, setFrom] = useState(addDays(today, -29));
  const [to, setTo] = useState(today);
  const [busy, setBusy] = useState(false);
  const [files, setFiles] = useState<Schema<"ExportFile">[] | null>(null);
  const [wrong, setWrong] = useState("");
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const prepare = async (): Promise<void> => {
    const fault = wrongSpan(from, to);
    setWrong(fault && t(fault));
    if (fault) return;
    setBusy(true);
    setProblem(null);
    try {
      setFiles((await answer("/own-data/export", { from, to })).files);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const change = (set: (day: string) => void) => (day: string): void => {
    set(day);
    setFiles(null);
    setWrong("");
  };
  return (
    <Card title={t("export")}>
      <p class="dim">{t("exportText")}</p>
      <form
        class="item-form"
        onSubmit={(event) => {
          event.preventDefault();
          void prepare();
        }}
      >
        <div class="item-form-line">
          <DayField label={t("from")} value={from} onChange={change(setFrom)} />
          <DayField label={t("to")} value={to} onChange={change(setTo)} />
          <Button small submit busy={busy}>
            {t("exportDo")}
          </Button>
        </div>
        {wrong ? (
          <p class="look" role="alert">
            {wrong}
          </p>
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
      </form>
      {files ? (
        <div class="export-files" role="status">
          <p class="faint">{t("exportReady", { n: files.length })}</p>
          <div class="form-buttons">
            {files.map((one) => (
              <Button key={one.name} small onClick={() => saveFile(one.text, one.name, one.type)}>
                {t("exportSave", { name: safeName(one.name, one.type) })}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </Card>
  );
}
