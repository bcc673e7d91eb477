// SPDX-License-Identifier: Apache-2.0
// Takes out who a former member was. What goes and what stays is said first, and the name is typed once more.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { toast } from "../shared/toast";
import { Button, Dialog, Field, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { nameOf, type Member } from "./order";
import { t } from "./words";

export function EraseDialog({ member, onClose }: { member: Member; onClose: () => void }): JSX.Element {
  const [typed, setTyped] = useState("");
  const { run, busy, problem } = useAct();
  const name = nameOf(member);
  const same = typed.trim() === name.trim();
  const erase = async (): Promise<void> => {
    if (!same || !(await run({ kind: "member.erase", member: member.id, name: typed.trim() }))) return;
    toast(t("erased"));
    onClose();
  };
  return (
    <Dialog
      title={t("eraseTitle", { name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button disabled={!same} busy={busy} onClick={() => void erase()}>
            {t("eraseDo")}
          </Button>
        </>
      }
    >
      <form
        class="erase"
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <p>{t("eraseGoes")}</p>
        <p>{t("eraseStays")}</p>
        <p class="look">{t("eraseForGood")}</p>
        <Field label={t("eraseType", { name })}>{(ids) => <input id={ids.id} class="input" autocomplete="off" maxLength={256} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />}</Field>
        {problem ? <ProblemNote problem={problem} /> : null}
      </form>
    </Dialog>
  );
}
