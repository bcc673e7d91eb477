// SPDX-License-Identifier: Apache-2.0
// A person's list of a day as it is shown: the agent's answer with what was done here since.
import { useMemo, useRef } from "preact/hooks";
import { useAnswer, type Live } from "../shared/answers";
import { agentNow } from "../shared/clock";
import { isDay } from "../shared/days";
import type { Person, Query, Work } from "../shared/schema";
import { session } from "../shared/session";
import { reused, useActs, workWithActs, type Acting, type ShownWork } from "./pending";

// How often it is asked again while nothing happens: what is due turns overdue by time alone, and a day ends.
const every = 60_000;

// Who acts on this page. A lead's desk that is nobody's acts as this machine's owner.
export function acting(people: Person[] = []): Acting {
  const { person, today } = session();
  const names = new Map(people.map((one) => [one.id, one.name]));
  return {
    me: { id: person?.id ?? "", name: person?.name ?? "" },
    today,
    now: agentNow(),
    nameOf: (id) => (id === person?.id ? person.name : (names.get(id) ?? id)),
  };
}

export function workQuery(person: string, day: string | undefined): Query<"/work"> | null {
  return person === "" ? null : { person, ...(isDay(day) ? { day } : {}) };
}

export interface LiveWork extends Omit<Live<Work>, "data"> {
  work: ShownWork | undefined;
}

const nobody: Person[] = [];

// `held` keeps what the agent said when it began to hold; acts done here show all the same.
export function useWork(person: string, day: string | undefined, people: Person[] = nobody, held = false): LiveWork {
  const { data, known, ...live } = useAnswer("/work", workQuery(person, day), { every });
  const last = useRef<{ of: string; from: Work; data: Work; known: number } | null>(null);
  const of = `${person} ${day ?? ""}`;
  if (data && !(held && last.current?.of === of)) {
    const before = last.current?.of === of ? last.current : null;
    const same = before?.from === data ? before.data : before ? { ...data, tasks: reused(before.data.tasks, data.tasks) } : data;
    last.current = { of, from: data, data: same, known };
  }
  const base = data && last.current?.of === of ? last.current : null;
  const acts = useActs(base?.known ?? -1);
  const work = useMemo(() => {
    if (!base) return undefined;
    const now = acting(people);
    // The list's own person is known by name without a list of people.
    return workWithActs(base.data, acts, { ...now, today: base.data.today, nameOf: (id) => (id === base.data.person.id ? base.data.person.name : now.nameOf(id)) });
  }, [base?.data, acts, people]);
  return { ...live, known, work };
}
