// SPDX-License-Identifier: Apache-2.0
// Everybody to choose from, by group, with a search; for "whose desk is this?" and for a lead who looks at somebody's panel.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { go, route } from "../shared/router";
import type { Person } from "../shared/schema";
import { makeStore, useStore } from "../shared/store";
import { Dialog, Loading, ProblemNote } from "../shared/ui";
import { t } from "./words";

const most = 60;
const byName = new Intl.Collator("zh-CN", { numeric: true });

// Group by group as the agent names them, by name within; who has left comes last.
function ordered(people: Person[], groups: string[]): Person[] {
  return [...people].sort(
    (a, b) => Number(a.left) - Number(b.left) || groups.indexOf(a.group) - groups.indexOf(b.group) || byName.compare(a.name || a.id, b.name || b.id),
  );
}

export function PeoplePicker({ onPick, current, disabled }: { onPick: (person: Person) => void; current?: string | undefined; disabled?: boolean | undefined }): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/people", {});
  const [wanted, setWanted] = useState("");
  const [group, setGroup] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), [data !== undefined]);
  if (loading) return <Loading />;
  if (!data) return problem ? <ProblemNote problem={problem} again={() => void reload()} /> : <Loading />;

  const groups = [...new Set(data.people.map((person) => person.group))];
  const words = wanted.trim().toLowerCase();
  const found = ordered(data.people, groups).filter(
    (person) => (group === null || person.group === group) && (words === "" || person.name.toLowerCase().includes(words) || person.id.toLowerCase().includes(words)),
  );
  const shown = all ? found : found.slice(0, most);
  return (
    <div class="people">
      <input
        ref={field}
        class="input"
        type="search"
        placeholder={t("search")}
        aria-label={t("search")}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {groups.length > 1 ? (
        <div class="chips" role="group" aria-label={t("groups")}>
          {[null, ...groups].map((one) => (
            <button key={one ?? "*"} type="button" class="chip" aria-pressed={group === one} onClick={() => setGroup(one)}>
              {one === null ? t("everybody") : one || t("noGroup")}
            </button>
          ))}
        </div>
      ) : null}
      <p class="hidden" role="status">
        {t("found", { n: found.length })}
      </p>
      <ul class="people-list">
        {shown.map((person) => (
          <li key={person.id}>
            <button type="button" disabled={disabled} aria-current={person.id === current ? "true" : undefined} onClick={() => onPick(person)}>
              <span class="people-name">{person.name || person.id}</span>
              <span class="faint">{[person.group, person.role === "lead" && person.group !== t("lead") ? t("lead") : "", person.left ? t("leftJob") : ""].filter(Boolean).join(" · ")}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p class="dim">{t("nobodyFound")}</p> : null}
      {found.length > shown.length ? (
        <button type="button" class="text-button" onClick={() => setAll(true)}>
          {t("showAll", { n: found.length })}
        </button>
      ) : null}
    </div>
  );
}

const open = makeStore(false);
export const openPeople = (): void => open.set(true);

// A lead's switch from one person's view to another's.
export function PeopleDialog({ current }: { current: string }): JSX.Element {
  const shown = useStore(open);
  const close = (): void => open.set(false);
  return (
    <Dialog title={t("switchPerson")} open={shown} onClose={close}>
      <PeoplePicker
        current={current}
        onPick={(person) => {
          close();
          const { path, query } = route.get();
          const stay = ["panel", "turns", "trend", "sheets", "shop", "work", "promises"].includes(path[0] ?? "");
          go(stay ? (path[0] ?? "panel") : "panel", { shop: query["shop"], ...(stay ? query : {}), person: person.id });
        }}
      />
    </Dialog>
  );
}
