// SPDX-License-Identifier: Apache-2.0
// The box in front of a to-do, a hand-off, a follow-up, a promise or an item of a checklist. One tap ticks it off, another takes it back; of hand-offs and follow-ups
// is asked first what came of it.
import type { ComponentChildren, JSX } from "preact";
import { finish, reopen, tick, tickItem } from "./acts";
import type { ShownChecklist, ShownItem, ShownPromise, ShownTask } from "./pending";

interface BoxProps {
  checked: boolean;
  disabled: boolean;
  label?: string | undefined; // Names the box where no text stands inside the label.
  onPick: (checked: boolean) => void;
  hold?: boolean; // The box does not change by itself: something is asked first.
  children?: ComponentChildren;
}

function Box({ checked, disabled, label, onPick, hold, children }: BoxProps): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onClick={(event) => {
          if (!hold) return;
          event.preventDefault();
          onPick(!checked);
        }}
        onChange={(event) => {
          if (!hold) onPick(event.currentTarget.checked);
        }}
      />
      {children}
    </label>
  );
}

export interface TaskBoxProps {
  task: ShownTask;
  label?: string | undefined;
  onAsk: () => void; // Opens the form for what came of it.
  onDone?: ((task: ShownTask) => void) | undefined;
  children?: ComponentChildren;
}

export function TaskBox({ task, label, onAsk, onDone, children }: TaskBoxProps): JSX.Element {
  const done = task.state === "done";
  const asks = task.kind === "handoff" || task.kind === "follow_up";
  return (
    <Box
      checked={done}
      disabled={!task.may_close || task.state === "dropped"}
      label={label}
      hold={asks && !done}
      onPick={() => {
        if (done) reopen(task);
        else if (asks) onAsk();
        else {
          finish(task, "");
          onDone?.(task);
        }
      }}
    >
      {children}
    </Box>
  );
}

export const PromiseBox = ({ promise, day, may, children }: { promise: ShownPromise; day: string; may: boolean; children: ComponentChildren }): JSX.Element => (
  <Box checked={promise.kept.includes(day)} disabled={!may} onPick={(kept) => tick(promise, day, kept)}>
    {children}
  </Box>
);

export const ItemBox = ({ list, item, children }: { list: ShownChecklist; item: ShownItem; children: ComponentChildren }): JSX.Element => (
  <Box checked={item.done_at !== null} disabled={!list.may_tick} onPick={(done) => tickItem(list.person.id, item, done)}>
    {children}
  </Box>
);
