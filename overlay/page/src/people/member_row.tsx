// SPDX-License-Identifier: Apache-2.0
// One member of the list: a line, and what is known and can be done when it is opened. Drawn again only where something of its own changed,
// since a team may have hundreds.
import { Component, type JSX } from "preact";
import { shortDay } from "../shared/format";
import { names } from "../shared/ui";
import { MemberDetail, type Around } from "./member_detail";
import { columns, detailId, nameOf, type Member } from "./order";
import { t } from "./words";

// What the day says about being there: away now or soon, leaving, gone.
export function awayText(one: Member, today: string): { text: string; look: boolean } {
  const next = [...one.leaves].sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const leave = !next ? "" : next.from <= today ? t("onLeave", { to: shortDay(next.to) }) : t("willLeave", { from: shortDay(next.from) });
  const last = one.left_on ? t(one.left ? "leftOn" : "lastDay", { day: shortDay(one.left_on) }) : "";
  return { text: [leave, last].filter(Boolean).join(" · "), look: !one.left && next !== undefined && next.from <= today };
}

export function accountText(one: Member): string {
  const [first] = one.accounts;
  if (!first) return t("noAccounts");
  return one.accounts.length === 1 ? first.rep : t("moreAccounts", { rep: first.rep, n: one.accounts.length, more: one.accounts.length - 1 });
}

export interface RowProps {
  member: Member;
  open: boolean;
  today: string;
  around: Around;
  onToggle: (id: string) => void;
}

export class MemberRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const now = this.props;
    return next.member !== now.member || next.open !== now.open || next.today !== now.today || next.around !== now.around || next.onToggle !== now.onToggle;
  }

  override render(): JSX.Element {
    const { member, open, today, around, onToggle } = this.props;
    const id = detailId(member.id);
    const away = awayText(member, today);
    const stage = t(member.stage_now);
    // On a narrow page what matters stands under the name.
    const under = [member.role === "rep" ? "" : t(member.role), member.track === "unset" ? "" : t(member.track), stage, away.text].filter(Boolean).join(" · ");
    return (
      <>
        <div role="row" class={names("member-row", member.left && "member-left", open && "member-open")} data-member={member.id}>
          <div role="rowheader" class="member-name">
            <button type="button" class="member-button" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => onToggle(member.id)}>
              <span class="member-name-text">{nameOf(member)}</span>
              <span class="member-under faint">{under}</span>
            </button>
          </div>
          <div role="cell" class={member.role === "rep" ? "member-wide dim" : "member-wide"}>
            {t(member.role)}
          </div>
          <div role="cell" class={member.track === "unset" ? "member-wide faint" : "member-wide"}>
            {t(member.track)}
          </div>
          <div role="cell" class="member-wide">
            {stage}
            {member.stage === "by_time" ? null : <span class="faint"> {t("byHand")}</span>}
          </div>
          <div role="cell" class="member-wide num dim">
            {member.joined_on ?? "—"}
          </div>
          <div role="cell" class={names("member-wide member-cut", member.accounts.length === 0 && "look")} title={member.accounts.map(({ rep }) => rep).join("\n")}>
            {accountText(member)}
          </div>
          <div role="cell" class={names("member-wide", away.look && "look")}>
            {away.text || <span class="faint">—</span>}
          </div>
          <div role="cell" class="member-wide member-devices num">
            {member.devices > 0 ? member.devices : member.invited_until !== null ? <span class="faint">{t("invited")}</span> : <span class="faint">—</span>}
          </div>
        </div>
        {open ? (
          <div role="row" class="member-more">
            <div role="cell" aria-colspan={columns.length} id={id}>
              <MemberDetail member={member} today={today} around={around} />
            </div>
          </div>
        ) : null}
      </>
    );
  }
}
