// SPDX-License-Identifier: Apache-2.0
// Leave and the last day: from when, until when, and who takes over what is open. Why is not asked.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { longDay } from "../shared/format";
import { toast } from "../shared/toast";
import { forgetTyped, useTyped } from "../shared/typing";
import { useAct } from "./act";
import { nameOf, type Member } from "./order";
import { DayField, PersonField, SmallForm } from "./small_form";
import { t } from "./words";

export interface LeaveProps {
  member: Member;
  others: Member[]; // Of the same group first.
  today: string;
  onClose: () => void;
}

export function LeaveForm({ member, others, today, onClose }: LeaveProps): JSX.Element {
  const name = nameOf(member);
  const [from, setFrom] = useTyped(`leave ${member.id} from`, today);
  const [to, setTo] = useTyped(`leave ${member.id} to`, today);
  const [hand, setHand] = useState("");
  const [wrong, setWrong] = useState("");
  const { run, busy, problem } = useAct();
  const save = async (): Promise<void> => {
    const fault = from === "" || to === "" ? t("missingDay") : to < from ? t("orderWrong") : "";
    setWrong(fault);
    if (fault) return;
    if (!(await run({ kind: "leave.add", person: member.id, from, to, hand_to: hand }))) return;
    forgetTyped(`leave ${member.id} from`, `leave ${member.id} to`);
    toast(t("leaveSaved", { name }));
    onClose();
  };
  return (
    <SmallForm label={t("leaveTitle", { name })} save={t("leaveSave")} note={`${t("leaveNoReason")} ${t("handToNote")}`} wrong={wrong} problem={problem} busy={busy} onSave={() => void save()} onClose={onClose}>
      <DayField label={t("from")} value={from} onChange={setFrom} />
      <DayField label={t("to")} value={to} min={from} onChange={setTo} />
      <PersonField label={t("handTo")} people={others} value={hand} onChange={setHand} none={t("handToNobody")} />
    </SmallForm>
  );
}

export function LeavesForm({ member, others, today, onClose }: LeaveProps): JSX.Element {
  const name = nameOf(member);
  const [day, setDay] = useTyped(`leaves ${member.id}`, today);
  const [hand, setHand] = useState("");
  const [wrong, setWrong] = useState("");
  const { run, busy, problem } = useAct();
  const save = async (): Promise<void> => {
    setWrong(day === "" ? t("missingDay") : "");
    if (day === "") return;
    if (!(await run({ kind: "member.leaves", member: member.id, last_day: day, hand_to: hand }))) return;
    forgetTyped(`leaves ${member.id}`);
    toast(t("leavesSaved", { name, day: longDay(day, today) }));
    onClose();
  };
  return (
    <SmallForm label={t("leavesTitle", { name })} save={t("leavesSave")} note={`${t("leavesNote")} ${t("handToNote")}`} wrong={wrong} problem={problem} busy={busy} onSave={() => void save()} onClose={onClose}>
      <DayField label={t("lastDayField")} value={day} onChange={setDay} />
      <PersonField label={t("handToAll")} people={others} value={hand} onChange={setHand} none={t("handToNobody")} />
    </SmallForm>
  );
}
