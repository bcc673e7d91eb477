// SPDX-License-Identifier: Apache-2.0
// A lead's private notes about somebody, for the lead alone; for the person those that were shown to them.
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { dateTime, shortDay } from "../shared/format";
import { say } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { Button, Card } from "../shared/ui";
import { useDoing } from "./doing";
import { useKept } from "./drafts";
import { Grown } from "./texts";
import type { Page } from "./say";
import { t } from "./words";

type Note = Schema<"TalkNote">;
const start = (text: string): string => ([...text].length > 20 ? `${[...text].slice(0, 20).join("")}…` : text);

export function Notes({ page, away }: { page: Page; away: boolean }): JSX.Element | null {
  if (page.may.lead) return <Own page={page} away={away} />;
  if (!page.may.person || page.notes.length === 0) return null;
  return (
    <Card title={t("notesShown")} class="talk-notes">
      <ul>
        {page.notes.map((one) => (
          <li key={one.id}>
            <p class="talk-said">{one.text}</p>
            <p class="faint">{t("noteBy", { name: one.by?.name || t("leadRole"), at: dateTime(one.made_at) })}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Own({ page, away }: { page: Page; away: boolean }): JSX.Element {
  const id = useId();
  const person = page.week.person.id;
  const [text, setText] = useKept({ person, week: "", text: "note" });
  const doing = useDoing();
  const [asked, setAsked] = useState("");
  const add = async (): Promise<void> => {
    if (await doing.does({ kind: "note.write", person, text: text.trim() }, t("noteAdded"))) setText(null);
  };
  const about = (one: Note): string => (one.shown_at ? t("noteShown", { at: dateTime(one.shown_at) }) : one.gone_on ? t("noteGone", { day: shortDay(one.gone_on) }) : "");
  return (
    <Card title={t("private")} class="talk-notes">
      <p class="faint">{t("privateNote")}</p>
      <ul>
        {page.notes.map((one) => (
          <li key={one.id}>
            <p class="talk-said">{one.text}</p>
            <p class="faint">{[dateTime(one.made_at), about(one)].filter(Boolean).join(" · ")}</p>
            {asked === one.id ? (
              <p class="look" role="alert">
                {t("noteShowSure")}
              </p>
            ) : null}
            <span class="talk-buttons">
              {one.shown_at ? null : (
                <Button
                  small
                  disabled={away}
                  busy={doing.busy}
                  label={t("noteShowOf", { what: start(one.text) })}
                  onClick={() => {
                    if (asked !== one.id) return setAsked(one.id);
                    setAsked("");
                    void doing.does({ kind: "note.show", note: one.id }, t("noteShowed"));
                  }}
                >
                  {t("noteShow")}
                </Button>
              )}
              {one.shown_at ? null : (
                <Button small kind="quiet" disabled={away} busy={doing.busy} label={t("noteDropOf", { what: start(one.text) })} onClick={() => void doing.does({ kind: "note.drop", note: one.id }, t("noteDropped"))}>
                  {t("noteDrop")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "" && !away && !doing.busy) void add();
        }}
      >
        <label class="hidden" for={id}>
          {t("noteField")}
        </label>
        <Grown id={id} value={text} onText={setText} />
        {doing.problem ? (
          <p class="look" role="alert">
            {say(doing.problem.words)}
          </p>
        ) : null}
        <Button small submit disabled={away || text.trim() === ""} busy={doing.busy}>
          {t("noteAdd")}
        </Button>
      </form>
    </Card>
  );
}
