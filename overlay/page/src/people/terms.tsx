// SPDX-License-Identifier: Apache-2.0
// How long each class of records is kept, and what the daily job last removed.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { dateTime, number } from "../shared/format";
import { language } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { forgetTyped, setTyped, typed } from "../shared/typing";
import { Button, Card, ProblemNote } from "../shared/ui";
import { SmallField } from "../work/due";
import { useAct } from "./act";
import { term } from "./own";
import { t as own } from "./own_words";
import { t } from "./text_words";

type Term = Schema<"Term">;
type Notices = Schema<"Notices">;

// The days that were typed, or null where they are no term.
export function readDays(text: string, { least, most }: Pick<Term, "least" | "most">): number | null {
  const bare = text.normalize("NFKC").trim();
  const days = /^\d{1,6}$/.test(bare) ? Number(bare) : Number.NaN;
  return days >= least && days <= most ? days : null;
}

const nameOf = (what: Term["what"]): string => `term ${what}`;

function Tidied({ notices }: { notices: Notices }): JSX.Element {
  const removed = notices.tidied.filter((one) => one.removed > 0);
  const list = removed.map((one) => t("tidiedOf", { what: own(one.what), n: number(one.removed) })).join(language() === "zh" ? "，" : ", ");
  return <p class="faint">{notices.tidied_at === null ? t("tidiedNever") : `${t("tidied", { time: dateTime(notices.tidied_at) })}${list || t("tidiedNothing")}`}</p>;
}

export function Terms({ notices, away }: { notices: Notices; away: boolean }): JSX.Element {
  const [, draw] = useState(0);
  const [wrong, setWrong] = useState<Term["what"] | null>(null);
  const { run, busy, problem } = useAct();
  const text = (one: Term): string => typed(nameOf(one.what)) ?? String(one.days);
  const changed = notices.terms.filter((one) => text(one) !== String(one.days));
  const save = async (): Promise<void> => {
    const bad = changed.find((one) => readDays(text(one), one) === null);
    setWrong(bad?.what ?? null);
    if (bad) {
      afterDrawn(() => document.querySelector<HTMLElement>(".terms [aria-invalid=true]")?.focus());
      return;
    }
    if (!(await run({ kind: "terms.set", terms: changed.map((one) => ({ what: one.what, days: readDays(text(one), one) ?? one.days })) }))) return;
    forgetTyped(...changed.map(({ what }) => nameOf(what)));
    toast(t("termsSaved"));
  };
  return (
    <Card title={t("terms")} class="terms">
      <p class="dim">{t("termsNote")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ul class="term-rows">
          {notices.terms.map((one) => {
            const bad = wrong === one.what;
            return (
              <li key={one.what}>
                {notices.may_set_terms ? (
                  <SmallField label={own(one.what)} class="term-field">
                    {(id) => (
                      <>
                        <input
                          id={id}
                          class="input"
                          inputMode="numeric"
                          autocomplete="off"
                          maxLength={6}
                          value={text(one)}
                          aria-describedby={`${id}-range`}
                          aria-invalid={bad}
                          onInput={(event) => {
                            setTyped(nameOf(one.what), event.currentTarget.value);
                            setWrong(null);
                            draw((n) => n + 1);
                          }}
                        />
                        <span id={`${id}-range`} class={bad ? "look" : "faint num"} role={bad ? "alert" : undefined}>
                          {bad ? t("termWrong", { least: one.least, most: one.most }) : t("termRange", { least: one.least, most: one.most })}
                        </span>
                      </>
                    )}
                  </SmallField>
                ) : (
                  <>
                    <span class="dim">{own(one.what)}</span> <span class="num">{term(one.days)}</span>
                  </>
                )}
              </li>
            );
          })}
        </ul>
        {problem ? <ProblemNote problem={problem} /> : null}
        {notices.may_set_terms && changed.length > 0 ? (
          <p>
            <Button kind="main" submit small busy={busy} disabled={away}>
              {t("termsSave")}
            </Button>
          </p>
        ) : null}
      </form>
      <Tidied notices={notices} />
    </Card>
  );
}
