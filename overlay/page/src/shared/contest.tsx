// SPDX-License-Identifier: Apache-2.0
// 申诉 by one small action: "Wrong?" opens a short form. What is written goes through the outbox, so that it is not lost without a network.
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { dictionary } from "./i18n";
import { put, type OwnCommand } from "./outbox";
import { toast } from "./toast";
import { useTyped } from "./typing";
import { Button, Dialog } from "./ui";

const t = dictionary({
  zh: {
    wrong: "有误？",
    wrongOf: "有误？{what}",
    title: "哪里不对？",
    hint: "写一两句就够。由没有当事的人来定，结果和理由在“我的数据”里看得见。",
    missing: "请写上哪里不对。",
    send: "提出申诉",
    cancel: "取消",
    sent: "已提出，结果会出现在“我的数据”。",
  },
  en: {
    wrong: "Wrong?",
    wrongOf: "Wrong? {what}",
    title: "What is wrong?",
    hint: "A sentence or two will do. Somebody who is not involved decides; the result and the reason appear under “My data”.",
    missing: "Write what is wrong.",
    send: "Object",
    cancel: "Cancel",
    sent: "Sent. The result will appear under “My data”.",
  },
});

export interface ContestProps {
  about: Extract<OwnCommand, { kind: "contest.make" }>["about"];
  refer: string; // What it is called by.
  day: string;
  label: string; // What it is about, in words.
}

export function Contest({ about, refer, day, label }: ContestProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" small class="contest-button" label={t("wrongOf", { what: label })} onClick={() => setOpen(true)}>
        {t("wrong")}
      </Button>
      {open ? <ContestDialog about={about} refer={refer} day={day} label={label} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ContestDialog({ about, refer, day, label, onClose }: ContestProps & { onClose: () => void }): JSX.Element {
  const [words, setWords] = useTyped(`contest ${about} ${refer} ${day}`);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const send = (): void => {
    if (words.trim() === "") {
      setWrong(true);
      document.getElementById(id)?.focus();
      return;
    }
    put({ kind: "contest.make", about, ref: refer, day, words: words.trim() });
    setWords(null);
    toast(t("sent"));
    onClose();
  };
  return (
    <Dialog
      title={t("title")}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="main" onClick={send}>
            {t("send")}
          </Button>
        </>
      }
    >
      <form
        class="contest-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <label for={id}>{label}</label>
        <textarea
          id={id}
          class="input"
          rows={3}
          maxLength={2000}
          value={words}
          aria-invalid={wrong}
          aria-describedby={`${id}-more`}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <p id={`${id}-more`} class={wrong ? "look" : "faint"} role={wrong ? "alert" : undefined}>
          {wrong ? t("missing") : t("hint")}
        </p>
      </form>
    </Dialog>
  );
}
