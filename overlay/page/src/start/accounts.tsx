// SPDX-License-Identifier: Apache-2.0
// Where figures come from: each source with its state, and what to do where one is in trouble.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { command } from "../shared/api";
import { useNow } from "../shared/clock";
import { ago, dateTime, duration, time } from "../shared/format";
import { say } from "../shared/i18n";
import { asProblem, type ProblemError } from "../shared/problem";
import { link, type Route } from "../shared/router";
import type { Schema } from "../shared/schema";
import { may, session } from "../shared/session";
import { toast } from "../shared/toast";
import { Button, Dialog, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { AccountForm } from "./account_form";
import { Rights } from "./rights";
import { t } from "./words";

type Account = Schema<"AccountState">;

export default function View(_: { route: Route }): JSX.Element {
  const seen = may("see_accounts");
  const changes = may("change_accounts");
  const { data, problem, loading, reload } = useAnswer("/accounts", seen ? {} : null, { every: 15_000 });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Account | null>(null);
  if (!seen) return <EmptyState whole title={t("notYours")} actions={<Button href={link([])}>{t("toPanel")}</Button>} />;
  const actions = changes ? (
    <span class="start-actions">
      <Button small href={link("start")}>
        {t("importFiles")}
      </Button>
      <Button small kind="main" onClick={() => setAdding(true)}>
        {t("accountAdd")}
      </Button>
    </span>
  ) : null;
  return (
    <>
      <ViewHead title={t("accounts")} aside={data && data.accounts.length > 0 ? actions : undefined} />
      {problem && (!data || problem.kind !== "away") ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      {data && data.accounts.length === 0 ? (
        <EmptyState title={t("noAccounts")} actions={actions}>
          {t("noAccountsText")}
        </EmptyState>
      ) : null}
      {data && data.accounts.length > 0 ? (
        <ul class="card start-accounts">
          {data.accounts.map((account) => (
            <AccountRow key={account.name} account={account} onRemove={changes ? () => setRemoving(account) : null} />
          ))}
        </ul>
      ) : null}
      <AccountForm open={adding} onClose={() => setAdding(false)} onAdded={() => void reload()} />
      <Remove account={removing} onClose={() => setRemoving(null)} onDone={() => void reload()} />
    </>
  );
}

function AccountRow({ account, onRemove }: { account: Account; onRemove: (() => void) | null }): JSX.Element {
  const now = useNow(10_000);
  // The demo is set up by itself, by no file and by nobody's hand.
  const { demo } = session();
  const state = account.problem ? "troubled" : account.progress ? "catching" : account.polled ? "working" : null;
  return (
    <li class="start-account">
      <div>
        <h2 class="start-account-name">{account.name}</h2>
        <p class="faint start-facts">
          <span>{say(account.title)}</span>
          {account.shop ? <span>{t("shopWord", { shop: account.shop })}</span> : null}
          {account.fixed && !demo ? <span>{t("fixed")}</span> : null}
        </p>
      </div>
      <div class="start-account-state">
        <p class="start-facts">
          {state ? <b class={account.problem ? "look" : "good"}>{t(state)}</b> : null}
          {account.polled ? (
            <span class="dim">{account.last_success_at ? t("lastSuccess", { ago: ago(Math.max(0, now - account.last_success_at)) }) : t("never")}</span>
          ) : demo ? null : (
            <span class="dim">{t("byHand")}</span>
          )}
          {account.caught_up_at ? <span class="faint num">{t("lag", { time: duration(Math.max(0, now - account.caught_up_at)) })}</span> : null}
          {account.next_poll_at && account.next_poll_at > now ? <span class="faint num">{t("nextPoll", { time: time(account.next_poll_at) })}</span> : null}
          {typeof account.calls_left === "number" ? (
            <span class="faint num">{t("callsLeft", { n: account.calls_left })}</span>
          ) : typeof account.calls_today === "number" ? (
            <span class="faint num">{t("callsToday", { n: account.calls_today })}</span>
          ) : null}
          {account.last_message_at ? <span class="faint num">{t("lastMessage", { time: dateTime(account.last_message_at) })}</span> : null}
        </p>
        <Rights reading={account.reading} lacking={account.lacking} />
        {account.problem ? <p class="start-note">{say(account.problem)}</p> : null}
        {account.progress ? <p class="dim">{say(account.progress)}</p> : null}
      </div>
      {account.fixed || !account.polled || !onRemove ? (
        <span />
      ) : (
        <Button kind="quiet" small label={t("removeAccountOf", { name: account.name })} onClick={onRemove}>
          {t("removeAccount")}
        </Button>
      )}
    </li>
  );
}

function Remove({ account, onClose, onDone }: { account: Account | null; onClose: () => void; onDone: () => void }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const name = account?.name ?? "";
  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await command({ kind: "account.remove", name });
      toast(t("removed", { name }));
      onClose();
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("removeTitle", { name })}
      open={account !== null}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="main" busy={busy} onClick={() => void remove()}>
            {t("removeAccount")}
          </Button>
        </>
      }
    >
      <p>{t("removeText")}</p>
      {problem ? <ProblemNote problem={problem} /> : null}
    </Dialog>
  );
}
