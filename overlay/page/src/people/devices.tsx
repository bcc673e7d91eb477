// SPDX-License-Identifier: Apache-2.0
// The devices that are let in: which, since when, last used, and the way to shut one out.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { dateOfTime, namedDay } from "../shared/format";
import type { Schema } from "../shared/schema";
import { leave, session } from "../shared/session";
import { toast } from "../shared/toast";
import { Button, Dialog, Loading, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { t } from "./own_words";
import { t as words } from "./words";
import { nameOf } from "./order";

type Device = Schema<"Device">;

function DeviceRow({ device, named }: { device: Device; named: boolean }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const { run, busy, problem } = useAct();
  const { today } = session();
  const name = device.device || t("deviceUnnamed");
  const end = async (): Promise<void> => {
    // This one is signed out, as from the menu; the answer to a command would find nobody any more.
    if (device.this_one) return void leave().catch(() => {});
    if (await run({ kind: "device.end", device: device.id })) toast(t("deviceEnded", { name }));
  };
  const day = (ms: number): string => namedDay(dateOfTime(ms), today);
  return (
    <li class="device">
      <div class="device-line">
        <span class="device-name">
          {name}
          {device.this_one ? <span class="tag tag-good">{t("deviceThis")}</span> : null}
          {device.person === null ? <span class="tag">{t("deviceMachine")}</span> : named ? <span class="dim">{nameOf(device.person)}</span> : null}
        </span>
        <span class="faint device-days">{t("deviceDays", { made: day(device.made_at), used: day(device.used_at) })}</span>
        {asking ? null : (
          <Button kind="quiet" small label={t(device.this_one ? "deviceLeaveOf" : "deviceEndOf", { name })} onClick={() => setAsking(true)}>
            {t(device.this_one ? "deviceLeave" : "deviceEnd")}
          </Button>
        )}
      </div>
      {asking ? (
        <div class="device-ask" role="group" aria-label={t("deviceAskOf", { name })}>
          <span>{t(device.this_one ? "deviceAskThis" : "deviceAsk")}</span>
          <Button small busy={busy} onClick={() => void end()}>
            {t(device.this_one ? "deviceLeave" : "deviceEnd")}
          </Button>
          <Button small kind="quiet" onClick={() => setAsking(false)}>
            {words("cancel")}
          </Button>
        </div>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </li>
  );
}

export function Devices({ of, named = false, none }: { of: (device: Device) => boolean; named?: boolean; none: string }): JSX.Element {
  const { data, problem, loading, reload } = useAnswer("/devices", {});
  if (!data) return problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : <></>;
  const list = data.devices.filter(of);
  if (list.length === 0) return <p class="dim">{none}</p>;
  return (
    <ul class="devices">
      {list.map((device) => (
        <DeviceRow key={device.id} device={device} named={named} />
      ))}
    </ul>
  );
}

export function DevicesDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={words("devicesOf", { name: nameOf(person) })} open onClose={onClose} actions={<Button onClick={onClose}>{words("close")}</Button>}>
      <Devices of={(one) => one.person?.id === person.id} none={words("devicesNone")} />
    </Dialog>
  );
}
