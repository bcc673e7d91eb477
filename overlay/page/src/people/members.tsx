// SPDX-License-Identifier: Apache-2.0
// Who belongs to the team: #/members?sort=joined.down. For those who look after people.
import type { JSX } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { connection } from "../shared/connection";
import { link, replace, type Route } from "../shared/router";
import { may, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { Checklists } from "./checklists";
import { DevicesDialog } from "./devices";
import { Deputies } from "./deputies";
import { draftOf, newDraft, type Draft } from "./draft";
import { EraseDialog } from "./erase";
import { InviteDialog } from "./invite";
import type { Around, Asked } from "./member_detail";
import { MemberForm } from "./member_form";
import { MemberTable } from "./member_table";
import { nextOrder, orderText, parts, readOrder, type Member, type Members } from "./order";
import { Unclaimed } from "./unclaimed";
import { t } from "./words";

// The new answer with the old objects where nothing changed, so that a row is drawn again only where something did.
function useSame(data: Members | undefined): Members | undefined {
  const last = useRef<Members | undefined>(undefined);
  return useMemo(() => {
    if (!data) return undefined;
    const before = new Map(last.current?.members.map((one) => [one.id, one]));
    last.current = { ...data, members: data.members.map((one) => (JSON.stringify(before.get(one.id)) === JSON.stringify(one) ? (before.get(one.id) ?? one) : one)) };
    return last.current;
  }, [data]);
}

export default function View({ route }: { route: Route }): JSX.Element {
  const allowed = may("manage_people");
  const { today } = session();
  const { data, problem, loading, reload } = useAnswer("/members", allowed ? {} : null);
  const team = useSame(data);
  const away = useStore(connection).awaySince !== null;
  const [wanted, setWanted] = useState("");
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<{ what: Asked; member: Member } | null>(null);
  const [adding, setAdding] = useState<Draft | null>(null);
  const order = readOrder(route.query["sort"]);
  const toggle = useCallback((id: string) => setOpened((list) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id])), []);
  const ask = useCallback((what: Asked, member: Member) => setAsked({ what, member }), []);
  const around: Around = useMemo(() => ({ members: team?.members ?? [], mayErase: team?.may_erase ?? false, away, onAsk: ask }), [team?.members, team?.may_erase, away]);
  const shown = useMemo(() => (team ? parts(team, order, wanted) : null), [team, order.by, order.down, wanted]);
  const add = (from?: Members["unclaimed"][number]): void => {
    if (team && !away) setAdding(newDraft(team.next_id, today, shown?.parts.length === 1 ? (shown.parts[0]?.group ?? "") : "", from));
  };
  const move = (by: number): void => {
    const all = [...document.querySelectorAll<HTMLElement>(".member-button")];
    const at = all.findIndex((one) => one === document.activeElement || one.closest("[data-member]")?.nextElementSibling?.contains(document.activeElement));
    all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]?.focus();
  };
  useShortcuts(
    allowed
      ? [
          { keys: "a", words: t("kAdd"), run: () => add() },
          { keys: "f", words: t("kSearch"), run: () => document.querySelector<HTMLElement>(".member-search")?.focus() },
          { keys: "j", words: t("kNext"), run: () => move(1) },
          { keys: "k", words: t("kPrevious"), run: () => move(-1) },
        ]
      : [],
  );
  if (!allowed) {
    return (
      <EmptyState whole title={t("notYours")} actions={<Button href={link("own")}>{t("toOwn")}</Button>}>
        {t("notYoursText")}
      </EmptyState>
    );
  }
  if (!team || !shown) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const there = team.members.filter((one) => !one.left).length;
  const close = (): void => setAsked(null);
  const current = asked ? (team.members.find((one) => one.id === asked.member.id) ?? asked.member) : null;
  return (
    <div class="members">
      <ViewHead
        title={t("title")}
        note={there > 0 ? <span class="num">{t("count", { n: there })}</span> : null}
        aside={
          team.members.length > 0 ? (
            <Button kind="main" disabled={away} onClick={() => add()}>
              {t("add")}
            </Button>
          ) : null
        }
      />
      {away ? <p class="faint">{t("awayNote")}</p> : null}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {team.members.length === 0 ? (
        <EmptyState
          title={t("noMembers")}
          actions={
            <Button kind="main" disabled={away} onClick={() => add()}>
              {t("addTitle")}
            </Button>
          }
        >
          {t("noMembersText")}
        </EmptyState>
      ) : null}
      <Unclaimed list={team.unclaimed} away={away} onAdd={add} />
      {team.members.length > 7 ? (
        <input class="input member-search" type="search" placeholder={t("search")} aria-label={t("search")} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      ) : null}
      <p class="hidden" role="status">
        {wanted === "" ? "" : t("found", { n: shown.found })}
      </p>
      {team.members.length > 0 ? (
        shown.found === 0 ? (
          <p class="card dim">{t("nobodyFound")}</p>
        ) : (
          <Card class="member-card" label={t("table")}>
            <MemberTable
              {...shown}
              folded={wanted === ""}
              order={order}
              opened={opened}
              today={today}
              around={around}
              onToggle={toggle}
              onSort={(by) => replace("members", { ...route.query, sort: orderText(nextOrder(order, by)) })}
            />
          </Card>
        )
      ) : null}
      <Deputies team={team} today={today} away={away} />
      <Checklists lists={team.checklists} />
      {adding ? (
        <MemberForm
          first={adding}
          team={team}
          onClose={() => setAdding(null)}
          onSaved={(id) => {
            setAdding(null);
            setOpened((list) => [...list, id]);
          }}
        />
      ) : null}
      {current && asked?.what === "edit" ? <MemberForm first={draftOf(current)} team={team} onClose={close} onSaved={close} /> : null}
      {current && asked?.what === "invite" ? <InviteDialog member={current} onMade={() => void reload()} onClose={close} /> : null}
      {current && asked?.what === "erase" ? <EraseDialog member={current} onClose={close} /> : null}
      {current && asked?.what === "devices" ? <DevicesDialog person={current} onClose={close} /> : null}
    </div>
  );
}
