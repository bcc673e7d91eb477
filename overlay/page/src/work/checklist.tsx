// SPDX-License-Identifier: Apache-2.0
// 成长期清单: the list of one's stage, and for a mentor those of the people they show how. Ticked by one tap, taken back by another.
import type { JSX } from "preact";
import { dateOfTime, shortDay } from "../shared/format";
import { say } from "../shared/i18n";
import { Card, names } from "../shared/ui";
import { Share } from "./cards";
import { t } from "./checklist_words";
import type { ShownChecklist } from "./pending";
import { WaitsTag } from "./tags";
import { ItemBox } from "./tick_box";

function Items({ list }: { list: ShownChecklist }): JSX.Element {
  return (
    <ul class="items" aria-label={t("ofPerson", { name: list.person.name, list: t(list.stage) })}>
      {list.items.map((item) => (
        <li key={item.id} class={names("item", item.done_at !== null && "item-done")} data-item={item.id}>
          <div class="item-line">
            <ItemBox list={list} item={item}>
              <span class="item-title">{say(item.title)}</span>
            </ItemBox>
            <span class="item-tags">
              <WaitsTag shown={item.waits} />
              {item.done_at !== null ? <span class="faint num">{t("doneBy", { name: item.done_by?.name || t("machine"), day: shortDay(dateOfTime(item.done_at)) })}</span> : null}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

const number = (list: ShownChecklist): string => `${list.done} / ${list.items.length}`;
const isDone = (list: ShownChecklist): boolean => list.done === list.items.length;

export function ChecklistCard({ list, own }: { list: ShownChecklist; own: boolean }): JSX.Element {
  return (
    <Card class="checklist-card" title={t(list.stage)} note={<span class="num">{number(list)}</span>} aside={<Share done={list.done} open={list.items.length - list.done} />}>
      <p class="dim">{[list.mentor ? t("mentor", { name: list.mentor.name }) : t("noMentor"), isDone(list) ? t("allDone") : ""].filter(Boolean).join(" · ")}</p>
      <Items list={list} />
      {own ? <p class="faint">{t("help")}</p> : null}
    </Card>
  );
}

// One of few stands open as long as something of it is.
const mostOpen = 2;

export function MentoredCard({ lists, name }: { lists: ShownChecklist[]; name: string }): JSX.Element {
  const open = lists.filter((list) => !isDone(list)).length <= mostOpen;
  return (
    <Card class="mentored-card" title={name === "" ? t("mine") : t("theirs", { name })}>
      {lists.map((list) =>
        list.items.length === 0 ? (
          <p key={list.person.id} class="mentored-none">
            {list.person.name} <span class="faint">{t("noList")}</span>
          </p>
        ) : (
          <details key={list.person.id} class="mentored" open={open && !isDone(list)}>
            <summary>
              {list.person.name} <span class="faint num">{`${t(list.stage)} ${number(list)}`}</span>
            </summary>
            <Items list={list} />
          </details>
        ),
      )}
    </Card>
  );
}
