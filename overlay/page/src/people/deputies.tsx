// SPDX-License-Identifier: Apache-2.0
// Who stands in for which lead, and when.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addDays } from "../shared/days";
import { shortDay } from "../shared/format";
import { toast } from "../shared/toast";
import { forgetTyped, useTyped } from "../shared/typing";
import { Button, Card, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { nameOf, ordered, byName, type Members } from "./order";
import { DayField, PersonField, SmallForm } from "./small_form";
import { t } from "./words";

function DeputyForm({ team, today, onClose }: { team: Members; today: string; onClose: () => void }): JSX.Element {
  const there = ordered(team.members.filter((one) => !one.left), byName);
  const leads = there.filter((one) => one.role === "lead");
  const [person, setPerson] = useState(leads.length === 1 ? (leads[0]?.id ?? "") : "");
  const [deputy, setDeputy] = useState("");
  const [from, setFrom] = useTyped("deputy from", addDays(today, 1));
  const [to, setTo] = useTyped("deputy to", addDays(today, 5));
  const [wrong, setWrong] = useState("");
  const { run, busy, problem } = useAct();
  const name = (id: string): string => nameOf(there.find((one) => one.id === id) ?? { id, name: "" });
  const save = async (): Promise<void> => {
    const fault = person === "" || deputy === "" ? t("missingWho") : from === "" || to === "" ? t("missingDay") : to < from ? t("orderWrong") : "";
    setWrong(fault);
    if (fault || !(await run({ kind: "deputy.add", person, deputy, from, to }))) return;
    forgetTyped("deputy from", "deputy to");
    toast(t("deputySaved", { deputy: name(deputy), person: name(person), from: shortDay(from), to: shortDay(to) }));
    onClose();
  };
  return (
    <SmallForm label={t("deputyAdd")} save={t("deputyAdd")} wrong={wrong} problem={problem} busy={busy} onSave={() => void save()} onClose={onClose}>
      <PersonField label={t("deputyFor")} people={leads} value={person} onChange={setPerson} none={t("choose")} />
      <PersonField label={t("deputyWho")} people={there.filter((one) => one.id !== person && one.role !== "reader")} value={deputy} onChange={setDeputy} none={t("choose")} />
      <DayField label={t("from")} value={from} min={today} onChange={setFrom} />
      <DayField label={t("to")} value={to} min={from} onChange={setTo} />
    </SmallForm>
  );
}

export function Deputies({ team, today, away }: { team: Members; today: string; away: boolean }): JSX.Element | null {
  const [adding, setAdding] = useState(false);
  const { run, busy, problem } = useAct();
  const leads = team.members.some((one) => one.role === "lead" && !one.left);
  if (!leads && team.deputies.length === 0) return null;
  return (
    <Card
      title={t("deputies")}
      aside={
        adding ? null : (
          <Button small disabled={away} onClick={() => setAdding(true)}>
            {t("deputyAdd")}
          </Button>
        )
      }
    >
      {team.deputies.length === 0 ? <p class="dim">{t("noDeputies")}</p> : null}
      <ul class="deputies">
        {team.deputies.map((one) => (
          <li key={one.id}>
            <span>{t("deputyLine", { deputy: nameOf(one.deputy), person: nameOf(one.person) })}</span>
            <span class="faint num">{one.from === one.to ? shortDay(one.from) : `${shortDay(one.from)} – ${shortDay(one.to)}`}</span>
            <Button
              kind="quiet"
              small
              disabled={away}
              busy={busy}
              label={t("deputyEndOf", { deputy: nameOf(one.deputy), person: nameOf(one.person) })}
              onClick={() => void run({ kind: "deputy.remove", deputy: one.id }).then((done) => done && toast(t("deputyEnded")))}
            >
              {t("deputyEnd")}
            </Button>
          </li>
        ))}
      </ul>
      {problem ? <ProblemNote problem={problem} /> : null}
      {adding ? <DeputyForm team={team} today={today} onClose={() => setAdding(false)} /> : null}
      <p class="faint">{t("deputiesNote")}</p>
    </Card>
  );
}
