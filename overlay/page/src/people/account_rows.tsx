// SPDX-License-Identifier: Apache-2.0
// The platform accounts of a member as they are typed in, each with its days.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../shared/icons";
import { Button } from "../shared/ui";
import { SmallField } from "../work/due";
import type { Draft } from "./draft";
import { DayField } from "./small_form";
import { t } from "./words";

type Row = Draft["accounts"][number];

export function AccountRows({ rows, accounts, wrong, onChange }: { rows: Row[]; accounts: string[]; wrong: Record<string, string>; onChange: (rows: Row[]) => void }): JSX.Element | null {
  const list = useId();
  if (rows.length === 0) return null;
  return (
    <>
      <ul class="member-account-rows">
        {rows.map((row, i) => {
          const set = (change: Partial<Row>): void => onChange(rows.map((one, at) => (at === i ? { ...one, ...change } : one)));
          const fault = wrong[`account ${i}`];
          return (
            <li key={i}>
              <div class="item-form-line">
                <SmallField label={t("account")}>
                  {(id) => <input id={id} class="input" list={list} autocomplete="off" maxLength={256} value={row.account} aria-invalid={fault !== undefined && row.account === ""} onInput={(event) => set({ account: event.currentTarget.value })} />}
                </SmallField>
                <SmallField label={t("accountRep")} class="member-account-rep">
                  {(id) => <input id={id} class="input" autocomplete="off" maxLength={256} value={row.rep} aria-invalid={fault !== undefined} onInput={(event) => set({ rep: event.currentTarget.value })} />}
                </SmallField>
                <DayField label={t("from")} value={row.from} onChange={(from) => set({ from })} />
                <DayField label={t("to")} value={row.to} onChange={(to) => set({ to })} />
                <Button kind="quiet" small label={t("accountRemove", { rep: row.rep })} onClick={() => onChange(rows.filter((_, at) => at !== i))}>
                  <Icon name="close" />
                </Button>
              </div>
              {fault ? (
                <p class="look" role="alert">
                  {fault}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <datalist id={list}>
        {accounts.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
