// SPDX-License-Identifier: Apache-2.0
// The members as a table of groups. Rows out of sight cost nothing to lay out; former members come last, folded.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../shared/icons";
import { names } from "../shared/ui";
import type { Around } from "./member_detail";
import { MemberRow } from "./member_row";
import { columns, type Column, type Member, type Order, type Part } from "./order";
import { t } from "./words";

export interface TableProps {
  parts: Part[];
  former: Member[];
  folded: boolean; // Former members are shown on request only.
  order: Order;
  opened: readonly string[];
  today: string;
  around: Around;
  onToggle: (id: string) => void;
  onSort: (by: Column) => void;
}

export function MemberTable({ parts, former, folded, order, opened, today, around, onToggle, onSort }: TableProps): JSX.Element {
  const [unfolded, setUnfolded] = useState(false);
  const showFormer = former.length > 0 && (!folded || unfolded);
  const row = (member: Member): JSX.Element => <MemberRow key={member.id} member={member} open={opened.includes(member.id)} today={today} around={around} onToggle={onToggle} />;
  return (
    <>
      {/* Where the columns do not fit there is nothing to press for the order. */}
      <label class="member-order">
        <span class="dim">{t("sort")}</span>
        <select class="input" value={order.by} onChange={(event) => onSort(event.currentTarget.value as Column)}>
          {columns.map((by) => (
            <option key={by} value={by}>
              {t(by)}
            </option>
          ))}
        </select>
      </label>
      <div class="member-table" role="table" aria-label={t("table")}>
        <div role="rowgroup" class="member-heads">
          <div role="row" class="member-row member-head">
            {columns.map((by) => (
              <div key={by} role="columnheader" class={by === "name" ? "member-name" : names("member-wide", by === "devices" && "member-devices")} aria-sort={order.by === by ? (order.down ? "descending" : "ascending") : "none"}>
                <button type="button" class="member-sort" title={t("sortBy", { name: t(by) })} onClick={() => onSort(by)}>
                  {t(by)}
                  {order.by === by ? <Icon name={order.down ? "down" : "up"} /> : null}
                </button>
              </div>
            ))}
          </div>
        </div>
        {parts.map(({ group, members }) => (
          <div key={group} role="rowgroup" class="member-group" aria-label={group || t("noGroup")}>
            <div role="row" class="member-group-head">
              <div role="cell" aria-colspan={columns.length}>
                <b>{group || t("noGroup")}</b> <span class="faint num">{members.length}</span>
              </div>
            </div>
            {members.map(row)}
          </div>
        ))}
        {showFormer ? (
          <div role="rowgroup" class="member-group" aria-label={t("former", { n: former.length })}>
            <div role="row" class="member-group-head">
              <div role="cell" aria-colspan={columns.length} class="dim">
                {t("former", { n: former.length })}
              </div>
            </div>
            {former.map(row)}
          </div>
        ) : null}
      </div>
      {former.length > 0 && folded ? (
        <p class="member-foot">
          <button type="button" class="text-button" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {t("former", { n: former.length })}
          </button>
        </p>
      ) : null}
    </>
  );
}
