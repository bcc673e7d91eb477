// SPDX-License-Identifier: Apache-2.0
// Adds a member, or changes what is kept of one.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { say } from "../shared/i18n";
import { toast } from "../shared/toast";
import { Button, Dialog, Field, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { AccountRows } from "./account_rows";
import { claimed, faultsOf, keepDraft, keptDraft, putOf, stillFree, type Draft } from "./draft";
import { byName, nameOf, ordered, type Members } from "./order";
import { t } from "./words";

const roles = ["rep", "lead", "admin", "reader"] as const;
const tracks = ["pre_sales", "after_sales", "phone", "live", "unset"] as const;
const stages = ["by_time", "newcomer", "growing", "mature", "senior"] as const;

export interface FormProps {
  first: Draft;
  team: Members;
  onClose: () => void;
  onSaved: (id: string) => void;
}

export function MemberForm({ first, team, onClose, onSaved }: FormProps): JSX.Element {
  // A new one that was begun is gone on with.
  const key = first.isNew ? `new ${first.accounts.map(({ rep }) => rep).join()}` : first.id;
  const [draft, setDraft] = useState<Draft>(() => keptDraft(key) ?? first);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { run, busy, problem } = useAct();
  const root = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (draft.name === "") root.current?.querySelector("input")?.focus();
  }, []);
  const set = (change: Partial<Draft>): void => {
    const next = { ...draft, ...change };
    keepDraft(key, next);
    setDraft(next);
    setWrong({});
  };
  const words = { name: t("missingName"), id: t("missingId"), rep: t("missingRep"), order: t("orderWrong") };
  const save = async (): Promise<void> => {
    const faults = Object.fromEntries(faultsOf(draft).map(({ field, what }) => [field, words[what]]));
    setWrong(faults);
    if (Object.keys(faults).length > 0) {
      afterDrawn(() => root.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    if (!(await run(putOf(draft)))) return;
    keepDraft(key, null);
    toast(t(draft.isNew ? "added" : "saved", { name: draft.name.trim() }));
    onSaved(draft.id.trim());
  };
  const cancel = (): void => {
    keepDraft(key, null);
    onClose();
  };
  // What the agent says about one field stands at that field.
  const named = problem?.field === "member" ? "id" : problem?.field;
  const of = (field: string): string | undefined => wrong[field] ?? (problem && named === field ? say(problem.words) : undefined);
  const placed = named === "name" || named === "id" || named === "group" || named === "accounts";
  const text = (field: "name" | "id" | "group", hint: string, more: { list?: string; most: number; label: string; autofocus?: boolean }): JSX.Element => (
    <Field label={more.label} hint={hint || undefined} wrong={of(field)}>
      {(ids) => (
        <input
          id={ids.id}
          class="input"
          autocomplete="off"
          maxLength={more.most}
          list={more.list}
          value={draft[field]}
          aria-describedby={ids.describedby}
          aria-invalid={of(field) !== undefined}
          onInput={(event) => set({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const others = ordered(team.members.filter((one) => !one.left && one.id !== draft.id), byName);
  // Those of the same group first.
  const mentors = [...others.filter((one) => one.group === draft.group), ...others.filter((one) => one.group !== draft.group)];
  const free = stillFree(draft, team.unclaimed);
  return (
    <Dialog
      title={first.isNew ? t("addTitle") : t("editTitle", { name: first.name || first.id })}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={cancel}>{t("cancel")}</Button>
          <Button kind="main" busy={busy} onClick={() => void save()}>
            {t(first.isNew ? "add" : "save")}
          </Button>
        </>
      }
    >
      <form
        ref={root}
        class="member-form"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="member-fields">
          {text("name", "", { most: 64, label: t("name") })}
          {text("group", t("groupHint"), { most: 64, list: "member-groups", label: t("group") })}
          <Field label={t("role")} hint={team.may_set_role ? t(`roleNote_${draft.role}`) : t("roleFixed")}>
            {(ids) => (
              <select id={ids.id} class="input" disabled={!team.may_set_role} aria-describedby={ids.describedby} value={draft.role} onChange={(event) => set({ role: event.currentTarget.value as Draft["role"] })}>
                {roles.map((one) => (
                  <option key={one} value={one}>
                    {t(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t("track")}>
            {(ids) => (
              <select id={ids.id} class="input" value={draft.track} onChange={(event) => set({ track: event.currentTarget.value as Draft["track"] })}>
                {tracks.map((one) => (
                  <option key={one} value={one}>
                    {t(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t("joined")} hint={t("joinedHint")}>
            {(ids) => <input id={ids.id} class="input" type="date" aria-describedby={ids.describedby} value={draft.joined} onInput={(event) => set({ joined: event.currentTarget.value })} />}
          </Field>
          <Field label={t("stage")}>
            {(ids) => (
              <select id={ids.id} class="input" value={draft.stage} onChange={(event) => set({ stage: event.currentTarget.value as Draft["stage"] })}>
                {stages.map((one) => (
                  <option key={one} value={one}>
                    {t(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t("mentor")} hint={t("mentorHint")}>
            {(ids) => (
              <select id={ids.id} class="input" aria-describedby={ids.describedby} value={draft.mentor} onChange={(event) => set({ mentor: event.currentTarget.value })}>
                <option value="">{t("noMentor")}</option>
                {mentors.map((one) => (
                  <option key={one.id} value={one.id}>
                    {nameOf(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {first.isNew ? text("id", t("idHint"), { most: 64, label: t("id") }) : null}
        </div>
        <datalist id="member-groups">
          {team.groups.filter(Boolean).map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <fieldset class="member-accounts">
          <legend>{t("accountsTitle")}</legend>
          <p class="faint">{t("accountsHint")}</p>
          <AccountRows rows={draft.accounts} accounts={team.accounts} wrong={wrong} onChange={(accounts) => set({ accounts })} />
          {free.length > 0 ? (
            <div class="member-free">
              <p class="dim">{t("unclaimedPick")}</p>
              <div class="chips">
                {free.slice(0, 40).map((one) => (
                  <button key={`${one.account} ${one.rep}`} type="button" class="chip" onClick={() => set(claimed(draft, one))}>
                    {one.name || one.rep}
                    <span class="faint member-chip-account">{one.name ? one.rep : one.account}</span>
                  </button>
                ))}
              </div>
            </div>
          ) : null}
          <p>
            <Button small onClick={() => set({ accounts: [...draft.accounts, { account: team.accounts[0] ?? "", rep: "", from: "", to: "" }] })}>
              {t("accountAdd")}
            </Button>
          </p>
          {named === "accounts" && problem ? <ProblemNote problem={problem} /> : null}
        </fieldset>
        {problem && !placed ? <ProblemNote problem={problem} /> : null}
        <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
