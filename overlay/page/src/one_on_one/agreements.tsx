// SPDX-License-Identifier: Apache-2.0
// What the two agree: a figure with its value for next week, or something to do with its day.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { readTyped, typedText } from "../sheet/typed";
import { afterDrawn } from "../shared/after_drawn";
import { addDays } from "../shared/days";
import type { CommandBody } from "../shared/schema";
import { useTyped } from "../shared/typing";
import { Button, Card, Field } from "../shared/ui";
import type { Doing } from "./doing";
import { agreementWhen, agreementWords, aimable, nameOf, type Agreement, type Page } from "./say";
import { AimField } from "./target";
import { t } from "./words";

export interface AgreementsProps {
  page: Page;
  mayAgree: boolean;
  locked: boolean;
  away: boolean;
  doing: Doing;
}

export function Agreements({ page, mayAgree, locked, away, doing }: AgreementsProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const { agreements } = page.talk;
  const { person, week, figures } = page.week;
  const words = (one: Agreement): string => agreementWords(one, figures);
  const again = (one: Agreement): CommandBody => ({ kind: "talk.agree", person: person.id, week, words: one.words, figure: one.figure, value: one.value ?? null, due: one.figure === "" ? one.to : null, lead: one.lead });
  const close = (): void => {
    setOpen(false);
    afterDrawn(() => document.querySelector<HTMLElement>(".talk-add")?.focus());
  };
  return (
    <Card title={t("agreements")} class="talk-agreements">
      {agreements.length === 0 ? <p class="faint">{t("agreementsNone")}</p> : null}
      <ul class="talk-agreed">
        {agreements.map((one) => (
          <li key={one.number}>
            <span>
              {words(one)} <span class="faint num">{agreementWhen(one)}</span>
              {one.lead ? <span class="faint"> · {t("leadDoes")}</span> : null}
              {locked ? <span class="good"> · {t(one.figure === "" ? "taskMade" : "targetMade")}</span> : null}
            </span>
            {mayAgree ? (
              <Button small kind="quiet" disabled={away} busy={doing.busy} label={t("takeBackOf", { what: words(one) })} onClick={() => void doing.does({ kind: "talk.take_back", person: person.id, week, number: one.number }, t("tookBack", { what: words(one) }), again(one))}>
                {t("takeBack")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {!mayAgree ? null : open ? (
        <AddForm page={page} away={away} doing={doing} onClose={close} />
      ) : (
        <Button small class="talk-add" onClick={() => setOpen(true)}>
          {t("addAgreement")}
        </Button>
      )}
    </Card>
  );
}

function AddForm({ page, away, doing, onClose }: { page: Page; away: boolean; doing: Doing; onClose: () => void }): JSX.Element {
  const { person, week, figures } = page.week;
  const key = `talk ${person.id} ${week}`;
  const [what, setWhat] = useTyped(`${key} what`);
  const [words, setWords] = useTyped(`${key} words`);
  const [aim, setAim] = useTyped(`${key} aim`);
  const [due, setDue] = useTyped(`${key} due`, [addDays(week, 13), page.today].sort()[1]);
  const [lead, setLead] = useTyped(`${key} lead`);
  const [wrong, setWrong] = useState<string | null>(null);
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>("select")?.focus(), []);
  const choices = aimable(figures);
  const figure = choices.find(({ name }) => name === what);
  const forget = (): void => [setWhat, setWords, setAim, setDue, setLead].forEach((set) => set(null));
  const add = async (): Promise<void> => {
    const read = figure ? readTyped(aim, figure.unit) : null;
    const missing = read && "wrong" in read ? read.wrong : !figure && words.trim() === "" ? t("missingWords") : null;
    setWrong(missing);
    if (missing !== null) {
      afterDrawn(() => root.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const body: CommandBody = { kind: "talk.agree", person: person.id, week, words: figure ? "" : words.trim(), figure: figure?.name ?? "", value: read && "value" in read ? read.value : null, due: figure || due === "" ? null : due, lead: figure ? false : lead === "1" };
    const said = agreementWords({ ...body, number: 0, from: week, to: week, verdict: "open", by_record: false }, figures);
    if (await doing.does(body, t("addedAgreement", { what: said }))) {
      forget();
      onClose();
    }
  };
  return (
    <form
      ref={root}
      class="talk-form"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!away && !doing.busy) void add();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <Field label={t("whatKind")}>
        {({ id }) => (
          <select
            id={id}
            class="input"
            value={figure ? figure.name : ""}
            onChange={(event) => {
              setWhat(event.currentTarget.value);
              const next = choices.find(({ name }) => name === event.currentTarget.value);
              setAim(next && next.value.value !== null ? typedText(next.value.value, next.unit) : null);
              setWrong(null);
            }}
          >
            <option value="">{t("something")}</option>
            {choices.map((one) => (
              <option key={one.name} value={one.name}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {figure ? (
        <AimField
          figure={figure}
          text={aim}
          wrong={wrong}
          onText={(text) => {
            setAim(text);
            setWrong(null);
          }}
        />
      ) : (
        <>
          <Field label={t("whatToDo")} wrong={wrong ?? undefined}>
            {({ id, describedby }) => (
              <input
                id={id}
                class="input"
                maxLength={200}
                value={words}
                aria-invalid={wrong !== null}
                aria-describedby={describedby}
                onInput={(event) => {
                  setWords(event.currentTarget.value);
                  setWrong(null);
                }}
              />
            )}
          </Field>
          <div class="talk-form-line">
            <Field label={t("until")}>{({ id }) => <input id={id} type="date" class="input" min={page.today} value={due} onInput={(event) => setDue(event.currentTarget.value)} />}</Field>
            <Field label={t("who")}>
              {({ id }) => (
                <select id={id} class="input" value={lead} onChange={(event) => setLead(event.currentTarget.value)}>
                  <option value="">{person.name}</option>
                  <option value="1">{t("whoLead")}</option>
                </select>
              )}
            </Field>
          </div>
        </>
      )}
      <div class="talk-buttons">
        <Button small kind="main" submit disabled={away} busy={doing.busy}>
          {t("add")}
        </Button>
        <Button small kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
