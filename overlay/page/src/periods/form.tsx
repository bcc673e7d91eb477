// SPDX-License-Identifier: Apache-2.0
// One campaign, crisis or topic: what it is, when, for whom, and what is asked for meanwhile.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { Icon } from "../shared/icons";
import type { Schema } from "../shared/schema";
import { Button, Choice, Dialog, Field, ProblemNote } from "../shared/ui";
import type { Doing } from "./doing";
import { aimName, claims, faultsOf, kinds, levels, unitShown, withDefaults, type Draft, type Faults, type Period, type Periods } from "./draft";
import { t } from "./words";

export interface FormProps {
  first: Draft;
  before: Period | undefined; // Where it is changed.
  all: Periods;
  shops: Schema<"Shop">[];
  doing: Doing;
  onClose: () => void;
}

export function PeriodForm({ first, before, all, shops, doing, onClose }: FormProps): JSX.Element {
  const [draft, setDraft] = useState(first);
  const [faults, setFaults] = useState<Faults>({});
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("[name=name]")?.focus(), []);
  const set = (change: Partial<Draft>): void => setDraft((last) => ({ ...last, ...change }));
  // Of the level as long as nobody changed them.
  const setLevel = (change: Partial<Draft>): void => setDraft((last) => (last.usual ? withDefaults({ ...last, ...change }, all) : { ...last, ...change }));
  const setAims = (aims: Draft["aims"]): void => {
    set({ aims, usual: false });
    // They go by the row, and rows may have moved.
    setFaults((last) => Object.fromEntries(Object.entries(last).filter(([field]) => !field.startsWith("aim "))));
  };
  const reported = draft.kind === "reported";
  const save = async (): Promise<void> => {
    const wrong = faultsOf(draft);
    // A time that is typed in half has no value and would pass for none.
    for (const field of ["begin", "end"] as const) {
      if (root.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.validity.badInput) wrong[field] = t("halfTime");
    }
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) {
      afterDrawn(() => root.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    if (await doing.save(draft, before, all)) onClose();
  };
  const input = (field: "name" | "from" | "to" | "begin" | "end" | "warn", hint: string, more: JSX.InputHTMLAttributes = {}): JSX.Element => {
    const wrong = faults[field];
    return (
      <Field label={t(field)} hint={hint || undefined} wrong={wrong}>
        {({ id, describedby }) => (
          <input {...more} id={id} name={field} class="input" autocomplete="off" value={draft[field]} aria-describedby={describedby} aria-invalid={wrong !== undefined} onInput={(event) => set(field === "warn" ? { warn: event.currentTarget.value, usual: false } : { [field]: event.currentTarget.value })} />
        )}
      </Field>
    );
  };
  const select = (label: string, field: "shop" | "group", none: string, options: { id: string; name: string }[]): JSX.Element => (
    <Field label={label}>
      {({ id }) => (
        <select id={id} class="input" value={draft[field]} onChange={(event) => set({ [field]: event.currentTarget.value })}>
          <option value="">{none}</option>
          {options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <Dialog
      title={before ? t("editTitle", { name: before.name }) : t("addTitle")}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="main" busy={doing.busy} onClick={() => void save()}>
            {t(before ? "save" : "add")}
          </Button>
        </>
      }
    >
      <form
        ref={root}
        class="period-form"
        autocomplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="period-choices">
          <Choice label={t("kind")} options={kinds.map((id) => ({ id, title: t(id) }))} value={draft.kind} onChange={(kind) => setLevel({ kind })} />
          {draft.kind === "topic" || reported ? null : <Choice label={t("level")} options={levels.map((id) => ({ id, title: t(id) }))} value={draft.level} onChange={(level) => setLevel({ level })} />}
        </div>
        <p class="faint">{t(`${draft.kind}Note`)}</p>
        <div class="member-fields">
          {input("name", t(reported ? "reportedNameHint" : "nameHint"), { maxLength: 40 })}
          {select(t("group"), "group", t("everybody"), all.groups.map((id) => ({ id, name: id })))}
          {shops.length > 1 ? select(t("shop"), "shop", t("everyShop"), shops) : null}
        </div>
        <div class="period-times">
          {input("from", "", { type: "date" })}
          {input("begin", t("beginHint"), { type: "time" })}
          {input("to", "", { type: "date", min: draft.from })}
          {input("end", t("endHint"), { type: "time" })}
        </div>
        {reported ? (
          <>
            <div class="period-choices">
              <span class="dim">{t("claim")}</span>
              <Choice label={t("claim")} options={claims.map((id) => ({ id, title: t(id) }))} value={draft.claim === "none" ? "sent" : draft.claim} onChange={(claim) => set({ claim })} />
            </div>
            <Field label={t("evidence")} hint={t("evidenceHint")}>
              {({ id, describedby }) => <input id={id} name="evidence" class="input" autocomplete="off" maxLength={300} value={draft.evidence} aria-describedby={describedby} onInput={(event) => set({ evidence: event.currentTarget.value })} />}
            </Field>
          </>
        ) : (
          <>
            <Aims draft={draft} all={all} faults={faults} onChange={setAims} />
            <div class="member-fields">{input("warn", t("warnHint"), { inputMode: "numeric", maxLength: 5 })}</div>
          </>
        )}
        {doing.problem ? <ProblemNote problem={doing.problem} /> : null}
        <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}

function Aims({ draft, all, faults, onChange }: { draft: Draft; all: Periods; faults: Faults; onChange: (aims: Draft["aims"]) => void }): JSX.Element {
  const root = useRef<HTMLFieldSetElement>(null);
  const put = (at: number, change: Partial<Draft["aims"][number]>): void => onChange(draft.aims.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const free = all.figures.filter(({ figure }) => !draft.aims.some((one) => one.figure === figure));
  return (
    <fieldset ref={root} class="period-aims">
      <legend>{t("aims")}</legend>
      {draft.aims.length === 0 ? <p class="faint">{t("aimsNone")}</p> : draft.usual ? <p class="faint">{t("aimsDefault")}</p> : null}
      {draft.aims.map((aim, i) => {
        const wrong = faults[`aim ${i}`];
        return (
          <div key={i} class="period-aim">
            <select class="input" aria-label={t("figure")} value={aim.figure} onChange={(event) => put(i, { figure: event.currentTarget.value, text: "" })}>
              {[aim.figure, ...free.map(({ figure }) => figure)].map((figure) => (
                <option key={figure} value={figure}>
                  {aimName(all, figure)}
                </option>
              ))}
            </select>
            <input class="input num" inputMode="decimal" maxLength={12} aria-label={t("aimOf", { figure: aimName(all, aim.figure) })} aria-invalid={wrong !== undefined} value={aim.text} onInput={(event) => put(i, { text: event.currentTarget.value })} />
            <span class="faint period-unit">{unitShown(all, aim.figure)}</span>
            <Button
              kind="quiet"
              small
              label={t("aimRemove", { figure: aimName(all, aim.figure) })}
              onClick={() => {
                onChange(draft.aims.filter((_, at) => at !== i));
                afterDrawn(() => root.current?.querySelector<HTMLElement>(".period-aim-add")?.focus());
              }}
            >
              <Icon name="close" />
            </Button>
            {wrong ? (
              <p class="look period-wrong" role="alert">
                {wrong}
              </p>
            ) : null}
          </div>
        );
      })}
      {free.length > 0 ? (
        <Button
          small
          class="period-aim-add"
          onClick={() => {
            onChange([...draft.aims, { figure: free[0]?.figure ?? "", text: "" }]);
            afterDrawn(() => root.current?.querySelector<HTMLElement>(".period-aim:last-of-type select")?.focus());
          }}
        >
          {t("aimAdd")}
        </Button>
      ) : null}
    </fieldset>
  );
}
