// SPDX-License-Identifier: Apache-2.0
// The steps that everybody chooses small things from, for a lead to add to, rename and hide. What was promised keeps its own words.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAct } from "../people/act";
import { afterDrawn } from "../shared/after_drawn";
import { say } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { useTyped } from "../shared/typing";
import { Button, Card, ProblemNote } from "../shared/ui";
import { SmallField } from "./due";
import { t } from "./series_words";

type Step = Schema<"PromiseStep">;
const mostCharacters = 40;

interface FormProps {
  step?: Step | undefined; // The one that is renamed; without it a new one.
  onClose: () => void;
}

function StepForm({ step, onClose }: FormProps): JSX.Element {
  const { run, busy, problem, clear } = useAct();
  const name = `step ${step?.id ?? "new"}`;
  const [zh, setZh] = useTyped(`${name} zh`, step?.title.zh);
  const [en, setEn] = useTyped(`${name} en`, step && step.title.en !== step.title.zh ? step.title.en : "");
  const [wrong, setWrong] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const leave = (): void => {
    setZh(null);
    setEn(null);
    onClose();
  };
  const save = async (): Promise<void> => {
    if (zh.trim() === "") {
      setWrong(t("missingStepName"));
      first.current?.focus();
      return;
    }
    if (await run({ kind: "step.set", step: step?.id ?? "", title: { zh: zh.trim(), en: en.trim() } })) leave();
  };
  return (
    <form
      class="item-form step-form"
      aria-label={step ? t("renameOf", { title: say(step.title) }) : t("newStep")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onInput={() => {
        setWrong("");
        clear();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      }}
    >
      <div class="item-form-line">
        <SmallField label={t("stepZh")}>
          {(id) => <input ref={first} id={id} class="input" lang="zh-CN" autocomplete="off" maxLength={mostCharacters} value={zh} aria-invalid={wrong !== ""} onInput={(event) => setZh(event.currentTarget.value)} />}
        </SmallField>
        <SmallField label={t("stepEn")}>{(id) => <input id={id} class="input" lang="en" autocomplete="off" maxLength={mostCharacters} value={en} onInput={(event) => setEn(event.currentTarget.value)} />}</SmallField>
        <span class="form-buttons">
          <Button small submit kind="main" busy={busy}>
            {t("keepStep")}
          </Button>
          <Button small kind="quiet" onClick={leave}>
            {t("cancel")}
          </Button>
        </span>
      </div>
      {wrong ? (
        <p class="look" role="alert">
          {wrong}
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </form>
  );
}

export function Steps({ catalogue }: { catalogue: Step[] }): JSX.Element {
  const { run, busy, problem } = useAct();
  const [form, setForm] = useState<string | null>(null); // The step that is renamed, "" for a new one, "reset" for the way back.
  const root = useRef<HTMLDivElement>(null);
  const close = (): void => {
    const was = form;
    setForm(null);
    afterDrawn(() => root.current?.querySelector<HTMLElement>(`[data-opens="${was}"] button`)?.focus());
  };
  const offered = catalogue.filter((one) => !one.hidden);
  const hidden = catalogue.filter((one) => one.hidden);
  return (
    <Card title={t("catalogue")} note={t("catalogueNote")} class="steps-card">
      <div ref={root}>
        <ul class="items">
          {offered.map((one) => (
            <li key={one.id} class="item" data-step={one.id}>
              <div class="item-line">
                <span class="item-title">
                  {say(one.title)} {one.built_in ? <span class="faint">{t("builtIn")}</span> : null}
                </span>
                <span class="form-buttons">
                  <span data-opens={one.id}>
                    <Button small kind="quiet" label={t("renameOf", { title: say(one.title) })} expanded={form === one.id} onClick={() => setForm(form === one.id ? null : one.id)}>
                      {t("rename")}
                    </Button>
                  </span>
                  <Button small kind="quiet" busy={busy} label={t("hideOf", { title: say(one.title) })} onClick={() => void run({ kind: "step.hide", step: one.id, hidden: true })}>
                    {t("hide")}
                  </Button>
                </span>
              </div>
              {form === one.id ? <StepForm step={one} onClose={close} /> : null}
            </li>
          ))}
        </ul>
        {hidden.length > 0 ? (
          <details class="steps-hidden">
            <summary class="dim">{t("hidden", { n: hidden.length })}</summary>
            <ul class="items">
              {hidden.map((one) => (
                <li key={one.id} class="item" data-step={one.id}>
                  <div class="item-line">
                    <span class="item-title dim">{say(one.title)}</span>
                    <Button small kind="quiet" busy={busy} label={t("showOf", { title: say(one.title) })} onClick={() => void run({ kind: "step.hide", step: one.id, hidden: false })}>
                      {t("show")}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {form === "" ? <StepForm onClose={close} /> : null}
        {form === "reset" ? (
          <div class="item-form">
            <p>{t("resetSure")}</p>
            <span class="form-buttons">
              <Button small kind="main" busy={busy} onClick={() => void run({ kind: "step.reset" }).then((done) => done && close())}>
                {t("resetNow")}
              </Button>
              <Button small kind="quiet" onClick={close}>
                {t("cancel")}
              </Button>
            </span>
          </div>
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
        <div class="steps-end">
          <span data-opens="">
            <Button small expanded={form === ""} onClick={() => setForm(form === "" ? null : "")}>
              {t("newStep")}
            </Button>
          </span>
          <span data-opens="reset">
            <Button small kind="quiet" expanded={form === "reset"} onClick={() => setForm(form === "reset" ? null : "reset")}>
              {t("reset")}
            </Button>
          </span>
        </div>
      </div>
    </Card>
  );
}
