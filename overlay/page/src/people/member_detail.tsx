// SPDX-License-Identifier: Apache-2.0
// A member opened: accounts with their days, leave, the invitation, and what can be done.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { dateTime, longDay, shortDay } from "../shared/format";
import { toast } from "../shared/toast";
import { Button, names, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { LeaveForm, LeavesForm } from "./leave_forms";
import { detailId, nameOf, type Member } from "./order";
import { t } from "./words";

export type Asked = "edit" | "invite" | "erase" | "devices";

// What all rows have in common. One object for as long as nothing in it changes.
export interface Around {
  members: Member[]; // Who can take over.
  mayErase: boolean;
  away: boolean; // The agent does not answer, so that nothing can be done.
  onAsk: (what: Asked, member: Member) => void;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function span(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return `${from} – ${to}`;
  return from ? t("since", { from }) : to ? t("until", { to }) : t("always");
}

export function MemberDetail({ member, today, around }: { member: Member; today: string; around: Around }): JSX.Element {
  const [form, setForm] = useState<"leave" | "leaves" | null>(null);
  const { run, busy, problem } = useAct();
  const name = nameOf(member);
  const { away, onAsk } = around;
  const close = (): void => {
    const was = form;
    setForm(null);
    afterDrawn(() => {
      const box = document.getElementById(detailId(member.id));
      (box?.querySelector<HTMLElement>(`[data-form="${was}"]`) ?? box?.querySelector("button"))?.focus();
    });
  };
  const opener = (which: "leave" | "leaves", words: string): JSX.Element => (
    <button type="button" data-form={which} class="button button-small" disabled={away} aria-expanded={form === which} onClick={() => setForm(form === which ? null : which)}>
      {words}
    </button>
  );
  const others = around.members.filter((one) => one.id !== member.id && !one.left);
  const same = [...others.filter((one) => one.group === member.group), ...others.filter((one) => one.group !== member.group)];
  return (
    <div class="detail member-detail">
      <dl>
        <Fact name={t("id")}>{member.id}</Fact>
        {member.joined_on ? <Fact name={t("joined")}>{longDay(member.joined_on, today)}</Fact> : null}
        {member.mentor ? <Fact name={t("mentor")}>{member.mentor.name}</Fact> : null}
        <Fact name={t("accounts")}>
          {member.accounts.length === 0 ? <span class="look">{t("noAccounts")}</span> : null}
          {member.accounts.map((one) => (
            <div key={`${one.account} ${one.rep} ${one.from ?? ""}`}>
              {one.rep} <span class="faint">{[one.account, span(one.from, one.to)].filter(Boolean).join(" · ")}</span>
            </div>
          ))}
        </Fact>
        {member.leaves.length > 0 || member.left_on ? (
          <Fact name={t("away")}>
            {member.leaves.map((one) => (
              <div key={one.id} class="member-leave">
                <span class="num">{one.from === one.to ? shortDay(one.from) : `${shortDay(one.from)} – ${shortDay(one.to)}`}</span>
                <Button
                  kind="quiet"
                  small
                  disabled={away}
                  busy={busy}
                  label={t("leaveRemoveOf", { from: shortDay(one.from), to: shortDay(one.to) })}
                  onClick={() => void run({ kind: "leave.remove", leave: one.id }).then((done) => done && toast(t("leaveRemoved")))}
                >
                  {t("leaveRemove")}
                </Button>
              </div>
            ))}
            {member.left_on ? <div>{t(member.left ? "leftOn" : "lastDay", { day: longDay(member.left_on, today) })}</div> : null}
          </Fact>
        ) : null}
        {member.invited_until !== null ? <Fact name={t("invitation")}>{t("invitedUntil", { time: dateTime(member.invited_until) })}</Fact> : null}
      </dl>
      {problem ? <ProblemNote problem={problem} /> : null}
      <div class="detail-actions">
        {member.left ? null : (
          <Button small disabled={away} class={names(member.devices === 0 && "button-good")} onClick={() => onAsk("invite", member)}>
            {t(member.invited_until === null ? "invite" : "inviteAgain")}
          </Button>
        )}
        <Button small disabled={away} onClick={() => onAsk("edit", member)}>
          {t("edit")}
        </Button>
        {member.left ? null : opener("leave", t("leave"))}
        {member.left_on === null ? (
          opener("leaves", t("leaves"))
        ) : (
          <Button small disabled={away} busy={busy} onClick={() => void run({ kind: "member.returns", member: member.id }).then((done) => done && toast(t("returned", { name })))}>
            {t("returns")}
          </Button>
        )}
        {member.devices > 0 ? (
          <Button small onClick={() => onAsk("devices", member)}>
            {t("devices")}
          </Button>
        ) : null}
        {member.invited_until !== null ? (
          <Button small kind="quiet" disabled={away} busy={busy} onClick={() => void run({ kind: "invitation.cancel", person: member.id }).then((done) => done && toast(t("inviteCancelled")))}>
            {t("cancelInvitation")}
          </Button>
        ) : null}
        {member.left && around.mayErase ? (
          <Button small kind="quiet" disabled={away} onClick={() => onAsk("erase", member)}>
            {t("erase")}
          </Button>
        ) : null}
      </div>
      {form === "leave" ? <LeaveForm member={member} others={same} today={today} onClose={close} /> : null}
      {form === "leaves" ? <LeavesForm member={member} others={same} today={today} onClose={close} /> : null}
    </div>
  );
}
