// SPDX-License-Identifier: Apache-2.0
// A text that everybody is told, with its version and one's own receipt or the button to give it.
import type { JSX } from "preact";
import { dateOfTime, dateTime, longDay } from "../shared/format";
import { language, say } from "../shared/i18n";
import { giveUp, outbox, put, settled } from "../shared/outbox";
import type { Schema, Words } from "../shared/schema";
import { session } from "../shared/session";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Button, Card } from "../shared/ui";
import { nameOf } from "./order";
import { t } from "./text_words";

export type Text = Schema<"PublishedText">;

// Paragraphs, one a line, in the language they are in.
export function Paragraphs({ words }: { words: Words }): JSX.Element {
  const zh = language() === "zh" || words.en.trim() === "";
  return (
    <div class="text-body" lang={zh ? "zh-CN" : "en"}>
      {say(words)
        .split(/\n+/)
        .filter((one) => one.trim() !== "")
        .map((one, i) => (
          <p key={i}>{one}</p>
        ))}
    </div>
  );
}

function Receipt({ text, known }: { text: Text; known: number }): JSX.Element {
  const mine = (body: { kind: string }): boolean => body.kind === "text.sign" && "text" in body && body.text === text.kind && "version" in body && body.version === text.version;
  const queued = useStore(outbox).find(({ body }) => mine(body));
  const done = useStore(settled).some(({ body, change }) => change > known && mine(body));
  if (text.signed_at !== null) return <span class="good">{t("signed", { time: dateTime(text.signed_at) })}</span>;
  if (queued?.refused) {
    return (
      <span class="text-refused" role="alert">
        <span class="look">{t("signRefused", { why: say(queued.refused) })}</span>
        <Button small onClick={() => giveUp(queued.id)}>
          {t("ok")}
        </Button>
      </span>
    );
  }
  if (queued || done) return <span class="faint">{t("signing")}</span>;
  return (
    <Button
      kind="main"
      label={t("signOf", { title: say(text.title) })}
      onClick={() => {
        put({ kind: "text.sign", text: text.kind, version: text.version });
        toast(t("signedToast"));
      }}
    >
      {t("sign")}
    </Button>
  );
}

// `known` is the change number that the text was asked at.
export function TextCard({ text, known }: { text: Text; known: number }): JSX.Element {
  const about = t("version", { n: text.version, day: longDay(dateOfTime(text.made_at), session().today) });
  return (
    <Card title={say(text.title)} note={<span class="num">{about}</span>} class="text-card">
      <Paragraphs words={text.body} />
      <p class="text-foot">
        <Receipt text={text} known={known} />
        <span class="faint">{[t(text.kind), text.made_by ? t("by", { name: nameOf(text.made_by) }) : ""].filter(Boolean).join(" · ")}</span>
      </p>
    </Card>
  );
}
