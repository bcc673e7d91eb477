// SPDX-License-Identifier: Apache-2.0
// The team's rules: a new version, and who has signed for it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import type { Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { forgetTyped, useTyped } from "../shared/typing";
import { language, say } from "../shared/i18n";
import { Button, Card, Field, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { nameOf } from "./order";
import { Paragraphs, type Text } from "./text";
import { t } from "./text_words";

const fields = ["title zh", "body zh", "title en", "body en"].map((one) => `rules ${one}`);

export function Publish({ rules, away }: { rules: Text | undefined; away: boolean }): JSX.Element {
  const [titleZh, setTitleZh] = useTyped(fields[0] ?? "", "");
  const [bodyZh, setBodyZh] = useTyped(fields[1] ?? "", rules?.body.zh ?? "");
  const [titleEn, setTitleEn] = useTyped(fields[2] ?? "", rules?.title.en ?? "");
  const [bodyEn, setBodyEn] = useTyped(fields[3] ?? "", rules?.body.en ?? "");
  const title = titleZh || (rules?.title.zh ?? "");
  const [open, setOpen] = useState(titleZh !== "");
  const [wrong, setWrong] = useState<"title" | "body" | null>(null);
  const { run, busy, problem } = useAct();
  const version = (rules?.version ?? 0) + 1;
  const publish = async (): Promise<void> => {
    const fault = title.trim() === "" ? "title" : bodyZh.trim() === "" ? "body" : null;
    setWrong(fault);
    if (fault) {
      afterDrawn(() => document.querySelector<HTMLElement>(".publish [aria-invalid=true]")?.focus());
      return;
    }
    if (!(await run({ kind: "rules.publish", title: { zh: title.trim(), en: titleEn.trim() }, body: { zh: bodyZh.trim(), en: bodyEn.trim() } }))) return;
    forgetTyped(...fields);
    setOpen(false);
    toast(t("published", { n: version }));
  };
  const cancel = (): void => {
    forgetTyped(...fields);
    setOpen(false);
    setWrong(null);
  };
  if (!open) {
    return (
      <Card title={t("publish")}>
        <p class="dim">{t(rules ? "publishNote" : "publishFirst")}</p>
        <p>
          <Button small disabled={away} onClick={() => setOpen(true)}>
            {t("publishStart")}
          </Button>
        </p>
      </Card>
    );
  }
  const line = (label: string, value: string, set: (text: string) => void, fault?: string): JSX.Element => (
    <Field label={label} wrong={fault}>
      {(ids) => <input id={ids.id} class="input" autocomplete="off" maxLength={200} value={value} aria-describedby={ids.describedby} aria-invalid={fault !== undefined} onInput={(event) => set(event.currentTarget.value)} />}
    </Field>
  );
  const area = (label: string, value: string, set: (text: string) => void, fault?: string): JSX.Element => (
    <Field label={label} wrong={fault}>
      {(ids) => <textarea id={ids.id} class="input" rows={6} maxLength={20000} value={value} aria-describedby={ids.describedby} aria-invalid={fault !== undefined} onInput={(event) => set(event.currentTarget.value)} />}
    </Field>
  );
  return (
    <Card title={t("publish")} class="publish">
      <p class="dim">{t("publishNote")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        {line(t("titleZh"), title, setTitleZh, wrong === "title" ? t("missingTitle") : undefined)}
        {area(t("bodyZh"), bodyZh, setBodyZh, wrong === "body" ? t("missingBody") : undefined)}
        <details class="start-details" open={titleEn !== "" || bodyEn !== "" || undefined}>
          <summary>{t("english")}</summary>
          {line(t("titleEn"), titleEn, setTitleEn)}
          {area(t("bodyEn"), bodyEn, setBodyEn)}
        </details>
        {bodyZh.trim() !== "" ? (
          <section class="publish-preview" aria-label={t("preview")}>
            <h3 class="dim">{t("preview")}</h3>
            <p>
              <b>{say({ zh: title, en: titleEn })}</b> <span class="faint num">{t("version", { n: version, day: "…" }).replace(/ · ….*/, "")}</span>
            </p>
            <Paragraphs words={{ zh: bodyZh, en: bodyEn }} />
          </section>
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
        <p class="form-buttons">
          <Button kind="main" submit busy={busy} disabled={away}>
            {t("publishDo", { n: version })}
          </Button>
          <Button onClick={cancel}>{t("cancel")}</Button>
        </p>
      </form>
    </Card>
  );
}

const atFirst = 40;

export function Receipts({ text, list }: { text: Text; list: Schema<"SignedBy">[] }): JSX.Element | null {
  const [all, setAll] = useState(false);
  const mine = list.filter((one) => one.kind === text.kind);
  if (mine.length === 0) return null;
  const missing = mine.filter((one) => one.at === null);
  const done = mine.filter((one) => one.at !== null);
  const shown = all ? missing : missing.slice(0, atFirst);
  return (
    <section class="receipts" aria-label={`${t("receipts")}${t("colon")}${say(text.title)}`}>
      <p>
        <b>{say(text.title)}</b> <span class="dim num">{t("receiptsOf", { signed: done.length, all: mine.length })}</span>
      </p>
      {missing.length === 0 ? (
        <p class="good">{t("allSigned")}</p>
      ) : (
        <p>
          <span class="look">{t("notYet")}</span>
          {t("colon")}
          {shown.map(({ person }) => nameOf(person)).join(language() === "zh" ? "、" : ", ")}
          {missing.length > shown.length ? (
            <>
              {" "}
              <button type="button" class="text-button" onClick={() => setAll(true)}>
                {t("showAll", { n: missing.length })}
              </button>
            </>
          ) : null}
        </p>
      )}
    </section>
  );
}
